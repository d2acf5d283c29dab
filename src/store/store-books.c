/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What of a person is the same here and in the address book elsewhere. Who changed what is found by comparing with it,
 * so a change made without a network, or just before a crash, is found as well. */

#include "config.h"

#include "store-books.h"

#include "store-database-private.h"

/**
 * store_book_copy:
 * @book: an address book
 *
 * Copies it.
 *
 * Returns: (transfer full): the copy
 */
StoreBook *
store_book_copy (const StoreBook *book)
{
  StoreBook *copy = g_new0 (StoreBook, 1);

  copy->url = g_strdup (book->url);
  copy->user = g_strdup (book->user);
  copy->name = g_strdup (book->name);
  copy->open_host = g_strdup (book->open_host);
  copy->token = g_strdup (book->token);
  return copy;
}

/**
 * store_book_free:
 * @book: (transfer full): an address book
 *
 * Frees it.
 */
void
store_book_free (StoreBook *book)
{
  g_free (book->url);
  g_free (book->user);
  g_free (book->name);
  g_free (book->open_host);
  g_free (book->token);
  g_free (book);
}

/**
 * store_book_card_copy:
 * @card: a card
 *
 * Copies it.
 *
 * Returns: (transfer full): the copy
 */
StoreBookCard *
store_book_card_copy (const StoreBookCard *card)
{
  StoreBookCard *copy = g_new0 (StoreBookCard, 1);

  copy->href = g_strdup (card->href);
  copy->person = g_strdup (card->person);
  copy->etag = g_strdup (card->etag);
  copy->base = g_strdup (card->base);
  copy->picture = card->picture;
  return copy;
}

/**
 * store_book_card_free:
 * @card: (transfer full): a card
 *
 * Frees it.
 */
void
store_book_card_free (StoreBookCard *card)
{
  g_free (card->href);
  g_free (card->person);
  g_free (card->etag);
  g_free (card->base);
  g_free (card);
}

/**
 * store_book_state_free:
 * @state: (transfer full): what is kept
 *
 * Frees it.
 */
void
store_book_state_free (StoreBookState *state)
{
  g_clear_pointer (&state->book, store_book_free);
  g_clear_pointer (&state->cards, g_ptr_array_unref);
  g_free (state);
}

static gpointer
copy_card (gconstpointer card,
           gpointer      data)
{
  return store_book_card_copy (card);
}

static StoreBookState *
copy_state (const StoreBookState *state)
{
  StoreBookState *copy = g_new0 (StoreBookState, 1);

  copy->book = state->book != NULL ? store_book_copy (state->book) : NULL;
  copy->cards = state->cards != NULL ? g_ptr_array_copy (state->cards, copy_card, NULL) : g_ptr_array_new ();
  g_ptr_array_set_free_func (copy->cards, (GDestroyNotify) store_book_card_free);
  return copy;
}

static gboolean
read_book (sqlite3         *db,
           StoreBookState  *state,
           GError         **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) query = store_sql_prepare (db, "SELECT url, user, name, open_host, token FROM books", error);

  if (query == NULL)
    return FALSE;

  if (store_sql_next (query, &local_error))
    {
      state->book = g_new0 (StoreBook, 1);
      state->book->url = store_sql_dup_text (query, 0);
      state->book->user = store_sql_dup_text (query, 1);
      state->book->name = store_sql_dup_text (query, 2);
      state->book->open_host = store_sql_dup_text (query, 3);
      state->book->token = store_sql_dup_text (query, 4);
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
read_cards (sqlite3    *db,
            GPtrArray  *cards,
            GError    **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) query =
    store_sql_prepare (db, "SELECT href, person, etag, base, picture FROM book_cards", error);

  if (query == NULL)
    return FALSE;

  while (store_sql_next (query, &local_error))
    {
      StoreBookCard *card = g_new0 (StoreBookCard, 1);

      card->href = store_sql_dup_text (query, 0);
      card->person = store_sql_dup_text (query, 1);
      card->etag = store_sql_dup_text (query, 2);
      card->base = store_sql_dup_text (query, 3);
      card->picture = sqlite3_column_int (query, 4) != 0;
      g_ptr_array_add (cards, card);
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* A list of one, for that is what a reading gives. */
static GPtrArray *
read_state (sqlite3   *db,
            gpointer   data,
            GError   **error)
{
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func ((GDestroyNotify) store_book_state_free);
  StoreBookState *state = g_new0 (StoreBookState, 1);

  g_ptr_array_add (states, state);
  state->cards = g_ptr_array_new_with_free_func ((GDestroyNotify) store_book_card_free);
  return read_book (db, state, error) && read_cards (db, state->cards, error) ? g_steal_pointer (&states) : NULL;
}

static gboolean
write_book (sqlite3          *db,
            const StoreBook  *book,
            GError          **error)
{
  g_autoptr (sqlite3_stmt) insert = store_sql_prepare (
    db,
    "INSERT OR REPLACE INTO books (seq, url, user, name, open_host, token)"
    " VALUES (1, :url, :user, :name, :open_host, :token)",
    error);

  if (insert == NULL)
    return FALSE;

  store_sql_bind_text (insert, ":url", book->url);
  store_sql_bind_text (insert, ":user", book->user);
  store_sql_bind_text (insert, ":name", book->name);
  store_sql_bind_text (insert, ":open_host", book->open_host);
  store_sql_bind_text (insert, ":token", book->token);
  return store_sql_run (insert, error);
}

static gboolean
write_card (sqlite3              *db,
            const StoreBookCard  *card,
            GError              **error)
{
  g_autoptr (sqlite3_stmt) statement = store_sql_prepare (
    db,
    card->person == NULL ? "DELETE FROM book_cards WHERE href = :href"
                         : "INSERT OR REPLACE INTO book_cards (href, person, etag, base, picture)"
                           " VALUES (:href, :person, :etag, :base, :picture)",
    error);

  if (statement == NULL)
    return FALSE;

  store_sql_bind_text (statement, ":href", card->href);
  if (card->person != NULL)
    {
      store_sql_bind_text (statement, ":person", card->person);
      store_sql_bind_text (statement, ":etag", card->etag);
      store_sql_bind_text (statement, ":base", card->base);
      store_sql_bind_int (statement, ":picture", card->picture ? 1 : 0);
    }
  return store_sql_run (statement, error);
}

static gboolean
write_all (sqlite3               *db,
           const StoreBookState  *state,
           GError               **error)
{
  if (state->book != NULL && !write_book (db, state->book, error))
    return FALSE;
  for (guint n = 0; n < state->cards->len; n++)
    if (!write_card (db, g_ptr_array_index (state->cards, n), error))
      return FALSE;

  return TRUE;
}

static gboolean
write_state (sqlite3   *db,
             gpointer   data,
             GError   **error)
{
  if (!store_sql_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (write_all (db, data, error) && store_sql_exec (db, "COMMIT", error))
    return TRUE;

  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

static gboolean
forget (sqlite3   *db,
        gpointer   data,
        GError   **error)
{
  return store_sql_exec (db, "BEGIN IMMEDIATE; DELETE FROM books; DELETE FROM book_cards; COMMIT;", error);
}

/**
 * store_books_read_async:
 * @database: a history
 * @cancellable: (nullable): stops waiting only
 * @callback: called with what is kept
 * @user_data: for @callback
 *
 * Reads which address book there is, and what is known of its cards.
 */
void
store_books_read_async (StoreDatabase       *database,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_books_read_async);
  store_database_read (database, read_state, task);
}

/**
 * store_books_read_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_books_read_async().
 *
 * Returns: (transfer full) (nullable): what is kept
 */
StoreBookState *
store_books_read_finish (StoreDatabase  *database,
                         GAsyncResult   *result,
                         GError        **error)
{
  g_autoptr (GPtrArray) states = NULL;

  g_return_val_if_fail (g_task_is_valid (result, database), NULL);

  states = g_task_propagate_pointer (G_TASK (result), error);
  return states != NULL ? g_ptr_array_steal_index_fast (states, 0) : NULL;
}

/**
 * store_books_write_async:
 * @database: a history
 * @state: what is to be kept; what it does not say stays
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is down
 * @user_data: for @callback
 *
 * Writes down the address book, and cards by their addresses.
 */
void
store_books_write_async (StoreDatabase        *database,
                         const StoreBookState *state,
                         GCancellable         *cancellable,
                         GAsyncReadyCallback   callback,
                         gpointer              user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (state != NULL);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_books_write_async);
  g_task_set_task_data (task, copy_state (state), (GDestroyNotify) store_book_state_free);
  store_database_write (database, write_state, task);
}

/**
 * store_books_write_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_books_write_async().
 *
 * Returns: %TRUE when all is down; else nothing is
 */
gboolean
store_books_write_finish (StoreDatabase  *database,
                          GAsyncResult   *result,
                          GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * store_books_forget_async:
 * @database: a history
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is forgotten
 * @user_data: for @callback
 *
 * Forgets the address book and what is known of its cards; the people stay.
 */
void
store_books_forget_async (StoreDatabase       *database,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_books_forget_async);
  store_database_write (database, forget, task);
}

/**
 * store_books_forget_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_books_forget_async().
 *
 * Returns: %TRUE when it is forgotten
 */
gboolean
store_books_forget_finish (StoreDatabase  *database,
                           GAsyncResult   *result,
                           GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
