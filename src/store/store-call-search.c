/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Somebody called years ago, found by a part of their name. SQLite compares letters without accents only; so every row is
 * looked at here, on the store's own thread. */

#include "config.h"

#include "store-call-search.h"

#include <string.h>

#include "store-calls-private.h"
#include "store-database-private.h"

typedef struct
{
  char *needle; /* folded */
  GHashTable *known; /* set of ids */
  guint limit;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->needle);
  g_hash_table_unref (request->known);
  g_free (request);
}

static gboolean
holds (const char *text,
       const char *needle)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, needle) != NULL;
}

/* The domain says where somebody is, not who; it counts once an @ was typed. */
static gboolean
is_found (sqlite3_stmt  *row,
          const Request *request)
{
  const char *id = (const char *) sqlite3_column_text (row, 0);
  const char *address = (const char *) sqlite3_column_text (row, 2);
  gsize length = strchr (request->needle, '@') != NULL ? strlen (address) : strcspn (address, "@");
  g_autofree char *who = g_strndup (address, length);

  return (holds (who, request->needle) || holds ((const char *) sqlite3_column_text (row, 3), request->needle))
         && !g_hash_table_contains (request->known, id);
}

static GPtrArray *
search (sqlite3   *db,
        gpointer   data,
        GError   **error)
{
  const Request *request = data;
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func ((GDestroyNotify) store_call_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) query =
    store_sql_prepare (db, "SELECT " STORE_CALL_COLUMNS " FROM calls ORDER BY seq DESC", error);

  if (query == NULL)
    return NULL;

  while (calls->len < request->limit && store_sql_next (query, &local_error))
    if (is_found (query, request))
      g_ptr_array_add (calls, store_call_from_row (query));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&calls);
}

/**
 * store_call_search_async:
 * @database: a history
 * @text: what a person typed
 * @known: (nullable) (array zero-terminated=1): the ids of calls that are not wanted
 * @limit: how many at most
 * @cancellable: (nullable): stops waiting only
 * @callback: called with what was found
 * @user_data: for @callback
 *
 * Looks for a name or an address in all past calls, case aside.
 */
void
store_call_search_async (StoreDatabase       *database,
                         const char          *text,
                         const char *const   *known,
                         guint                limit,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autofree char *valid = NULL;
  Request *request;
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (text != NULL);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_call_search_async);
  valid = g_utf8_make_valid (text, -1);
  request = g_new (Request, 1);
  *request = (Request) { g_utf8_casefold (valid, -1), g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), limit };
  for (guint n = 0; known != NULL && known[n] != NULL; n++)
    g_hash_table_add (request->known, g_strdup (known[n]));
  g_task_set_task_data (task, request, request_free);
  store_database_read (database, search, task);
}

/**
 * store_call_search_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_call_search_async().
 *
 * Returns: (transfer full) (element-type StoreCall) (nullable): what was found, newest first
 */
GPtrArray *
store_call_search_finish (StoreDatabase  *database,
                          GAsyncResult   *result,
                          GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
