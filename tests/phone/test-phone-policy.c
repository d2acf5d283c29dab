/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person decided about calls is there again after a restart. */

#include "phone-exchange.h"

#include <string.h>

/* The file is written on a thread of its own. */
static gboolean
is_written (World      *world,
            const char *line)
{
  g_autofree char *path = g_build_filename (world->folder, "accounts.ini", NULL);
  g_autofree char *text = NULL;

  g_main_context_wakeup (NULL);
  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, line) != NULL;
}

static void
test_is_kept (World         *world,
              gconstpointer  data)
{
  static const char *const allowed[] = { "boss@example.org", NULL };
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  PhonePolicy *policy = phone_account_get_policy (world_add_at (world, exchange, demo_exchange_get_password (exchange)));

  g_assert_true (phone_policy_trusts_identity (policy));
  g_assert_cmpuint (phone_policy_get_no_answer_s (policy), ==, 20);
  g_assert_null (phone_policy_get_auto_answer (policy)[0]);
  phone_policy_set_do_not_disturb (policy, TRUE);
  phone_policy_set_anonymous (policy, TRUE);
  phone_policy_set_refuse_anonymous (policy, TRUE);
  phone_policy_set_trust_identity (policy, FALSE);
  phone_policy_set_forward (policy, PHONE_FORWARD_ALWAYS, "carol");
  phone_policy_set_forward (policy, PHONE_FORWARD_BUSY, "dave");
  phone_policy_set_forward (policy, PHONE_FORWARD_BUSY, "");
  phone_policy_set_forward (policy, PHONE_FORWARD_NO_ANSWER, "box");
  phone_policy_set_no_answer_s (policy, 100000);
  g_assert_cmpuint (phone_policy_get_no_answer_s (policy), ==, PHONE_POLICY_MAX_NO_ANSWER_S);
  phone_policy_set_no_answer_s (policy, 7);
  phone_policy_set_auto_answer (policy, allowed);
  wait_until (is_written (world, "AutoAnswer=boss@example.org"));
  world_stop (world);

  world_start (world);
  policy = phone_account_get_policy (phone_get_default_account (world->phone));
  g_assert_true (phone_policy_get_do_not_disturb (policy) && phone_policy_is_anonymous (policy));
  g_assert_true (phone_policy_refuses_anonymous (policy));
  g_assert_false (phone_policy_trusts_identity (policy));
  g_assert_cmpstr (phone_policy_get_forward (policy, PHONE_FORWARD_ALWAYS), ==, "carol");
  g_assert_null (phone_policy_get_forward (policy, PHONE_FORWARD_BUSY));
  g_assert_cmpstr (phone_policy_get_forward (policy, PHONE_FORWARD_NO_ANSWER), ==, "box");
  g_assert_cmpuint (phone_policy_get_no_answer_s (policy), ==, 7);
  g_assert_cmpstrv (phone_policy_get_auto_answer (policy), allowed);
  wait_until (world_is (phone_get_default_account (world->phone), PHONE_ACCOUNT_STATE_REGISTERED));
}

static void
count_cb (PhonePolicy *policy,
          GParamSpec  *pspec,
          guint       *n_told)
{
  (*n_told)++;
}

/* What does not change is not told, and so not written. */
static void
test_tells_changes (World         *world,
                    gconstpointer  data)
{
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  PhonePolicy *policy = phone_account_get_policy (world_add_at (world, exchange, demo_exchange_get_password (exchange)));
  guint n_told = 0;

  g_signal_connect (policy, "notify", G_CALLBACK (count_cb), &n_told);
  g_object_set (policy, "do-not-disturb", FALSE, "forward-busy", NULL, "trust-identity", TRUE, "auto-answer", NULL, NULL);
  g_assert_cmpuint (n_told, ==, 0);
  g_object_set (policy, "do-not-disturb", TRUE, "forward-busy", "x", NULL);
  g_object_set (policy, "do-not-disturb", TRUE, "forward-busy", "x", NULL);
  g_assert_cmpuint (n_told, ==, 2);
  wait_until (is_written (world, "ForwardBusy=x"));
  g_signal_handlers_disconnect_by_data (policy, &n_told);
}

#define add(name, func) g_test_add ("/phone/policy/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("is-kept", test_is_kept);
  add ("tells-changes", test_tells_changes);
  return g_test_run ();
}
