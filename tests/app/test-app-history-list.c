/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Past calls: made again, forgotten, and had back. */

#include "app-history-list.h"

#include "app-history-row.h"
#include "app-sidebar.h"
#include "app-test.h"
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

/* How long it was and how it sounded, and in a word what the little drawing beside it means. */
static void
test_how_it_was (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *icon = NULL;

  app_sidebar_show_calls (fixture->sidebar);
  app_test_settle ();
  g_assert_true (app_test_reads (fixture->sidebar, "12 min · sounded good"));
  g_assert_true (app_test_reads (fixture->sidebar, "1 min · sounded poor"));
  icon = app_test_find (app_test_find (fixture->sidebar, APP_TYPE_HISTORY_ROW), GTK_TYPE_IMAGE);
  g_assert_nonnull (icon);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "Missed call");
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

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/history-list/how-it-was", test_how_it_was);
  ADD ("/app/history-list/call-again", test_call_again);
  ADD ("/app/history-list/delete-and-undo", test_delete_and_undo);
  ADD ("/app/history-list/delete-and-close", test_delete_and_close);
  return g_test_run ();
}
