/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What may use the phone from beside the window, as it is read and switched in the preferences. */

#include "app-remote-page.h"

#include "app-keys-group.h"
#include "app-remote.h"
#include "app-test.h"
#include "portal-double.h"
#include "scripted-people.h"

typedef struct
{
  Phone *phone;
  AppTest test;
  AdwDialog *dialog;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->phone = phone_new (NULL, NULL);
  scripted_people_fill (fixture->phone);
  app_test_open (&fixture->test, fixture->phone);
}

static void
open_page (Fixture *fixture)
{
  app_test_act (&fixture->test, "win.preferences", NULL);
  fixture->dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->test.window));
  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (fixture->dialog), "remote");
  app_test_settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  adw_dialog_force_close (fixture->dialog);
  app_test_settle ();
  app_test_close (&fixture->test);
  g_clear_object (&fixture->phone);
}

static gboolean
is_bound (gpointer data)
{
  return app_global_shortcuts_get_state (data) == APP_GLOBAL_SHORTCUTS_STATE_BOUND;
}

static gboolean
is_off (gpointer data)
{
  return app_global_shortcuts_get_state (data) == APP_GLOBAL_SHORTCUTS_STATE_OFF;
}

/* Where there are none, nothing can be switched, and it says why. */
static void
test_absent (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *group;

  open_page (fixture);
  group = app_test_find (fixture->dialog, APP_TYPE_KEYS_GROUP);
  g_assert_true (app_test_reads (group, "This desktop has no keys to give. Those of the window work all the same."));
  g_assert_false (gtk_widget_get_sensitive (app_test_find (group, ADW_TYPE_SWITCH_ROW)));
  app_test_audit (fixture->dialog);
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  PortalDouble portal = { .version = 1 };
  AppGlobalShortcuts *keys = app_remote_get_keys (app_remote_get (fixture->phone));
  GtkWidget *group;

  portal_double_open (&portal);
  app_global_shortcuts_start (keys, portal.bus);
  app_test_wait (is_off, keys);
  open_page (fixture);
  group = app_test_find (fixture->dialog, APP_TYPE_KEYS_GROUP);
  adw_switch_row_set_active (app_test_find (group, ADW_TYPE_SWITCH_ROW), TRUE);
  app_test_wait (is_bound, keys);
  app_test_settle ();
  g_assert_true (app_test_reads (group, "They work while another program is in front."));
  g_assert_true (app_test_reads (group, "Press F9"));
  g_assert_true (app_test_reads (group, "No key yet"));
  portal_double_close_session (&portal);
  app_test_settle ();
  app_test_audit (fixture->dialog);
  adw_switch_row_set_active (app_test_find (group, ADW_TYPE_SWITCH_ROW), FALSE);
  app_test_settle ();
  portal_double_close (&portal);
}

static void
test_scripts (Fixture       *fixture,
              gconstpointer  data)
{
  gboolean allowed;

  open_page (fixture);
  g_object_get (app_remote_get (fixture->phone), "scripts-allowed", &allowed, NULL);
  g_assert_false (allowed);
  app_test_press (fixture->dialog, "_Scripts May Use the Phone");
  g_object_get (app_remote_get (fixture->phone), "scripts-allowed", &allowed, NULL);
  g_assert_true (allowed);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add ("/app/remote-page/absent", Fixture, NULL, set_up, test_absent, tear_down);
  g_test_add ("/app/remote-page/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/app/remote-page/scripts", Fixture, NULL, set_up, test_scripts, tear_down);
  return g_test_run ();
}
