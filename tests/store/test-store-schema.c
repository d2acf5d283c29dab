/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a history file may be when it is opened. */

#include "store-await.h"
#include "store-resources.h"
#include "store-schema.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = folder_new ();
  fixture->path = g_build_filename (fixture->folder, "history.db", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static sqlite3 *
open_history (Fixture *fixture)
{
  sqlite3 *db = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (store_schema_open (fixture->path, &db, &error));
  g_assert_no_error (error);
  return db;
}

static void
test_opens_twice (Fixture       *fixture,
                  gconstpointer  data)
{
  for (guint n = 0; n < 2; n++)
    {
      sqlite3 *db = open_history (fixture);
      gint64 value = 0;

      g_assert_true (store_sql_get_int (db, "PRAGMA user_version", &value, NULL));
      g_assert_cmpint (value, ==, 9);
      g_assert_true (store_sql_get_int (db, "PRAGMA foreign_keys", &value, NULL));
      g_assert_cmpint (value, ==, 1);
      g_assert_true (store_sql_get_int (db, "PRAGMA secure_delete", &value, NULL));
      g_assert_cmpint (value, ==, 1);
      g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
    }
}

/* As version 1 wrote it: built from the migration of that time, which is never edited. */
static void
write_first_version (Fixture    *fixture,
                     const char *rows)
{
  g_autoptr (GBytes) sql = g_resource_lookup_data (store_get_resource (), "/store/migrations/0001-first.sql",
                                                   G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *script = g_strdup_printf ("%.*s PRAGMA user_version = 1; %s", (int) g_bytes_get_size (sql),
                                             (const char *) g_bytes_get_data (sql, NULL), rows);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_true (store_sql_exec (db, script, NULL));
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static const char rows_of_old[] =
  "INSERT INTO calls (id, account, address, name, kind, started, duration, end_text)"
  " VALUES ('c', 'a', 'bob@b', 'Bob', 'missed', 17, 3, 'why');"
  "INSERT INTO conversations (account, address) VALUES ('a', 'b');"
  "INSERT INTO messages (id, conversation, state, time, body) VALUES ('m', 1, 'sent', 1, 'hello');";

/* Opened by this program, a history of the version before loses nothing and learns who diverted a call. */
static void
test_older_is_kept (Fixture       *fixture,
                    gconstpointer  data)
{
  sqlite3 *db;
  gint64 value = 0;

  write_first_version (fixture, rows_of_old);
  db = open_history (fixture);
  g_assert_true (store_sql_get_int (db, "PRAGMA user_version", &value, NULL));
  g_assert_cmpint (value, ==, 9);
  g_assert_true (store_sql_get_int (db, "SELECT count(*) FROM calls WHERE id = 'c' AND name = 'Bob' AND started = 17"
                                        " AND duration = 3 AND end_text = 'why' AND diverted_by IS NULL AND mark IS NULL", &value, NULL));
  g_assert_cmpint (value, ==, 1);
  g_assert_true (store_sql_get_int (db, "SELECT count(*) FROM messages WHERE body = 'hello'", &value, NULL));
  g_assert_cmpint (value, ==, 1);
  g_assert_true (store_sql_exec (db, "UPDATE calls SET diverted_by = 'Reception', mark = 430, loss = 3", NULL));
  sqlite3_close (db);
}

/* A damaged one of the version before gives back what it has. */
static void
test_older_is_rescued (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *old = NULL;
  sqlite3 *db;

  write_first_version (fixture, rows_of_old);
  old = store_schema_move_aside (fixture->path, NULL);
  db = open_history (fixture);
  g_assert_cmpuint (store_schema_rescue (db, old), ==, 3);
  sqlite3_close (db);
}

/* What a row may not be is refused by the file itself. */
static void
test_rules (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const wrong[] = {
    "INSERT INTO calls (id, account, address, kind, started) VALUES ('x', 'a', 'b', 'odd', 1)",
    "INSERT INTO calls (id, account, address, kind, started, duration) VALUES ('x', 'a', 'b', 'missed', 1, -1)",
    "INSERT INTO calls (id, account, address, kind, started) VALUES ('x', 'a', 'b', 'missed', 'noon')",
    "INSERT INTO calls (id, account, address, kind, started, mark) VALUES ('x', 'a', 'b', 'missed', 1, 5)",
    "INSERT INTO calls (id, account, address, kind, started, loss) VALUES ('x', 'a', 'b', 'missed', 1, 2000)",
    "INSERT INTO messages (id, conversation, state, time, body) VALUES ('x', 77, 'sent', 1, 'y')",
    "INSERT INTO messages (id, conversation, state, time, body) VALUES ('x', 1, 'lost', 1, 'y')",
    "INSERT INTO messages (id, conversation, state, time, body) VALUES ('x', 1, 'sent', 1, zeroblob (65537))",
  };
  sqlite3 *db = open_history (fixture);

  g_assert_true (store_sql_exec (db, "INSERT INTO conversations (account, address) VALUES ('a', 'b')", NULL));
  for (guint n = 0; n < G_N_ELEMENTS (wrong); n++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (store_sql_exec (db, wrong[n], &error));
      g_assert_error (error, STORE_ERROR, STORE_ERROR_BAD_RECORD);
    }
  sqlite3_close (db);
}

static void
test_symlink_is_refused (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *target = g_build_filename (fixture->folder, "elsewhere", NULL);
  g_autoptr (GFile) link = g_file_new_for_path (fixture->path);
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  g_assert_true (g_file_make_symbolic_link (link, target, NULL, NULL));
  g_assert_false (store_schema_open (fixture->path, &db, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_FAILED);
  g_assert_null (db);
}

static void
test_moved_aside_never_overwrites (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "1", 1, NULL));
  first = store_schema_move_aside (fixture->path, &error);
  g_assert_true (g_file_set_contents (fixture->path, "2", 1, NULL));
  second = store_schema_move_aside (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first, !=, second);
  g_assert_true (g_file_test (first, G_FILE_TEST_EXISTS) && g_file_test (second, G_FILE_TEST_EXISTS));
  g_assert_null (store_schema_move_aside (fixture->path, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_FAILED);
}

static void
test_rescue (Fixture       *fixture,
             gconstpointer  data)
{
  static const char rows[] =
    "INSERT INTO calls (id, account, address, kind, started) VALUES ('c', 'a', 'b', 'missed', 1);"
    "INSERT INTO conversations (account, address) VALUES ('a', 'b');"
    "INSERT INTO messages (id, conversation, state, time, body) VALUES ('m', 1, 'sent', 1, 'hello');"
    "PRAGMA wal_checkpoint (TRUNCATE);";
  g_autofree char *old = NULL;
  sqlite3 *db = open_history (fixture);

  g_assert_true (store_sql_exec (db, rows, NULL));
  sqlite3_close (db);
  old = store_schema_move_aside (fixture->path, NULL);
  db = open_history (fixture);
  g_assert_cmpuint (store_schema_rescue (db, old), ==, 3);
  g_assert_cmpuint (store_schema_rescue (db, old), ==, 0);
  g_assert_cmpuint (store_schema_rescue (db, "/nonexistent"), ==, 0);
  sqlite3_close (db);
}

#define add(name, func) g_test_add ("/store/schema/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("opens-twice", test_opens_twice);
  add ("older-is-kept", test_older_is_kept);
  add ("older-is-rescued", test_older_is_rescued);
  add ("rules", test_rules);
  add ("symlink-is-refused", test_symlink_is_refused);
  add ("moved-aside-never-overwrites", test_moved_aside_never_overwrites);
  add ("rescue", test_rescue);
  return g_test_run ();
}
