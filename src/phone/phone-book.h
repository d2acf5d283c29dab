/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  PHONE_BOOK_STATE_NONE,     /* there is no address book elsewhere */
  PHONE_BOOK_STATE_RESTING,  /* in step, as far as one knows */
  PHONE_BOOK_STATE_SYNCING,
  PHONE_BOOK_STATE_TROUBLED, /* text says why; what changed here waits */
} PhoneBookState;

GType phone_book_state_get_type (void);
#define PHONE_TYPE_BOOK_STATE (phone_book_state_get_type ())

/* The address book elsewhere that the people here are kept in step with. Properties (notify): state, text (a sentence; NULL:
 * nothing is wrong). */
#define PHONE_TYPE_BOOK (phone_book_get_type ())
G_DECLARE_FINAL_TYPE (PhoneBook, phone_book, PHONE, BOOK, GObject)

typedef struct _Phone Phone;
PhoneBook     *phone_get_book             (Phone                *self);

PhoneBookState phone_book_get_state       (PhoneBook            *self);
const char    *phone_book_get_text        (PhoneBook            *self);
const char    *phone_book_get_host        (PhoneBook            *self); /* NULL: none; nor of those below */
const char    *phone_book_get_user        (PhoneBook            *self);
const char    *phone_book_get_name        (PhoneBook            *self);

/* Whether what was typed asks for a way without encryption, to which somebody has to agree first. */
gboolean       phone_book_is_open         (const char           *address);
/* @open: somebody agreed that others may read along. */
typedef struct
{
  const char *address; /* "https://…", "example.org", "me@example.org" */
  const char *user;
  const char *password;
  gboolean    open;
} PhoneBookLogin;

/* Looks for the address book, keeps it, and begins to keep in step. */
void           phone_book_join_async      (PhoneBook            *self,
                                           const PhoneBookLogin *login,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean       phone_book_join_finish     (PhoneBook            *self,
                                           GAsyncResult         *result,
                                           GError              **error);
/* It was changed there. */
void           phone_book_set_password    (PhoneBook            *self,
                                           const char           *password);
/* Goes on without it; the people stay, here and there. */
void           phone_book_leave           (PhoneBook            *self);
/* Now, and not only by itself. */
void           phone_book_sync            (PhoneBook            *self);

G_END_DECLS
