/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The order of calls is that of their arrival here; those that were made with another telephone arrive late and belong
 * to the end, so they are numbered downwards from the oldest. Thousands of them are one step. */

#include "config.h"

#include "store-past-calls.h"

#include "store-database-private.h"

/* The words in the file; in the order of StoreCallKind. */
static const char *const kinds[] = { "outgoing", "incoming", "missed", "declined", "elsewhere", "unanswered" };

typedef struct
{
  GPtrArray *calls; /* StoreCall */
  GPtrArray *fresh; /* char *: ids */
} Batch;

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_ptr_array_unref (batch->calls);
  g_clear_pointer (&batch->fresh, g_ptr_array_unref);
  g_free (batch);
}

static gboolean
put_one (sqlite3_stmt     *insert,
         const StoreCall  *call,
         GError          **error)
{
  gboolean done;

  store_sql_bind_text (insert, ":id", call->id);
  store_sql_bind_text (insert, ":account", call->account);
  store_sql_bind_text (insert, ":address", call->address);
  store_sql_bind_text (insert, ":name", call->name);
  store_sql_bind_text (insert, ":kind", kinds[call->kind]);
  store_sql_bind_int (insert, ":started", call->started_us);
  store_sql_bind_int (insert, ":duration", call->duration_s);
  done = store_sql_run (insert, error);
  sqlite3_reset (insert);
  return done;
}

static gboolean
put_all (sqlite3   *db,
         Batch     *batch,
         GError   **error)
{
  g_autoptr (sqlite3_stmt) insert = store_sql_prepare (
    db,
    "INSERT INTO calls (seq, id, account, address, name, kind, started, duration)"
    " VALUES ((SELECT min (coalesce (min (seq), 0), 0) - 1 FROM calls), :id, :account, :address, :name, :kind, :started,"
    " :duration) ON CONFLICT (id) DO NOTHING",
    error);

  if (insert == NULL)
    return FALSE;
  for (guint n = 0; n < batch->calls->len; n++)
    {
      const StoreCall *call = g_ptr_array_index (batch->calls, n);

      if (!put_one (insert, call, error))
        return FALSE;
      if (sqlite3_changes (db) > 0)
        g_ptr_array_add (batch->fresh, g_strdup (call->id));
    }
  return TRUE;
}

static gboolean
put (sqlite3   *db,
     gpointer   data,
     GError   **error)
{
  Batch *batch = data;

  g_ptr_array_set_size (batch->fresh, 0);
  if (!store_sql_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (put_all (db, batch, error) && store_sql_exec (db, "COMMIT", error))
    return TRUE;

  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

static gboolean
delete_all (sqlite3    *db,
            GPtrArray  *ids,
            GError    **error)
{
  g_autoptr (sqlite3_stmt) statement = store_sql_prepare (db, "DELETE FROM calls WHERE id = :id", error);

  if (statement == NULL)
    return FALSE;
  for (guint n = 0; n < ids->len; n++)
    {
      gboolean done;

      store_sql_bind_text (statement, ":id", g_ptr_array_index (ids, n));
      done = store_sql_run (statement, error);
      sqlite3_reset (statement);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

static gboolean
delete (sqlite3   *db,
        gpointer   data,
        GError   **error)
{
  if (!store_sql_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (delete_all (db, data, error) && store_sql_exec (db, "COMMIT", error))
    return TRUE;

  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/**
 * store_past_calls_put_async:
 * @database: a history
 * @calls: (element-type StoreCall): calls from before, the newest first
 * @cancellable: (nullable): stops waiting only
 * @callback: called when they are down
 * @user_data: for @callback
 *
 * Writes down calls that are older than all there are; those with a known id are left as they are.
 */
void
store_past_calls_put_async (StoreDatabase       *database,
                            GPtrArray           *calls,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  Batch *batch;
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (calls != NULL);

  batch = g_new0 (Batch, 1);
  batch->calls = g_ptr_array_new_full (calls->len, (GDestroyNotify) store_call_free);
  batch->fresh = g_ptr_array_new_with_free_func (g_free);
  for (guint n = 0; n < calls->len; n++)
    g_ptr_array_add (batch->calls, store_call_copy (g_ptr_array_index (calls, n)));
  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_past_calls_put_async);
  g_task_set_task_data (task, batch, batch_free);
  store_database_write (database, put, task);
}

/**
 * store_past_calls_put_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_past_calls_put_async().
 *
 * Returns: (transfer full) (element-type utf8) (nullable): the ids of those that were not there before
 */
GPtrArray *
store_past_calls_put_finish (StoreDatabase  *database,
                             GAsyncResult   *result,
                             GError        **error)
{
  Batch *batch;

  g_return_val_if_fail (g_task_is_valid (result, database), NULL);

  batch = g_task_get_task_data (G_TASK (result));
  return g_task_propagate_boolean (G_TASK (result), error) ? g_steal_pointer (&batch->fresh) : NULL;
}

/**
 * store_past_calls_delete_async:
 * @database: a history
 * @ids: (element-type utf8): ids of calls
 * @cancellable: (nullable): stops waiting only
 * @callback: called when they are gone
 * @user_data: for @callback
 *
 * Deletes calls; those that are not there count as deleted.
 */
void
store_past_calls_delete_async (StoreDatabase       *database,
                               GPtrArray           *ids,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (ids != NULL);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_past_calls_delete_async);
  g_task_set_task_data (task, g_ptr_array_ref (ids), (GDestroyNotify) g_ptr_array_unref);
  store_database_write (database, delete, task);
}

/**
 * store_past_calls_delete_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_past_calls_delete_async().
 *
 * Returns: %TRUE when they are gone
 */
gboolean
store_past_calls_delete_finish (StoreDatabase  *database,
                                GAsyncResult   *result,
                                GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
