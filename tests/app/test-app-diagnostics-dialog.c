/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was said on the line, shown, copied and cleared. */

#include "app-diagnostics-dialog.h"

#include "app-test.h"
#include "scripted-phone.h"

static AdwDialog *
get_dialog (AppTest *test)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (test->window));
}

static void
test_text (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;

  app_test_open (&test, phone);
  app_test_act (&test, "win.diagnostics", NULL);
  g_assert_true (app_test_reads (get_dialog (&test), "Nothing Said Yet"));
  g_assert_false (gtk_widget_is_sensitive (app_test_named (get_dialog (&test), "Copy All")));
  scripted_phone_trace (phone, TRUE, "good morning");
  app_test_press (get_dialog (&test), "Copy All");
  g_assert_true (app_test_reads (get_dialog (&test), "Copied"));
  app_test_press (get_dialog (&test), "Clear");
  g_assert_cmpstr (app_trace_get_text (test.trace), ==, "");
  g_assert_true (app_test_reads (get_dialog (&test), "Nothing Said Yet"));
  adw_dialog_force_close (get_dialog (&test));
  app_test_settle ();
  app_test_close (&test);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/diagnostics-dialog/text", test_text);
  return g_test_run ();
}
