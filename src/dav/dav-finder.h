/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dav-server.h"

G_BEGIN_DECLS

/* An address book that was found. */
typedef struct
{
  char *url;
  char *name; /* nullable */
} DavPlace;

void       dav_place_free    (DavPlace             *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DavPlace, dav_place_free)

/* What a person types: "https://example.org/dav/", "example.org", "me@example.org" (RFC 6764). Never an empty list. */
void       dav_finder_find_async  (DavServer            *server,
                                   const char           *typed,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
GPtrArray *dav_finder_find_finish (DavServer            *server,
                                   GAsyncResult         *result,
                                   GError              **error);
/* The host that @typed leads to, in small letters; NULL: it makes no sense. */
char      *dav_finder_dup_host    (const char           *typed);
/* Whether it says "http:". */
gboolean   dav_finder_is_open     (const char           *typed);

G_END_DECLS
