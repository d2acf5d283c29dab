/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The menu of somebody, wherever their name stands. */

#include "app-row-menu.h"

#include "app-conversation-row.h"
#include "app-history-row.h"
#include "app-sidebar.h"
#include "app-test.h"
#include "scripted-people.h"

typedef struct
{
  AppTest test;
  gpointer sidebar;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  app_test_open (&fixture->test, phone);
  fixture->sidebar = app_test_find (fixture->test.window, APP_TYPE_SIDEBAR);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_close (&fixture->test);
}

/* What the open menu of a row offers, by its words. */
static gboolean
offers (gpointer    row,
        const char *words)
{
  gpointer menu = app_test_find (row, GTK_TYPE_POPOVER_MENU);

  return menu != NULL && app_test_reads (menu, words);
}

static void
open_menu (gpointer row)
{
  gtk_widget_activate_action (row, "row.menu", NULL);
  app_test_settle ();
}

/* W20: watched from a row, seen on the row, and not any more. */
static void
check_watching (Fixture *fixture,
                gpointer row)
{
  open_menu (row);
  g_assert_true (offers (row, "Watch This Person"));
  g_assert_false (offers (row, "Stop Watching"));
  gtk_widget_activate_action (row, "row.watch", NULL);
  app_test_settle ();
  g_assert_nonnull (phone_find_watched (fixture->test.phone, "amelie@example.org"));
  g_assert_true (app_test_reads (row, "Available"));

  open_menu (row);
  g_assert_false (offers (row, "Watch This Person"));
  g_assert_true (offers (row, "Stop Watching"));
  gtk_widget_activate_action (row, "row.unwatch", NULL);
  app_test_settle ();
  g_assert_null (phone_find_watched (fixture->test.phone, "amelie@example.org"));
  g_assert_false (app_test_reads (row, "Available"));
}

static void
test_watch (Fixture       *fixture,
            gconstpointer  data)
{
  check_watching (fixture, app_test_find (fixture->sidebar, APP_TYPE_CONVERSATION_ROW));
  app_sidebar_show_calls (fixture->sidebar);
  app_test_settle ();
  check_watching (fixture, app_test_find (fixture->sidebar, APP_TYPE_HISTORY_ROW));
}

/* Whom the server's list names is watched whatever one does. */
static void
test_list_of_server (Fixture       *fixture,
                     gconstpointer  data)
{
  gpointer row = app_test_find (fixture->sidebar, APP_TYPE_CONVERSATION_ROW);

  scripted_phone_set_presence (fixture->test.phone, "amelie@example.org", PHONE_PRESENCE_STATE_AWAY, NULL);
  open_menu (row);
  g_assert_true (offers (row, "Copy Address"));
  g_assert_false (offers (row, "Watch This Person"));
  g_assert_false (offers (row, "Stop Watching"));
}

static void
test_call (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;

  gtk_widget_activate_action (app_test_find (fixture->sidebar, APP_TYPE_CONVERSATION_ROW), "row.call", NULL);
  call = g_list_model_get_item (phone_get_calls (fixture->test.phone), 0);
  g_assert_cmpstr (phone_call_get_remote_address (call), ==, "amelie@example.org");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/row-menu/watch", test_watch);
  ADD ("/app/row-menu/list-of-server", test_list_of_server);
  ADD ("/app/row-menu/call", test_call);
  return g_test_run ();
}
