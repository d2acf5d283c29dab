/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "dav-error.h"

G_BEGIN_DECLS

#define DAV_MULTISTATUS_MOST 100000 /* entries */
#define DAV_MULTISTATUS_DEPTH 32

/* What an answer says of one thing; of its properties only those that were given (RFC 4918 §14.24). */
typedef struct
{
  char    *href;
  guint    status;    /* of the thing itself; 0: it is there */
  gboolean is_book;   /* an address book (RFC 6352 §5.2) */
  char    *etag;      /* nullable, as all below */
  char    *card;
  char    *name;
  char    *mark;      /* changes whenever anything in it does */
  char    *principal; /* an address: who we are (RFC 5397) */
  char    *home;      /* an address: where the address books lie */
} DavEntry;

typedef struct
{
  GPtrArray *entries; /* DavEntry */
  char      *token;   /* nullable; where the next question goes on (RFC 6578) */
} DavMultistatus;

DavMultistatus *dav_multistatus_parse (GBytes          *xml,
                                       GError         **error);
void            dav_multistatus_free  (DavMultistatus  *self);
/* The same on a thread of its own: an answer may have 32 MiB. */
void            dav_multistatus_parse_async  (GBytes               *xml,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
DavMultistatus *dav_multistatus_parse_finish (GAsyncResult         *result,
                                              GError              **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DavMultistatus, dav_multistatus_free)

G_END_DECLS
