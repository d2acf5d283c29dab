/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dav-server.h"

G_BEGIN_DECLS

/* One address book on a server: what is in it, what changed, and how it is changed (RFC 6352). */
#define DAV_TYPE_BOOK (dav_book_get_type ())
G_DECLARE_FINAL_TYPE (DavBook, dav_book, DAV, BOOK, GObject)

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
