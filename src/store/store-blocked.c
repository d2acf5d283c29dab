/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whom a person does not want to hear of again stays turned away after a restart; and how often that was needed is
 * counted, since nothing else tells of it.
 */

#include "config.h"

#include "store-blocked.h"

#include "store-database-private.h"

G_DEFINE_BOXED_TYPE (StoreBlocked, store_blocked, store_blocked_copy, store_blocked_free)

/**
 * store_blocked_copy:
 * @blocked: a blocked address
 *
 * Copies a row.
 *
 * Returns: (transfer full): the copy
 */
StoreBlocked *
store_blocked_copy (const StoreBlocked *blocked)
{
  StoreBlocked *copy;

  g_return_val_if_fail (blocked != NULL, NULL);

  copy = g_memdup2 (blocked, sizeof *blocked);
  copy->address = g_strdup (blocked->address);
  return copy;
}

/**
 * store_blocked_free:
 * @blocked: (transfer full): a blocked address
 *
 * Frees a row.
 */
void
store_blocked_free (StoreBlocked *blocked)
{
  g_return_if_fail (blocked != NULL);

  g_free (blocked->address);
  g_free (blocked);
}

static GPtrArray *
list (sqlite3   *db,
      gpointer   data,
      GError   **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) store_blocked_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) query =
    store_sql_prepare (db, "SELECT address, since, calls, messages FROM blocked ORDER BY seq DESC", error);

  if (query == NULL)
    return NULL;

  while (store_sql_next (query, &local_error))
    {
      StoreBlocked *row = g_new0 (StoreBlocked, 1);

      row->address = store_sql_dup_text (query, 0);
      row->since_us = sqlite3_column_int64 (query, 1);
      row->calls = (guint) sqlite3_column_int64 (query, 2);
      row->messages = (guint) sqlite3_column_int64 (query, 3);
      g_ptr_array_add (rows, row);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&rows);
}

static gboolean
put (sqlite3   *db,
     gpointer   data,
     GError   **error)
{
  const StoreBlocked *row = data;
  g_autoptr (sqlite3_stmt) insert = store_sql_prepare (
    db,
    "INSERT INTO blocked (address, since, calls, messages) VALUES (:address, :since, :calls, :messages)"
    " ON CONFLICT (address) DO UPDATE SET calls = excluded.calls, messages = excluded.messages",
    error);

  if (insert == NULL)
    return FALSE;

  store_sql_bind_text (insert, ":address", row->address);
  store_sql_bind_int (insert, ":since", row->since_us);
  store_sql_bind_int (insert, ":calls", row->calls);
  store_sql_bind_int (insert, ":messages", row->messages);
  return store_sql_run (insert, error);
}

static gboolean
delete (sqlite3   *db,
        gpointer   data,
        GError   **error)
{
  g_autoptr (sqlite3_stmt) statement = store_sql_prepare (db, "DELETE FROM blocked WHERE address = :address", error);

  if (statement == NULL)
    return FALSE;

  store_sql_bind_text (statement, ":address", data);
  return store_sql_run (statement, error);
}

/**
 * store_blocked_list_async:
 * @database: a history
 * @cancellable: (nullable): stops waiting only
 * @callback: called with all of them
 * @user_data: for @callback
 *
 * Reads who is blocked, the newest first.
 */
void
store_blocked_list_async (StoreDatabase       *database,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_blocked_list_async);
  store_database_read (database, list, task);
}

/**
 * store_blocked_list_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_blocked_list_async().
 *
 * Returns: (transfer full) (element-type StoreBlocked) (nullable): all of them
 */
GPtrArray *
store_blocked_list_finish (StoreDatabase  *database,
                           GAsyncResult   *result,
                           GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * store_blocked_put_async:
 * @database: a history
 * @blocked: who, since when, and what was turned away
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is down
 * @user_data: for @callback
 *
 * Keeps that somebody is blocked; of who is already, only the counts change.
 */
void
store_blocked_put_async (StoreDatabase       *database,
                         const StoreBlocked  *blocked,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (blocked != NULL && blocked->address != NULL);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_blocked_put_async);
  g_task_set_task_data (task, store_blocked_copy (blocked), (GDestroyNotify) store_blocked_free);
  store_database_write (database, put, task);
}

/**
 * store_blocked_put_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_blocked_put_async().
 *
 * Returns: %TRUE when it is down
 */
gboolean
store_blocked_put_finish (StoreDatabase  *database,
                          GAsyncResult   *result,
                          GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * store_blocked_delete_async:
 * @database: a history
 * @address: of whom
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is gone
 * @user_data: for @callback
 *
 * Forgets that somebody was blocked.
 */
void
store_blocked_delete_async (StoreDatabase       *database,
                            const char          *address,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (address != NULL);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_blocked_delete_async);
  g_task_set_task_data (task, g_strdup (address), g_free);
  store_database_write (database, delete, task);
}

/**
 * store_blocked_delete_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_blocked_delete_async().
 *
 * Returns: %TRUE when nobody of this address is blocked, even if nobody was
 */
gboolean
store_blocked_delete_finish (StoreDatabase  *database,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
