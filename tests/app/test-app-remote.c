/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Nothing is let in before a person says so; what they said is kept. WISHES 36, D17. */

#include "app-remote.h"

#include "app-test.h"
#include "scripted-people.h"

typedef struct
{
  GApplication *application;
  char *dialled;
  gboolean answered;
  GError *error;
} Fixture;

static void
confirm_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  g_set_str (&((Fixture *) user_data)->dialled, g_variant_get_string (parameter, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const GActionEntry entries[] = { { .name = "confirm-call", .activate = confirm_cb, .parameter_type = "s" } };
  g_autoptr (GError) error = NULL;

  fixture->application = g_application_new ("app.earshot.Earshot.Remote", G_APPLICATION_NON_UNIQUE);
  g_action_map_add_action_entries (G_ACTION_MAP (fixture->application), entries, G_N_ELEMENTS (entries), fixture);
  g_application_register (fixture->application, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_settle ();
  g_clear_object (&fixture->application);
  g_clear_error (&fixture->error);
  g_clear_pointer (&fixture->dialled, g_free);
}

static gboolean
is_answered (gpointer data)
{
  return ((Fixture *) data)->answered;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &fixture->error);

  fixture->answered = TRUE;
}

static void
dial (Fixture *fixture)
{
  GDBusConnection *bus = g_application_get_dbus_connection (fixture->application);
  g_autofree char *path = g_strconcat (g_application_get_dbus_object_path (fixture->application), "/Phone1", NULL);

  fixture->answered = FALSE;
  g_clear_error (&fixture->error);
  g_dbus_connection_call (bus, g_dbus_connection_get_unique_name (bus), path, "app.earshot.Earshot.Phone1", "Dial",
                          g_variant_new ("(s)", "bob@example.org"), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, answered_cb,
                          fixture);
  app_test_wait (is_answered, fixture);
}

static void
test_scripts (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppRemote *remote = app_remote_get (phone);

  app_remote_start (remote, fixture->application);
  dial (fixture);
  g_assert_error (fixture->error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD);
  g_assert_null (fixture->dialled);

  g_object_set (remote, "scripts-allowed", TRUE, NULL);
  dial (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->dialled, ==, "bob@example.org");

  g_object_set (remote, "scripts-allowed", FALSE, NULL);
  dial (fixture);
  g_assert_error (fixture->error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD);
}

static void
test_remembered (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (Phone) today = phone_new (NULL, NULL);
  g_autoptr (Phone) tomorrow = phone_new (NULL, NULL);
  gboolean allowed;
  gboolean enabled;

  g_object_set (app_remote_get (today), "scripts-allowed", TRUE, NULL);
  g_object_set (app_remote_get_keys (app_remote_get (today)), "enabled", TRUE, NULL);
  g_assert_true (app_remote_get (today) == app_remote_get (today));
  g_object_get (app_remote_get (tomorrow), "scripts-allowed", &allowed, NULL);
  g_object_get (app_remote_get_keys (app_remote_get (tomorrow)), "enabled", &enabled, NULL);
  g_assert_true (allowed);
  g_assert_true (enabled);
  app_remote_start (app_remote_get (tomorrow), fixture->application);
  dial (fixture);
  g_assert_no_error (fixture->error);
  g_object_set (app_remote_get (today), "scripts-allowed", FALSE, NULL);
  g_object_set (app_remote_get_keys (app_remote_get (today)), "enabled", FALSE, NULL);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add ("/app/remote/scripts", Fixture, NULL, set_up, test_scripts, tear_down);
  g_test_add ("/app/remote/remembered", Fixture, NULL, set_up, test_remembered, tear_down);
  return g_test_run ();
}
