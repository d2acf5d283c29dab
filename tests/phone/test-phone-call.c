/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Calls from end to end at the practice exchange: sound measured, both sides calling, every way to end. */

#include "phone-practice.h"

#include "phone-call-private.h"

static void
test_echo_is_heard (World         *world,
                    gconstpointer  data)
{
  PhoneCall *call;
  g_autoptr (PhoneCall) hold = NULL;

  world_practise (world);
  call = world_call (world, "echo");
  hold = g_object_ref (call);
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_calls (world->phone)), ==, 1);
  g_assert_cmpint (phone_call_get_state (call), ==, PHONE_CALL_STATE_CALLING);
  g_assert_false (phone_call_is_incoming (call));
  wait_until (world_has_state (call, PHONE_CALL_STATE_RINGING));
  wait_until (world_has_state (call, PHONE_CALL_STATE_ACTIVE));
  wait_until (world_hears (call, 1000));
  g_assert_cmpfloat (phone_call_get_input_level_db (call), >, -40);

  phone_call_set_muted (call, TRUE);
  g_assert_true (phone_call_is_muted (call));
  wait_until (phone_call_get_output_level_db (call) < -60);
  phone_call_set_muted (call, FALSE);
  wait_until (world_hears (call, 1000));
  wait_until (phone_call_get_duration (call) >= 1);

  phone_call_hang_up (call);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ENDED));
  g_assert_null (phone_call_get_end_text (call));
  g_assert_cmpint (phone_history_entry_get_kind (world_last_entry (world)), ==, PHONE_HISTORY_KIND_OUTGOING);
  g_assert_cmpuint (phone_history_entry_get_duration (world_last_entry (world)), ==, phone_call_get_duration (call));
  wait_until (g_list_model_get_n_items (phone_get_calls (world->phone)) == 0);
}

static void
set_hold (PhoneCall *call,
          gboolean   hold)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  phone_call_set_hold_async (call, hold, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_true (phone_call_set_hold_finish (call, result, &error));
  g_assert_no_error (error);
}

static void
test_hold_and_digits (World         *world,
                      gconstpointer  data)
{
  PhoneCall *call;
  g_autoptr (GError) error = NULL;

  world_practise (world);
  call = world_call (world, "echo");
  wait_until (world_has_state (call, PHONE_CALL_STATE_ACTIVE));
  set_hold (call, TRUE);
  g_assert_cmpint (phone_call_get_state (call), ==, PHONE_CALL_STATE_HELD);
  set_hold (call, FALSE);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ACTIVE));
  wait_until (world_hears (call, 1000));
  g_assert_true (phone_call_send_digits (call, "12#", &error));
  g_assert_false (phone_call_send_digits (call, "hello", &error));
  g_assert_nonnull (error);
}

static void
test_nobody_there (World         *world,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PhoneCall) call = NULL;

  world_practise (world);
  call = g_object_ref (phone_call (world->phone, NULL, "nobody", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (phone_call_get_remote_address (call), ==, "nobody@practice.invalid");
  wait_until (world_has_state (call, PHONE_CALL_STATE_ENDED));
  g_assert_cmpstr (phone_call_get_end_text (call), ==, "There is nobody with this address.");
  g_assert_cmpint (phone_history_entry_get_kind (world_last_entry (world)), ==, PHONE_HISTORY_KIND_UNANSWERED);
  g_assert_cmpstr (phone_history_entry_get_end_text (world_last_entry (world)), ==, phone_call_get_end_text (call));
}

static void
test_called_off (World         *world,
                 gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;

  world_practise (world);
  call = g_object_ref (world_call (world, "echo"));
  wait_until (world_has_state (call, PHONE_CALL_STATE_RINGING));
  phone_call_hang_up (call);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ENDED));
  g_assert_cmpuint (phone_call_get_duration (call), ==, 0);
  g_assert_cmpint (phone_history_entry_get_kind (world_last_entry (world)), ==, PHONE_HISTORY_KIND_UNANSWERED);
}

static void
test_answer (World         *world,
             gconstpointer  data)
{
  g_autoptr (PhoneCall) call = world_be_called (world);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) again = NULL;
  g_autoptr (GError) error = NULL;

  /* TRUST 3.5: nothing is open before somebody answers. */
  g_assert_cmpfloat (phone_call_get_input_level_db (call), <=, -100);
  phone_call_answer_async (call, NULL, world_take_result_cb, &result);
  g_assert_cmpint (phone_call_get_state (call), ==, PHONE_CALL_STATE_CONNECTING);
  phone_call_answer_async (call, NULL, world_take_result_cb, &again);
  wait_until (result != NULL && again != NULL);
  g_assert_true (phone_call_answer_finish (call, result, &error));
  g_assert_no_error (error);
  g_assert_false (phone_call_answer_finish (call, again, &error));
  g_assert_nonnull (error);
  wait_until (world_hears (call, 1000));
  phone_call_hang_up (call);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ENDED));
  g_assert_cmpint (phone_history_entry_get_kind (world_last_entry (world)), ==, PHONE_HISTORY_KIND_INCOMING);
}

static void
test_decline (World         *world,
              gconstpointer  data)
{
  g_autoptr (PhoneCall) call = world_be_called (world);

  phone_call_decline (call);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ENDED));
  g_assert_null (phone_call_get_end_text (call));
  g_assert_cmpint (phone_history_entry_get_kind (world_last_entry (world)), ==, PHONE_HISTORY_KIND_DECLINED);
}

static void
test_say_busy (World         *world,
               gconstpointer  data)
{
  g_autoptr (PhoneCall) call = world_be_called (world);

  phone_call_say_busy (call);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ENDED));
  g_assert_cmpint (phone_history_entry_get_kind (world_last_entry (world)), ==, PHONE_HISTORY_KIND_DECLINED);
}

static gboolean stranded;

static gboolean
is_stranded (UaSession *session)
{
  return stranded;
}

/* Issue 3 point 6, WISHES 1: the line is lost and found again under a talk, which is one talk all the time. */
static void
test_reconnecting (World         *world,
                   gconstpointer  data)
{
  PhoneAccount *account = world_practise (world);
  PhoneLineWays ways = phone_line_ways;
  g_autoptr (PhoneCall) call = g_object_ref (world_call (world, "echo"));
  guint n_entries;

  wait_until (world_has_state (call, PHONE_CALL_STATE_ACTIVE));
  n_entries = g_list_model_get_n_items (G_LIST_MODEL (phone_get_history (world->phone)));
  ways.is_stranded = is_stranded;
  account->ways = &ways;
  stranded = TRUE;
  phone_call_refresh (call);
  g_assert_cmpint (phone_call_get_state (call), ==, PHONE_CALL_STATE_RECONNECTING);
  wait_until (phone_call_get_duration (call) >= 1);
  stranded = FALSE;
  phone_call_refresh (call);
  g_assert_cmpint (phone_call_get_state (call), ==, PHONE_CALL_STATE_ACTIVE);
  account->ways = &phone_line_ways;
  phone_call_hang_up (call);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ENDED));
  g_assert_null (phone_call_get_end_text (call));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (phone_get_history (world->phone))), ==, n_entries + 1);
}

#define add(name, func) g_test_add ("/phone/call/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("reconnecting", test_reconnecting);
  add ("echo-is-heard", test_echo_is_heard);
  add ("hold-and-digits", test_hold_and_digits);
  add ("nobody-there", test_nobody_there);
  add ("called-off", test_called_off);
  add ("answer", test_answer);
  add ("decline", test_decline);
  add ("say-busy", test_say_busy);
  return g_test_run ();
}
