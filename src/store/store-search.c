/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Words in everything that was ever written. What a person types is no query language: each word is quoted, so that no
 * sign of FTS5 gets through, and is taken as the beginning of a word, for they are still typing.
 */

#include "config.h"

#include "store-search.h"

#include "store-database-private.h"
#include "store-messages-private.h"

typedef struct
{
  char *match; /* NULL: no word in it */
  guint limit;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->match);
  g_free (request);
}

static gboolean
is_of_a_word (gunichar character)
{
  return g_unichar_isalnum (character) || g_unichar_ismark (character);
}

/* "Grüße, Bob" becomes "Grüße"* "Bob"*; what is no letter and no digit parts words there as it does in the index. */
static char *
make_match (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) MIN (strlen (text), STORE_SEARCH_TEXT_MAX));
  GString *match = g_string_new (NULL);
  gboolean open = FALSE;

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gboolean inside = is_of_a_word (character) && character != 0xFFFD;

      if (inside != open)
        g_string_append (match, inside ? "\"" : "\"* ");
      if (inside)
        g_string_append_unichar (match, character);
      open = inside;
    }
  if (open)
    g_string_append (match, "\"*");
  if (match->len > 0)
    return g_string_free (match, FALSE);

  g_string_free (match, TRUE);
  return NULL;
}

static GPtrArray *
search (sqlite3   *db,
        gpointer   data,
        GError   **error)
{
  const Request *request = data;
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func ((GDestroyNotify) store_message_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) query = store_sql_prepare (
    db,
    /* Materialized and crossed, so that the index is asked once and not for every message there is. */
    "WITH found (seq) AS MATERIALIZED"
    " (SELECT rowid FROM message_words WHERE message_words MATCH :match ORDER BY rowid DESC LIMIT :limit)"
    " SELECT " STORE_MESSAGE_COLUMNS ", c.account, c.address"
    " FROM found AS f CROSS JOIN messages AS m ON m.seq = f.seq CROSS JOIN conversations AS c ON c.seq = m.conversation"
    " ORDER BY f.seq DESC",
    error);

  if (query == NULL)
    return NULL;

  store_sql_bind_text (query, ":match", request->match);
  store_sql_bind_int (query, ":limit", request->limit);
  while (request->match != NULL && store_sql_next (query, &local_error))
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

/**
 * store_search_messages_async:
 * @database: a history
 * @text: what a person typed
 * @limit: how many at most
 * @cancellable: (nullable): stops waiting only
 * @callback: called with what was found
 * @user_data: for @callback
 *
 * Looks for words in all messages.
 */
void
store_search_messages_async (StoreDatabase       *database,
                             const char          *text,
                             guint                limit,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;
  Request *request;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (text != NULL);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_search_messages_async);
  request = g_new0 (Request, 1);
  request->match = make_match (text);
  request->limit = limit;
  g_task_set_task_data (task, request, request_free);
  store_database_read (database, search, task);
}

/**
 * store_search_messages_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_search_messages_async().
 *
 * Returns: (transfer full) (element-type StoreMessage) (nullable): what was found, newest first
 */
GPtrArray *
store_search_messages_finish (StoreDatabase  *database,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
