/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is deleted can be had back until the offer has gone. */

#include "app-trash.h"

#include "app-test.h"
#include "scripted-phone.h"

static void
keep_toast_cb (AppTrash  *trash,
               AdwToast  *toast,
               AdwToast **kept)
{
  g_set_object (kept, toast);
}

static void
test_throw (void)
{
  g_autoptr (PhoneHistory) history = scripted_history_new ();
  PhoneHistoryEntry *one = scripted_history_add (history, PHONE_HISTORY_KIND_MISSED, "One", "one@example.org");
  PhoneHistoryEntry *two = scripted_history_add (history, PHONE_HISTORY_KIND_MISSED, "Two", "two@example.org");
  g_autoptr (AppTrash) trash = app_trash_new (history);
  g_autoptr (GListModel) kept = app_trash_list_kept (trash);
  g_autoptr (AdwToast) toast = NULL;

  g_signal_connect (trash, "toast-wanted", G_CALLBACK (keep_toast_cb), &toast);
  app_trash_throw (trash, one);
  g_assert_cmpstr (adw_toast_get_title (toast), ==, "Call deleted");
  app_trash_throw (trash, two);
  g_assert_cmpstr (adw_toast_get_title (toast), ==, "2 calls deleted");
  g_assert_cmpuint (g_list_model_get_n_items (kept), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 2);
  app_trash_empty (trash);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 0);
}

/* What ended after all were thrown away was not among them. */
static void
test_throw_all (void)
{
  g_autoptr (PhoneHistory) history = scripted_history_new ();
  g_autoptr (AppTrash) trash = app_trash_new (history);
  g_autoptr (GListModel) kept = app_trash_list_kept (trash);
  g_autoptr (AdwToast) toast = NULL;

  scripted_history_add (history, PHONE_HISTORY_KIND_MISSED, "One", "one@example.org");
  scripted_history_add (history, PHONE_HISTORY_KIND_MISSED, "Two", "two@example.org");
  g_signal_connect (trash, "toast-wanted", G_CALLBACK (keep_toast_cb), &toast);
  app_trash_throw_all (trash);
  g_assert_true (app_trash_has_all (trash));
  g_assert_cmpstr (adw_toast_get_title (toast), ==, "All calls deleted");
  g_assert_cmpuint (g_list_model_get_n_items (kept), ==, 0);
  scripted_history_add (history, PHONE_HISTORY_KIND_MISSED, "New", "new@example.org");
  g_assert_cmpuint (g_list_model_get_n_items (kept), ==, 1);
  g_signal_emit_by_name (toast, "button-clicked");
  g_assert_cmpuint (g_list_model_get_n_items (kept), ==, 3);
  app_trash_throw_all (trash);
  scripted_history_add (history, PHONE_HISTORY_KIND_MISSED, "Newest", "newest@example.org");
  app_trash_empty (trash);
  g_assert_false (app_trash_has_all (trash));
  g_assert_cmpuint (g_list_model_get_n_items (kept), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/trash/throw", test_throw);
  g_test_add_func ("/app/trash/throw-all", test_throw_all);
  return g_test_run ();
}
