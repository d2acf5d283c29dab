/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Past calls as rows. A row is written when the call begins and again when it ends, so that a crash in
 * between still leaves a trace of it. */

#include "config.h"

#include "store-calls-private.h"

#include "store-database-private.h"

G_DEFINE_BOXED_TYPE (StoreCall, store_call, store_call_copy, store_call_free)

/* The words in the file; in the order of StoreCallKind. */
static const char *const kinds[] = { "outgoing", "incoming", "missed", "declined", "elsewhere", "unanswered" };

#define MARK_MIN 100
#define MARK_MAX 450

typedef struct
{
  char *before;
  guint limit;
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_free (page->before);
  g_free (page);
}

/**
 * store_call_copy:
 * @call: a call
 *
 * Copies a row.
 *
 * Returns: (transfer full): the copy
 */
StoreCall *
store_call_copy (const StoreCall *call)
{
  StoreCall *copy;

  g_return_val_if_fail (call != NULL, NULL);

  copy = g_memdup2 (call, sizeof *call);
  copy->id = g_strdup (call->id);
  copy->account = g_strdup (call->account);
  copy->address = g_strdup (call->address);
  copy->name = g_strdup (call->name);
  copy->end_text = g_strdup (call->end_text);
  copy->diverted_by = g_strdup (call->diverted_by);
  copy->recording = g_strdup (call->recording);
  return copy;
}

/**
 * store_call_free:
 * @call: (transfer full): a call
 *
 * Frees a row.
 */
void
store_call_free (StoreCall *call)
{
  g_return_if_fail (call != NULL);

  g_free (call->id);
  g_free (call->account);
  g_free (call->address);
  g_free (call->name);
  g_free (call->end_text);
  g_free (call->diverted_by);
  g_free (call->recording);
  g_free (call);
}

/* What is not bound is NULL: nothing was measured. */
static void
bind_quality (sqlite3_stmt    *insert,
              const StoreCall *call)
{
  if (call->mark == 0)
    return;

  store_sql_bind_int (insert, ":mark", CLAMP (call->mark, MARK_MIN, MARK_MAX));
  store_sql_bind_int (insert, ":worst_mark", CLAMP (call->worst_mark, MARK_MIN, MARK_MAX));
  store_sql_bind_int (insert, ":loss", MIN (call->loss, 1000));
}

static gboolean
put (sqlite3   *db,
     gpointer   data,
     GError   **error)
{
  const StoreCall *call = data;
  g_autoptr (sqlite3_stmt) insert = store_sql_prepare (
    db,
    "INSERT INTO calls (" STORE_CALL_COLUMNS ", seen)"
    " VALUES (:id, :account, :address, :name, :kind, :started, :duration, :end_text, :diverted_by, :mark, :worst_mark,"
    " :loss, :recording, 0)"
    " ON CONFLICT (id) DO UPDATE SET address = excluded.address, name = excluded.name, kind = excluded.kind,"
    " duration = excluded.duration, end_text = excluded.end_text, diverted_by = excluded.diverted_by,"
    " mark = excluded.mark, worst_mark = excluded.worst_mark, loss = excluded.loss, recording = excluded.recording,"
    " seen = 0", /* nobody saw how it ended */
    error);

  if (insert == NULL)
    return FALSE;

  store_sql_bind_text (insert, ":id", call->id);
  store_sql_bind_text (insert, ":account", call->account);
  store_sql_bind_text (insert, ":address", call->address);
  store_sql_bind_text (insert, ":name", call->name);
  store_sql_bind_text (insert, ":kind", kinds[call->kind]);
  store_sql_bind_int (insert, ":started", call->started_us);
  store_sql_bind_int (insert, ":duration", call->duration_s);
  store_sql_bind_text (insert, ":end_text", call->end_text);
  store_sql_bind_text (insert, ":diverted_by", call->diverted_by);
  store_sql_bind_text (insert, ":recording", call->recording);
  bind_quality (insert, call);
  return store_sql_run (insert, error);
}

static StoreCallKind
kind_from_word (const char *word)
{
  for (guint n = 0; n < G_N_ELEMENTS (kinds); n++)
    if (g_strcmp0 (kinds[n], word) == 0)
      return (StoreCallKind) n;

  return STORE_CALL_KIND_UNANSWERED; /* the file's own CHECK lets no other word in */
}

StoreCall *
store_call_from_row (sqlite3_stmt *row)
{
  StoreCall *call = g_new0 (StoreCall, 1);

  call->id = store_sql_dup_text (row, 0);
  call->account = store_sql_dup_text (row, 1);
  call->address = store_sql_dup_text (row, 2);
  call->name = store_sql_dup_text (row, 3);
  call->kind = kind_from_word ((const char *) sqlite3_column_text (row, 4));
  call->started_us = sqlite3_column_int64 (row, 5);
  call->duration_s = (guint) sqlite3_column_int64 (row, 6);
  call->end_text = store_sql_dup_text (row, 7);
  call->diverted_by = store_sql_dup_text (row, 8);
  call->mark = (guint) sqlite3_column_int64 (row, 9);
  call->worst_mark = (guint) sqlite3_column_int64 (row, 10);
  call->loss = (guint) sqlite3_column_int64 (row, 11);
  call->recording = store_sql_dup_text (row, 12);
  return call;
}

static GPtrArray *
list (sqlite3   *db,
      gpointer   data,
      GError   **error)
{
  const Page *page = data;
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func ((GDestroyNotify) store_call_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) query = store_sql_prepare (
    db,
    "SELECT " STORE_CALL_COLUMNS " FROM calls"
    " WHERE :before IS NULL OR seq < (SELECT seq FROM calls WHERE id = :before)"
    " ORDER BY seq DESC LIMIT :limit",
    error);

  if (query == NULL)
    return NULL;

  store_sql_bind_text (query, ":before", page->before);
  store_sql_bind_int (query, ":limit", page->limit);
  while (store_sql_next (query, &local_error))
    g_ptr_array_add (calls, store_call_from_row (query));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&calls);
}

static gboolean
delete (sqlite3   *db,
        gpointer   data,
        GError   **error)
{
  g_autoptr (sqlite3_stmt) statement = store_sql_prepare (db, "DELETE FROM calls WHERE id = :id", error);

  if (statement == NULL)
    return FALSE;

  store_sql_bind_text (statement, ":id", data);
  return store_sql_run (statement, error);
}

/**
 * store_calls_put_async:
 * @database: a history
 * @call: the row
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is down
 * @user_data: for @callback
 *
 * Inserts a call, or updates the one with its id; the beginning of a call never changes.
 */
void
store_calls_put_async (StoreDatabase       *database,
                       const StoreCall     *call,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (call != NULL && call->id != NULL && call->account != NULL && call->address != NULL);
  g_return_if_fail (call->kind < G_N_ELEMENTS (kinds));

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_calls_put_async);
  g_task_set_task_data (task, store_call_copy (call), (GDestroyNotify) store_call_free);
  store_database_write (database, put, task);
}

/**
 * store_calls_put_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_calls_put_async().
 *
 * Returns: %TRUE when the row is down
 */
gboolean
store_calls_put_finish (StoreDatabase  *database,
                        GAsyncResult   *result,
                        GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * store_calls_list_async:
 * @database: a history
 * @before: (nullable): the id of the oldest call known; %NULL: begin with the newest
 * @limit: how many at most
 * @cancellable: (nullable): stops waiting only
 * @callback: called with a page
 * @user_data: for @callback
 *
 * Reads a page of calls, newest first.
 */
void
store_calls_list_async (StoreDatabase       *database,
                        const char          *before,
                        guint                limit,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task;
  Page *page;

  g_return_if_fail (STORE_IS_DATABASE (database));

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_calls_list_async);
  page = g_new0 (Page, 1);
  page->before = g_strdup (before);
  page->limit = limit;
  g_task_set_task_data (task, page, page_free);
  store_database_read (database, list, task);
}

/**
 * store_calls_list_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_calls_list_async().
 *
 * Returns: (transfer full) (element-type StoreCall) (nullable): the page; empty at the end
 */
GPtrArray *
store_calls_list_finish (StoreDatabase  *database,
                         GAsyncResult   *result,
                         GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * store_calls_delete_async:
 * @database: a history
 * @id: the id of a call
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is gone
 * @user_data: for @callback
 *
 * Deletes a call.
 */
void
store_calls_delete_async (StoreDatabase       *database,
                          const char          *id,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (id != NULL);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_calls_delete_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  store_database_write (database, delete, task);
}

/**
 * store_calls_delete_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_calls_delete_async().
 *
 * Returns: %TRUE when the call is gone, even if it never was there
 */
gboolean
store_calls_delete_finish (StoreDatabase  *database,
                           GAsyncResult   *result,
                           GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
