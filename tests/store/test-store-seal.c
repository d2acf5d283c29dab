/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was closed in peace is not proved again; whatever else happened to a file is found out. */

#include "store-seal.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store-await.h"
#include "store-calls.h"

typedef struct
{
  char *folder;
  char *path;
  int lock_fd;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *lock = NULL;

  fixture->folder = folder_new ();
  fixture->path = g_build_filename (fixture->folder, "history.db", NULL);
  lock = g_strconcat (fixture->path, "-lock", NULL);
  fixture->lock_fd = g_open (lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint (fixture->lock_fd, >=, 0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_true (g_close (fixture->lock_fd, NULL));
  folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
take (Fixture *fixture)
{
  return store_seal_take (fixture->lock_fd, fixture->path);
}

static void
seal (Fixture *fixture)
{
  store_seal_set (fixture->lock_fd, fixture->path);
}

/* In the same file, of which nothing but these octets changes. */
static void
write_at (Fixture    *fixture,
          goffset     offset,
          const char *octets)
{
  int fd = g_open (fixture->path, O_WRONLY | O_CLOEXEC, 0);

  g_assert_cmpint (pwrite (fd, octets, strlen (octets), offset), ==, (gssize) strlen (octets));
  g_assert_true (g_close (fd, NULL));
}

static void
test_seal (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);

  g_assert_false (take (fixture));
  seal (fixture); /* there is nothing */
  g_assert_false (take (fixture));
  g_assert_true (g_file_set_contents (fixture->path, "whole", -1, NULL));
  g_assert_false (take (fixture));

  seal (fixture);
  g_assert_true (take (fixture));
  g_assert_false (take (fixture)); /* who asked may have died since */

  seal (fixture);
  write_at (fixture, 2, "x"); /* at once, and as long as before */
  g_assert_false (take (fixture));
  seal (fixture);
  g_assert_true (g_file_set_contents (fixture->path, "whole", -1, NULL));
  g_assert_false (take (fixture));
  seal (fixture);
  g_assert_true (g_file_set_contents (log, "more", -1, NULL));
  g_assert_false (take (fixture));
  seal (fixture);
  g_assert_false (take (fixture));
}

static void
test_nonsense (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const seals[] = { "", "\n", "whole", "whole 1 2 3", "whole 99999999999999999999 -1 -1.0\n" };
  g_autofree char *endless = g_strnfill (5000, 'w');

  g_assert_true (g_file_set_contents (fixture->path, "whole", -1, NULL));
  for (guint n = 0; n < G_N_ELEMENTS (seals); n++)
    {
      g_assert_cmpint (pwrite (fixture->lock_fd, seals[n], strlen (seals[n]), 0), >=, 0);
      g_assert_false (take (fixture));
    }
  g_assert_cmpint (pwrite (fixture->lock_fd, endless, strlen (endless), 0), ==, 5000);
  g_assert_false (take (fixture));
}

static void
fill (StoreDatabase *database,
      guint          n_calls)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  for (guint n = 0; n < n_calls; n++)
    {
      g_autofree char *id = g_strdup_printf ("call-%u", n);
      StoreCall call = { .id = id, .account = (char *) "a", .address = (char *) "bob@example.org" };

      store_calls_put_async (database, &call, NULL, n + 1 < n_calls ? NULL : await_cb, &slot);
    }
  result = await (&slot);
  g_assert_true (store_calls_put_finish (database, result, NULL));
}

static guint
count (StoreDatabase *database)
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

static void
close_database (StoreDatabase *database)
{
  GAsyncResult *slot = NULL;

  store_database_close_async (database, NULL, await_cb, &slot);
  g_object_unref (await (&slot));
  g_object_unref (database);
}

/* Half of the pages become nonsense, so that none can be read to the end. @secretly: its time is as it was, as when a disk
 * forgets. */
static void
damage (Fixture  *fixture,
        gboolean  secretly)
{
  g_autofree char *nonsense = NULL;
  struct stat before;

  g_assert_cmpint (stat (fixture->path, &before), ==, 0);
  nonsense = g_strnfill ((gsize) before.st_size / 8192 * 4096, 'z');
  write_at (fixture, before.st_size / 4 / 4096 * 4096, nonsense);
  if (secretly)
    {
      const struct timespec times[] = { before.st_atim, before.st_mtim };

      g_assert_cmpint (utimensat (AT_FDCWD, fixture->path, times, 0), ==, 0);
    }
}

/* F17: what somebody did to it while it was closed is found before anything is read; what the disk forgot, when it is read. */
static void
test_damage (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint secretly = 0; secretly < 2; secretly++)
    {
      StoreDatabase *database = store_database_new (fixture->path);

      fill (database, 2000);
      close_database (database);
      database = store_database_new (fixture->path);
      g_assert_cmpuint (count (database), >=, 2000);
      close_database (database);
      damage (fixture, secretly == 1);
      database = store_database_new (fixture->path);
      g_assert_cmpuint (count (database), <, 2000);
      fill (database, 2000);
      while (store_database_get_moved_aside (database) == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (count (database), >=, 2000);
      close_database (database);
    }
}

#define add(name, func) g_test_add ("/store/seal/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("seal", test_seal);
  add ("nonsense", test_nonsense);
  add ("damage", test_damage);
  return g_test_run ();
}
