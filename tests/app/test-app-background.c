/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether the telephone stays without its window: asked of a portal of the test's own, which says yes, no, or is not
 * there. */

#include "app-background.h"

#include "app-running-group.h"
#include "app-test.h"
#include "scripted-phone.h"

static const char introspection[] =
  "<node><interface name='org.freedesktop.portal.Background'>"
  "<method name='RequestBackground'><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
  "<arg type='o' direction='out'/></method>"
  "<method name='SetStatus'><arg type='a{sv}' direction='in'/></method></interface></node>";

typedef struct
{
  GDBusConnection *connection;
  guint object_id;
  guint name_id;
  guint n_asked;
  gboolean allows;
  gboolean starts; /* what it was asked for last */
  char *status;
  Phone *phone;
  AppBackground *background;
  GtkWindow *window;
} Desk;

static void
answer (Desk       *desk,
        const char *sender,
        GVariant   *options)
{
  g_autofree char *peer = g_strdup (sender + 1);
  g_autofree char *path = NULL;
  const char *token = NULL;
  g_auto (GVariantDict) results = G_VARIANT_DICT_INIT (NULL);

  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  g_assert_true (g_variant_lookup (options, "autostart", "b", &desk->starts));
  path = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", g_strdelimit (peer, ".", '_'), token);
  g_variant_dict_insert (&results, "background", "b", desk->allows);
  g_variant_dict_insert (&results, "autostart", "b", desk->allows && desk->starts);
  g_dbus_connection_emit_signal (desk->connection, sender, path, "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(u@a{sv})", 0, g_variant_dict_end (&results)), NULL);
}

/* The answer is there before the question is confirmed, which a portal is free to do. */
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
  Desk *desk = user_data;
  g_autoptr (GVariant) options = NULL;

  if (g_str_equal (method, "SetStatus"))
    {
      options = g_variant_get_child_value (parameters, 0);
      g_clear_pointer (&desk->status, g_free);
      g_variant_lookup (options, "message", "s", &desk->status);
      g_dbus_method_invocation_return_value (invocation, NULL);
      return;
    }
  desk->n_asked++;
  options = g_variant_get_child_value (parameters, 1);
  answer (desk, sender, options);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", "/org/freedesktop/portal/desktop/request/x"));
}

static void
open_portal (Desk     *desk,
             gboolean  allows)
{
  static const GDBusInterfaceVTable vtable = { method_cb, NULL, NULL, { NULL } };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (introspection, NULL);

  desk->allows = allows;
  desk->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  desk->object_id = g_dbus_connection_register_object (desk->connection, "/org/freedesktop/portal/desktop",
                                                       info->interfaces[0], &vtable, desk, NULL, NULL);
  desk->name_id = g_bus_own_name_on_connection (desk->connection, "org.freedesktop.portal.Desktop",
                                                G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
}

static void
set_up (Desk          *desk,
        gconstpointer  data)
{
  desk->phone = phone_new (NULL, NULL);
  desk->window = GTK_WINDOW (gtk_window_new ());
  g_object_add_weak_pointer (G_OBJECT (desk->window), (gpointer *) &desk->window);
  desk->background = app_background_get (desk->phone);
  app_background_follow (desk->background, desk->window);
  gtk_window_present (desk->window);
}

static void
tear_down (Desk          *desk,
           gconstpointer  data)
{
  if (desk->window != NULL)
    gtk_window_destroy (desk->window);
  app_test_settle ();
  if (desk->name_id != 0)
    {
      g_bus_unown_name (desk->name_id);
      g_dbus_connection_unregister_object (desk->connection, desk->object_id);
    }
  g_clear_object (&desk->connection);
  g_clear_object (&desk->phone);
  g_free (desk->status);
}

static PhoneAccount *
add_account (Desk *desk)
{
  g_autoptr (PhoneAccount) account = scripted_account_new ("alice@example.org", FALSE);

  scripted_phone_add_account (desk->phone, account);
  return account; /* the phone holds it */
}

static gboolean
was_answered (gpointer data)
{
  return app_background_get_standing (((Desk *) data)->background) != APP_BACKGROUND_STANDING_UNKNOWN;
}

static gboolean
has_status (gpointer data)
{
  return ((Desk *) data)->status != NULL;
}

static gboolean
is_gone (gpointer data)
{
  return ((Desk *) data)->window == NULL;
}

/* Who only practises is not called: closing is the end, and nobody is asked. */
static void
test_practice (Desk          *desk,
               gconstpointer  data)
{
  open_portal (desk, TRUE);
  g_assert_false (app_background_stays (desk->background));
  gtk_window_close (desk->window);
  app_test_settle ();
  g_assert_null (desk->window);
  g_assert_cmpuint (desk->n_asked, ==, 0);
}

static void
test_allowed (Desk          *desk,
              gconstpointer  data)
{
  open_portal (desk, TRUE);
  add_account (desk);
  g_assert_true (app_background_stays (desk->background));
  gtk_window_close (desk->window);
  app_test_wait (was_answered, desk);
  app_test_wait (has_status, desk);
  g_assert_nonnull (desk->window);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (desk->window)));
  g_assert_false (desk->starts);
}

/* Hidden in good faith, and then refused: it ends. */
static void
test_refused (Desk          *desk,
              gconstpointer  data)
{
  open_portal (desk, FALSE);
  add_account (desk);
  gtk_window_close (desk->window);
  app_test_wait (is_gone, desk);
  g_assert_false (app_background_stays (desk->background));
}

/* Nobody to ask: nobody who would end it either. */
static void
test_unavailable (Desk          *desk,
                  gconstpointer  data)
{
  add_account (desk);
  gtk_window_close (desk->window);
  app_test_wait (was_answered, desk);
  g_assert_cmpint (app_background_get_standing (desk->background), ==, APP_BACKGROUND_STANDING_UNAVAILABLE);
  g_assert_nonnull (desk->window);
  g_assert_true (app_background_stays (desk->background));
}

/* Destroying is not hiding. */
static void
test_quit (Desk          *desk,
           gconstpointer  data)
{
  open_portal (desk, TRUE);
  add_account (desk);
  gtk_window_destroy (desk->window);
  app_test_settle ();
  g_assert_cmpuint (desk->n_asked, ==, 0);
}

static void
test_not_wanted (Desk          *desk,
                 gconstpointer  data)
{
  add_account (desk);
  g_object_set (desk->background, "keep", FALSE, NULL);
  g_assert_false (app_background_stays (desk->background));
  gtk_window_close (desk->window);
  app_test_settle ();
  g_assert_null (desk->window);
}

static AdwSwitchRow *
find_row (GtkWidget  *group,
          const char *title)
{
  return ADW_SWITCH_ROW (app_test_named (group, title));
}

/* The switch shows what the desktop said. */
static void
test_autostart (Desk          *desk,
                gconstpointer  data)
{
  GtkWidget *group = g_object_new (APP_TYPE_RUNNING_GROUP, "phone", desk->phone, NULL);
  AdwSwitchRow *row;
  gboolean allows = GPOINTER_TO_INT (data);

  open_portal (desk, allows);
  gtk_window_set_child (desk->window, group);
  row = find_row (group, "_Start With the Desktop");
  adw_switch_row_set_active (row, TRUE);
  app_test_wait (was_answered, desk);
  g_assert_true (desk->starts);
  g_assert_cmpint (adw_switch_row_get_active (row), ==, allows);
  g_assert_true (app_test_reads (group, allows ? "as soon as you log in" : "does not allow it"));
}

#define ADD(path, data, function) g_test_add (path, Desk, data, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  static GTestDBus *bus;
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));
  int code;

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  /* A bus of one's own comes without a display. */
  g_setenv ("DISPLAY", display, TRUE);
  app_test_init (&argc, &argv);
  ADD ("/app/background/practice", NULL, test_practice);
  ADD ("/app/background/allowed", NULL, test_allowed);
  ADD ("/app/background/refused", NULL, test_refused);
  ADD ("/app/background/unavailable", NULL, test_unavailable);
  ADD ("/app/background/quit", NULL, test_quit);
  ADD ("/app/background/not-wanted", NULL, test_not_wanted);
  ADD ("/app/background/autostart", GINT_TO_POINTER (TRUE), test_autostart);
  ADD ("/app/background/autostart-refused", GINT_TO_POINTER (FALSE), test_autostart);
  code = g_test_run ();
  g_test_dbus_stop (bus);
  return code;
}
