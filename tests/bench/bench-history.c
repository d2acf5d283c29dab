/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How long a person waits for years of calls and messages: a page of calls to be there, and the next,
 * and words to be found. Measured over the file that the program writes; nothing is held against a mark here. */

#include <glib/gstdio.h>

#include "store-call-log.h"
#include "store-schema.h"
#include "store-search.h"

#define N_CALLS 50000
#define N_MESSAGES 100000
#define PAGE 100
#define ROUNDS 20

static const char script[] =
  "BEGIN; INSERT INTO conversations (account, address) VALUES ('a', 'bob');"
  "WITH RECURSIVE n (x) AS (SELECT 0 UNION ALL SELECT x + 1 FROM n WHERE x < %d)"
  " INSERT INTO messages (id, conversation, state, time, body) SELECT 'm' || x, 1, 'sent', x,"
  " 'meeting ' || (x %% 977) || ' tomorrow, lunch' || (x %% 31) || ' number' || x FROM n;"
  "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < %d)"
  " INSERT INTO calls (id, account, address, name, kind, started, duration) SELECT 'c' || x, 'a',"
  " 'number' || (x %% 613) || '@example.org', 'Somebody', CASE x %% 50 WHEN 0 THEN 'missed' ELSE 'incoming' END,"
  " x * 60000000, x %% 600 FROM n; COMMIT;";

typedef struct
{
  char *folder;
  char *path;
  StoreDatabase *database;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *sql = g_strdup_printf (script, N_MESSAGES - 1, N_CALLS);
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  fixture->folder = g_dir_make_tmp ("earshot-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "history.db", NULL);
  g_assert_true (store_schema_open (fixture->path, &db, &error));
  g_assert_true (store_sql_exec (db, sql, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  fixture->database = store_database_new (fixture->path);
}

static void
take_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GDir) folder = NULL;
  const char *name;

  store_database_close_async (fixture->database, NULL, take_cb, &result);
  wait_for (&result);
  g_object_unref (fixture->database);
  folder = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static double
since (gint64 begin)
{
  return (double) (g_get_monotonic_time () - begin) / 1000;
}

/* One page, and how many calls it has. @last: the id with which the page before ended, and this one does. */
static guint
read_page (Fixture            *fixture,
           StoreCallLogFilter  filter,
           char              **last)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) calls = NULL;

  store_call_log_list_async (fixture->database, filter, *last, PAGE, NULL, take_cb, &result);
  wait_for (&result);
  calls = store_call_log_list_finish (fixture->database, result, NULL);
  if (calls->len > 0)
    g_set_str (last, ((StoreCall *) g_ptr_array_index (calls, calls->len - 1))->id);
  return calls->len;
}

static void
bench_calls (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const names[] = { "all", "all again", "missed", "incoming", "outgoing" };
  static const StoreCallLogFilter filters[] = { STORE_CALL_LOG_ALL, STORE_CALL_LOG_ALL, STORE_CALL_LOG_MISSED,
                                                STORE_CALL_LOG_INCOMING, STORE_CALL_LOG_OUTGOING };

  for (gsize n = 0; n < G_N_ELEMENTS (filters); n++)
    {
      g_autofree char *last = NULL;
      gint64 begin = g_get_monotonic_time ();
      guint n_calls = read_page (fixture, filters[n], &last);
      double opened = since (begin);
      double worst = 0;
      guint n_read;

      do
        {
          gint64 page = g_get_monotonic_time ();

          n_read = read_page (fixture, filters[n], &last);
          n_calls += n_read;
          worst = MAX (worst, since (page));
        }
      while (n_read == PAGE);
      g_test_message ("%u calls, %s: opened in %.1f ms, another page in %.1f ms at worst, all of them in %.0f ms", n_calls,
                      names[n], opened, worst, since (begin));
    }
}

static void
bench_words (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const texts[] = { "m", "meeting", "tom meet", "lunch7 number9", "number99999", "lunch3 meeting 41",
                                       "t m l n", "nothing" };

  for (gsize n = 0; n < G_N_ELEMENTS (texts); n++)
    {
      double worst = 0;
      double sum = 0;
      guint n_found = 0;

      for (guint round = 0; round < ROUNDS; round++)
        {
          g_autoptr (GAsyncResult) result = NULL;
          g_autoptr (GPtrArray) found = NULL;
          gint64 begin = g_get_monotonic_time ();

          store_search_messages_async (fixture->database, texts[n], 50, NULL, take_cb, &result);
          wait_for (&result);
          found = store_search_messages_finish (fixture->database, result, NULL);
          n_found = found->len;
          sum += since (begin);
          worst = MAX (worst, since (begin));
        }
      g_test_message ("\"%s\" among %u messages: %u found in %.1f ms, at worst %.1f ms", texts[n], N_MESSAGES, n_found,
                      sum / ROUNDS, worst);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/bench/history/calls", Fixture, NULL, set_up, bench_calls, tear_down);
  g_test_add ("/bench/history/words", Fixture, NULL, set_up, bench_words, tear_down);
  return g_test_run ();
}
