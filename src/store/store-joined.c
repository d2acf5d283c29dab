/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which conversations a person joined or keeps apart (WISHES D9). The messages stay with the address they came from, so that
 * whatever was joined can be split again and nothing is lost. */

#include "config.h"

#include "store-joined.h"

#include "store-database-private.h"

G_DEFINE_BOXED_TYPE (StoreJoin, store_join, store_join_copy, store_join_free)

/**
 * store_join_copy:
 * @join: what was said of an address
 *
 * Copies a row.
 *
 * Returns: (transfer full): the copy
 */
StoreJoin *
store_join_copy (const StoreJoin *join)
{
  StoreJoin *copy;

  g_return_val_if_fail (join != NULL, NULL);

  copy = g_memdup2 (join, sizeof *join);
  copy->account = g_strdup (join->account);
  copy->address = g_strdup (join->address);
  copy->with = g_strdup (join->with);
  return copy;
}

/**
 * store_join_free:
 * @join: (transfer full): what was said of an address
 *
 * Frees a row.
 */
void
store_join_free (StoreJoin *join)
{
  g_return_if_fail (join != NULL);

  g_free (join->account);
  g_free (join->address);
  g_free (join->with);
  g_free (join);
}

static GPtrArray *
list (sqlite3   *db,
      gpointer   data,
      GError   **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) store_join_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) query =
    store_sql_prepare (db, "SELECT account, address, with_address FROM joined ORDER BY account, address", error);

  if (query == NULL)
    return NULL;

  while (store_sql_next (query, &local_error))
    {
      StoreJoin *row = g_new0 (StoreJoin, 1);

      row->account = store_sql_dup_text (query, 0);
      row->address = store_sql_dup_text (query, 1);
      row->with = store_sql_dup_text (query, 2);
      g_ptr_array_add (rows, row);
    }
  if (local_error == NULL)
    return g_steal_pointer (&rows);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
put (sqlite3   *db,
     gpointer   data,
     GError   **error)
{
  const StoreJoin *row = data;
  g_autoptr (sqlite3_stmt) statement = store_sql_prepare (
    db,
    row->none ? "DELETE FROM joined WHERE account = :account AND address = :address"
              : "INSERT OR REPLACE INTO joined (account, address, with_address) VALUES (:account, :address, :with)",
    error);

  if (statement == NULL)
    return FALSE;

  store_sql_bind_text (statement, ":account", row->account);
  store_sql_bind_text (statement, ":address", row->address);
  if (!row->none)
    store_sql_bind_text (statement, ":with", row->with);
  return store_sql_run (statement, error);
}

/**
 * store_joined_list_async:
 * @database: a history
 * @cancellable: (nullable): stops waiting only
 * @callback: called with all of them
 * @user_data: for @callback
 *
 * Reads what was said of addresses.
 */
void
store_joined_list_async (StoreDatabase       *database,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_joined_list_async);
  store_database_read (database, list, task);
}

/**
 * store_joined_list_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_joined_list_async().
 *
 * Returns: (transfer full) (element-type StoreJoin) (nullable): all of them
 */
GPtrArray *
store_joined_list_finish (StoreDatabase  *database,
                          GAsyncResult   *result,
                          GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * store_joined_put_async:
 * @database: a history
 * @join: what is said of an address from now on
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is down
 * @user_data: for @callback
 *
 * Keeps that an address was joined to another, or is kept apart, or that nothing is said of it any more.
 */
void
store_joined_put_async (StoreDatabase       *database,
                        const StoreJoin     *join,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (join != NULL && join->account != NULL && join->address != NULL);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_joined_put_async);
  g_task_set_task_data (task, store_join_copy (join), (GDestroyNotify) store_join_free);
  store_database_write (database, put, task);
}

/**
 * store_joined_put_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_joined_put_async().
 *
 * Returns: %TRUE when it is down
 */
gboolean
store_joined_put_finish (StoreDatabase  *database,
                         GAsyncResult   *result,
                         GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
