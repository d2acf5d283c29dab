/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Accounts coming, changing and going, without a keyring, which the phone must survive (TRUST F20). */

#include "phone-exchange.h"
#include "phone-practice.h"

static void
test_kept_without_a_keyring (World         *world,
                             gconstpointer  data)
{
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  PhoneAccount *account = world_add_at (world, exchange, demo_exchange_get_password (exchange));
  g_autofree char *path = g_build_filename (world->folder, "accounts.ini", NULL);
  g_autofree char *file = NULL;
  g_autoptr (PhoneAccount) again = NULL;

  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
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
  wait_until (world_is (again, PHONE_ACCOUNT_STATE_REFUSED));
  g_assert_cmpstr (phone_account_get_status_text (again), ==, "The password is missing");
}

static void
test_not_enabled_stays_offline (World         *world,
                                gconstpointer  data)
{
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  PhoneAccount *account = world_add_at (world, exchange, demo_exchange_get_password (exchange));
  g_autoptr (PhoneAccount) again = NULL;
  gboolean enabled = TRUE;

  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
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
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  PhoneAccount *account = world_add_at (world, exchange, demo_exchange_get_password (exchange));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
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

  g_assert_null (world_add_account (world, "anna", "x", "", &error));
  g_assert_error (error, PHONE_ERROR, PHONE_ERROR_BAD_ADDRESS);
  g_clear_error (&error);
  g_assert_null (world_add_account (world, "anna@example.org", "x", "gopher://x", &error));
  g_assert_error (error, PHONE_ERROR, PHONE_ERROR_BAD_SERVER);
  g_clear_error (&error);
  g_assert_nonnull (phone_add_transient_account (world->phone, "anna@example.org", NULL, "ws://127.0.0.1:9", NULL,
                                                 &error));
  g_assert_no_error (error);
  g_assert_null (world_add_account (world, "sip:anna@EXAMPLE.ORG", "x", "", &error));
  g_assert_error (error, PHONE_ERROR, PHONE_ERROR_EXISTS);
}

#define add(name, func) g_test_add ("/phone/enroll/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE));
  g_test_init (&argc, &argv, NULL);
  add ("kept-without-a-keyring", test_kept_without_a_keyring);
  add ("not-enabled-stays-offline", test_not_enabled_stays_offline);
  add ("remove", test_remove);
  add ("refused-at-once", test_refused_at_once);
  return g_test_run ();
}
