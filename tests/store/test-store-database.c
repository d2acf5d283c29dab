/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What may happen to a file: it is new, old, newer than we are, damaged, locked, or gone read-only. Calls
 * must never notice, and no row may be lost that was said to be down (TRUST F16–F18). */

#include <signal.h>
#include <sqlite3.h>
#include <unistd.h>

#include "store-await.h"
#include "store-calls.h"

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
  fixture->folder = folder_new ();
  fixture->path = g_build_filename (fixture->folder, "history.db", NULL);
  fixture->database = store_database_new (fixture->path);
}

static void
close_database (StoreDatabase *database)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  store_database_close_async (database, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_database_close_finish (database, result, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->database != NULL)
    close_database (fixture->database);
  g_clear_object (&fixture->database);
  folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
open_database (StoreDatabase  *database,
               GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  store_database_open_async (database, NULL, await_cb, &slot);
  result = await (&slot);
  return store_database_open_finish (database, result, error);
}

static void
put_call (StoreDatabase       *database,
          const char          *id,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  StoreCall call = { .id = (char *) id, .account = (char *) "a", .address = (char *) "bob@example.org",
                     .kind = STORE_CALL_KIND_OUTGOING, .started_us = 1 };

  store_calls_put_async (database, &call, NULL, callback, user_data);
}

static gboolean
write_call (StoreDatabase  *database,
            const char     *id,
            GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  put_call (database, id, await_cb, &slot);
  result = await (&slot);
  return store_calls_put_finish (database, result, error);
}

static guint
count_calls (StoreDatabase *database)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) calls = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  store_calls_list_async (database, NULL, 100000, NULL, await_cb, &slot);
  result = await (&slot);
  calls = store_calls_list_finish (database, result, &error);
  g_assert_no_error (error);
  return calls->len;
}

/* Straight at the file, as another program would. */
static sqlite3 *
open_behind (const char *path)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  return db;
}

static void
run_behind (sqlite3    *db,
            const char *sql)
{
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

static void
reopen (Fixture *fixture)
{
  close_database (fixture->database);
  g_object_unref (fixture->database);
  fixture->database = store_database_new (fixture->path);
}

static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_true (open_database (fixture->database, &error));
  g_assert_no_error (error);
  g_assert_null (store_database_get_trouble (fixture->database));
  g_assert_null (store_database_get_moved_aside (fixture->database));
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);

  g_assert_true (write_call (fixture->database, "one", &error));
  reopen (fixture);
  g_assert_cmpuint (count_calls (fixture->database), ==, 1);
}

static void
test_close_flushes (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  for (guint n = 0; n < 200; n++)
    {
      g_autofree char *id = g_strdup_printf ("call-%u", n);

      put_call (fixture->database, id, NULL, NULL);
    }
  close_database (fixture->database);

  put_call (fixture->database, "late", await_cb, &slot);
  result = await (&slot);
  g_assert_false (store_calls_put_finish (fixture->database, result, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (open_database (fixture->database, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_CLOSED);

  g_object_unref (fixture->database);
  fixture->database = store_database_new (fixture->path);
  g_assert_cmpuint (count_calls (fixture->database), ==, 200);
}

static void
test_cancel_waits_no_longer (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  store_database_open_async (fixture->database, cancellable, await_cb, &slot);
  g_cancellable_cancel (cancellable);
  result = await (&slot);
  g_assert_false (store_database_open_finish (fixture->database, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_calls (fixture->database), ==, 0);
}

static void
test_second_is_refused (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (StoreDatabase) second = store_database_new (fixture->path);
  g_autoptr (GError) error = NULL;

  g_assert_true (open_database (fixture->database, &error));
  g_assert_false (open_database (second, &error)); /* F16 */
  g_assert_error (error, STORE_ERROR, STORE_ERROR_IN_USE);
  g_assert_error (store_database_get_trouble (second), STORE_ERROR, STORE_ERROR_IN_USE);
  close_database (second);
}

static void
test_future_is_left_alone (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_length, after_length;
  sqlite3 *db = open_behind (fixture->path);

  run_behind (db, "CREATE TABLE future (x); PRAGMA user_version = 99");
  sqlite3_close (db);
  g_assert_true (g_file_get_contents (fixture->path, &before, &before_length, NULL));

  g_assert_false (open_database (fixture->database, &error)); /* F16 */
  g_assert_error (error, STORE_ERROR, STORE_ERROR_FROM_FUTURE);
  g_assert_nonnull (strstr (error->message, "99"));
  g_clear_error (&error);
  g_assert_false (write_call (fixture->database, "one", &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_FROM_FUTURE);

  close_database (fixture->database);
  g_clear_object (&fixture->database);
  db = open_behind (fixture->path);
  run_behind (db, "PRAGMA journal_mode = DELETE");
  sqlite3_close (db);
  g_assert_true (g_file_get_contents (fixture->path, &after, &after_length, NULL));
  g_assert_cmpuint (after_length, ==, before_length);
}

static void
fill (Fixture *fixture,
      guint    n_calls)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (open_database (fixture->database, &error));
  for (guint n = 0; n < n_calls; n++)
    {
      g_autofree char *id = g_strdup_printf ("call-%u", n);

      put_call (fixture->database, id, NULL, NULL);
    }
  close_database (fixture->database);
  g_clear_object (&fixture->database);
}

static void
test_garbage_is_moved_aside (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "this is not a database at all", -1, NULL));
  g_assert_true (open_database (fixture->database, &error)); /* F17 */
  g_assert_no_error (error);
  g_assert_true (write_call (fixture->database, "one", &error));
  aside = folder_find (fixture->folder, "history.corrupt-");
  g_assert_nonnull (aside);
  g_assert_cmpstr (store_database_get_moved_aside (fixture->database), ==, aside);
  g_assert_cmpuint (count_calls (fixture->database), ==, 1);
}

static void
test_truncated_anywhere (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *whole = NULL;
  gsize length;
  guint best = 0;

  fill (fixture, 300);
  g_assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
  for (gsize cut = 512; cut <= length; cut += 4096 + 512) /* F17 */
    {
      g_autoptr (GError) error = NULL;
      guint left;

      g_assert_true (g_file_set_contents (fixture->path, whole, (gssize) MIN (cut, length), NULL));
      fixture->database = store_database_new (fixture->path);
      g_assert_true (open_database (fixture->database, &error));
      g_assert_true (write_call (fixture->database, "one-more", &error));
      left = count_calls (fixture->database);
      g_assert_cmpuint (left, >=, 1);
      best = MAX (best, left);
      close_database (fixture->database);
      g_clear_object (&fixture->database);
    }
  g_assert_cmpuint (best, >, 100);
}

static void
test_flipped_page_keeps_the_rest (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *whole = NULL;
  gsize length;

  fill (fixture, 2000);
  g_assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
  memset (whole + (length / 4096 / 2) * 4096, 0xa5, 4096);
  g_assert_true (g_file_set_contents (fixture->path, whole, (gssize) length, NULL));

  fixture->database = store_database_new (fixture->path);
  g_assert_true (open_database (fixture->database, &error)); /* F17 */
  g_assert_no_error (error);
  g_assert_cmpuint (count_calls (fixture->database), >, 500);
}

static void
test_locked_rows_wait (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  sqlite3 *db;

  g_assert_true (open_database (fixture->database, &error));
  db = open_behind (fixture->path);
  run_behind (db, "BEGIN EXCLUSIVE"); /* F16 */

  put_call (fixture->database, "held", await_cb, &slot);
  while (store_database_get_trouble (fixture->database) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (store_database_get_trouble (fixture->database), STORE_ERROR, STORE_ERROR_BUSY);
  g_assert_null (slot);

  run_behind (db, "COMMIT");
  sqlite3_close (db);
  g_assert_true (write_call (fixture->database, "next", &error));
  first = await (&slot);
  g_assert_true (store_calls_put_finish (fixture->database, first, &error));
  g_assert_cmpuint (count_calls (fixture->database), ==, 2);
  g_assert_null (store_database_get_trouble (fixture->database));
}

static void
test_no_folder_no_loss (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *blocked = g_build_filename (fixture->folder, "file", NULL);
  g_autofree char *path = g_build_filename (blocked, "history.db", NULL);
  g_autoptr (StoreDatabase) database = store_database_new (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  g_assert_true (g_file_set_contents (blocked, "", 0, NULL));
  g_assert_false (open_database (database, &error)); /* F16 */
  g_assert_error (error, STORE_ERROR, STORE_ERROR_READ_ONLY);
  g_clear_error (&error);

  put_call (database, "held", await_cb, &slot);
  g_assert_cmpint (g_remove (blocked), ==, 0);
  g_assert_true (write_call (database, "next", &error));
  result = await (&slot);
  g_assert_true (store_calls_put_finish (database, result, &error));
  g_assert_cmpuint (count_calls (database), ==, 2);
  close_database (database);
  folder_remove (blocked);
}

/* The child of the next test: says each row once it is down, until it is killed. */
static void
write_for_ever (const char *path)
{
  g_autoptr (StoreDatabase) database = store_database_new (path);

  for (guint n = 0;; n++)
    {
      g_autofree char *id = g_strdup_printf ("%d-%u", (int) getpid (), n);
      g_autoptr (GError) error = NULL;

      if (!write_call (database, id, &error))
        g_error ("%s", error->message);
      g_print ("%s\n", id);
    }
}

static guint
kill_a_writer (const char *path,
               guint       after)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe",
                                                    "--write", path, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  guint said = 0;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);

      if (line == NULL)
        break;
      if (++said == after)
        g_subprocess_send_signal (child, SIGKILL);
    }
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  return said;
}

static void
test_killed_at_any_point (Fixture       *fixture,
                          gconstpointer  data)
{
  guint said = 0;

  for (guint n = 0; n < 10; n++) /* F18 */
    said += kill_a_writer (fixture->path, 1 + n * 3);

  g_assert_cmpuint (count_calls (fixture->database), >=, said);
  g_assert_cmpuint (count_calls (fixture->database), <=, said + 10);
  g_assert_null (store_database_get_moved_aside (fixture->database));
}

#define add(name, func) g_test_add ("/store/database/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--write"))
    write_for_ever (argv[2]);

  g_test_init (&argc, &argv, NULL);
  add ("new", test_new);
  add ("close-flushes", test_close_flushes);
  add ("cancel-waits-no-longer", test_cancel_waits_no_longer);
  add ("second-is-refused", test_second_is_refused);
  add ("future-is-left-alone", test_future_is_left_alone);
  add ("garbage-is-moved-aside", test_garbage_is_moved_aside);
  add ("truncated-anywhere", test_truncated_anywhere);
  add ("flipped-page-keeps-the-rest", test_flipped_page_keeps_the_rest);
  add ("locked-rows-wait", test_locked_rows_wait);
  add ("no-folder-no-loss", test_no_folder_no_loss);
  add ("killed-at-any-point", test_killed_at_any_point);
  return g_test_run ();
}
