/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-accounts.h"
#include "phone-calls.h"
#include "phone-watching.h"

G_BEGIN_DECLS

/* Private to the room: those watched by all accounts as one list, and what all accounts tell of us. */
#define PHONE_TYPE_WATCHING (phone_watching_get_type ())
G_DECLARE_FINAL_TYPE (PhoneWatching, phone_watching, PHONE, WATCHING, GObject)

/* @accounts: PhoneAccount, @calls: PhoneCall; both are followed. */
PhoneWatching     *phone_watching_new        (GListModel         *accounts,
                                              GListModel         *calls);
GListModel        *phone_watching_get_model  (PhoneWatching      *self);
void               phone_watching_set        (PhoneWatching      *self,
                                              PhonePresenceState  state,
                                              const char         *note);
PhonePresenceState phone_watching_get_state  (PhoneWatching      *self);
const char        *phone_watching_get_note   (PhoneWatching      *self);

G_END_DECLS
