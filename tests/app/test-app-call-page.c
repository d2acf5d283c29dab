/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A call on the screen, from the first ring to the last word. */

#include "app-call-page.h"

#include "app-home-page.h"
#include "app-test.h"
#include "scripted-people.h"

typedef struct
{
  AppTest test;
  PhoneCall *call;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  fixture->call = scripted_call_new (phone_get_default_account (phone), "Amélie Fournier", "amelie@example.org",
                                     FALSE);
  app_test_open (&fixture->test, phone);
  scripted_phone_add_call (phone, fixture->call);
  app_test_act (&fixture->test, "win.show-call", phone_call_get_id (fixture->call));
  app_test_settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  scripted_phone_remove_call (fixture->test.phone, fixture->call);
  app_test_close (&fixture->test);
  g_assert_finalize_object (fixture->call);
}

static gpointer
find (Fixture *fixture,
      GType    type)
{
  return app_test_find (fixture->test.window, type);
}

static double
get_level (gpointer    page,
           const char *name)
{
  return gtk_level_bar_get_value (GTK_LEVEL_BAR (app_test_named (page, name)));
}

static void
test_states (Fixture       *fixture,
             gconstpointer  data)
{
  gpointer page = find (fixture, APP_TYPE_CALL_PAGE);

  g_assert_true (app_test_reads (page, "Calling…"));
  g_assert_null (app_test_find (page, GTK_TYPE_LEVEL_BAR));
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_RINGING);
  g_assert_true (app_test_reads (page, "Ringing…"));
  g_assert_null (app_test_named (page, "Answer"));
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_ACTIVE);
  scripted_call_set_duration (fixture->call, 65);
  scripted_call_set_levels (fixture->call, 0.25, 0.75);
  g_assert_true (app_test_reads (page, "1:05"));
  g_assert_cmpfloat_with_epsilon (get_level (page, "Your microphone"), 0.25, 0.001);
  g_assert_cmpfloat_with_epsilon (get_level (page, "Your speaker"), 0.75, 0.001);
}

static void
test_mute_and_hold (Fixture       *fixture,
                    gconstpointer  data)
{
  gpointer page = find (fixture, APP_TYPE_CALL_PAGE);

  g_assert_false (gtk_widget_is_sensitive (app_test_named (page, "Hold")));
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_ACTIVE);
  app_test_press (page, "Mute");
  g_assert_true (phone_call_is_muted (fixture->call));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (app_test_named (page, "Mute"))));
  app_test_act (&fixture->test, "win.mute-shown", NULL);
  g_assert_false (phone_call_is_muted (fixture->call));
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (app_test_named (page, "Mute"))));

  app_test_press (page, "Hold");
  g_assert_cmpint (phone_call_get_state (fixture->call), ==, PHONE_CALL_STATE_HELD);
  g_assert_true (app_test_reads (page, "On Hold"));
  app_test_press (page, "Hold");
  g_assert_cmpint (phone_call_get_state (fixture->call), ==, PHONE_CALL_STATE_ACTIVE);
}

static void
test_keypad (Fixture       *fixture,
             gconstpointer  data)
{
  gpointer page = find (fixture, APP_TYPE_CALL_PAGE);

  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_ACTIVE);
  app_test_act (&fixture->test, "win.keypad-shown", NULL);
  app_test_press (page, "4");
  app_test_press (page, "#");
  g_assert_cmpstr (scripted_call_get_digits (fixture->call), ==, "4#");
  g_assert_true (app_test_reads (page, "4#"));
}

/* What is said after a talk stays for a while; then one is where one was. */
static void
test_hang_up (Fixture       *fixture,
              gconstpointer  data)
{
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_ACTIVE);
  scripted_call_set_duration (fixture->call, 65);
  app_test_press (find (fixture, APP_TYPE_CALL_PAGE), "Hang Up");
  g_assert_cmpint (phone_call_get_state (fixture->call), ==, PHONE_CALL_STATE_ENDED);
  g_assert_true (app_test_reads (find (fixture, APP_TYPE_CALL_PAGE), "Call Ended · 1:05"));
  scripted_phone_remove_call (fixture->test.phone, fixture->call);
  app_test_settle ();
  app_test_press (find (fixture, APP_TYPE_CALL_PAGE), "Done");
  g_assert_null (find (fixture, APP_TYPE_CALL_PAGE));
  g_assert_nonnull (find (fixture, APP_TYPE_HOME_PAGE));
}

/* A call in which nobody talked is not spoken of. */
static void
test_called_off (Fixture       *fixture,
                 gconstpointer  data)
{
  app_test_press (find (fixture, APP_TYPE_CALL_PAGE), "Hang Up");
  scripted_phone_remove_call (fixture->test.phone, fixture->call);
  app_test_settle ();
  g_assert_null (find (fixture, APP_TYPE_CALL_PAGE));
}

/* One that failed stays until it has been read. */
static void
test_failure (Fixture       *fixture,
              gconstpointer  data)
{
  gpointer page = find (fixture, APP_TYPE_CALL_PAGE);

  scripted_call_set_end_text (fixture->call, "They are busy");
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_ENDED);
  scripted_phone_remove_call (fixture->test.phone, fixture->call);
  app_test_settle ();
  g_assert_true (app_test_reads (page, "They are busy"));
  g_assert_null (app_test_named (page, "Hang Up"));
  g_assert_nonnull (app_test_named (page, "Call Again"));
  app_test_press (page, "Done");
  g_assert_nonnull (find (fixture, APP_TYPE_HOME_PAGE));
}

static void
test_call_again (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (PhoneCall) second = NULL;

  scripted_call_set_end_text (fixture->call, "They are busy");
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_ENDED);
  scripted_phone_remove_call (fixture->test.phone, fixture->call);
  app_test_press (find (fixture, APP_TYPE_CALL_PAGE), "Call Again");
  second = g_list_model_get_item (phone_get_calls (fixture->test.phone), 0);
  g_assert_cmpstr (phone_call_get_remote_address (second), ==, "amelie@example.org");
  g_assert_true (app_call_page_get_call (find (fixture, APP_TYPE_CALL_PAGE)) == second);
}

/* Closing the window in a call asks first. */
static void
test_close_asks (Fixture       *fixture,
                 gconstpointer  data)
{
  AdwDialog *dialog;

  gtk_window_close (GTK_WINDOW (fixture->test.window));
  app_test_settle ();
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->test.window));
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->test.window)));
  app_test_press (dialog, "Cancel");
  g_assert_null (find (fixture, ADW_TYPE_ALERT_DIALOG));
  g_assert_cmpint (phone_call_get_state (fixture->call), ==, PHONE_CALL_STATE_CALLING);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/call-page/states", test_states);
  ADD ("/app/call-page/mute-and-hold", test_mute_and_hold);
  ADD ("/app/call-page/keypad", test_keypad);
  ADD ("/app/call-page/hang-up", test_hang_up);
  ADD ("/app/call-page/called-off", test_called_off);
  ADD ("/app/call-page/failure", test_failure);
  ADD ("/app/call-page/call-again", test_call_again);
  ADD ("/app/call-page/close-asks", test_close_asks);
  return g_test_run ();
}
