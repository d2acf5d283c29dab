/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who calls, as a desktop is told that knows of calls, and as one that shakes: both are services of the test's own. */

#include "app-call-notice.h"

#include "app-feedback.h"
#include "app-portal.h"
#include "app-test.h"
#include "phone-calm.h"
#include "phone-hush.h"
#include "scripted-phone.h"

static const char portal_xml[] =
  "<node><interface name='org.freedesktop.portal.Notification'>"
  "<property name='version' type='u' access='read'/>"
  "<method name='AddNotification'><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/></method>"
  "</interface></node>";
static const char feedback_xml[] =
  "<node><interface name='org.sigxcpu.Feedback'>"
  "<method name='TriggerFeedback'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
  "<method name='EndFeedback'><arg type='u' direction='in'/></method></interface></node>";

typedef struct
{
  GDBusConnection *connection;
  guint objects[2];
  guint names[2];
  guint version;
  guint n_read;
  char *shown; /* as text */
  guint n_shaken;
  guint n_ended;
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

  if (g_str_equal (method, "TriggerFeedback"))
    {
      desk->n_shaken++;
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", 7));
      return;
    }
  if (g_str_equal (method, "EndFeedback"))
    desk->n_ended++;
  else
    {
      g_free (desk->shown);
      desk->shown = g_variant_print (parameters, FALSE);
    }
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static GVariant *
property_cb (GDBusConnection  *connection,
             const char       *sender,
             const char       *path,
             const char       *interface,
             const char       *name,
             GError          **error,
             gpointer          user_data)
{
  Desk *desk = user_data;

  desk->n_read++;
  return g_variant_new_uint32 (desk->version);
}

static void
offer (Desk       *desk,
       guint       n,
       const char *xml,
       const char *path)
{
  static const GDBusInterfaceVTable vtable = { method_cb, property_cb, NULL, { NULL } };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (xml, NULL);
  const char *name = n == 0 ? APP_PORTAL_NAME : "org.sigxcpu.Feedback";

  desk->objects[n] = g_dbus_connection_register_object (desk->connection, path, info->interfaces[0], &vtable, desk, NULL,
                                                        NULL);
  desk->names[n] = g_bus_own_name_on_connection (desk->connection, name, G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL,
                                                 NULL);
}

static void
set_up (Desk          *desk,
        gconstpointer  data)
{
  desk->version = GPOINTER_TO_UINT (data);
  desk->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  offer (desk, 0, portal_xml, APP_PORTAL_PATH);
  offer (desk, 1, feedback_xml, "/org/sigxcpu/Feedback");
}

static void
tear_down (Desk          *desk,
           gconstpointer  data)
{
  app_test_settle ();
  for (guint n = 0; n < G_N_ELEMENTS (desk->objects); n++)
    {
      g_bus_unown_name (desk->names[n]);
      g_dbus_connection_unregister_object (desk->connection, desk->objects[n]);
    }
  g_clear_object (&desk->connection);
  g_free (desk->shown);
  app_test_settle ();
}

static gboolean
was_read (gpointer data)
{
  return ((Desk *) data)->n_read > 0;
}

static gboolean
was_shown (gpointer data)
{
  return ((Desk *) data)->shown != NULL;
}

static gboolean
was_shaken (gpointer data)
{
  return ((Desk *) data)->n_shaken > 0;
}

static gboolean
was_ended (gpointer data)
{
  return ((Desk *) data)->n_ended > 0;
}

typedef struct
{
  AppCallNotice *notice;
  PhoneCall *call;
} Sending;

static gboolean
was_sent (gpointer data)
{
  Sending *sending = data;

  return app_call_notice_send (sending->notice, sending->call, "call-x", FALSE);
}

/* W12 */
static void
test_knows_calls (Desk          *desk,
                  gconstpointer  data)
{
  g_autoptr (PhoneCall) call = scripted_call_new (NULL, "Amélie", "amelie@example.org", TRUE);
  g_autoptr (AppCallNotice) notice = app_call_notice_new (TRUE);
  Sending sending = { notice, call };

  app_test_wait (was_sent, &sending);
  app_test_wait (was_shown, desk);
  g_assert_nonnull (strstr (desk->shown, "'Amélie'"));
  g_assert_nonnull (strstr (desk->shown, "'category': <'call.incoming'>"));
  g_assert_nonnull (strstr (desk->shown, "'priority': <'urgent'>"));
  g_assert_nonnull (strstr (desk->shown, "'call.accept'"));
  g_assert_nonnull (strstr (desk->shown, "'call.decline'"));
  g_assert_null (strstr (desk->shown, "answer-with-video"));
}

/* A portal of the first version refuses words it does not know: it is told as before. */
static void
test_first_version (Desk          *desk,
                    gconstpointer  data)
{
  g_autoptr (PhoneCall) call = scripted_call_new (NULL, "Amélie", "amelie@example.org", TRUE);
  g_autoptr (AppCallNotice) notice = app_call_notice_new (TRUE);

  app_test_wait (was_read, desk);
  app_test_settle ();
  g_assert_false (app_call_notice_send (notice, call, "call-x", FALSE));
}

static void
test_not_sandboxed (Desk          *desk,
                    gconstpointer  data)
{
  g_autoptr (PhoneCall) call = scripted_call_new (NULL, "Amélie", "amelie@example.org", TRUE);
  g_autoptr (AppCallNotice) notice = app_call_notice_new (FALSE);

  app_test_settle ();
  g_assert_false (app_call_notice_send (notice, call, "call-x", FALSE));
  g_assert_cmpuint (desk->n_read, ==, 0);
}

static void
test_shakes (Desk          *desk,
             gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (AppFeedback) feedback = app_feedback_new (phone);
  g_autoptr (PhoneCall) call = scripted_call_new (NULL, "Amélie", "amelie@example.org", TRUE);

  scripted_phone_add_call (phone, call);
  app_test_wait (was_shaken, desk);
  g_assert_cmpuint (desk->n_ended, ==, 0);
  if (GPOINTER_TO_UINT (data) == 1)
    phone_call_hush (call);
  else
    scripted_call_set_state (call, PHONE_CALL_STATE_ACTIVE);
  app_test_wait (was_ended, desk);
  g_assert_cmpuint (desk->n_shaken, ==, 1);
}

/* Quiet is quiet. */
static void
test_calm (Desk          *desk,
           gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (AppFeedback) feedback = app_feedback_new (phone);
  g_autoptr (PhoneCall) call = scripted_call_new (NULL, "Amélie", "amelie@example.org", TRUE);

  phone_set_calm (phone, TRUE);
  scripted_phone_add_call (phone, call);
  app_test_settle ();
  g_assert_cmpuint (desk->n_shaken, ==, 0);
}

#define ADD(path, version, function)                                                                                   \
  g_test_add (path, Desk, GUINT_TO_POINTER (version), set_up, function, tear_down)

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
  ADD ("/app/call-notice/knows-calls", 2, test_knows_calls);
  ADD ("/app/call-notice/first-version", 1, test_first_version);
  ADD ("/app/call-notice/not-sandboxed", 2, test_not_sandboxed);
  ADD ("/app/call-notice/shakes-until-answered", 2, test_shakes);
  ADD ("/app/call-notice/shakes-until-silenced", 1, test_shakes);
  ADD ("/app/call-notice/calm", 2, test_calm);
  code = g_test_run ();
  g_test_dbus_stop (bus);
  return code;
}
