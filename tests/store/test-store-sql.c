/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* SQLite with GError. */

#include "store-sql.h"

typedef struct
{
  sqlite3 *db;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_assert_cmpint (sqlite3_open (":memory:", &fixture->db), ==, SQLITE_OK);
  g_assert_true (store_sql_exec (fixture->db, "CREATE TABLE t (a TEXT UNIQUE, b INTEGER CHECK (b > 0))", NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_cmpint (sqlite3_close (fixture->db), ==, SQLITE_OK);
}

static gboolean
insert (Fixture     *fixture,
        const char  *a,
        gint64       b,
        GError     **error)
{
  g_autoptr (sqlite3_stmt) statement = store_sql_prepare (fixture->db, "INSERT INTO t VALUES (:a, :b)", error);

  g_assert_nonnull (statement);
  store_sql_bind_text (statement, ":a", a);
  store_sql_bind_int (statement, ":b", b);
  return store_sql_run (statement, error);
}

static void
test_values (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (sqlite3_stmt) query = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gint64 count;

  g_assert_true (insert (fixture, "it's; DROP TABLE t", G_MAXINT64, &error));
  g_assert_true (insert (fixture, NULL, 1, &error));
  g_assert_true (store_sql_get_int (fixture->db, "SELECT count (*) FROM t", &count, &error));
  g_assert_cmpint (count, ==, 2);

  query = store_sql_prepare (fixture->db, "SELECT a, b FROM t ORDER BY b DESC", &error);
  g_assert_true (store_sql_next (query, &error));
  text = store_sql_dup_text (query, 0);
  g_assert_cmpstr (text, ==, "it's; DROP TABLE t");
  g_assert_cmpint (sqlite3_column_int64 (query, 1), ==, G_MAXINT64);
  g_assert_true (store_sql_next (query, &error));
  g_assert_null (store_sql_dup_text (query, 0));
  g_assert_false (store_sql_next (query, &error));
  g_assert_no_error (error);
}

static void
test_errors (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  g_assert_true (insert (fixture, "x", 1, NULL));
  g_assert_false (insert (fixture, "x", 2, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_BAD_RECORD);
  g_clear_error (&error);
  g_assert_false (insert (fixture, "y", 0, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_BAD_RECORD);
  g_clear_error (&error);
  g_assert_false (store_sql_exec (fixture->db, "NO SUCH VERB", &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (store_sql_prepare (fixture->db, "SELECT z FROM t", &error));
  g_assert_nonnull (strstr (error->message, "z"));
  g_clear_error (&error);
  g_assert_false (store_sql_get_int (fixture->db, "SELECT b FROM t WHERE b = 99", &value, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_CORRUPT);
}

static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *big = g_strnfill (100000, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_true (store_sql_exec (fixture->db, "PRAGMA max_page_count = 4", NULL));
  g_assert_false (insert (fixture, big, 1, &error)); /* F16 */
  g_assert_error (error, STORE_ERROR, STORE_ERROR_FULL);
}

#define add(name, func) g_test_add ("/store/sql/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("values", test_values);
  add ("errors", test_errors);
  add ("full", test_full);
  return g_test_run ();
}
