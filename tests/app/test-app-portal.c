/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One question, one answer: yes, no, none at all, and nobody to ask. The portal is the test's own. */

#include "app-portal.h"

#include "app-test.h"

static const char introspection[] =
  "<node><interface name='org.freedesktop.portal.Background'>"
  "<method name='RequestBackground'><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
  "<arg type='o' direction='out'/></method></interface></node>";

/* What it answers: a number of the specification, or nothing. */
#define SILENT 99

typedef struct
{
  GDBusConnection *connection;
  guint object_id;
  guint name_id;
  guint response;
  gboolean asked;
  gboolean done;
  GVariant *results;
  GError *error;
} Desk;

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
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 1);
  g_autofree char *peer = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *request = NULL;
  const char *token = NULL;

  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  request = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", peer, token);
  desk->asked = TRUE;
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", request));
  if (desk->response != SILENT)
    g_dbus_connection_emit_signal (connection, sender, request, "org.freedesktop.portal.Request", "Response",
                                   g_variant_new_parsed ("(%u, {'kind': <'yes'>})", desk->response), NULL);
}

static void
set_up (Desk          *desk,
        gconstpointer  data)
{
  static const GDBusInterfaceVTable vtable = { method_cb, NULL, NULL, { NULL } };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (introspection, NULL);

  desk->response = GPOINTER_TO_UINT (data);
  desk->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  desk->object_id = g_dbus_connection_register_object (desk->connection, APP_PORTAL_PATH, info->interfaces[0], &vtable,
                                                       desk, NULL, NULL);
  desk->name_id = g_bus_own_name_on_connection (desk->connection, APP_PORTAL_NAME, G_BUS_NAME_OWNER_FLAGS_NONE, NULL,
                                                NULL, NULL, NULL);
}

static void
tear_down (Desk          *desk,
           gconstpointer  data)
{
  g_bus_unown_name (desk->name_id);
  g_dbus_connection_unregister_object (desk->connection, desk->object_id);
  g_clear_object (&desk->connection);
  g_clear_pointer (&desk->results, g_variant_unref);
  g_clear_error (&desk->error);
  app_test_settle ();
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Desk *desk = user_data;

  desk->results = app_portal_ask_finish (result, &desk->error);
  desk->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Desk *) data)->done;
}

static gboolean
was_asked (gpointer data)
{
  return ((Desk *) data)->asked;
}

static void
ask (Desk         *desk,
     const char   *interface,
     GCancellable *cancellable)
{
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (NULL);

  app_portal_ask_async (interface, "RequestBackground", &options, cancellable, asked_cb, desk);
}

static void
test_yes (Desk          *desk,
          gconstpointer  data)
{
  const char *kind = NULL;

  ask (desk, "Background", NULL);
  app_test_wait (is_done, desk);
  g_assert_no_error (desk->error);
  g_assert_true (g_variant_lookup (desk->results, "kind", "&s", &kind));
  g_assert_cmpstr (kind, ==, "yes");
}

static void
test_no (Desk          *desk,
         gconstpointer  data)
{
  ask (desk, "Background", NULL);
  app_test_wait (is_done, desk);
  g_assert_null (desk->results);
  g_assert_error (desk->error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
}

/* A portal without this interface, as there are on many desktops. */
static void
test_absent (Desk          *desk,
             gconstpointer  data)
{
  ask (desk, "Nothing", NULL);
  app_test_wait (is_done, desk);
  g_assert_null (desk->results);
  g_assert_error (desk->error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD);
}

/* A person who never decides keeps nobody. */
static void
test_cancelled (Desk          *desk,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  ask (desk, "Background", cancellable);
  app_test_wait (was_asked, desk);
  app_test_settle ();
  g_assert_false (desk->done);
  g_cancellable_cancel (cancellable);
  app_test_wait (is_done, desk);
  g_assert_error (desk->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, response, function)                                                                                  \
  g_test_add (path, Desk, GUINT_TO_POINTER (response), set_up, function, tear_down)

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
  ADD ("/app/portal/yes", 0, test_yes);
  ADD ("/app/portal/no", 1, test_no);
  ADD ("/app/portal/absent", 0, test_absent);
  ADD ("/app/portal/cancelled", SILENT, test_cancelled);
  code = g_test_run ();
  g_test_dbus_stop (bus);
  return code;
}
