/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The phone as a script on the same bus has it. */

#include "app-bus-face.h"

#include "app-test.h"
#include "scripted-phone.h"

#define PATH      "/app/earshot/test/Phone1"
#define INTERFACE "app.earshot.Earshot.Phone1"
#define ERROR_    "app.earshot.Earshot.Phone1.Error."

typedef struct
{
  Phone *phone;
  PhoneAccount *account;
  GDBusConnection *bus;
  AppBusFace *face;
  GDBusConnection *script;
  guint subscription;
  GPtrArray *heard;  /* of char *: "NAME PARAMETERS" */
  GPtrArray *dialled; /* of char * */
  GVariant *answer;
  GError *error;
} Fixture;

static void
dial_cb (Fixture    *fixture,
         const char *address)
{
  g_ptr_array_add (fixture->dialled, g_strdup (address));
}

static void
heard_cb (GDBusConnection *connection,
          const char      *sender,
          const char      *path,
          const char      *interface,
          const char      *signal,
          GVariant        *parameters,
          gpointer         user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *text = g_variant_print (parameters, FALSE);

  g_ptr_array_add (fixture->heard, g_strdup_printf ("%s %s", signal, text));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  fixture->phone = phone_new (NULL, NULL);
  fixture->account = scripted_account_new ("alice@example.org", FALSE);
  scripted_phone_add_account (fixture->phone, fixture->account);
  fixture->heard = g_ptr_array_new_with_free_func (g_free);
  fixture->dialled = g_ptr_array_new_with_free_func (g_free);
  fixture->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  fixture->face = app_bus_face_new (fixture->phone, fixture->bus, PATH, NULL);
  g_signal_connect_swapped (fixture->face, "dial", G_CALLBACK (dial_cb), fixture);
  fixture->script = g_dbus_connection_new_for_address_sync (address,
                                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                              | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                            NULL, NULL, NULL);
  fixture->subscription = g_dbus_connection_signal_subscribe (fixture->script,
                                                              g_dbus_connection_get_unique_name (fixture->bus), NULL, NULL,
                                                              PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE, heard_cb, fixture,
                                                              NULL);
}

static gboolean
is_closed (gpointer data)
{
  return g_dbus_connection_is_closed (data);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_dbus_connection_signal_unsubscribe (fixture->script, fixture->subscription);
  g_dbus_connection_close (fixture->script, NULL, NULL, NULL);
  app_test_wait (is_closed, fixture->script);
  app_test_settle ();
  g_clear_object (&fixture->script);
  if (fixture->face != NULL)
    g_assert_finalize_object (g_steal_pointer (&fixture->face));
  g_clear_object (&fixture->bus);
  g_clear_pointer (&fixture->answer, g_variant_unref);
  g_clear_error (&fixture->error);
  g_clear_pointer (&fixture->heard, g_ptr_array_unref);
  g_clear_pointer (&fixture->dialled, g_ptr_array_unref);
  g_clear_object (&fixture->account);
  g_clear_object (&fixture->phone);
}

static gboolean
is_answered (gpointer data)
{
  return ((Fixture *) data)->answer != NULL || ((Fixture *) data)->error != NULL;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &fixture->error);
}

static void
ask_of (Fixture    *fixture,
        const char *interface,
        const char *method,
        GVariant   *parameters)
{
  g_clear_pointer (&fixture->answer, g_variant_unref);
  g_clear_error (&fixture->error);
  g_dbus_connection_call (fixture->script, g_dbus_connection_get_unique_name (fixture->bus), PATH, interface, method,
                          parameters, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, answered_cb, fixture);
  app_test_wait (is_answered, fixture);
}

static void
ask (Fixture    *fixture,
     const char *method,
     GVariant   *parameters)
{
  ask_of (fixture, INTERFACE, method, parameters);
}

static void
assert_refused (Fixture    *fixture,
                const char *method,
                GVariant   *parameters,
                const char *name)
{
  g_autofree char *said = NULL;

  ask (fixture, method, parameters);
  g_assert_nonnull (fixture->error);
  said = g_dbus_error_get_remote_error (fixture->error);
  g_assert_cmpstr (said, ==, name);
}

static void
assert_done (Fixture    *fixture,
             const char *method,
             GVariant   *parameters)
{
  ask (fixture, method, parameters);
  g_assert_no_error (fixture->error);
}

typedef struct
{
  Fixture *fixture;
  const char *pattern;
} Expectation;

static gboolean
has_heard (gpointer data)
{
  Expectation *expectation = data;

  for (guint n = 0; n < expectation->fixture->heard->len; n++)
    if (g_pattern_match_simple (expectation->pattern, g_ptr_array_index (expectation->fixture->heard, n)))
      return TRUE;
  return FALSE;
}

static void
wait_heard (Fixture    *fixture,
            const char *pattern)
{
  Expectation expectation = { fixture, pattern };

  app_test_wait (has_heard, &expectation);
}

static PhoneCall *
add (Fixture        *fixture,
     const char     *name,
     gboolean        incoming,
     PhoneCallState  state)
{
  g_autoptr (PhoneCall) call = scripted_call_new (fixture->account, name, "bob@example.org", incoming);

  scripted_call_set_state (call, state);
  scripted_phone_add_call (fixture->phone, call);
  return call; /* the phone holds it */
}

/* D17: a call from its first ring to its end, told in signals. */
static void
test_call (Fixture       *fixture,
           gconstpointer  data)
{
  PhoneCall *call = add (fixture, "Bob", TRUE, PHONE_CALL_STATE_INCOMING);
  g_autofree char *text = NULL;

  assert_done (fixture, "ListCalls", NULL);
  text = g_variant_print (fixture->answer, FALSE);
  g_assert_true (g_pattern_match_simple ("*'direction': <'incoming'>*", text));
  g_assert_true (g_pattern_match_simple ("*'state': <'incoming'>*", text));
  g_assert_true (g_pattern_match_simple ("*'account': <'alice@example.org'>*", text));
  wait_heard (fixture, "CallAdded *'address': <'bob@example.org'>*");
  assert_done (fixture, "Answer", g_variant_new ("(s)", ""));
  scripted_call_set_state (call, PHONE_CALL_STATE_ACTIVE);
  assert_done (fixture, "SetMuted", g_variant_new ("(sb)", phone_call_get_id (call), TRUE));
  g_assert_true (phone_call_is_muted (call));
  wait_heard (fixture, "CallChanged *'state': <'active'>*");
  assert_done (fixture, "HangUp", g_variant_new ("(s)", ""));
  g_assert_cmpint (phone_call_get_state (call), >=, PHONE_CALL_STATE_ENDING);
  scripted_phone_remove_call (fixture->phone, call);
  assert_done (fixture, "ListCalls", NULL);
  wait_heard (fixture, "CallRemoved *");
}

/* What cannot be is refused by name. */
static void
test_refusals (Fixture       *fixture,
               gconstpointer  data)
{
  PhoneCall *call;

  assert_refused (fixture, "Answer", g_variant_new ("(s)", ""), ERROR_ "NoSuchCall");
  assert_refused (fixture, "HangUp", g_variant_new ("(s)", "nobody"), ERROR_ "NoSuchCall");
  assert_refused (fixture, "SetMuted", g_variant_new ("(sb)", "", TRUE), ERROR_ "NoSuchCall");
  call = add (fixture, "Bob", FALSE, PHONE_CALL_STATE_ACTIVE);
  assert_refused (fixture, "Answer", g_variant_new ("(s)", phone_call_get_id (call)), ERROR_ "WrongState");
  assert_refused (fixture, "SendMessage", g_variant_new ("(sss)", "bob@example.org", "Hello", "eve@example.org"),
                  ERROR_ "NoSuchAccount");
  assert_refused (fixture, "SendMessage", g_variant_new ("(sss)", "bob@example.org", "", ""), ERROR_ "BadText");
  assert_refused (fixture, "SendMessage", g_variant_new ("(sss)", "sip:a@b?body=x", "Hello", ""), ERROR_ "BadAddress");
  assert_refused (fixture, "Dial", g_variant_new ("(s)", "bob@example.org\r\nX: y"), ERROR_ "BadAddress");
  assert_refused (fixture, "Format", NULL, "org.freedesktop.DBus.Error.UnknownMethod");
  assert_refused (fixture, "Dial", g_variant_new ("(u)", 7), "org.freedesktop.DBus.Error.InvalidArgs");
  g_assert_cmpuint (fixture->dialled->len, ==, 0);
  g_assert_cmpint (phone_call_get_state (call), ==, PHONE_CALL_STATE_ACTIVE);
}

/* Nothing is called: the person is asked, and not without end. */
static void
test_dial (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint n = 0; n < 10; n++)
    assert_done (fixture, "Dial", g_variant_new ("(s)", "bob@example.org"));
  assert_refused (fixture, "Dial", g_variant_new ("(s)", "bob@example.org"), ERROR_ "TooMany");
  g_assert_cmpuint (fixture->dialled->len, ==, 10);
  g_assert_cmpstr (g_ptr_array_index (fixture->dialled, 0), ==, "bob@example.org");
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_calls (fixture->phone)), ==, 0);
}

static void
test_message (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PhoneConversation) conversation = NULL;

  assert_done (fixture, "SendMessage", g_variant_new ("(sss)", "bob@example.org", "Hello", "alice@example.org"));
  conversation = g_list_model_get_item (phone_get_conversations (fixture->phone), 0);
  g_assert_nonnull (conversation);
  g_assert_cmpstr (phone_conversation_get_last_text (conversation), ==, "Hello");
}

static void
test_accounts (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *text = NULL;
  g_autofree char *reachable = NULL;

  scripted_account_set_state (fixture->account, PHONE_ACCOUNT_STATE_OFFLINE, NULL);
  scripted_account_set_state (fixture->account, PHONE_ACCOUNT_STATE_REGISTERED, NULL);
  assert_done (fixture, "ListAccounts", NULL);
  text = g_variant_print (fixture->answer, FALSE);
  g_assert_true (g_pattern_match_simple ("*'state': <'registered'>*", text));
  ask_of (fixture, "org.freedesktop.DBus.Properties", "Get", g_variant_new ("(ss)", INTERFACE, "Reachable"));
  reachable = g_variant_print (fixture->answer, FALSE);
  g_assert_cmpstr (reachable, ==, "(<true>,)");
  wait_heard (fixture, "PropertiesChanged *'Reachable': <true>*");
}

/* What a person forbids again is gone. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  assert_done (fixture, "ListCalls", NULL);
  g_assert_finalize_object (g_steal_pointer (&fixture->face));
  ask (fixture, "ListCalls", NULL);
  g_assert_error (fixture->error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD);
}

/* The window is closed first. */
static void
test_phone_gone (Fixture       *fixture,
                 gconstpointer  data)
{
  g_clear_object (&fixture->account);
  g_clear_object (&fixture->phone);
  assert_refused (fixture, "ListCalls", NULL, ERROR_ "Failed");
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add ("/app/bus-face/call", Fixture, NULL, set_up, test_call, tear_down);
  g_test_add ("/app/bus-face/refusals", Fixture, NULL, set_up, test_refusals, tear_down);
  g_test_add ("/app/bus-face/dial", Fixture, NULL, set_up, test_dial, tear_down);
  g_test_add ("/app/bus-face/message", Fixture, NULL, set_up, test_message, tear_down);
  g_test_add ("/app/bus-face/accounts", Fixture, NULL, set_up, test_accounts, tear_down);
  g_test_add ("/app/bus-face/gone", Fixture, NULL, set_up, test_gone, tear_down);
  g_test_add ("/app/bus-face/phone-gone", Fixture, NULL, set_up, test_phone_gone, tear_down);
  return g_test_run ();
}
