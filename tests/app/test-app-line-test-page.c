/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One press tries the line, each step says how it went, and the result can be taken along. */

#include "app-line-test-page.h"

#include "app-test.h"
#include "scripted-line-test.h"
#include "scripted-people.h"

typedef struct
{
  AppTest test;
  Phone *phone;
  AdwDialog *page;
  PhoneLineTest *line;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->phone = phone_new (NULL, NULL);
  scripted_people_fill (fixture->phone);
  app_test_open (&fixture->test, fixture->phone);
  app_test_act (&fixture->test, "win.line-test", phone_account_get_id (phone_get_default_account (fixture->phone)));
  fixture->page = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->test.window));
  g_assert_true (APP_IS_LINE_TEST_PAGE (fixture->page));
  g_object_get (fixture->page, "test", &fixture->line, NULL);
  app_test_settle ();
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  adw_dialog_force_close (fixture->page);
  app_test_settle ();
  g_assert_false (phone_line_test_is_running (fixture->line));
  app_test_close (&fixture->test);
  g_assert_finalize_object (fixture->line);
  g_object_unref (fixture->phone);
}

static void
test_steps (Fixture       *fixture,
            gconstpointer  data)
{
  app_test_audit (fixture->page);
  g_assert_true (app_test_reads (fixture->page, "Name of the Server"));
  g_assert_true (gtk_widget_activate_action (app_test_find (fixture->page, GTK_TYPE_CHECK_BUTTON), "press.press", NULL));
  g_assert_false (gtk_widget_is_sensitive (app_test_named (fixture->page, "Copy the Result")));
  app_test_press (fixture->page, "Start");
  g_assert_true (phone_line_test_is_running (fixture->line));
  g_assert_null (scripted_line_test_get_echo (fixture->line));
  scripted_line_test_set (fixture->line, PHONE_LINE_STEP_NAME, PHONE_LINE_STEP_STATE_OK, "The server is sip.example.org.");
  scripted_line_test_set (fixture->line, PHONE_LINE_STEP_CONNECTION, PHONE_LINE_STEP_STATE_FAILED, "Nothing <answers>.");
  g_assert_true (app_test_reads (fixture->page, "The server is sip.example.org."));
  g_assert_true (app_test_reads (fixture->page, "Nothing <answers>."));
  app_test_audit (fixture->page);
  app_test_press (fixture->page, "Stop");
  g_assert_nonnull (app_test_named (fixture->page, "Start"));
}

/* Only the person knows what the speaker did. */
static void
test_asks (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_press (fixture->page, "Start");
  g_assert_null (app_test_named (fixture->page, "Yes"));
  scripted_line_test_set (fixture->line, PHONE_LINE_STEP_SPEAKER, PHONE_LINE_STEP_STATE_ASKING, "Do you hear a melody?");
  app_test_press (fixture->page, "No");
  g_assert_true (app_test_reads (fixture->page, "You did not hear it."));
  g_assert_null (app_test_named (fixture->page, "Yes"));
}

/* Nobody is called who was not named. */
static void
test_call (Fixture       *fixture,
           gconstpointer  data)
{
  adw_switch_row_set_active (app_test_find (fixture->page, ADW_TYPE_SWITCH_ROW), TRUE);
  app_test_settle ();
  gtk_editable_set_text (app_test_find (fixture->page, ADW_TYPE_ENTRY_ROW), "echo@example.org");
  app_test_press (fixture->page, "Start");
  g_assert_cmpstr (scripted_line_test_get_echo (fixture->line), ==, "echo@example.org");
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_copied (gpointer copied)
{
  return *(char **) copied != NULL;
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *copied = NULL;

  app_test_press (fixture->page, "Start");
  scripted_line_test_set (fixture->line, PHONE_LINE_STEP_STUN, PHONE_LINE_STEP_STATE_OK,
                          "Seen from outside you are at 203.0.113.9.");
  app_test_press (fixture->page, "Copy the Result");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->page)), NULL, read_cb, &copied);
  app_test_wait (is_copied, &copied);
  g_assert_nonnull (strstr (copied, "Address from Outside: well. Seen from outside you are at 192.0.2.1."));
}

#define add(name, func) \
  g_test_add ("/app/line-test-page/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  add ("steps", test_steps);
  add ("asks", test_asks);
  add ("call", test_call);
  add ("copy", test_copy);
  return g_test_run ();
}
