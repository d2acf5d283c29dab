/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Conversations as rows: what a list of them shows, without reading every message. */

#include "config.h"

#include "store-conversations.h"

#include "store-database-private.h"
#include "store-key-private.h"

G_DEFINE_BOXED_TYPE (StoreConversation, store_conversation, store_conversation_copy, store_conversation_free)

/**
 * store_conversation_copy:
 * @conversation: a conversation
 *
 * Copies a row.
 *
 * Returns: (transfer full): the copy
 */
StoreConversation *
store_conversation_copy (const StoreConversation *conversation)
{
  StoreConversation *copy;

  g_return_val_if_fail (conversation != NULL, NULL);

  copy = g_memdup2 (conversation, sizeof *conversation);
  copy->account = g_strdup (conversation->account);
  copy->address = g_strdup (conversation->address);
  copy->title = g_strdup (conversation->title);
  copy->last_text = g_strdup (conversation->last_text);
  copy->draft = g_strdup (conversation->draft);
  return copy;
}

/**
 * store_conversation_free:
 * @conversation: (transfer full): a conversation
 *
 * Frees a row.
 */
void
store_conversation_free (StoreConversation *conversation)
{
  g_return_if_fail (conversation != NULL);

  g_free (conversation->account);
  g_free (conversation->address);
  g_free (conversation->title);
  g_free (conversation->last_text);
  g_free (conversation->draft);
  g_free (conversation);
}

static StoreConversation *
conversation_from_row (sqlite3_stmt *row)
{
  StoreConversation *conversation = g_new0 (StoreConversation, 1);

  conversation->account = store_sql_dup_text (row, 0);
  conversation->address = store_sql_dup_text (row, 1);
  conversation->title = store_sql_dup_text (row, 2);
  conversation->last_text = store_sql_dup_text (row, 3);
  conversation->last_time_us = sqlite3_column_int64 (row, 4);
  conversation->unread = (guint) sqlite3_column_int64 (row, 5);
  conversation->draft = store_sql_dup_text (row, 6);
  conversation->asks = sqlite3_column_int (row, 7) != 0;
  conversation->muted = sqlite3_column_int (row, 8) != 0;
  return conversation;
}

static GPtrArray *
list (sqlite3   *db,
      gpointer   data,
      GError   **error)
{
  g_autoptr (GPtrArray) conversations =
    g_ptr_array_new_with_free_func ((GDestroyNotify) store_conversation_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) query = store_sql_prepare (
    db,
    "SELECT c.account, c.address, c.title, m.body, m.time,"
    " (SELECT count (*) FROM messages WHERE conversation = c.seq AND unread = 1), c.draft, c.asks, c.muted"
    " FROM conversations AS c LEFT JOIN messages AS m"
    " ON m.seq = (SELECT max (seq) FROM messages WHERE conversation = c.seq)"
    " ORDER BY m.seq DESC",
    error);

  if (query == NULL)
    return NULL;

  while (store_sql_next (query, &local_error))
    g_ptr_array_add (conversations, conversation_from_row (query));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&conversations);
}

static gboolean
delete (sqlite3   *db,
        gpointer   data,
        GError   **error)
{
  g_autoptr (sqlite3_stmt) statement = store_sql_prepare (
    db, "DELETE FROM conversations WHERE account = :account AND address = :address", error);

  if (statement == NULL)
    return FALSE;

  store_key_bind (data, statement);
  return store_sql_run (statement, error);
}

/**
 * store_conversations_list_async:
 * @database: a history
 * @cancellable: (nullable): stops waiting only
 * @callback: called with all of them
 * @user_data: for @callback
 *
 * Reads all conversations, the one with the newest message first.
 */
void
store_conversations_list_async (StoreDatabase       *database,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_conversations_list_async);
  store_database_read (database, list, task);
}

/**
 * store_conversations_list_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_conversations_list_async().
 *
 * Returns: (transfer full) (element-type StoreConversation) (nullable): all of them
 */
GPtrArray *
store_conversations_list_finish (StoreDatabase  *database,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * store_conversations_delete_async:
 * @database: a history
 * @account: whose
 * @address: with whom
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is gone
 * @user_data: for @callback
 *
 * Deletes a conversation and every message in it.
 */
void
store_conversations_delete_async (StoreDatabase       *database,
                                  const char          *account,
                                  const char          *address,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (account != NULL && address != NULL);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_conversations_delete_async);
  g_task_set_task_data (task, store_key_new (account, address), store_key_free);
  store_database_write (database, delete, task);
}

/**
 * store_conversations_delete_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_conversations_delete_async().
 *
 * Returns: %TRUE when the conversation is gone, even if it never was there
 */
gboolean
store_conversations_delete_finish (StoreDatabase  *database,
                                   GAsyncResult   *result,
                                   GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
put_draft (sqlite3   *db,
           gpointer   data,
           GError   **error)
{
  const StoreConversation *row = data;
  g_autoptr (sqlite3_stmt) statement = store_sql_prepare (
    db,
    "INSERT INTO conversations (account, address, draft) VALUES (:account, :address, :draft)"
    " ON CONFLICT (account, address) DO UPDATE SET draft = excluded.draft",
    error);

  if (statement == NULL)
    return FALSE;

  store_sql_bind_text (statement, ":account", row->account);
  store_sql_bind_text (statement, ":address", row->address);
  store_sql_bind_text (statement, ":draft", row->draft);
  return store_sql_run (statement, error);
}

/**
 * store_conversations_draft_async:
 * @database: a history
 * @account: whose
 * @address: with whom
 * @draft: (nullable): what was begun; %NULL: nothing
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is down
 * @user_data: for @callback
 *
 * Keeps what was begun and not sent; the conversation is made for it.
 */
void
store_conversations_draft_async (StoreDatabase       *database,
                                 const char          *account,
                                 const char          *address,
                                 const char          *draft,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  const StoreConversation row = { .account = (char *) account, .address = (char *) address, .draft = (char *) draft };
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (account != NULL && address != NULL);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_conversations_draft_async);
  g_task_set_task_data (task, store_conversation_copy (&row), (GDestroyNotify) store_conversation_free);
  store_database_write (database, put_draft, task);
}

/**
 * store_conversations_draft_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_conversations_draft_async().
 *
 * Returns: %TRUE when it is down
 */
gboolean
store_conversations_draft_finish (StoreDatabase  *database,
                                  GAsyncResult   *result,
                                  GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
put_marks (sqlite3   *db,
           gpointer   data,
           GError   **error)
{
  const StoreConversation *marks = data;
  g_autoptr (sqlite3_stmt) statement = store_sql_prepare (
    db,
    "INSERT INTO conversations (account, address, asks, muted) VALUES (:account, :address, :asks, :muted)"
    " ON CONFLICT (account, address) DO UPDATE SET asks = excluded.asks, muted = excluded.muted",
    error);

  if (statement == NULL)
    return FALSE;

  store_sql_bind_text (statement, ":account", marks->account);
  store_sql_bind_text (statement, ":address", marks->address);
  store_sql_bind_int (statement, ":asks", marks->asks ? 1 : 0);
  store_sql_bind_int (statement, ":muted", marks->muted ? 1 : 0);
  return store_sql_run (statement, error);
}

/**
 * store_conversations_mark_async:
 * @database: a history
 * @conversation: whose, with whom, whether they ask to be let in, and whether it is quiet; the rest is ignored
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is down
 * @user_data: for @callback
 *
 * Keeps what a person decided about a conversation; it is made for that.
 */
void
store_conversations_mark_async (StoreDatabase           *database,
                                const StoreConversation *conversation,
                                GCancellable            *cancellable,
                                GAsyncReadyCallback      callback,
                                gpointer                 user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (conversation != NULL && conversation->account != NULL && conversation->address != NULL);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_conversations_mark_async);
  g_task_set_task_data (task, store_conversation_copy (conversation), (GDestroyNotify) store_conversation_free);
  store_database_write (database, put_marks, task);
}

/**
 * store_conversations_mark_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_conversations_mark_async().
 *
 * Returns: %TRUE when it is down
 */
gboolean
store_conversations_mark_finish (StoreDatabase  *database,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
