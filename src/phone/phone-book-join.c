/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An address book elsewhere comes and goes; whoever was in it stays, here and there. Its password lies in the keyring. */

#include "config.h"

#include "phone-book-private.h"

#include "dav-finder.h"
#include "phone-text.h"
#include "store-secrets.h"

typedef struct
{
  StoreBook *place;
  char *password;
  DavServer *server;
} Joining;

static void
joining_free (Joining *joining)
{
  g_clear_pointer (&joining->place, store_book_free);
  store_secrets_wipe (joining->password);
  g_clear_object (&joining->server);
  g_free (joining);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* It is used until one quits, and asked for again then. */
  if (!store_secrets_save_finish (result, &error))
    g_info ("address book: %s", error->message);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PhoneBook *self = g_task_get_source_object (task);
  Joining *joining = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) places = dav_finder_find_finish (DAV_SERVER (source), result, &error);
  StoreBookState state = { joining->place, NULL };
  const DavPlace *place;

  if (places == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  place = g_ptr_array_index (places, 0);
  g_set_str (&joining->place->url, place->url);
  g_free (joining->place->name);
  joining->place->name = phone_text_clean_line (place->name != NULL ? place->name : "");
  phone_book_forget_server (self);
  store_books_forget_async (phone_people_get_database (self->people), NULL, NULL, NULL);
  store_books_write_async (phone_people_get_database (self->people), &state, NULL, NULL, NULL);
  store_secrets_save_async (PHONE_BOOK_SECRET, STORE_SECRET_ACCOUNT, joining->place->url, joining->password, NULL, saved_cb, NULL);
  phone_book_take_place (self, g_steal_pointer (&joining->place));
  store_secrets_wipe (self->password);
  self->password = g_steal_pointer (&joining->password);
  self->server = g_steal_pointer (&joining->server);
  self->read = TRUE;
  phone_book_set_state (self, PHONE_BOOK_STATE_RESTING, NULL);
  phone_book_begin (self);
  g_task_return_boolean (task, TRUE);
}

/**
 * phone_book_join_async:
 * @self: the address book
 * @login: where it is, and who asks
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is found, or not
 * @user_data: for @callback
 *
 * Looks for an address book and keeps the people here in step with it from now on; another one is left.
 */
void
phone_book_join_async (PhoneBook            *self,
                       const PhoneBookLogin *login,
                       GCancellable         *cancellable,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data)
{
  GTask *task;
  Joining *joining = g_new0 (Joining, 1);

  g_return_if_fail (PHONE_IS_BOOK (self));
  g_return_if_fail (login != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_book_join_async);
  g_task_set_task_data (task, joining, (GDestroyNotify) joining_free);
  joining->password = g_strdup (login->password);
  joining->place = g_new0 (StoreBook, 1);
  joining->place->user = g_strdup (login->user);
  joining->place->open_host = login->open ? dav_finder_dup_host (login->address) : NULL;
  joining->server = dav_server_new (login->user, login->password, joining->place->open_host);
  if (phone_people_get_database (self->people) == NULL)
    {
      g_task_return_new_error (task, DAV_ERROR, DAV_ERROR_UNREACHABLE, "nothing can be kept");
      g_object_unref (task);
      return;
    }
  dav_finder_find_async (joining->server, login->address, cancellable, found_cb, task);
}

/**
 * phone_book_join_finish:
 * @self: the address book
 * @result: what the callback was given
 * @error: return location for why it was not found
 *
 * Ends phone_book_join_async().
 *
 * Returns: %TRUE when it was found and is kept
 */
gboolean
phone_book_join_finish (PhoneBook     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * phone_book_leave:
 * @self: the address book
 *
 * Goes on without it; everybody stays, here and there.
 */
void
phone_book_leave (PhoneBook *self)
{
  g_return_if_fail (PHONE_IS_BOOK (self));

  if (self->place == NULL)
    return;

  phone_book_forget_server (self);
  phone_book_take_place (self, NULL);
  store_secrets_wipe (g_steal_pointer (&self->password));
  store_secrets_clear_async (PHONE_BOOK_SECRET, STORE_SECRET_ACCOUNT, NULL, NULL, NULL);
  store_books_forget_async (phone_people_get_database (self->people), NULL, NULL, NULL);
  phone_book_set_state (self, PHONE_BOOK_STATE_NONE, NULL);
}

/**
 * phone_book_set_password:
 * @self: the address book
 * @password: the one that is right now
 *
 * Goes on with another password, after it was changed there.
 */
void
phone_book_set_password (PhoneBook  *self,
                         const char *password)
{
  g_return_if_fail (PHONE_IS_BOOK (self));
  g_return_if_fail (password != NULL);

  if (self->place == NULL)
    return;

  phone_book_forget_server (self);
  store_secrets_wipe (self->password);
  self->password = g_strdup (password);
  store_secrets_save_async (PHONE_BOOK_SECRET, STORE_SECRET_ACCOUNT, self->place->url, password, NULL, saved_cb, NULL);
  phone_book_begin (self);
}
