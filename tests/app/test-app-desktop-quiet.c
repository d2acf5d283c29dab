/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Quiet that is asked of the desktop: read from its settings, or through a portal of the test's own. */

#include "app-desktop-quiet.h"

#include "app-policy-bar.h"
#include "app-quiet-group.h"
#include "app-test.h"
#include "phone-calm.h"
#include "scripted-people.h"

#define SCHEMA "org.gnome.desktop.notifications"

static const char introspection[] =
  "<node><interface name='org.freedesktop.portal.Settings'>"
  "<method name='ReadOne'><arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='v' direction='out'/>"
  "</method></interface></node>";

typedef struct
{
  GDBusConnection *connection;
  guint object_id;
  guint name_id;
  guint n_asked;
  gboolean tells; /* knows of quiet */
} Portal;

static void
method_cb (GDBusConnection       *connection,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  Portal *portal = user_data;

  portal->n_asked++;
  if (portal->tells)
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(v)", g_variant_new_boolean (FALSE)));
  else
    g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.portal.Error.NotFound", "no such setting");
}

static void
open_portal (Portal   *portal,
             gboolean  tells)
{
  static const GDBusInterfaceVTable vtable = { method_cb, NULL, NULL, { NULL } };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (introspection, NULL);

  portal->tells = tells;
  portal->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  portal->object_id = g_dbus_connection_register_object (portal->connection, "/org/freedesktop/portal/desktop",
                                                         info->interfaces[0], &vtable, portal, NULL, NULL);
  portal->name_id = g_bus_own_name_on_connection (portal->connection, "org.freedesktop.portal.Desktop",
                                                  G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
}

static void
close_portal (Portal *portal)
{
  g_bus_unown_name (portal->name_id);
  g_dbus_connection_unregister_object (portal->connection, portal->object_id);
  g_clear_object (&portal->connection);
}

static gboolean
is_available (gpointer data)
{
  return app_desktop_quiet_is_available (data);
}

static gboolean
is_quiet (gpointer data)
{
  return app_desktop_quiet_is_in_force (data);
}

static gboolean
is_not_quiet (gpointer data)
{
  return !app_desktop_quiet_is_in_force (data);
}

static gboolean
was_asked (gpointer data)
{
  return ((Portal *) data)->n_asked > 0;
}

static void
test_settings (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (AppDesktopQuiet) quiet = app_desktop_quiet_new (phone, FALSE);
  g_autoptr (GSettings) desktop = g_settings_new (SCHEMA);

  g_assert_true (app_desktop_quiet_is_available (quiet));
  g_settings_set_boolean (desktop, "show-banners", FALSE);
  app_test_settle ();
  /* Nobody said that the phone is to follow. */
  g_assert_false (phone_is_calm (phone));
  app_desktop_quiet_set_follow (quiet, TRUE);
  g_assert_true (phone_is_calm (phone));
  g_settings_set_boolean (desktop, "show-banners", TRUE);
  app_test_wait (is_not_quiet, quiet);
  g_assert_false (phone_is_calm (phone));
}

/* From a sandbox: asked once, and told of every change. */
static void
test_portal (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (AppDesktopQuiet) quiet = NULL;
  Portal portal = { NULL };

  open_portal (&portal, TRUE);
  quiet = app_desktop_quiet_new (phone, TRUE);
  g_assert_false (app_desktop_quiet_is_available (quiet));
  app_desktop_quiet_set_follow (quiet, TRUE);
  app_test_wait (is_available, quiet);
  g_assert_true (phone_is_calm (phone));
  g_dbus_connection_emit_signal (portal.connection, NULL, "/org/freedesktop/portal/desktop",
                                 "org.freedesktop.portal.Settings", "SettingChanged",
                                 g_variant_new ("(ssv)", SCHEMA, "show-banners", g_variant_new_boolean (TRUE)), NULL);
  app_test_wait (is_not_quiet, quiet);
  g_assert_false (phone_is_calm (phone));
  close_portal (&portal);
}

/* A portal that knows nothing of it leaves everything as it is, and that is said. */
static void
test_nobody_tells (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (AppDesktopQuiet) quiet = NULL;
  Portal portal = { NULL };

  open_portal (&portal, FALSE);
  quiet = app_desktop_quiet_new (phone, TRUE);
  app_desktop_quiet_set_follow (quiet, TRUE);
  app_test_wait (was_asked, &portal);
  app_test_settle ();
  g_assert_false (app_desktop_quiet_is_available (quiet));
  g_assert_false (phone_is_calm (phone));
  close_portal (&portal);
}

/* Switched on in the preferences, seen where the account stands, and ended there. */
static void
test_bar (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (GSettings) desktop = g_settings_new (SCHEMA);
  GtkWidget *group = g_object_ref_sink (g_object_new (APP_TYPE_QUIET_GROUP, "phone", phone, NULL));
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  g_settings_set_boolean (desktop, "show-banners", FALSE);
  g_assert_null (app_test_find (test.window, APP_TYPE_POLICY_BAR));
  adw_switch_row_set_active (app_test_find (group, ADW_TYPE_SWITCH_ROW), TRUE);
  app_test_wait (is_quiet, app_desktop_quiet_get (phone));
  app_test_settle ();
  g_assert_true (app_test_reads (app_test_find (test.window, APP_TYPE_POLICY_BAR), "Quiet, as the desktop is"));
  app_test_press (app_test_find (test.window, APP_TYPE_POLICY_BAR), "Turn Off");
  g_assert_false (phone_is_calm (phone));
  g_assert_null (app_test_find (test.window, APP_TYPE_POLICY_BAR));
  g_assert_false (adw_switch_row_get_active (app_test_find (group, ADW_TYPE_SWITCH_ROW)));
  g_settings_reset (desktop, "show-banners");
  g_object_unref (group);
  app_test_close (&test);
}

int
main (int    argc,
      char **argv)
{
  /* Nobody's own desktop is told to be quiet. */
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/desktop-quiet/settings", test_settings);
  g_test_add_func ("/app/desktop-quiet/portal", test_portal);
  g_test_add_func ("/app/desktop-quiet/nobody-tells", test_nobody_tells);
  g_test_add_func ("/app/desktop-quiet/bar", test_bar);
  return g_test_run ();
}
