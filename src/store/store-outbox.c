/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Messages of ours on their way. What was not taken yet must be found again after a restart without reading every
 * conversation, and a receipt may come for a message that nobody has on the screen.
 */

#include "config.h"

#include "store-outbox.h"

#include "store-database-private.h"
#include "store-messages-private.h"

static GPtrArray *
list (sqlite3   *db,
      gpointer   data,
      GError   **error)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func ((GDestroyNotify) store_message_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) query = store_sql_prepare (
    db,
    "SELECT " STORE_MESSAGE_COLUMNS ", c.account, c.address"
    " FROM messages AS m JOIN conversations AS c ON c.seq = m.conversation"
    " WHERE m.state = 'sending' ORDER BY m.seq",
    error);

  if (query == NULL)
    return NULL;

  while (store_sql_next (query, &local_error))
    {
      g_autofree char *account = store_sql_dup_text (query, STORE_MESSAGE_N_COLUMNS);
      g_autofree char *address = store_sql_dup_text (query, STORE_MESSAGE_N_COLUMNS + 1);

      g_ptr_array_add (messages, store_message_from_row (query, account, address));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&messages);
}

/* Who may say so is decided by the conversation: a stranger who guessed an id moves nothing. */
static gboolean
advance (sqlite3   *db,
         gpointer   data,
         GError   **error)
{
  const StoreMessage *message = data;
  gboolean read = message->state == STORE_MESSAGE_STATE_READ;
  g_autoptr (sqlite3_stmt) update = store_sql_prepare (
    db,
    "UPDATE messages SET state = :state, error_text = NULL WHERE id = :id AND"
    " conversation = (SELECT seq FROM conversations WHERE account = :account AND address = :address)"
    " AND state NOT IN ('received', 'read', :state)",
    error);

  if (update == NULL)
    return FALSE;

  store_sql_bind_text (update, ":state", read ? "read" : "delivered");
  store_sql_bind_text (update, ":id", message->id);
  store_sql_bind_text (update, ":account", message->account);
  store_sql_bind_text (update, ":address", message->address);
  return store_sql_run (update, error);
}

/**
 * store_outbox_list_async:
 * @database: a history
 * @cancellable: (nullable): stops waiting only
 * @callback: called with all of them
 * @user_data: for @callback
 *
 * Reads what waits to be sent, in all conversations, oldest first.
 */
void
store_outbox_list_async (StoreDatabase       *database,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_outbox_list_async);
  store_database_read (database, list, task);
}

/**
 * store_outbox_list_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_outbox_list_async().
 *
 * Returns: (transfer full) (element-type StoreMessage) (nullable): all of them
 */
GPtrArray *
store_outbox_list_finish (StoreDatabase  *database,
                          GAsyncResult   *result,
                          GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * store_outbox_advance_async:
 * @database: a history
 * @message: whose account, address and id say which, and whose state what it becomes
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is down
 * @user_data: for @callback
 *
 * Writes down that a message of ours was delivered or read; what was read stays so.
 */
void
store_outbox_advance_async (StoreDatabase       *database,
                            const StoreMessage  *message,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (message != NULL && message->id != NULL && message->account != NULL && message->address != NULL);
  g_return_if_fail (message->state == STORE_MESSAGE_STATE_DELIVERED || message->state == STORE_MESSAGE_STATE_READ);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_outbox_advance_async);
  g_task_set_task_data (task, store_message_copy (message), (GDestroyNotify) store_message_free);
  store_database_write (database, advance, task);
}

/**
 * store_outbox_advance_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_outbox_advance_async().
 *
 * Returns: %TRUE when it is down, or there was nothing to write
 */
gboolean
store_outbox_advance_finish (StoreDatabase  *database,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
