/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-database.h"

G_BEGIN_DECLS

/* The address book elsewhere. Its password is a secret, and not here. */
typedef struct
{
  char *url;
  char *user;
  char *name;
  char *open_host; /* nullable; a host that may be spoken to without encryption */
  char *token;     /* nullable; where the next question goes on */
} StoreBook;

/* How a person and a card belong together. */
typedef struct
{
  char    *href;
  char    *person;  /* the id; on writing, NULL: they do not any more */
  char    *etag;    /* nullable: not known */
  char    *base;    /* the card when both sides were the same, without its picture; nullable: never */
  gboolean picture; /* changed here since */
} StoreBookCard;

typedef struct
{
  StoreBook *book;  /* NULL: none */
  GPtrArray *cards; /* StoreBookCard */
} StoreBookState;

StoreBook      *store_book_copy          (const StoreBook      *book);
void            store_book_free          (StoreBook            *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreBook, store_book_free)
StoreBookCard  *store_book_card_copy     (const StoreBookCard  *card);
void            store_book_card_free     (StoreBookCard        *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreBookCard, store_book_card_free)
void            store_book_state_free    (StoreBookState       *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreBookState, store_book_state_free)

void            store_books_read_async   (StoreDatabase        *database,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
StoreBookState *store_books_read_finish  (StoreDatabase        *database,
                                          GAsyncResult         *result,
                                          GError              **error);
/* Either may be NULL: it stays. All is written, or nothing. */
void            store_books_write_async  (StoreDatabase        *database,
                                          const StoreBookState *state,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean        store_books_write_finish (StoreDatabase        *database,
                                          GAsyncResult         *result,
                                          GError              **error);
/* The book and all cards; the people stay. */
void            store_books_forget_async (StoreDatabase        *database,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean        store_books_forget_finish (StoreDatabase       *database,
                                           GAsyncResult        *result,
                                           GError             **error);

G_END_DECLS
