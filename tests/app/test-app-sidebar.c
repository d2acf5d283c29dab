/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The sidebar: found again, forgotten, and had back. */

#include "app-sidebar.h"

#include "app-call-page.h"
#include "app-call-row.h"
#include "app-conversation-page.h"
#include "app-conversation-row.h"
#include "app-history-row.h"
#include "app-test.h"
#include "app-trash.h"
#include "scripted-people.h"

typedef struct
{
  AppTest test;
  gpointer sidebar;
  GListModel *history;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  app_test_open (&fixture->test, phone);
  fixture->sidebar = app_test_find (fixture->test.window, APP_TYPE_SIDEBAR);
  fixture->history = G_LIST_MODEL (phone_get_history (phone));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_close (&fixture->test);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *entry;

  app_test_act (&fixture->test, "win.find", NULL);
  entry = app_test_find (fixture->sidebar, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "zeynep");
  app_test_settle ();
  g_assert_true (app_test_reads (fixture->sidebar, "Zeynep Yıldız"));
  g_assert_false (app_test_reads (fixture->sidebar, "Amélie Fournier"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "nobody at all");
  app_test_settle ();
  g_assert_true (app_test_reads (fixture->sidebar, "Nothing Found"));
}

static void
test_open_marks (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkListView *list = app_test_find (fixture->sidebar, GTK_TYPE_LIST_VIEW);
  gpointer page;
  gpointer row;

  g_signal_emit_by_name (list, "activate", 0);
  app_test_settle ();
  page = app_test_find (fixture->test.window, APP_TYPE_CONVERSATION_PAGE);
  g_assert_cmpstr (phone_conversation_get_title (app_conversation_page_get_conversation (page)), ==,
                   "Amélie Fournier");
  row = app_test_find (fixture->sidebar, APP_TYPE_CONVERSATION_ROW);
  g_assert_true (gtk_widget_has_css_class (row, "current"));
  app_test_act (&fixture->test, "win.new-call", NULL);
  g_assert_false (gtk_widget_has_css_class (row, "current"));
}

static void
test_call_again (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;

  app_sidebar_show_calls (fixture->sidebar);
  app_test_settle ();
  app_test_press (app_test_find (fixture->sidebar, APP_TYPE_HISTORY_ROW), "Call Again");
  call = g_list_model_get_item (phone_get_calls (fixture->test.phone), 0);
  g_assert_cmpstr (phone_call_get_remote_address (call), ==, "amelie@example.org");
}

/* A live call is at hand from every page. */
static void
test_live_call (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (PhoneCall) call = scripted_call_new (phone_get_default_account (fixture->test.phone), "Jonas Weber",
                                                  "jonas@example.org", FALSE);
  gpointer row;

  scripted_phone_add_call (fixture->test.phone, call);
  scripted_call_set_state (call, PHONE_CALL_STATE_ACTIVE);
  app_test_settle ();
  row = app_test_find (fixture->sidebar, APP_TYPE_CALL_ROW);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  app_test_settle ();
  g_assert_nonnull (app_test_find (fixture->test.window, APP_TYPE_CALL_PAGE));
  app_test_act (&fixture->test, "win.leave-call", NULL);
  app_test_press (row, "Hang Up");
  g_assert_cmpint (phone_call_get_state (call), ==, PHONE_CALL_STATE_ENDED);
  scripted_phone_remove_call (fixture->test.phone, call);
  g_assert_null (app_test_find (fixture->sidebar, APP_TYPE_CALL_ROW));
}

static gpointer
delete_first (Fixture *fixture)
{
  gpointer row;

  app_sidebar_show_calls (fixture->sidebar);
  app_test_settle ();
  row = app_test_find (fixture->sidebar, APP_TYPE_HISTORY_ROW);
  g_assert_true (app_test_reads (row, "Missed call"));
  gtk_widget_activate_action (row, "row.delete", NULL);
  app_test_settle ();
  return row;
}

static void
test_delete_and_undo (Fixture       *fixture,
                      gconstpointer  data)
{
  guint n = g_list_model_get_n_items (fixture->history);

  delete_first (fixture);
  g_assert_false (app_test_reads (fixture->sidebar, "Missed call"));
  /* Nothing is lost as long as it can be undone. */
  g_assert_cmpuint (g_list_model_get_n_items (fixture->history), ==, n);
  app_test_press (fixture->test.window, "Undo");
  g_assert_true (app_test_reads (fixture->sidebar, "Missed call"));
  g_assert_cmpuint (g_list_model_get_n_items (fixture->history), ==, n);
}

static void
test_delete_and_close (Fixture       *fixture,
                       gconstpointer  data)
{
  GListModel *history = g_object_ref (fixture->history);
  guint n = g_list_model_get_n_items (history);
  g_autoptr (Phone) phone = g_object_ref (fixture->test.phone);

  delete_first (fixture);
  app_test_close (&fixture->test);
  g_assert_cmpuint (g_list_model_get_n_items (history), ==, n - 1);
  g_object_unref (history);
  app_test_open (&fixture->test, phone);
}

static void
keep_toast_cb (AppTrash  *trash,
               AdwToast  *toast,
               AdwToast **kept)
{
  g_set_object (kept, toast);
}

static void
test_trash (void)
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

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/sidebar/search", test_search);
  ADD ("/app/sidebar/open-marks", test_open_marks);
  ADD ("/app/sidebar/call-again", test_call_again);
  ADD ("/app/sidebar/live-call", test_live_call);
  ADD ("/app/sidebar/delete-and-undo", test_delete_and_undo);
  ADD ("/app/sidebar/delete-and-close", test_delete_and_close);
  g_test_add_func ("/app/trash/throw", test_trash);
  return g_test_run ();
}
