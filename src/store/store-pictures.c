/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The pictures of people, one at a time: ten thousand of them would not fit where ten thousand names do, and a window
 * shows a dozen. */

#include "config.h"

#include "store-pictures.h"

#include "store-database-private.h"

static GBytes *
dup_blob (sqlite3_stmt *row,
          int           column)
{
  const void *data = sqlite3_column_blob (row, column);

  return g_bytes_new (data, data != NULL ? (gsize) sqlite3_column_bytes (row, column) : 0);
}

static GPtrArray *
get (sqlite3   *db,
     gpointer   data,
     GError   **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (sqlite3_stmt) query = store_sql_prepare (db, "SELECT picture FROM people WHERE id = :id", error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;

  store_sql_bind_text (query, ":id", data);
  if (store_sql_next (query, &local_error))
    g_ptr_array_add (found, dup_blob (query, 0));
  else if (local_error == NULL)
    g_ptr_array_add (found, g_bytes_new (NULL, 0));
  if (local_error == NULL)
    return g_steal_pointer (&found);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
clear (sqlite3   *db,
       gpointer   data,
       GError   **error)
{
  g_autoptr (sqlite3_stmt) statement =
    store_sql_prepare (db, "UPDATE people SET picture = NULL WHERE id = :id", error);

  if (statement == NULL)
    return FALSE;

  store_sql_bind_text (statement, ":id", data);
  return store_sql_run (statement, error);
}

/**
 * store_pictures_get_async:
 * @database: a history
 * @id: the id of somebody
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads the picture of somebody.
 */
void
store_pictures_get_async (StoreDatabase       *database,
                         const char          *id,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (id != NULL);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_pictures_get_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  store_database_read (database, get, task);
}

/**
 * store_pictures_get_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_pictures_get_async().
 *
 * Returns: (transfer full) (nullable): the picture; empty: there is none
 */
GBytes *
store_pictures_get_finish (StoreDatabase  *database,
                          GAsyncResult   *result,
                          GError        **error)
{
  g_autoptr (GPtrArray) found = NULL;

  g_return_val_if_fail (g_task_is_valid (result, database), NULL);

  found = g_task_propagate_pointer (G_TASK (result), error);
  return found != NULL ? g_bytes_ref (g_ptr_array_index (found, 0)) : NULL;
}

/**
 * store_pictures_clear_async:
 * @database: a history
 * @id: the id of somebody
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Forgets the picture of somebody, and nothing else.
 */
void
store_pictures_clear_async (StoreDatabase       *database,
                           const char          *id,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (id != NULL);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_pictures_clear_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  store_database_write (database, clear, task);
}

/**
 * store_pictures_clear_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_pictures_clear_async().
 *
 * Returns: %TRUE when there is none any more
 */
gboolean
store_pictures_clear_finish (StoreDatabase  *database,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
