/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The sidebar: what is there is found again, and a live call is at hand from every page. */

#include "app-sidebar.h"

#include "app-call-page.h"
#include "app-call-row.h"
#include "app-conversation-list.h"
#include "app-dial-page.h"
#include "app-history-list.h"
#include "app-people-list.h"
#include "app-test.h"
#include "scripted-history.h"
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
  g_assert_null (app_test_find (fixture->sidebar, APP_TYPE_CALL_ROW));
}

/* W43: beside a page the sections are named above the list, at the width of a hand below it, and where letters are too
 * large for the words there are pictures, and no half words. */
static void
test_sections (Fixture       *fixture,
               gconstpointer  data)
{
  const char *names[] = { "People", "Calls", "Messages", "Keypad" };
  GtkWidget *above = app_test_find (fixture->sidebar, ADW_TYPE_VIEW_SWITCHER);
  GtkWidget *below;

  g_assert_null (gtk_widget_get_ancestor (above, ADW_TYPE_VIEW_SWITCHER_BAR));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_nonnull (app_test_named (above, names[i]));
  g_object_set (fixture->sidebar, "collapsed", TRUE, NULL);
  app_test_settle ();
  below = app_test_find (fixture->sidebar, ADW_TYPE_VIEW_SWITCHER);
  g_assert_nonnull (gtk_widget_get_ancestor (below, ADW_TYPE_VIEW_SWITCHER_BAR));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_nonnull (app_test_named (below, names[i]));
  g_object_set (fixture->sidebar, "crowded", TRUE, NULL);
  app_test_settle ();
  g_assert_null (app_test_find (fixture->sidebar, ADW_TYPE_VIEW_SWITCHER));
  g_assert_false (app_test_reads (app_test_find (fixture->sidebar, ADW_TYPE_INLINE_VIEW_SWITCHER), "Messages"));
}

/* Each section is an action, so that keys and tests reach it. */
static void
test_show (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_cmpstr (app_sidebar_get_section (fixture->sidebar), ==, "messages");
  app_test_act (&fixture->test, "win.show-section", "people");
  g_assert_nonnull (app_test_find (fixture->sidebar, APP_TYPE_PEOPLE_LIST));
  app_test_act (&fixture->test, "win.show-section", "calls");
  g_assert_nonnull (app_test_find (fixture->sidebar, APP_TYPE_HISTORY_LIST));
  app_test_press (fixture->sidebar, "Messages");
  g_assert_nonnull (app_test_find (fixture->sidebar, APP_TYPE_CONVERSATION_LIST));
  app_test_act (&fixture->test, "win.show-section", "keypad");
  g_assert_nonnull (app_test_find (fixture->sidebar, APP_TYPE_DIAL_PAGE));
  g_assert_nonnull (gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->test.window)), APP_TYPE_DIAL_PAGE));
  app_sidebar_show_section (fixture->sidebar, "no such thing");
  g_assert_cmpstr (app_sidebar_get_section (fixture->sidebar), ==, "keypad");
}

/* What was missed and what was not read is counted at its section until it is looked at. */
static void
test_badges (Fixture       *fixture,
             gconstpointer  data)
{
  PhoneConversation *jonas = phone_open_conversation (fixture->test.phone, NULL, "jonas@example.org", NULL);
  PhoneHistory *history = phone_get_history (fixture->test.phone);
  gpointer switcher = app_test_find (fixture->sidebar, ADW_TYPE_VIEW_SWITCHER);

  scripted_conversation_set_unread (jonas, 97);
  scripted_history_add_newest (history, PHONE_HISTORY_KIND_MISSED, "Jonas Weber", "jonas@example.org");
  app_test_settle ();
  g_assert_true (app_test_reads (switcher, "1"));
  scripted_conversation_set_unread (jonas, 0);
  app_test_act (&fixture->test, "win.show-section", "calls");
  g_assert_false (app_test_reads (switcher, "1"));
  /* It is seen as it comes. */
  scripted_history_add_newest (history, PHONE_HISTORY_KIND_MISSED, "Jonas Weber", "jonas@example.org");
  g_assert_false (app_test_reads (switcher, "1"));
  app_test_act (&fixture->test, "win.show-section", "people");
  scripted_history_set_unseen (history, 3);
  g_assert_true (app_test_reads (switcher, "3"));
  phone_history_mark_seen (history);
  g_assert_false (app_test_reads (switcher, "3"));
}

/* Whoever searches from the keypad means somebody. */
static void
test_search_from_keypad (Fixture       *fixture,
                         gconstpointer  data)
{
  app_test_act (&fixture->test, "win.new-call", NULL);
  app_test_act (&fixture->test, "win.find", NULL);
  g_assert_cmpstr (app_sidebar_get_section (fixture->sidebar), ==, "people");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/sidebar/search", test_search);
  ADD ("/app/sidebar/live-call", test_live_call);
  ADD ("/app/sidebar/sections", test_sections);
  ADD ("/app/sidebar/show", test_show);
  ADD ("/app/sidebar/badges", test_badges);
  ADD ("/app/sidebar/search-from-keypad", test_search_from_keypad);
  return g_test_run ();
}
