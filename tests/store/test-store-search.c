/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Words found in what was written, whatever a person types. */

#include "store-conversations.h"
#include "store-fixture.h"
#include "store-schema.h"
#include "store-search.h"

#define MANY 100000

static gboolean
put (Fixture       *fixture,
     StoreMessage  *message,
     const char    *title,
     GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  store_messages_put_async (fixture->database, message, title, NULL, await_cb, &slot);
  result = await (&slot);
  return store_messages_put_finish (fixture->database, result, error);
}

static void
put_text (Fixture    *fixture,
          const char *id,
          const char *address,
          const char *text)
{
  StoreMessage message = { .id = (char *) id, .account = (char *) "a", .address = (char *) address,
                           .state = STORE_MESSAGE_STATE_RECEIVED, .unread = TRUE, .time_us = 5,
                           .text = (char *) text };
  g_autoptr (GError) error = NULL;

  g_assert_true (put (fixture, &message, NULL, &error));
  g_assert_no_error (error);
}

static guint
search (Fixture    *fixture,
        const char *text,
        char      **newest)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  store_search_messages_async (fixture->database, text, 50, NULL, await_cb, &slot);
  result = await (&slot);
  found = store_search_messages_finish (fixture->database, result, &error);
  g_assert_no_error (error);
  if (newest != NULL && found->len > 0)
    *newest = g_strdup (((StoreMessage *) g_ptr_array_index (found, 0))->id);
  return found->len;
}

static void
test_words (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *newest = NULL;

  put_text (fixture, "1", "bob", "Grüße aus Köln");
  put_text (fixture, "2", "carol", "the quick brown fox");
  put_text (fixture, "3", "bob", "gruss an den Fuchs");
  g_assert_cmpuint (search (fixture, "GRUSS", NULL), ==, 1);
  g_assert_cmpuint (search (fixture, "koln", NULL), ==, 1);
  g_assert_cmpuint (search (fixture, "gru", &newest), ==, 2);
  g_assert_cmpstr (newest, ==, "3");
  g_assert_cmpuint (search (fixture, "quick fo", NULL), ==, 1);
  g_assert_cmpuint (search (fixture, "quick fuchs", NULL), ==, 0);
}

static void
test_hostile (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const texts[] = { "", " ", "\"", "\"\"\"", "*", "a*b", "NEAR(a b)", "body:hello", "OR", "AND NOT",
                                       "';--", "\xff\xfe", "(", "^", "-hello", "{hello}" };
  g_autofree char *endless = g_strnfill (100000, 'x');

  put_text (fixture, "1", "bob", "hello");
  for (gsize n = 0; n < G_N_ELEMENTS (texts); n++)
    search (fixture, texts[n], NULL);
  g_assert_cmpuint (search (fixture, endless, NULL), ==, 0);
  g_assert_cmpuint (search (fixture, "-hello", NULL), ==, 1);
}

static void
test_deleted_is_not_found (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) another = NULL;
  GAsyncResult *slot = NULL;

  put_text (fixture, "1", "bob", "secret");
  put_text (fixture, "2", "carol", "secret");
  store_messages_delete_async (fixture->database, "1", NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_cmpuint (search (fixture, "secret", NULL), ==, 1);
  store_conversations_delete_async (fixture->database, "a", "carol", NULL, await_cb, &slot);
  another = await (&slot);
  g_assert_cmpuint (search (fixture, "secret", NULL), ==, 0);
}

/* A history that is there before anybody opens it, written in one go. */
static void
write_many (const char *path)
{
  static const char script[] =
    "BEGIN; INSERT INTO conversations (account, address) VALUES ('a', 'bob');"
    "WITH RECURSIVE n (x) AS (SELECT 0 UNION ALL SELECT x + 1 FROM n WHERE x < %d)"
    " INSERT INTO messages (id, conversation, state, time, body) SELECT 'm' || x, 1, 'sent', x,"
    " 'meeting ' || (x %% 977) || ' tomorrow, lunch' || (x %% 31) || ' number' || x FROM n; COMMIT;";
  g_autofree char *sql = g_strdup_printf (script, MANY - 1);
  sqlite3 *db = NULL;

  g_assert_true (store_schema_open (path, &db, NULL));
  g_assert_true (store_sql_exec (db, sql, NULL));
  sqlite3_close (db);
}

/* A measurement (TRUST 14), printed: a loaded machine proves nothing, and a sanitizer makes SQLite slow. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const texts[] = { "number99999", "meet lun", "n", "lunch3 tomorrow" };
  g_autofree char *path = g_build_filename (fixture->folder, "history.db", NULL);

  write_many (path);
  g_assert_cmpuint (search (fixture, "number5", NULL), ==, 50);
  for (gsize n = 0; n < G_N_ELEMENTS (texts); n++)
    {
      gint64 start = g_get_monotonic_time ();
      guint found = search (fixture, texts[n], NULL);

      g_test_message ("“%s” among %u: %u found in %.1f ms", texts[n], MANY, found,
                      (double) (g_get_monotonic_time () - start) / 1000);
    }
}

#define add(name, func) g_test_add ("/store/search/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("words", test_words);
  add ("hostile", test_hostile);
  add ("deleted-is-not-found", test_deleted_is_not_found);
  if (g_test_perf ())
    add ("many", test_many);
  return g_test_run ();
}
