/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dav-card.h"
#include "dav-server.h"

G_BEGIN_DECLS

/* One address book on a server: what is in it, what changed, and how it is changed (RFC 6352). */
#define DAV_TYPE_BOOK (dav_book_get_type ())
G_DECLARE_FINAL_TYPE (DavBook, dav_book, DAV, BOOK, GObject)

DavBook   *dav_book_new            (DavServer            *server,
                                    const char           *url);
/* Where a new card of that name lies. */
char      *dav_book_dup_href       (DavBook              *self,
                                    const char           *name);
/* @token: what the last answer gave; nullable: everything. */
void       dav_book_list_async     (DavBook              *self,
                                    const char           *token,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
DavChanges *dav_book_list_finish   (DavBook              *self,
                                    GAsyncResult         *result,
                                    GError              **error);
/* @hrefs: char *; those that are not there any more are not in the answer. */
void       dav_book_get_async      (DavBook              *self,
                                    GPtrArray            *hrefs,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
GPtrArray *dav_book_get_finish     (DavBook              *self,
                                    GAsyncResult         *result,
                                    GError              **error);
/* DavCard.etag NULL: it is new; DavCard.card NULL: it is to be deleted. */
void       dav_book_put_async      (DavBook              *self,
                                    const DavCard        *card,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
/* @etag: (out) nullable: it has to be read again to know. */
gboolean   dav_book_put_finish     (DavBook              *self,
                                    GAsyncResult         *result,
                                    char                **etag,
                                    GError              **error);

G_END_DECLS
