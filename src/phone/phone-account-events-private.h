/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-mailbox.h"
#include "phone-publication.h"
#include "phone-watchlist.h"

G_BEGIN_DECLS

/* What an account is told and tells beside calls; part of PhoneAccount. */
typedef struct
{
  PhoneMailbox     *mailbox;
  PhoneWatchlist   *watchlist;
  PhonePublication *publication;
  gboolean          publishes;  /* a person said that others may know of us */
  char             *watch_list; /* for people; NULL: none */
} PhoneAccountEvents;

G_END_DECLS
