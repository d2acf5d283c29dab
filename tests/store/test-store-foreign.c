/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Databases of other programs: read as they lie, and never changed; and what is none. */

#include "store-foreign.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>

#include "store-await.h"
#include "store-secrets.h"
#include "store-sql.h"

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
  fixture->path = g_build_filename (fixture->folder, "a b%20?.db", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
write_database (Fixture    *fixture,
                const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_rows (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  char **row;

  write_database (fixture, "CREATE TABLE t (a, b); INSERT INTO t VALUES ('x', 1), (NULL, x'ff41'), ('z', 3);");
  rows = store_foreign_read_rows (fixture->path, "SELECT a, b FROM t", 2, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row[0], ==, "x");
  g_assert_cmpstr (row[1], ==, "1");
  g_assert_null (row[2]);
  row = g_ptr_array_index (rows, 1);
  g_assert_cmpstr (row[0], ==, "");
  g_assert_true (g_utf8_validate (row[1], -1, NULL));
}

static void
test_never_written (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  write_database (fixture, "CREATE TABLE t (a);");
  g_assert_null (store_foreign_read_rows (fixture->path, "INSERT INTO t VALUES (1)", 1, NULL, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_READ_ONLY);
  rows = store_foreign_read_rows (fixture->path, "SELECT a FROM t", 1, NULL, NULL);
  g_assert_cmpuint (rows->len, ==, 0);
}

static void
test_no_database (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) wrong = NULL;

  g_assert_null (store_foreign_read_rows (fixture->path, "SELECT 1", 1, NULL, &missing));
  g_assert_error (missing, STORE_ERROR, STORE_ERROR_FAILED);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  g_assert_true (g_file_set_contents (fixture->path, "this is a letter to my aunt, and no database at all", -1, NULL));
  g_assert_null (store_foreign_read_rows (fixture->path, "SELECT * FROM t", 1, NULL, &wrong));
  g_assert_error (wrong, STORE_ERROR, STORE_ERROR_CORRUPT);
}

/* A view that never ends is ended. */
static void
test_endless (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  write_database (fixture, "CREATE VIEW t AS WITH RECURSIVE c (a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM c)"
                           " SELECT max (a) AS a FROM c;");
  g_assert_null (store_foreign_read_rows (fixture->path, "SELECT a FROM t", 1, NULL, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_FAILED);
}

/* A view of a few octets that unfolds to more than a machine holds. */
static void
test_unfolding (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  write_database (fixture, "CREATE VIEW t AS WITH RECURSIVE c (a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM c)"
                           " SELECT hex (zeroblob (1000000)) AS a FROM c;");
  rows = store_foreign_read_rows (fixture->path, "SELECT a FROM t", 100, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, <, 40);
}

static void
test_called_off (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  write_database (fixture, "CREATE TABLE t (a);");
  g_cancellable_cancel (cancellable);
  g_assert_null (store_foreign_read_rows (fixture->path, "SELECT a FROM t", 1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* There is no keyring here, or it has nothing: neither is a secret. */
static void
test_no_secret (Fixture       *fixture,
                gconstpointer  data)
{
  static const char *const attributes[] = { "username", "anna", "server", "nowhere.example", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (store_foreign_lookup_secret ("app.earshot.Test", attributes, NULL, &error));
  if (error != NULL)
    g_assert_error (error, STORE_ERROR, STORE_ERROR_NO_SECRETS);
}

static void
test_secret (Fixture       *fixture,
             gconstpointer  data)
{
  static const SecretSchema theirs = {
    "app.earshot.TestOther", SECRET_SCHEMA_NONE,
    { { "username", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "server", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
  };
  static const char *const attributes[] = { "username", "anna", "server", "here.example", NULL };
  g_autoptr (GError) error = NULL;
  char *secret;

  secret_password_store_sync (&theirs, SECRET_COLLECTION_SESSION, "Another telephone", "geheim", NULL, &error,
                              "username", "anna", "server", "here.example", NULL);
  g_assert_no_error (error);
  secret = store_foreign_lookup_secret ("app.earshot.TestOther", attributes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, "geheim");
  store_secrets_wipe (secret);
}

#define add(name, func) g_test_add ("/store/foreign/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("rows", test_rows);
  add ("never-written", test_never_written);
  add ("no-database", test_no_database);
  add ("endless", test_endless);
  add ("unfolding", test_unfolding);
  add ("called-off", test_called_off);
  add ("no-secret", test_no_secret);
  add ("secret", test_secret);
  return g_test_run ();
}
