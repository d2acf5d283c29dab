/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The accounts one has, and how to be rid of one. */

#include "app-preferences-dialog.h"

#include "app-test.h"
#include "scripted-people.h"

static AdwDialog *
get_dialog (AppTest *test)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (test->window));
}

static void
test_remove (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  app_test_act (&test, "win.preferences", NULL);
  app_test_press (get_dialog (&test), "Remove Account");
  app_test_press (get_dialog (&test), "Remove");
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_accounts (phone)), ==, 0);
  adw_dialog_force_close (get_dialog (&test));
  app_test_settle ();
  g_assert_nonnull (app_test_named (test.window, "Try It Without One"));
  app_test_close (&test);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/preferences-dialog/remove", test_remove);
  return g_test_run ();
}
