/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the desktop is told: who calls, who called in vain, who wrote; and that it is over when it is over.
 * The desktop is a notification service of our own on a bus of our own. */

#include "app-notifier.h"

#include "app-test.h"
#include "scripted-messages.h"
#include "scripted-phone.h"
#include "scripted-sound.h"
#include "scripted-video.h"

typedef struct
{
  GDBusConnection *connection;
  guint name_id;
  guint object_id;
  guint last_id;
  GPtrArray *shown;  /* char *: "summary|body|actions" */
  GPtrArray *closed; /* notifications withdrawn, in order */
} Desktop;

static GtkApplication *application;

static const char introspection[] =
  "<node><interface name='org.freedesktop.Notifications'>"
  "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
  "<method name='GetServerInformation'><arg type='s' direction='out'/><arg type='s' direction='out'/>"
  "<arg type='s' direction='out'/><arg type='s' direction='out'/></method>"
  "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
  "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
  "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
  "</interface></node>";

static void
notify (Desktop               *desktop,
        GVariant              *parameters,
        GDBusMethodInvocation *invocation)
{
  const char *summary;
  const char *body;
  g_autofree const char **actions = NULL;
  g_autofree char *joined = NULL;

  g_variant_get (parameters, "(&su&s&s&s^a&s@a{sv}i)", NULL, NULL, NULL, &summary, &body, &actions, NULL, NULL);
  joined = g_strjoinv ("|", (char **) actions);
  g_ptr_array_add (desktop->shown, g_strdup_printf ("%s|%s|%s", summary, body, joined));
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", ++desktop->last_id));
}

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
  Desktop *desktop = user_data;

  if (g_str_equal (method, "Notify"))
    {
      notify (desktop, parameters, invocation);
      return;
    }
  if (g_str_equal (method, "CloseNotification"))
    {
      g_ptr_array_add (desktop->closed, NULL);
      g_dbus_method_invocation_return_value (invocation, NULL);
      return;
    }
  g_dbus_method_invocation_return_value (invocation, g_str_equal (method, "GetCapabilities")
                                                       ? g_variant_new ("(as)", NULL)
                                                       : g_variant_new ("(ssss)", "test", "test", "1", "1.2"));
}

static void
set_up (Desktop       *desktop,
        gconstpointer  data)
{
  static const GDBusInterfaceVTable vtable = { method_cb, NULL, NULL, { NULL } };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (introspection, NULL);

  desktop->shown = g_ptr_array_new_with_free_func (g_free);
  desktop->closed = g_ptr_array_new ();
  desktop->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  desktop->object_id = g_dbus_connection_register_object (desktop->connection, "/org/freedesktop/Notifications",
                                                          info->interfaces[0], &vtable, desktop, NULL, NULL);
  desktop->name_id = g_bus_own_name_on_connection (desktop->connection, "org.freedesktop.Notifications",
                                                   G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
}

static void
tear_down (Desktop       *desktop,
           gconstpointer  data)
{
  g_bus_unown_name (desktop->name_id);
  g_dbus_connection_unregister_object (desktop->connection, desktop->object_id);
  g_object_unref (desktop->connection);
  g_ptr_array_unref (desktop->shown);
  g_ptr_array_unref (desktop->closed);
}

static gboolean
has_shown (gpointer data)
{
  return ((Desktop *) data)->shown->len > 0;
}

static gboolean
has_closed (gpointer data)
{
  return ((Desktop *) data)->closed->len > 0;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  g_assert_nonnull (answer);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* The application learns after us what its notification is called; by the next answer it knows. */
static void
round_trip (Desktop *desktop)
{
  gboolean answered = FALSE;

  g_dbus_connection_call (desktop->connection, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
                          "org.freedesktop.Notifications", "GetCapabilities", NULL, NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                          NULL, answered_cb, &answered);
  app_test_wait (is_true, &answered);
}

/* W12: answered and declined right there, and withdrawn at once when the caller gives up. */
static void
test_incoming (Desktop       *desktop,
               gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (AppNotifier) notifier = app_notifier_new (application, phone);
  g_autoptr (PhoneCall) call = scripted_call_new (NULL, "Amélie Fournier", "amelie@example.org", TRUE);
  const char *shown;

  scripted_phone_add_call (phone, call);
  app_test_wait (has_shown, desktop);
  shown = g_ptr_array_index (desktop->shown, 0);
  g_assert_true (g_str_has_prefix (shown, "Amélie Fournier|Incoming call|"));
  g_assert_nonnull (strstr (shown, "|Decline"));
  g_assert_nonnull (strstr (shown, "|Answer"));
  g_assert_nonnull (strstr (shown, phone_call_get_id (call)));

  round_trip (desktop);
  g_assert_cmpuint (desktop->closed->len, ==, 0);
  scripted_call_set_state (call, PHONE_CALL_STATE_ENDED);
  app_test_wait (has_closed, desktop);
}

static gboolean
has_shown_again (gpointer data)
{
  return ((Desktop *) data)->shown->len > 1;
}

/* The camera is found a moment after the call; the plain answer stays what it was. */
static void
test_with_video (Desktop       *desktop,
                 gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (AppNotifier) notifier = app_notifier_new (application, phone);
  g_autoptr (PhoneCall) call = scripted_call_new (NULL, "Amélie Fournier", "amelie@example.org", TRUE);

  scripted_video_offer (phone_call_get_video (call));
  scripted_phone_add_call (phone, call);
  app_test_wait (has_shown, desktop);
  g_assert_null (strstr (g_ptr_array_index (desktop->shown, 0), "Answer with Video"));
  round_trip (desktop);
  scripted_devices_plug (PHONE_DEVICE_KIND_CAMERA, "/dev/video7", "Window Sill Camera");
  app_test_wait (has_shown_again, desktop);
  g_assert_nonnull (strstr (g_ptr_array_index (desktop->shown, 1), "|Answer with Video"));
  g_assert_nonnull (strstr (g_ptr_array_index (desktop->shown, 1), "|Answer|"));
  round_trip (desktop);
  scripted_call_set_state (call, PHONE_CALL_STATE_ENDED);
  app_test_wait (has_closed, desktop);
  scripted_devices_unplug_all ();
}

static void
test_text (Desktop       *desktop,
           gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (AppNotifier) notifier = app_notifier_new (application, phone);
  g_autoptr (PhoneConversation) conversation = scripted_conversation_new (NULL, "Jonas", "jonas@example.org");
  PhoneMessage *message = scripted_conversation_add (conversation, "two\nlines", NULL, PHONE_MESSAGE_STATE_RECEIVED);

  g_signal_emit_by_name (phone, "incoming-text", conversation, message);
  app_test_wait (has_shown, desktop);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (desktop->shown, 0), "Jonas|two lines|"));
}

/* A stranger says nothing here; and who is quiet does not either. */
static void
test_request (Desktop       *desktop,
              gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (AppNotifier) notifier = app_notifier_new (application, phone);
  g_autoptr (PhoneConversation) quiet = scripted_conversation_new (NULL, "Jonas", "jonas@example.org");
  g_autoptr (PhoneConversation) stranger = scripted_conversation_new (NULL, "You Won", "prize@example.net");
  PhoneMessage *message = scripted_conversation_add (stranger, "click", NULL, PHONE_MESSAGE_STATE_RECEIVED);

  phone_conversation_set_muted (quiet, TRUE);
  scripted_conversation_set_standing (stranger, PHONE_STANDING_REQUEST);
  g_signal_emit_by_name (phone, "incoming-text", quiet, message);
  g_signal_emit_by_name (phone, "incoming-text", stranger, message);
  app_test_wait (has_shown, desktop);
  g_assert_cmpuint (desktop->shown->len, ==, 1);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (desktop->shown, 0),
                                   "Message Request|Somebody you do not know wrote to you."));
}

/* Only a call missed just now is news; what the store remembers is not. */
static void
test_missed (Desktop       *desktop,
             gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (AppNotifier) notifier = NULL;
  g_autoptr (GDateTime) long_ago = g_date_time_new_local (2001, 2, 3, 4, 5, 6);
  PhoneHistoryEntry *old;
  const char *shown;

  old = scripted_history_add (phone_get_history (phone), PHONE_HISTORY_KIND_MISSED, "Old", "old@example.org");
  scripted_history_entry_set (old, long_ago, 0, NULL);
  notifier = app_notifier_new (application, phone);
  g_list_model_items_changed (G_LIST_MODEL (phone_get_history (phone)), 0, 1, 1);
  phone_history_remove (phone_get_history (phone), old);
  scripted_history_add (phone_get_history (phone), PHONE_HISTORY_KIND_MISSED, "Zeynep", "zeynep@example.net");
  app_test_wait (has_shown, desktop);
  g_assert_cmpuint (desktop->shown->len, ==, 1);
  shown = g_ptr_array_index (desktop->shown, 0);
  g_assert_true (g_str_has_prefix (shown, "Missed Call|Zeynep|"));
  g_assert_nonnull (strstr (shown, "|Call Back"));
}

#define ADD(path, function) g_test_add (path, Desktop, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  /* Never freed: that would wait for GTK to let go of its connection. */
  static GTestDBus *bus;
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));
  int code;

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_setenv ("GNOTIFICATION_BACKEND", "freedesktop", TRUE);
  g_test_dbus_up (bus);
  /* A bus of one's own comes without a display. */
  g_setenv ("DISPLAY", display, TRUE);
  app_test_init (&argc, &argv);
  ADD ("/app/notifier/incoming", test_incoming);
  ADD ("/app/notifier/with-video", test_with_video);
  ADD ("/app/notifier/text", test_text);
  ADD ("/app/notifier/missed", test_missed);
  ADD ("/app/notifier/request", test_request);
  application = gtk_application_new ("app.test.Notifier", G_APPLICATION_DEFAULT_FLAGS);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  code = g_test_run ();
  g_test_dbus_stop (bus);
  return code;
}
