/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Accounts that are kept, at an exchange that the test starts and stops; without a keyring, which the phone
 * must survive (TRUST F20). */

#include "phone-world.h"

#include "demo-exchange.h"
#include "media-engine.h"

static DemoExchange *
start_exchange (guint port)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  DemoExchange *exchange = demo_exchange_new (engine);
  g_autoptr (GError) error = NULL;

  g_assert_true (demo_exchange_start (exchange, port, &error));
  g_assert_no_error (error);
  return exchange;
}

static PhoneAccount *
add_account (World        *world,
             const char   *address,
             const char   *password,
             const char   *server,
             GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  phone_add_account_async (world->phone, address, password, server, "Anna “Ä”", NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  return phone_add_account_finish (world->phone, result, error);
}

static PhoneAccount *
add_at (World        *world,
        DemoExchange *exchange,
        const char   *password)
{
  g_autofree char *address = demo_exchange_dup_address (exchange);
  g_autoptr (GError) error = NULL;
  PhoneAccount *account = add_account (world, address, password, demo_exchange_get_server (exchange), &error);

  g_assert_no_error (error);
  return account;
}

static gboolean
is (PhoneAccount      *account,
    PhoneAccountState  state)
{
  return phone_account_get_state (account) == state;
}

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
test_kept_without_a_keyring (World         *world,
                             gconstpointer  data)
{
  g_autoptr (DemoExchange) exchange = start_exchange (0);
  PhoneAccount *account = add_at (world, exchange, demo_exchange_get_password (exchange));
  g_autofree char *path = g_build_filename (world->folder, "accounts.ini", NULL);
  g_autofree char *file = NULL;
  g_autoptr (PhoneAccount) again = NULL;

  wait_until (is (account, PHONE_ACCOUNT_STATE_REGISTERED));
  wait_until (phone_get_store_error_text (world->phone) != NULL);
  g_assert_nonnull (strstr (phone_get_store_error_text (world->phone), "password"));
  g_assert_true (g_file_get_contents (path, &file, NULL, NULL));
  g_assert_nonnull (strstr (file, "you@practice.invalid"));
  g_assert_null (strstr (file, demo_exchange_get_password (exchange))); /* WISHES 48 */

  world_stop (world);
  world_start (world);
  again = g_list_model_get_item (phone_get_accounts (world->phone), 0);
  g_assert_cmpstr (phone_account_get_address (again), ==, "you@practice.invalid");
  g_assert_cmpstr (phone_account_get_display_name (again), ==, "Anna “Ä”");
  wait_until (is (again, PHONE_ACCOUNT_STATE_REFUSED));
  g_assert_cmpstr (phone_account_get_status_text (again), ==, "The password is missing");
}

static void
update (World        *world,
        PhoneAccount *account,
        const char   *password,
        const char   *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  phone_update_account_async (world->phone, account, password, phone_account_get_server (account), name, NULL,
                              world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_true (phone_update_account_finish (world->phone, result, &error));
  g_assert_no_error (error);
}

static void
test_wrong_password (World         *world,
                     gconstpointer  data)
{
  g_autoptr (DemoExchange) exchange = start_exchange (0);
  PhoneAccount *account = add_at (world, exchange, "not-it");

  wait_until (is (account, PHONE_ACCOUNT_STATE_REFUSED));
  g_assert_true (says (account, "password"));
  g_assert_nonnull (phone_account_get_last_error (account));

  update (world, account, demo_exchange_get_password (exchange), "Bea");
  wait_until (is (account, PHONE_ACCOUNT_STATE_REGISTERED));
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
  g_autoptr (DemoExchange) exchange = start_exchange (0);
  guint port = get_port (exchange);
  PhoneAccount *account = add_at (world, exchange, demo_exchange_get_password (exchange));
  g_autofree char *first = NULL;

  wait_until (is (account, PHONE_ACCOUNT_STATE_REGISTERED));
  demo_exchange_stop (exchange);
  wait_until (is (account, PHONE_ACCOUNT_STATE_WAITING) && phone_account_get_attempt (account) >= 1);
  g_assert_true (says (account, "No connection: "));
  g_assert_true (says (account, "Trying again in "));
  g_assert_cmpuint (phone_account_get_seconds_to_next_try (account), >, 0);

  g_assert_true (demo_exchange_start (exchange, port, NULL));
  update (world, account, demo_exchange_get_password (exchange), NULL);
  wait_until (is (account, PHONE_ACCOUNT_STATE_REGISTERED));
}

static void
test_nobody_listens (World         *world,
                     gconstpointer  data)
{
  g_autoptr (DemoExchange) exchange = start_exchange (0);
  g_autofree char *server = g_strdup (demo_exchange_get_server (exchange));
  g_autoptr (GError) error = NULL;
  PhoneAccount *account;

  demo_exchange_stop (exchange);
  account = add_account (world, "anna@example.org", "secret", server, &error);
  g_assert_no_error (error);
  wait_until (is (account, PHONE_ACCOUNT_STATE_CONNECTING) && says (account, "Connecting to 127.0.0.1"));
  wait_until (is (account, PHONE_ACCOUNT_STATE_WAITING));
  g_assert_nonnull (phone_account_get_last_error (account));
  phone_account_go_online (account); /* a person is impatient */
  wait_until (says (account, "(attempt 2)"));
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
  wait_until (is (account, PHONE_ACCOUNT_STATE_REGISTERED));

  /* Wanted again while it is still saying goodbye. */
  phone_account_go_offline_async (account, NULL, NULL, NULL);
  g_assert_cmpint (phone_account_get_state (account), ==, PHONE_ACCOUNT_STATE_OFFLINE);
  phone_account_go_online (account);
  wait_until (is (account, PHONE_ACCOUNT_STATE_REGISTERED));

  g_object_set (account, "enabled", FALSE, NULL);
  wait_until (says (account, "Offline"));
  g_object_set (account, "enabled", TRUE, NULL);
  wait_until (is (account, PHONE_ACCOUNT_STATE_REGISTERED));
}

static void
test_not_enabled_stays_offline (World         *world,
                                gconstpointer  data)
{
  g_autoptr (DemoExchange) exchange = start_exchange (0);
  PhoneAccount *account = add_at (world, exchange, demo_exchange_get_password (exchange));
  g_autoptr (PhoneAccount) again = NULL;
  gboolean enabled = TRUE;

  wait_until (is (account, PHONE_ACCOUNT_STATE_REGISTERED));
  g_object_set (account, "enabled", FALSE, NULL);
  world_stop (world);
  world_start (world);
  again = g_list_model_get_item (phone_get_accounts (world->phone), 0);
  g_object_get (again, "enabled", &enabled, NULL);
  g_assert_false (enabled);
  g_assert_cmpint (phone_account_get_state (again), ==, PHONE_ACCOUNT_STATE_OFFLINE);
}

static void
test_remove (World         *world,
             gconstpointer  data)
{
  g_autoptr (DemoExchange) exchange = start_exchange (0);
  PhoneAccount *account = add_at (world, exchange, demo_exchange_get_password (exchange));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  wait_until (is (account, PHONE_ACCOUNT_STATE_REGISTERED));
  phone_remove_account_async (world->phone, account, NULL, world_take_result_cb, &result);
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_accounts (world->phone)), ==, 0);
  wait_until (result != NULL);
  g_assert_true (phone_remove_account_finish (world->phone, result, &error));
  g_assert_no_error (error);
  g_clear_object (&result);

  world_stop (world);
  world_start (world);
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_accounts (world->phone)), ==, 0);
}

static void
test_refused_at_once (World         *world,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (add_account (world, "anna", "x", "", &error));
  g_assert_error (error, PHONE_ERROR, PHONE_ERROR_BAD_ADDRESS);
  g_clear_error (&error);
  g_assert_null (add_account (world, "anna@example.org", "x", "gopher://x", &error));
  g_assert_error (error, PHONE_ERROR, PHONE_ERROR_BAD_SERVER);
  g_clear_error (&error);
  g_assert_nonnull (phone_add_transient_account (world->phone, "anna@example.org", NULL, "ws://127.0.0.1:9", NULL,
                                                 &error));
  g_assert_no_error (error);
  g_assert_null (add_account (world, "sip:anna@EXAMPLE.ORG", "x", "", &error));
  g_assert_error (error, PHONE_ERROR, PHONE_ERROR_EXISTS);
}

#define add(name, func) g_test_add ("/phone/account/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE));
  g_test_init (&argc, &argv, NULL);
  add ("kept-without-a-keyring", test_kept_without_a_keyring);
  add ("wrong-password", test_wrong_password);
  add ("server-gone", test_server_gone);
  add ("nobody-listens", test_nobody_listens);
  add ("offline-and-back", test_offline_and_back);
  add ("not-enabled-stays-offline", test_not_enabled_stays_offline);
  add ("remove", test_remove);
  add ("refused-at-once", test_refused_at_once);
  return g_test_run ();
}
