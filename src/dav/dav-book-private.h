/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dav-book.h"
#include "dav-multistatus.h"

G_BEGIN_DECLS

#define DAV_BOOK_XML "application/xml; charset=utf-8"
#define DAV_BOOK_HEAD "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"

/* Inside of DavBook: dav-book.c reads and writes cards, dav-book-list.c hears what changed. */
struct _DavBook
{
  GObject parent_instance;

  DavServer *server;
  GUri *url;
  char *href; /* of the book itself; ends in a slash */
};

/* NULL: nothing of this book. Without an etag: something is there, and nobody says what. */
DavCard *dav_book_read_entry (DavBook        *self,
                              const DavEntry *entry);

G_END_DECLS
