/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The past calls as a person leafs through them: years of them, of which a page is read at a time. A page begins where
 * the one before ended, not after so many rows; so the last is read as fast as the first, and what comes in meanwhile
 * moves nothing. */

#include "config.h"

#include "store-call-log.h"

#include "store-calls-private.h"
#include "store-database-private.h"

#define QUERY(which) \
  "SELECT " STORE_CALL_COLUMNS " FROM calls WHERE (" which ")" \
  " AND seq < coalesce ((SELECT seq FROM calls WHERE id = :before), :end) ORDER BY seq DESC LIMIT :limit"

/* By StoreCallLogFilter. The missed and the recorded ones have an index of their own, of the others every second call is one. */
static const char *const queries[] = {
  QUERY ("TRUE"),
  QUERY ("kind = 'missed'"),
  QUERY ("kind IN ('incoming', 'missed', 'declined', 'elsewhere')"),
  QUERY ("kind IN ('outgoing', 'unanswered')"),
  QUERY ("recording IS NOT NULL"),
};

typedef struct
{
  StoreCallLogFilter filter;
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

static GPtrArray *
list (sqlite3   *db,
      gpointer   data,
      GError   **error)
{
  const Page *page = data;
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func ((GDestroyNotify) store_call_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) query = store_sql_prepare (db, queries[page->filter], error);

  if (query == NULL)
    return NULL;

  store_sql_bind_text (query, ":before", page->before);
  /* A page that ended with a call that is gone has nothing after it; the first one has everything. */
  store_sql_bind_int (query, ":end", page->before == NULL ? G_MAXINT64 : 0);
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

/**
 * store_call_log_list_async:
 * @database: a history
 * @filter: which calls
 * @before: (nullable): the id of the oldest call known; %NULL: begin with the newest
 * @limit: how many at most
 * @cancellable: (nullable): stops waiting only
 * @callback: called with a page
 * @user_data: for @callback
 *
 * Reads a page of calls, newest first.
 */
void
store_call_log_list_async (StoreDatabase       *database,
                           StoreCallLogFilter   filter,
                           const char          *before,
                           guint                limit,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;
  Page *page;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (filter < G_N_ELEMENTS (queries));

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_call_log_list_async);
  page = g_new0 (Page, 1);
  *page = (Page) { filter, g_strdup (before), limit };
  g_task_set_task_data (task, page, page_free);
  store_database_read (database, list, task);
}

/**
 * store_call_log_list_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_call_log_list_async().
 *
 * Returns: (transfer full) (element-type StoreCall) (nullable): the page; empty at the end
 */
GPtrArray *
store_call_log_list_finish (StoreDatabase  *database,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static GPtrArray *
count_unseen (sqlite3   *db,
              gpointer   data,
              GError   **error)
{
  g_autoptr (GPtrArray) counted = g_ptr_array_new ();
  gint64 n = 0;

  if (!store_sql_get_int (db, "SELECT count(*) FROM calls WHERE kind = 'missed' AND seen = 0", &n, error))
    return NULL;

  g_ptr_array_add (counted, GSIZE_TO_POINTER ((gsize) n));
  return g_steal_pointer (&counted);
}

/**
 * store_call_log_count_unseen_async:
 * @database: a history
 * @cancellable: (nullable): stops waiting only
 * @callback: called with the count
 * @user_data: for @callback
 *
 * Counts the missed calls that nobody has seen in the list.
 */
void
store_call_log_count_unseen_async (StoreDatabase       *database,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_call_log_count_unseen_async);
  store_database_read (database, count_unseen, task);
}

/**
 * store_call_log_count_unseen_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_call_log_count_unseen_async().
 *
 * Returns: how many; -1 with @error set
 */
gssize
store_call_log_count_unseen_finish (StoreDatabase  *database,
                                    GAsyncResult   *result,
                                    GError        **error)
{
  g_autoptr (GPtrArray) counted = NULL;

  g_return_val_if_fail (g_task_is_valid (result, database), -1);

  counted = g_task_propagate_pointer (G_TASK (result), error);
  return counted != NULL ? (gssize) GPOINTER_TO_SIZE (g_ptr_array_index (counted, 0)) : -1;
}

static gboolean
mark_seen (sqlite3   *db,
           gpointer   data,
           GError   **error)
{
  return store_sql_exec (db, "UPDATE calls SET seen = 1 WHERE kind = 'missed' AND seen = 0", error);
}

/**
 * store_call_log_mark_seen_async:
 * @database: a history
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is down
 * @user_data: for @callback
 *
 * Writes down that a person has seen all calls they missed.
 */
void
store_call_log_mark_seen_async (StoreDatabase       *database,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_call_log_mark_seen_async);
  store_database_write (database, mark_seen, task);
}

/**
 * store_call_log_mark_seen_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_call_log_mark_seen_async().
 *
 * Returns: %TRUE when it is down
 */
gboolean
store_call_log_mark_seen_finish (StoreDatabase  *database,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The ids go in as one text, each between bars, which no id has. */
static char *
join_ids (const char *const *ids)
{
  g_autofree char *joined = g_strjoinv ("|", (char **) ids);

  return g_strdup_printf ("|%s|", joined);
}

static gboolean
clear (sqlite3   *db,
       gpointer   data,
       GError   **error)
{
  g_autoptr (sqlite3_stmt) statement =
    store_sql_prepare (db, "DELETE FROM calls WHERE instr (:spared, '|' || id || '|') = 0", error);

  if (statement == NULL)
    return FALSE;

  store_sql_bind_text (statement, ":spared", data);
  return store_sql_run (statement, error);
}

/**
 * store_call_log_clear_async:
 * @database: a history
 * @spared: (array zero-terminated=1): ids of calls that stay
 * @cancellable: (nullable): stops waiting only
 * @callback: called when they are gone
 * @user_data: for @callback
 *
 * Deletes all other calls.
 */
void
store_call_log_clear_async (StoreDatabase       *database,
                            const char *const   *spared,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (spared != NULL);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_call_log_clear_async);
  g_task_set_task_data (task, join_ids (spared), g_free);
  store_database_write (database, clear, task);
}

/**
 * store_call_log_clear_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_call_log_clear_async().
 *
 * Returns: %TRUE when they are gone
 */
gboolean
store_call_log_clear_finish (StoreDatabase  *database,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
