/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The root: what it says when nothing has happened yet, and a whole practice registration. */

#include "phone-office-calls.h"
#include "phone-practice.h"

static void
test_registers (World         *world,
                gconstpointer  data)
{
  PhoneAccount *account = world_practise (world);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (phone_account_get_status_text (account), ==, "Registered");
  g_assert_cmpstr (phone_account_get_address (account), ==, "you@practice.invalid");
  g_assert_true (phone_account_is_practice (account));
  g_assert_null (phone_account_get_last_error (account));
  g_assert_true (phone_get_default_account (world->phone) == account);
  g_assert_true (phone_start_practice (world->phone, &error) == account);
  g_assert_null (phone_get_store_error_text (world->phone)); /* nothing of it is kept */
}

static void
test_nothing_yet (World         *world,
                  gconstpointer  data)
{
  g_assert_null (phone_get_default_account (world->phone));
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_accounts (world->phone)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_calls (world->phone)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_conversations (world->phone)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (phone_get_history (world->phone))), ==, 0);
  g_assert_null (phone_get_store_error_text (world->phone));
}

typedef struct
{
  guint sent;
  guint received;
  gboolean secret;
} Trace;

static void
traced_cb (Phone      *phone,
           gboolean    outgoing,
           const char *text,
           Trace      *trace)
{
  *(outgoing ? &trace->sent : &trace->received) += 1;
  trace->secret = trace->secret || strstr (text, "response=\"") != NULL;
}

/* TRUST 3, redaction: the trace tells everything but the secret. */
static void
test_trace_is_clean (World         *world,
                     gconstpointer  data)
{
  Trace trace = { 0 };

  g_signal_connect (world->phone, "traced", G_CALLBACK (traced_cb), &trace);
  world_practise (world);
  g_assert_cmpuint (trace.sent, >=, 2);
  g_assert_cmpuint (trace.received, >=, 2);
  g_assert_false (trace.secret);
  g_signal_handlers_disconnect_by_data (world->phone, &trace);
}

static PhoneCall *
call_by (World        *world,
         PhoneAccount *account,
         const char   *whom)
{
  g_autoptr (GError) error = NULL;
  PhoneCall *call = phone_call (world->phone, account, whom, &error);

  g_assert_no_error (error);
  g_assert_true (phone_call_get_account (call) == account);
  return g_object_ref (call);
}

static void
answer (World *world)
{
  wait_until (office_has_call (world, PHONE_CALL_STATE_INCOMING));
  phone_call_answer_async (office_last_call (world), NULL, NULL, NULL);
  wait_until (office_has_call (world, PHONE_CALL_STATE_ACTIVE));
}

/* One person, two addresses at two exchanges at the same time: each call goes and comes by the address it belongs to, and
 * one of the lines may go without the other. */
static void
test_two_accounts (void)
{
  Office work = { doubles_switch_new () };
  Office home = { doubles_switch_new () };
  World dave; /* at home only; office_join() makes the phone of each */
  PhoneAccount *at_work = office_join (&work, &work.anna, "anna", "Anna");
  g_autofree char *address = g_strdup_printf ("anne@127.0.0.1:%u", home.exchange->port);
  g_autofree char *server = g_strdup_printf ("tcp://127.0.0.1:%u", home.exchange->port);
  g_autoptr (GError) error = NULL;
  PhoneAccount *at_home =
    phone_add_transient_account (work.anna.phone, address, "secret", server, "Anne", &error);
  g_autoptr (PhoneCall) to_bob = NULL;
  g_autoptr (PhoneCall) to_dave = NULL;
  g_autoptr (PhoneCall) back = NULL;
  g_autoptr (GAsyncResult) offline = NULL;

  g_assert_no_error (error);
  office_join (&work, &work.bob, "bob", "Bob");
  office_join (&home, &dave, "dave", "Dave");
  wait_until (phone_account_get_state (at_home) == PHONE_ACCOUNT_STATE_REGISTERED);

  to_bob = call_by (&work.anna, at_work, "bob");
  answer (&work.bob);
  wait_until (world_has_state (to_bob, PHONE_CALL_STATE_ACTIVE));
  to_dave = call_by (&work.anna, at_home, "dave");
  answer (&dave);
  wait_until (world_has_state (to_dave, PHONE_CALL_STATE_ACTIVE) && world_has_state (to_bob, PHONE_CALL_STATE_HELD));
  g_assert_cmpstr (phone_call_get_remote_name (office_last_call (&dave)), ==, "Anne");
  g_assert_cmpstr (phone_call_get_remote_name (office_last_call (&work.bob)), ==, "Anna");
  g_assert_true (phone_swap (work.anna.phone, &error));
  wait_until (world_has_state (to_bob, PHONE_CALL_STATE_ACTIVE) && world_has_state (to_dave, PHONE_CALL_STATE_HELD));

  /* Work ends for today; the call at home is not touched by that. */
  phone_account_go_offline_async (at_work, NULL, world_take_result_cb, &offline);
  wait_until (offline != NULL && world_has_state (to_bob, PHONE_CALL_STATE_ENDED));
  g_assert_cmpint (phone_call_get_state (to_dave), ==, PHONE_CALL_STATE_HELD);
  g_assert_cmpint (phone_account_get_state (at_home), ==, PHONE_ACCOUNT_STATE_REGISTERED);
  phone_call_hang_up (to_dave);
  wait_until (world_has_state (to_dave, PHONE_CALL_STATE_ENDED));

  back = call_by (&dave, office_account (&dave), "anne");
  wait_until (office_has_call (&work.anna, PHONE_CALL_STATE_INCOMING));
  g_assert_true (phone_call_get_account (office_last_call (&work.anna)) == at_home);

  g_clear_object (&to_bob);
  g_clear_object (&to_dave);
  g_clear_object (&back);
  world_tear_down (&work.anna, NULL);
  world_tear_down (&work.bob, NULL);
  world_tear_down (&dave, NULL);
  doubles_switch_free (work.exchange);
  doubles_switch_free (home.exchange);
}

#define add(name, func) g_test_add ("/phone/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("nothing-yet", test_nothing_yet);
  add ("registers", test_registers);
  add ("trace-is-clean", test_trace_is_clean);
  g_test_add_func ("/phone/two-accounts", test_two_accounts);
  return g_test_run ();
}
