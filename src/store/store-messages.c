/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Messages as rows. The conversation they belong to is made by its first message. */

#include "config.h"

#include "store-messages-private.h"

#include "store-database-private.h"
#include "store-key-private.h"

G_DEFINE_BOXED_TYPE (StoreMessage, store_message, store_message_copy, store_message_free)

/* The words in the file; in the order of StoreMessageState. */
static const char *const states[] = { "received", "sending", "sent", "not-sent", "delivered", "read" };

/* What a job needs: a message, or a place among them. */
typedef struct
{
  StoreMessage *message;
  char *title;
  StoreKey *key;
  char *id;
  guint limit;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->message, store_message_free);
  g_free (request->title);
  g_clear_pointer (&request->key, store_key_free);
  g_free (request->id);
  g_free (request);
}

/**
 * store_message_copy:
 * @message: a message
 *
 * Copies a row.
 *
 * Returns: (transfer full): the copy
 */
StoreMessage *
store_message_copy (const StoreMessage *message)
{
  StoreMessage *copy;

  g_return_val_if_fail (message != NULL, NULL);

  copy = g_memdup2 (message, sizeof *message);
  copy->id = g_strdup (message->id);
  copy->account = g_strdup (message->account);
  copy->address = g_strdup (message->address);
  copy->text = g_strdup (message->text);
  copy->error_text = g_strdup (message->error_text);
  copy->receipt_id = g_strdup (message->receipt_id);
  return copy;
}

/**
 * store_message_free:
 * @message: (transfer full): a message
 *
 * Frees a row.
 */
void
store_message_free (StoreMessage *message)
{
  g_return_if_fail (message != NULL);

  g_free (message->id);
  g_free (message->account);
  g_free (message->address);
  g_free (message->text);
  g_free (message->error_text);
  g_free (message->receipt_id);
  g_free (message);
}

static gboolean
put_conversation (sqlite3  *db,
                  Request  *request,
                  GError  **error)
{
  g_autoptr (sqlite3_stmt) insert = store_sql_prepare (
    db,
    "INSERT INTO conversations (account, address, title) VALUES (:account, :address, :title)"
    " ON CONFLICT (account, address) DO UPDATE SET title = coalesce (excluded.title, title)",
    error);

  if (insert == NULL)
    return FALSE;

  store_sql_bind_text (insert, ":account", request->message->account);
  store_sql_bind_text (insert, ":address", request->message->address);
  store_sql_bind_text (insert, ":title", request->title);
  return store_sql_run (insert, error);
}

static gboolean
put_message (sqlite3             *db,
             const StoreMessage  *message,
             GError             **error)
{
  g_autoptr (sqlite3_stmt) insert = store_sql_prepare (
    db,
    "INSERT INTO messages"
    " (id, conversation, state, unread, time, body, error_text, receipt_id, owes_read, retry_at, attempts)"
    " SELECT :id, seq, :state, :unread, :time, :body, :error_text, :receipt_id, :owes_read, :retry_at, :attempts"
    " FROM conversations WHERE account = :account AND address = :address"
    " ON CONFLICT (id) DO UPDATE SET state = excluded.state, unread = excluded.unread,"
    " error_text = excluded.error_text, owes_read = excluded.owes_read, retry_at = excluded.retry_at,"
    " attempts = excluded.attempts",
    error);

  if (insert == NULL)
    return FALSE;

  store_sql_bind_text (insert, ":id", message->id);
  store_sql_bind_text (insert, ":account", message->account);
  store_sql_bind_text (insert, ":address", message->address);
  store_sql_bind_text (insert, ":state", states[message->state]);
  store_sql_bind_int (insert, ":unread", message->unread ? 1 : 0);
  store_sql_bind_int (insert, ":time", message->time_us);
  store_sql_bind_text (insert, ":body", message->text);
  store_sql_bind_text (insert, ":error_text", message->error_text);
  store_sql_bind_text (insert, ":receipt_id", message->receipt_id);
  store_sql_bind_int (insert, ":owes_read", message->owes_read ? 1 : 0);
  store_sql_bind_int (insert, ":retry_at", message->retry_at_us);
  store_sql_bind_int (insert, ":attempts", message->attempts);
  return store_sql_run (insert, error);
}

static gboolean
put (sqlite3   *db,
     gpointer   data,
     GError   **error)
{
  Request *request = data;

  if (!store_sql_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (put_conversation (db, request, error) && put_message (db, request->message, error) &&
      store_sql_exec (db, "COMMIT", error))
    return TRUE;

  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

static StoreMessageState
state_from_word (const char *word)
{
  for (guint n = 0; n < G_N_ELEMENTS (states); n++)
    if (g_strcmp0 (states[n], word) == 0)
      return (StoreMessageState) n;

  return STORE_MESSAGE_STATE_NOT_SENT; /* the file's own CHECK lets no other word in */
}

StoreMessage *
store_message_from_row (sqlite3_stmt *row,
                        const char   *account,
                        const char   *address)
{
  StoreMessage *message = g_new0 (StoreMessage, 1);

  message->id = store_sql_dup_text (row, 0);
  message->account = g_strdup (account);
  message->address = g_strdup (address);
  message->state = state_from_word ((const char *) sqlite3_column_text (row, 1));
  message->unread = sqlite3_column_int (row, 2) != 0;
  message->time_us = sqlite3_column_int64 (row, 3);
  message->text = store_sql_dup_text (row, 4);
  message->error_text = store_sql_dup_text (row, 5);
  message->receipt_id = store_sql_dup_text (row, 6);
  message->owes_read = sqlite3_column_int (row, 7) != 0;
  message->retry_at_us = sqlite3_column_int64 (row, 8);
  message->attempts = (guint) sqlite3_column_int64 (row, 9);
  return message;
}

static GPtrArray *
list (sqlite3   *db,
      gpointer   data,
      GError   **error)
{
  const Request *request = data;
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func ((GDestroyNotify) store_message_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) query = store_sql_prepare (
    db,
    "SELECT " STORE_MESSAGE_COLUMNS " FROM messages AS m"
    " WHERE conversation = (SELECT seq FROM conversations WHERE account = :account AND address = :address)"
    " AND (:before IS NULL OR seq < (SELECT seq FROM messages WHERE id = :before))"
    " ORDER BY seq DESC LIMIT :limit",
    error);

  if (query == NULL)
    return NULL;

  store_key_bind (request->key, query);
  store_sql_bind_text (query, ":before", request->id);
  store_sql_bind_int (query, ":limit", request->limit);
  while (store_sql_next (query, &local_error))
    g_ptr_array_add (messages, store_message_from_row (query, request->key->account, request->key->address));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&messages);
}

static gboolean
mark_read (sqlite3   *db,
           gpointer   data,
           GError   **error)
{
  const Request *request = data;
  g_autoptr (sqlite3_stmt) update = store_sql_prepare (
    db,
    "UPDATE messages SET unread = 0 WHERE unread = 1 AND conversation ="
    " (SELECT seq FROM conversations WHERE account = :account AND address = :address)",
    error);

  if (update == NULL)
    return FALSE;

  store_key_bind (request->key, update);
  return store_sql_run (update, error);
}

static gboolean
delete (sqlite3   *db,
        gpointer   data,
        GError   **error)
{
  const Request *request = data;
  g_autoptr (sqlite3_stmt) statement = store_sql_prepare (db, "DELETE FROM messages WHERE id = :id", error);

  if (statement == NULL)
    return FALSE;

  store_sql_bind_text (statement, ":id", request->id);
  return store_sql_run (statement, error);
}

static GTask *
task_new (StoreDatabase       *database,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (database, cancellable, callback, user_data);

  g_task_set_task_data (task, g_new0 (Request, 1), request_free);
  return task;
}

/**
 * store_messages_put_async:
 * @database: a history
 * @message: the row
 * @title: (nullable): what its conversation is called now; %NULL: as before
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is down
 * @user_data: for @callback
 *
 * Inserts a message, or updates the state of the one with its id; a body never changes.
 */
void
store_messages_put_async (StoreDatabase       *database,
                          const StoreMessage  *message,
                          const char          *title,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;
  Request *request;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (message != NULL && message->id != NULL && message->account != NULL);
  g_return_if_fail (message->address != NULL && message->text != NULL);
  g_return_if_fail (message->state < G_N_ELEMENTS (states));

  task = task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_messages_put_async);
  if (strlen (message->text) > STORE_MESSAGE_BODY_MAX || !g_utf8_validate (message->text, -1, NULL))
    {
      g_task_return_new_error (task, STORE_ERROR, STORE_ERROR_BAD_RECORD,
                               "a message of %zu octets: too long, or not UTF-8", strlen (message->text));
      g_object_unref (task);
      return;
    }

  request = g_task_get_task_data (task);
  request->message = store_message_copy (message);
  request->title = g_strdup (title);
  store_database_write (database, put, task);
}

/**
 * store_messages_put_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_messages_put_async().
 *
 * Returns: %TRUE when the row is down
 */
gboolean
store_messages_put_finish (StoreDatabase  *database,
                           GAsyncResult   *result,
                           GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * store_messages_list_async:
 * @database: a history
 * @account: whose
 * @address: with whom
 * @before: (nullable): the id of the oldest message known; %NULL: begin with the newest
 * @limit: how many at most
 * @cancellable: (nullable): stops waiting only
 * @callback: called with a page
 * @user_data: for @callback
 *
 * Reads a page of a conversation, newest first.
 */
void
store_messages_list_async (StoreDatabase       *database,
                           const char          *account,
                           const char          *address,
                           const char          *before,
                           guint                limit,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;
  Request *request;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (account != NULL && address != NULL);

  task = task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_messages_list_async);
  request = g_task_get_task_data (task);
  request->key = store_key_new (account, address);
  request->id = g_strdup (before);
  request->limit = limit;
  store_database_read (database, list, task);
}

/**
 * store_messages_list_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_messages_list_async().
 *
 * Returns: (transfer full) (element-type StoreMessage) (nullable): the page; empty at the end
 */
GPtrArray *
store_messages_list_finish (StoreDatabase  *database,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * store_messages_mark_read_async:
 * @database: a history
 * @account: whose
 * @address: with whom
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is down
 * @user_data: for @callback
 *
 * Marks a whole conversation as read.
 */
void
store_messages_mark_read_async (StoreDatabase       *database,
                                const char          *account,
                                const char          *address,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task;
  Request *request;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (account != NULL && address != NULL);

  task = task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_messages_mark_read_async);
  request = g_task_get_task_data (task);
  request->key = store_key_new (account, address);
  store_database_write (database, mark_read, task);
}

/**
 * store_messages_mark_read_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_messages_mark_read_async().
 *
 * Returns: %TRUE when it is down
 */
gboolean
store_messages_mark_read_finish (StoreDatabase  *database,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * store_messages_delete_async:
 * @database: a history
 * @id: the id of a message
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is gone
 * @user_data: for @callback
 *
 * Deletes a message; one that is not there counts as deleted.
 */
void
store_messages_delete_async (StoreDatabase       *database,
                             const char          *id,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;
  Request *request;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (id != NULL);

  task = task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_messages_delete_async);
  request = g_task_get_task_data (task);
  request->id = g_strdup (id);
  store_database_write (database, delete, task);
}

/**
 * store_messages_delete_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_messages_delete_async().
 *
 * Returns: %TRUE when the message is gone
 */
gboolean
store_messages_delete_finish (StoreDatabase  *database,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
