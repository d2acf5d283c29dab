/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A field for somebody who can be called: it says what is wrong at once, and hands on only what is right. */

#include "app-target-row.h"

#include "app-test.h"
#include "scripted-phone.h"

static void
chosen_cb (gpointer    row,
           const char *text,
           char      **chosen)
{
  g_free (*chosen);
  *chosen = g_strdup (text);
}

static void
test_row (void)
{
  g_autoptr (PhoneAccount) account = scripted_account_new ("robin@example.org", FALSE);
  g_autofree char *chosen = NULL;
  GtkWidget *row = g_object_ref_sink (g_object_new (APP_TYPE_TARGET_ROW, "account", account, NULL));

  g_signal_connect (row, "chosen", G_CALLBACK (chosen_cb), &chosen);
  gtk_editable_set_text (GTK_EDITABLE (row), "bob@");
  g_assert_cmpstr (app_target_row_get_error_text (APP_TARGET_ROW (row)), ==, "This address cannot be called");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_signal_emit_by_name (row, "apply");
  g_assert_null (chosen);

  gtk_editable_set_text (GTK_EDITABLE (row), "  bob@example.org ");
  g_assert_null (app_target_row_get_error_text (APP_TARGET_ROW (row)));
  g_signal_emit_by_name (row, "apply");
  g_assert_cmpstr (chosen, ==, "bob@example.org");

  /* Emptied is nobody, which is never wrong. */
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  g_assert_null (app_target_row_get_error_text (APP_TARGET_ROW (row)));
  g_signal_emit_by_name (row, "apply");
  g_assert_cmpstr (chosen, ==, "");
  g_assert_finalize_object (row);
}

/* Filling it asks nobody to keep anything, and leaves alone what is being written. */
static void
test_fill (void)
{
  g_autoptr (PhoneAccount) account = scripted_account_new ("robin@example.org", FALSE);
  g_autofree char *chosen = NULL;
  AppTargetRow *row = g_object_ref_sink (g_object_new (APP_TYPE_TARGET_ROW, "account", account, NULL));

  g_signal_connect (row, "chosen", G_CALLBACK (chosen_cb), &chosen);
  app_target_row_fill (row, "bob");
  gtk_editable_set_text (GTK_EDITABLE (row), "bob and");
  app_target_row_fill (row, "bob");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "bob and");
  app_target_row_fill (row, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
  g_assert_null (chosen);
  g_assert_finalize_object (row);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/target-row/row", test_row);
  g_test_add_func ("/app/target-row/fill", test_fill);
  return g_test_run ();
}
