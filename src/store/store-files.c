/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pictures and files that are messages. What they are is read with their conversation; themselves only when somebody looks, for
 * a thousand pictures would fill the memory.
 */

#include "config.h"

#include "store-files.h"

#include "store-database-private.h"
#include "store-key-private.h"

G_DEFINE_BOXED_TYPE (StoreFile, store_file, store_file_copy, store_file_free)

/**
 * store_file_copy:
 * @file: a file
 *
 * Copies a row.
 *
 * Returns: (transfer full): the copy, which shares the octets
 */
StoreFile *
store_file_copy (const StoreFile *file)
{
  StoreFile *copy;

  g_return_val_if_fail (file != NULL, NULL);

  copy = g_memdup2 (file, sizeof *file);
  copy->message = g_strdup (file->message);
  copy->name = g_strdup (file->name);
  copy->type = g_strdup (file->type);
  copy->place = g_strdup (file->place);
  copy->data = file->data != NULL ? g_bytes_ref (file->data) : NULL;
  return copy;
}

/**
 * store_file_free:
 * @file: (transfer full): a file
 *
 * Frees a row.
 */
void
store_file_free (StoreFile *file)
{
  g_return_if_fail (file != NULL);

  g_free (file->message);
  g_free (file->name);
  g_free (file->type);
  g_free (file->place);
  g_clear_pointer (&file->data, g_bytes_unref);
  g_free (file);
}

static StoreFile *
file_from_row (sqlite3_stmt *row)
{
  StoreFile *file = g_new0 (StoreFile, 1);

  file->message = store_sql_dup_text (row, 0);
  file->name = store_sql_dup_text (row, 1);
  file->type = store_sql_dup_text (row, 2);
  file->size = (guint64) sqlite3_column_int64 (row, 3);
  file->place = store_sql_dup_text (row, 4);
  if (sqlite3_column_count (row) > 5 && sqlite3_column_type (row, 5) != SQLITE_NULL)
    file->data = g_bytes_new (sqlite3_column_blob (row, 5), (gsize) sqlite3_column_bytes (row, 5));
  return file;
}

static GPtrArray *
read_rows (sqlite3_stmt  *query,
           GError       **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) store_file_free);
  g_autoptr (GError) local_error = NULL;

  while (store_sql_next (query, &local_error))
    g_ptr_array_add (files, file_from_row (query));
  if (local_error == NULL)
    return g_steal_pointer (&files);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static GPtrArray *
list (sqlite3   *db,
      gpointer   data,
      GError   **error)
{
  g_autoptr (sqlite3_stmt) query = store_sql_prepare (
    db,
    "SELECT f.message, f.name, f.type, f.size, f.place FROM conversations AS c"
    " JOIN messages AS m ON m.conversation = c.seq JOIN files AS f ON f.message = m.id"
    " WHERE c.account = :account AND c.address = :address ORDER BY m.seq",
    error);

  if (query == NULL)
    return NULL;

  store_key_bind (data, query);
  return read_rows (query, error);
}

static GPtrArray *
get (sqlite3   *db,
     gpointer   data,
     GError   **error)
{
  g_autoptr (sqlite3_stmt) query = store_sql_prepare (
    db, "SELECT message, name, type, size, place, data FROM files WHERE message = :message", error);

  if (query == NULL)
    return NULL;

  store_sql_bind_text (query, ":message", data);
  return read_rows (query, error);
}

static gboolean
put (sqlite3   *db,
     gpointer   data,
     GError   **error)
{
  const StoreFile *file = data;
  g_autoptr (sqlite3_stmt) insert = store_sql_prepare (
    db,
    "INSERT OR REPLACE INTO files (message, name, type, size, place, data)"
    " VALUES (:message, :name, :type, :size, :place, :data)",
    error);
  gconstpointer octets;
  gsize length = 0;

  if (insert == NULL)
    return FALSE;

  store_sql_bind_text (insert, ":message", file->message);
  store_sql_bind_text (insert, ":name", file->name);
  store_sql_bind_text (insert, ":type", file->type);
  store_sql_bind_int (insert, ":size", (gint64) file->size);
  store_sql_bind_text (insert, ":place", file->place);
  octets = file->data != NULL ? g_bytes_get_data (file->data, &length) : NULL;
  if (octets != NULL)
    sqlite3_bind_blob64 (insert, sqlite3_bind_parameter_index (insert, ":data"), octets, length, SQLITE_STATIC);
  return store_sql_run (insert, error);
}

/**
 * store_files_put_async:
 * @database: a history
 * @file: what it is and itself
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is down
 * @user_data: for @callback
 *
 * Keeps the file that is a message.
 */
void
store_files_put_async (StoreDatabase       *database,
                       const StoreFile     *file,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (file != NULL && file->message != NULL && file->name != NULL && file->type != NULL);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_files_put_async);
  g_task_set_task_data (task, store_file_copy (file), (GDestroyNotify) store_file_free);
  store_database_write (database, put, task);
}

/**
 * store_files_put_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_files_put_async().
 *
 * Returns: %TRUE when it is down
 */
gboolean
store_files_put_finish (StoreDatabase  *database,
                        GAsyncResult   *result,
                        GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * store_files_list_async:
 * @database: a history
 * @account: whose
 * @address: with whom
 * @cancellable: (nullable): stops waiting only
 * @callback: called with the files
 * @user_data: for @callback
 *
 * Reads which messages of a conversation are files, and what they are.
 */
void
store_files_list_async (StoreDatabase       *database,
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
  g_task_set_source_tag (task, store_files_list_async);
  g_task_set_task_data (task, store_key_new (account, address), store_key_free);
  store_database_read (database, list, task);
}

/**
 * store_files_list_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_files_list_async().
 *
 * Returns: (transfer full) (element-type StoreFile) (nullable): the files, without their data
 */
GPtrArray *
store_files_list_finish (StoreDatabase  *database,
                         GAsyncResult   *result,
                         GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * store_files_get_async:
 * @database: a history
 * @message: the id of a message
 * @cancellable: (nullable): stops waiting only
 * @callback: called with the file
 * @user_data: for @callback
 *
 * Reads the file that is a message, whole.
 */
void
store_files_get_async (StoreDatabase       *database,
                       const char          *message,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (message != NULL);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_files_get_async);
  g_task_set_task_data (task, g_strdup (message), g_free);
  store_database_read (database, get, task);
}

/**
 * store_files_get_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_files_get_async().
 *
 * Returns: (transfer full) (element-type StoreFile) (nullable): one, or none: the message is no file
 */
GPtrArray *
store_files_get_finish (StoreDatabase  *database,
                        GAsyncResult   *result,
                        GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
