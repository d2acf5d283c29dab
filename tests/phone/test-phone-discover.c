/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An account from an address and a password alone. */

#include "phone-exchange.h"

#include "doubles-town.h"
#include "phone-private.h"

static DoublesTown *
build_town (World *world)
{
  DoublesTown *town = doubles_town_new (world->phone->clock, world->phone->tokens);

  world->phone->probe_source = TRANSPORT_SOURCE (g_object_ref (town));
  return town;
}

/* Issue 3 point 4, WISHES 40. */
static void
test_add (World         *world,
          gconstpointer  data)
{
  g_autoptr (DoublesTown) town = build_town (world);
  g_autoptr (GError) error = NULL;
  PhoneAccount *account;

  doubles_town_build (town, "wss://example.org/ws", DOUBLES_PLACE_ASKS);
  doubles_town_build (town, "udp://example.org:5060", DOUBLES_PLACE_ASKS);
  account = world_add_account (world, "anna@example.org", "top-secret", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (phone_account_get_server (account), ==, "wss://example.org/ws");
  g_assert_null (strstr (doubles_town_get_heard (town), "uthorization:"));
}

static void
test_only_plain (World         *world,
                 gconstpointer  data)
{
  g_autoptr (DoublesTown) town = build_town (world);
  g_autoptr (GError) error = NULL;

  doubles_town_build (town, "ws://example.org/ws", DOUBLES_PLACE_ASKS);
  g_assert_null (world_add_account (world, "anna@example.org", "top-secret", "", &error));
  g_assert_error (error, PHONE_ERROR, PHONE_ERROR_ONLY_PLAIN);
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_accounts (world->phone)), ==, 0);
  g_assert_cmpstr (phone_finding_get_server (phone_probe_get_best (phone_get_probe (world->phone))), ==,
                   "ws://example.org/ws");

  /* The person says yes. */
  g_clear_error (&error);
  g_assert_nonnull (world_add_account (world, "anna@example.org", "top-secret", "ws://example.org/ws", &error));
  g_assert_no_error (error);
}

static void
test_nothing (World         *world,
              gconstpointer  data)
{
  g_autoptr (DoublesTown) town = build_town (world);
  g_autoptr (GError) error = NULL;

  g_assert_null (world_add_account (world, "nonsense", "top-secret", NULL, &error));
  g_assert_error (error, PHONE_ERROR, PHONE_ERROR_BAD_ADDRESS);
  g_clear_error (&error);
  g_assert_null (world_add_account (world, "anna@example.org", "top-secret", NULL, &error));
  g_assert_error (error, PHONE_ERROR, PHONE_ERROR_NO_SERVER);
}

static void
test_cancel (World         *world,
             gconstpointer  data)
{
  g_autoptr (DoublesTown) town = build_town (world);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  doubles_town_build (town, "wss://example.org/", DOUBLES_PLACE_HANGS);
  phone_probe_async (world->phone, "anna@example.org", cancellable, world_take_result_cb, &result);
  wait_until (doubles_town_get_n_open (town) > 0);
  g_cancellable_cancel (cancellable);
  wait_until (result != NULL);
  g_assert_null (phone_probe_finish (world->phone, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  wait_until (doubles_town_get_n_open (town) == 0);
}

#define add(name, func) g_test_add ("/phone/discover/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE));
  g_test_init (&argc, &argv, NULL);
  add ("add", test_add);
  add ("only-plain", test_only_plain);
  add ("nothing", test_nothing);
  add ("cancel", test_cancel);
  return g_test_run ();
}
