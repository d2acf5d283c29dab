/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* All past calls go into the file, those too that no list has read, and by the names a person gave. */

#include "phone-history-file.h"

#include <glib/gstdio.h>

#include "phone-private.h"
#include "phone-world.h"
#include "store-calls.h"

#define N_CALLS 1201

static void
keep_all (World *world)
{
  g_autoptr (GAsyncResult) result = NULL;

  for (guint n = 0; n < N_CALLS; n++)
    {
      g_autofree char *id = g_strdup_printf ("call-%u", n);
      StoreCall row = { .id = id, .account = (char *) "a", .address = (char *) "bob@example.org",
                        .kind = STORE_CALL_KIND_INCOMING, .duration_s = n };

      store_calls_put_async (world->phone->database, &row, NULL, n + 1 < N_CALLS ? NULL : world_take_result_cb, &result);
    }
  wait_until (result != NULL);
}

static gboolean
export (World  *world,
        GFile  *file,
        GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  phone_export_history_async (world->phone, file, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  return phone_export_history_finish (world->phone, result, error);
}

static void
test_everything (World         *world,
                 gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("earshot-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "calls.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  keep_all (world);
  g_assert_true (export (world, file, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + N_CALLS + 1);
  g_assert_nonnull (strstr (lines[1], ",\"1200\","));
  g_assert_nonnull (strstr (lines[N_CALLS], ",\"0\","));
  g_assert_cmpstr (lines[N_CALLS + 1], ==, "");

  g_assert_true (g_file_delete (file, NULL, NULL));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_assert_false (export (world, file, &error)); /* the folder is gone */
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/phone/history-file/everything", World, NULL, world_set_up, test_everything, world_tear_down);
  return g_test_run ();
}
