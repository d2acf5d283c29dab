/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The sidebar: what is there is found again, and a live call is at hand from every page. */

#include "app-sidebar.h"

#include "app-call-page.h"
#include "app-call-row.h"
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

/* W43: where letters are too large for the words there are pictures, and no half words. */
static void
test_crowded (Fixture       *fixture,
              gconstpointer  data)
{
  gpointer switcher = app_test_find (fixture->sidebar, ADW_TYPE_INLINE_VIEW_SWITCHER);

  g_assert_true (app_test_reads (switcher, "Messages"));
  g_object_set (fixture->sidebar, "crowded", TRUE, NULL);
  app_test_settle ();
  g_assert_false (app_test_reads (switcher, "Messages"));
  g_object_set (fixture->sidebar, "crowded", FALSE, NULL);
  app_test_settle ();
  g_assert_true (app_test_reads (switcher, "Messages"));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/sidebar/search", test_search);
  ADD ("/app/sidebar/live-call", test_live_call);
  ADD ("/app/sidebar/crowded", test_crowded);
  return g_test_run ();
}
