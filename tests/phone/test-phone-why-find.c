/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A whole phone fails, and finds the reason in its own trace. */

#include "phone-exchange.h"
#include "phone-practice.h"

#include "phone-why-find.h"

static const char *
get_rule (PhoneWhy *why)
{
  return why != NULL ? phone_why_get_rule (why) : NULL;
}

/* Nobody has this line; the call says so, and so does the reason, though another call went well meanwhile. */
static void
test_call (World         *world,
           gconstpointer  data)
{
  g_autoptr (PhoneCall) wrong = NULL;
  g_autoptr (PhoneCall) right = NULL;
  g_autoptr (PhoneWhy) why = NULL;
  g_autoptr (PhoneWhy) none = NULL;

  world_practise (world);
  wrong = g_object_ref (phone_call (world->phone, NULL, "nobody-has-this", NULL));
  wait_until (world_has_state (wrong, PHONE_CALL_STATE_ENDED));
  right = g_object_ref (world_call (world, "echo"));
  wait_until (world_has_state (right, PHONE_CALL_STATE_ACTIVE));

  why = phone_find_why_call (world->phone, wrong);
  g_assert_cmpstr (get_rule (why), ==, "nobody-there");
  none = phone_find_why_call (world->phone, right);
  g_assert_null (none);
}

/* What is gone from the screen can still be asked about. */
static void
test_past_call (World         *world,
                gconstpointer  data)
{
  g_autoptr (PhoneCall) wrong = NULL;
  g_autoptr (PhoneWhy) why = NULL;

  world_practise (world);
  wrong = g_object_ref (phone_call (world->phone, NULL, "nobody-has-this", NULL));
  wait_until (world_has_state (wrong, PHONE_CALL_STATE_ENDED));
  wait_until (world_last_entry (world) != NULL);
  why = phone_find_why_past_call (world->phone, world_last_entry (world));
  g_assert_cmpstr (get_rule (why), ==, "nobody-there");
}

/* Nobody listens where the account says the server is. */
static void
test_line (World         *world,
           gconstpointer  data)
{
  DemoExchange *exchange = world_start_exchange (0);
  PhoneAccount *account = world_add_at (world, exchange, demo_exchange_get_password (exchange));
  g_autoptr (PhoneWhy) why = NULL;
  g_autofree char *trace = NULL;

  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
  g_object_unref (exchange);
  wait_until (!world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
  while (g_strcmp0 (get_rule (why), "port-closed") != 0)
    {
      g_main_context_iteration (NULL, TRUE);
      g_clear_pointer (&why, phone_why_unref);
      why = phone_find_why_account (world->phone, account);
    }
  g_assert_cmpint (phone_why_get_help (why), ==, PHONE_HELP_EDIT_ACCOUNT);
  trace = phone_trace_dup_text (phone_get_trace (world->phone));
  g_assert_nonnull (strstr (trace, "line-failed cause=refused"));
  g_assert_nonnull (strstr (trace, " *** "));
}

static void
test_wrong_password (World         *world,
                     gconstpointer  data)
{
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  PhoneAccount *account = world_add_at (world, exchange, "not it");
  g_autoptr (PhoneWhy) why = NULL;

  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REFUSED));
  why = phone_find_why_account (world->phone, account);
  g_assert_cmpstr (get_rule (why), ==, "wrong-password");
}

#define add(name, func) g_test_add ("/phone/why-find/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE));
  g_test_init (&argc, &argv, NULL);
  add ("call", test_call);
  add ("past-call", test_past_call);
  add ("line", test_line);
  add ("wrong-password", test_wrong_password);
  return g_test_run ();
}
