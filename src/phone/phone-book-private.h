/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-book.h"
#include "phone-people-private.h"

#include "dav-server.h"
#include "store-books.h"

G_BEGIN_DECLS

/* Its password in the keyring, among the accounts. */
#define PHONE_BOOK_SECRET "address-book"

/* Inside of PhoneBook: phone-book.c keeps in step, phone-book-join.c has it come and go. */
struct _PhoneBook
{
  GObject parent_instance;

  PhonePeople *people;
  StoreBook *place; /* NULL: none */
  char *host;
  char *password;   /* NULL: not known yet */
  DavServer *server;
  GCancellable *cancellable; /* of what is going on; NULL: nothing is */
  PhoneBookState state;
  char *text;
  guint timer;
  gboolean read;    /* what is kept of it */
  gboolean again;   /* something changed while it was going on */
  gboolean stopped;
};

/* Private to the room. Begins by itself when @people were read. */
PhoneBook *phone_book_new           (PhonePeople    *people);
/* Before the store is closed. */
void       phone_book_stop          (PhoneBook      *self);
/* For the files of the class. */
void       phone_book_set_state     (PhoneBook      *self,
                                     PhoneBookState  state,
                                     const char     *text);
void       phone_book_begin         (PhoneBook      *self);
void       phone_book_forget_server (PhoneBook      *self);
void       phone_book_take_place    (PhoneBook      *self,
                                     StoreBook      *place); /* takes it; NULL: none */

G_END_DECLS
