/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* On a narrow window, too, whoever talks sees that they do, from every page. */

#include "app-call-bar.h"

#include "app-call-page.h"
#include "app-test.h"
#include "scripted-people.h"

typedef struct
{
  AppTest test;
  PhoneCall *call;
} Fixture;

static void
resize (Fixture *fixture,
        int      width)
{
  gtk_window_set_default_size (GTK_WINDOW (fixture->test.window), width, 640);
  app_test_settle ();
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  app_test_open (&fixture->test, phone);
  resize (fixture, 360);
  fixture->call = scripted_call_new (phone_get_default_account (phone), "Jonas Weber", "jonas@example.org", FALSE);
  scripted_phone_add_call (phone, fixture->call);
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_ACTIVE);
  app_test_act (&fixture->test, "win.show-call", phone_call_get_id (fixture->call));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_close (&fixture->test);
  g_object_unref (fixture->call);
}

static gpointer
get_bar (Fixture *fixture)
{
  return app_test_find (fixture->test.window, APP_TYPE_CALL_BAR);
}

/* On its own page it is in sight, and so it is in the sidebar, alone or beside a wide page. */
static void
test_where (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_null (get_bar (fixture));
  app_test_act (&fixture->test, "win.show-section", "people");
  g_assert_null (get_bar (fixture));
  app_test_act (&fixture->test, "win.message", "amelie@example.org");
  g_assert_true (app_test_reads (get_bar (fixture), "Jonas Weber"));
  app_test_audit (fixture->test.window);
  resize (fixture, 1000);
  g_assert_null (get_bar (fixture));
}

static void
test_back (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *row;

  app_test_act (&fixture->test, "win.message", "amelie@example.org");
  row = gtk_widget_get_ancestor (app_test_named (get_bar (fixture), "Hang Up"), GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  app_test_settle ();
  g_assert_nonnull (app_test_find (fixture->test.window, APP_TYPE_CALL_PAGE));
  g_assert_null (get_bar (fixture));
}

static void
test_verbs (Fixture       *fixture,
            gconstpointer  data)
{
  app_test_act (&fixture->test, "win.message", "amelie@example.org");
  app_test_press (get_bar (fixture), "Mute");
  g_assert_true (phone_call_is_muted (fixture->call));
  app_test_press (get_bar (fixture), "Mute");
  g_assert_false (phone_call_is_muted (fixture->call));
  app_test_press (get_bar (fixture), "Hang Up");
  g_assert_cmpint (phone_call_get_state (fixture->call), ==, PHONE_CALL_STATE_ENDED);
  scripted_phone_remove_call (fixture->test.phone, fixture->call);
  app_test_settle ();
  g_assert_null (get_bar (fixture));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/call-bar/where", test_where);
  ADD ("/app/call-bar/back", test_back);
  ADD ("/app/call-bar/verbs", test_verbs);
  return g_test_run ();
}
