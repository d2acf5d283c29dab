/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whom one has called is no stranger, however long ago that was; so all past calls are asked, not only those that are shown.
 */

#include "config.h"

#include "store-called.h"

#include "store-database-private.h"

static GPtrArray *
list (sqlite3   *db,
      gpointer   data,
      GError   **error)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) query =
    store_sql_prepare (db, "SELECT DISTINCT address FROM calls WHERE kind IN ('outgoing', 'unanswered')", error);

  if (query == NULL)
    return NULL;

  while (store_sql_next (query, &local_error))
    g_ptr_array_add (addresses, store_sql_dup_text (query, 0));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&addresses);
}

/**
 * store_called_list_async:
 * @database: a history
 * @cancellable: (nullable): stops waiting only
 * @callback: called with the addresses
 * @user_data: for @callback
 *
 * Reads whom one ever called.
 */
void
store_called_list_async (StoreDatabase       *database,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_called_list_async);
  store_database_read (database, list, task);
}

/**
 * store_called_list_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_called_list_async().
 *
 * Returns: (transfer full) (element-type utf8) (nullable): the addresses
 */
GPtrArray *
store_called_list_finish (StoreDatabase  *database,
                          GAsyncResult   *result,
                          GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
