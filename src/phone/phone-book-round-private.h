/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-book-sync.h"

G_BEGIN_DECLS

/* Inside of a round: phone-book-sync.c hears what changed there and takes it, phone-book-tell.c says what changed here. The
 * round is the data of its task. */
typedef struct
{
  DavServer *server;
  DavBook *book;
  StoreBook *place;
  GHashTable *cards;  /* href → StoreBookCard */
  char *token;        /* of what is being taken */
  GPtrArray *fetch;   /* char *: cards to be read */
  GPtrArray *gone;    /* PhonePerson: who was deleted there */
  GHashTable *left;   /* id → PhonePerson: who is not compared yet, or has no card; NULL: not yet */
  GQueue compare;     /* char *: cards that are to be compared */
  GQueue tell;        /* Telling: what to say there */
  GPtrArray *written; /* StoreBookCard: to be kept */
  GError *error;      /* of one card; the others go on */
  gboolean overtaken; /* somebody was faster; once more */
  guint n_rounds;
} PhoneBookRound;

/* One change of ours. */
typedef struct
{
  char *href;
  char *etag;          /* NULL: new */
  PhonePerson *person; /* NULL: deleted */
} PhoneBookTelling;

void        phone_book_telling_free  (PhoneBookTelling    *telling);
/* id → PhonePerson */
GHashTable *phone_book_round_index   (PhonePeople         *people);
/* Remembers a card for phone_book_round_write(); one without a person is forgotten. */
void        phone_book_round_keep    (PhoneBookRound      *round,
                                      const StoreBookCard *card);
void        phone_book_round_write   (GTask               *task);
/* Whether the person was not changed here since the card was written or read. */
gboolean    phone_book_round_is_same (const StoreBookCard *card,
                                      PhonePerson         *person);
void        phone_book_round_begin   (GTask               *task);
/* The second half; ends the task, or begins again. */
void        phone_book_tell          (GTask               *task);

G_END_DECLS
