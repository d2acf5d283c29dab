/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What failed is said in plain words; what a person cancelled themselves is not a failure. */

#include "app-failure.h"

#include "app-test.h"

static void
test_show (void)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *label = gtk_label_new ("page");
  GtkWidget *window = gtk_window_new ();
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "never mind");
  g_autoptr (GError) failed = g_error_new_literal (PHONE_ERROR, PHONE_ERROR_BAD_SERVER, "<b>no</b> server");

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), label);
  gtk_window_set_child (GTK_WINDOW (window), overlay);
  gtk_window_present (GTK_WINDOW (window));
  app_failure_show (label, cancelled);
  app_test_settle ();
  g_assert_false (app_test_reads (window, "never mind"));
  app_failure_show (label, failed);
  app_test_settle ();
  g_assert_true (app_test_reads (window, "<b>no</b> server"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The window may be gone before the bad news comes. */
static void
test_no_window (void)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new ("page"));

  app_failure_say (label, "too late");
  g_assert_finalize_object (label);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/failure/show", test_show);
  g_test_add_func ("/app/failure/no-window", test_no_window);
  return g_test_run ();
}
