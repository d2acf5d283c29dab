/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Past calls are written where a person said, and they are told whether that worked. */

#include "app-history-file.h"

#include <glib/gstdio.h>

#include "app-sidebar.h"
#include "app-test.h"
#include "scripted-people.h"

static gboolean
says (gpointer data)
{
  AppTest *test = data;

  return app_test_reads (test->window, "The calls were exported");
}

static void
test_write (void)
{
  g_autofree char *folder = g_dir_make_tmp ("earshot-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "calls.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autofree char *text = NULL;
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  app_history_file_write (app_test_find (test.window, APP_TYPE_SIDEBAR), phone, file);
  app_test_wait (says, &test);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"Missed\",\"Amélie Fournier\",\"amelie@example.org\""));
  g_assert_nonnull (strstr (text, "\"'+4930123456\""));
  app_test_close (&test);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/history-file/write", test_write);
  return g_test_run ();
}
