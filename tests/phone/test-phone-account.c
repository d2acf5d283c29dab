/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether an account can be reached, and what it says about it, at an exchange that comes and goes. */

#include "phone-exchange.h"
#include "phone-practice.h"

#include "phone-account-parts-private.h"

static gboolean
says (PhoneAccount *account,
      const char   *part)
{
  return strstr (phone_account_get_status_text (account), part) != NULL;
}

static void
go_offline (PhoneAccount *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  phone_account_go_offline_async (account, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_true (phone_account_go_offline_finish (account, result, &error));
  g_assert_no_error (error);
}

static void
test_wrong_password (World         *world,
                     gconstpointer  data)
{
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  PhoneAccount *account = world_add_at (world, exchange, "not-it");

  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REFUSED));
  g_assert_true (says (account, "password"));
  g_assert_nonnull (phone_account_get_last_error (account));

  world_update_account (world, account, demo_exchange_get_password (exchange), "Bea");
  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
  g_assert_cmpstr (phone_account_get_display_name (account), ==, "Bea");
  g_assert_null (phone_account_get_last_error (account));
}

static guint
get_port (DemoExchange *exchange)
{
  g_autoptr (GUri) uri = g_uri_parse (demo_exchange_get_server (exchange), G_URI_FLAGS_NONE, NULL);

  return (guint) g_uri_get_port (uri);
}

static void
test_server_gone (World         *world,
                  gconstpointer  data)
{
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  guint port = get_port (exchange);
  PhoneAccount *account = world_add_at (world, exchange, demo_exchange_get_password (exchange));
  g_autofree char *first = NULL;

  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
  demo_exchange_stop (exchange);
  wait_until (world_is (account, PHONE_ACCOUNT_STATE_WAITING) && phone_account_get_attempt (account) >= 1);
  g_assert_true (says (account, "No connection: "));
  g_assert_true (says (account, "Trying again in "));
  g_assert_cmpuint (phone_account_get_seconds_to_next_try (account), >, 0);

  g_assert_true (demo_exchange_start (exchange, port, NULL));
  world_update_account (world, account, demo_exchange_get_password (exchange), NULL);
  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
}

static void
status_text_cb (PhoneAccount *account,
                GParamSpec   *pspec,
                GString      *said)
{
  g_string_append_printf (said, "%s\n", phone_account_get_status_text (account));
}

static void
test_nobody_listens (World         *world,
                     gconstpointer  data)
{
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  g_autofree char *server = g_strdup (demo_exchange_get_server (exchange));
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  PhoneAccount *account;

  demo_exchange_stop (exchange);
  account = world_add_account (world, "anna@example.org", "secret", server, &error);
  g_assert_no_error (error);
  g_signal_connect (account, "notify::status-text", G_CALLBACK (status_text_cb), said);
  wait_until (world_is (account, PHONE_ACCOUNT_STATE_WAITING));
  g_assert_nonnull (phone_account_get_last_error (account));
  phone_account_go_online (account); /* a person is impatient */
  wait_until (strstr (said->str, "Connecting to 127.0.0.1 (attempt 2)…") != NULL);
  wait_until (world_is (account, PHONE_ACCOUNT_STATE_WAITING));
  g_assert_true (says (account, "No connection: The server refuses the connection. Trying again in "));
  g_signal_handlers_disconnect_by_data (account, said);
}

static void
test_offline_and_back (World         *world,
                       gconstpointer  data)
{
  PhoneAccount *account = world_practise (world);
  g_autoptr (GError) error = NULL;

  go_offline (account);
  g_assert_cmpint (phone_account_get_state (account), ==, PHONE_ACCOUNT_STATE_OFFLINE);
  g_assert_cmpstr (phone_account_get_status_text (account), ==, "Offline");
  g_assert_null (phone_call (world->phone, account, "echo", &error));
  g_assert_nonnull (error);
  go_offline (account);

  phone_account_go_online (account);
  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));

  /* Wanted again while it is still saying goodbye. */
  phone_account_go_offline_async (account, NULL, NULL, NULL);
  g_assert_cmpint (phone_account_get_state (account), ==, PHONE_ACCOUNT_STATE_OFFLINE);
  phone_account_go_online (account);
  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));

  g_object_set (account, "enabled", FALSE, NULL);
  wait_until (says (account, "Offline"));
  g_object_set (account, "enabled", TRUE, NULL);
  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
}

/* W15: a connection that has used up its attempts rests, and a person can have it try again. */
static void
test_gave_up (World         *world,
              gconstpointer  data)
{
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  g_autofree char *server = g_strdup (demo_exchange_get_server (exchange));
  PhoneAccount *account;
  PhoneRoute *route;

  demo_exchange_stop (exchange);
  phone_set_recovery (world->phone, PHONE_RECOVERY_OFF);
  account = phone_add_transient_account (world->phone, "anna@example.org", NULL, server, NULL, NULL);
  route = phone_account_get_route (account);
  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REFUSED));
  g_assert_cmpstr (phone_account_get_status_text (account), ==, "The server refuses the connection.");
  g_assert_cmpstr (phone_route_get_error_action (route), ==, "Try Again");
  g_assert_cmpstr (phone_route_get_error_text (route), ==, "The server refuses the connection.");

  phone_account_retry_now (account);
  g_assert_cmpint (phone_account_get_state (account), ==, PHONE_ACCOUNT_STATE_CONNECTING);
  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REFUSED));

  /* Trying again is no way to turn on what is off. */
  go_offline (account);
  phone_account_retry_now (account);
  g_assert_cmpint (phone_account_get_state (account), ==, PHONE_ACCOUNT_STATE_OFFLINE);
  g_assert_null (phone_route_get_place (phone_account_get_route (account)));
}

#define add(name, func) g_test_add ("/phone/account/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE));
  g_test_init (&argc, &argv, NULL);
  add ("wrong-password", test_wrong_password);
  add ("server-gone", test_server_gone);
  add ("nobody-listens", test_nobody_listens);
  add ("offline-and-back", test_offline_and_back);
  add ("gave-up", test_gave_up);
  return g_test_run ();
}
