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
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_copied (gpointer copied)
{
  return *(char **) copied != NULL;
}

static void
test_text (void)
{
  g_autofree char *copied = NULL;
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;

  app_test_open (&test, phone);
  app_test_act (&test, "win.diagnostics", NULL);
  g_assert_true (app_test_reads (get_dialog (&test), "Nothing Said Yet"));
  g_assert_false (gtk_widget_is_sensitive (app_test_named (get_dialog (&test), "Copy All")));
  scripted_phone_trace (phone, TRUE, "good morning \xff");
  scripted_phone_trace (phone, FALSE, "good evening");
  app_test_settle ();
  app_test_audit (get_dialog (&test));
  gtk_check_button_set_active (app_test_find (get_dialog (&test), GTK_TYPE_CHECK_BUTTON), FALSE);
  g_assert_false (app_test_reads (get_dialog (&test), "Nothing Said Yet"));
  app_test_press (get_dialog (&test), "Copy All");
  g_assert_true (app_test_reads (get_dialog (&test), "Copied"));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (test.window)), NULL, read_cb, &copied);
  app_test_wait (is_copied, &copied);
  g_assert_nonnull (strstr (copied, ">>> udp robin@example.org\ngood morning \uFFFD"));
  g_assert_nonnull (strstr (copied, "<<< udp robin@example.org\ngood evening"));
  app_test_press (get_dialog (&test), "Clear");
  app_test_settle ();
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
