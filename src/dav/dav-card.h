/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A card. */
typedef struct
{
  char    *href; /* one spelling, however the server writes it */
  char    *etag; /* nullable */
  char    *card; /* nullable: not asked for */
  gboolean gone;
} DavCard;

void       dav_card_free           (DavCard              *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DavCard, dav_card_free)

/* What happened since. */
typedef struct
{
  GPtrArray *cards;    /* DavCard */
  char      *token;    /* for the next time; nullable: the server cannot say what changed */
  gboolean   is_whole; /* what is not named is not there */
} DavChanges;

void       dav_changes_free        (DavChanges           *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DavChanges, dav_changes_free)

G_END_DECLS
