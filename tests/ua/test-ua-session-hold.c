/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Hold, as both ends notice it. */

#include "ua-session.h"

#include "doubles-call.h"
#include "ua-error.h"

static void
hold (DoublesCall          *call,
      gboolean       on,
      DoublesAnswer *answer)
{
  ua_session_set_hold_async (doubles_call_alice (call), on, NULL, doubles_answer_cb, answer);
  doubles_desk_settle (call->alice);
}

static void
test_hold (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);
  g_auto (DoublesAnswer) first = { 0 };
  g_auto (DoublesAnswer) second = { 0 };
  g_autoptr (GError) error = NULL;

  hold (call, TRUE, &first);
  g_assert_false (ua_session_set_hold_finish (doubles_call_alice (call), first.result, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_WRONG_STATE);
  doubles_answer_clear (&first);

  doubles_call_establish (call);
  hold (call, TRUE, &first);
  g_assert_true (ua_session_set_hold_finish (doubles_call_alice (call), first.result, NULL));
  g_assert_true (ua_session_is_held_by_us (doubles_call_alice (call)));
  g_assert_true (ua_session_is_held_by_them (doubles_call_bob (call)));
  hold (call, FALSE, &second);
  g_assert_true (ua_session_set_hold_finish (doubles_call_alice (call), second.result, NULL));
  g_assert_false (ua_session_is_held_by_us (doubles_call_alice (call)));
  g_assert_false (ua_session_is_held_by_them (doubles_call_bob (call)));
}

/* Both ends want to change the call at the same moment, and both get their way (RFC 3261 §14.1). */
static void
test_both_hold (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);
  g_auto (DoublesAnswer) ours = { 0 };
  g_auto (DoublesAnswer) theirs = { 0 };

  doubles_call_establish (call);
  ua_session_set_hold_async (doubles_call_alice (call), TRUE, NULL, doubles_answer_cb, &ours);
  ua_session_set_hold_async (doubles_call_bob (call), TRUE, NULL, doubles_answer_cb, &theirs);
  doubles_desk_advance (call->alice, 10 * 1000);
  g_assert_true (ua_session_set_hold_finish (doubles_call_alice (call), ours.result, NULL));
  g_assert_true (ua_session_set_hold_finish (doubles_call_bob (call), theirs.result, NULL));
  g_assert_true (ua_session_is_held_by_us (doubles_call_alice (call)));
  g_assert_true (ua_session_is_held_by_us (doubles_call_bob (call)));
}

/* A change of mind while the first wish is under way: the last wish counts. */
static void
test_hold_and_back (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);
  g_auto (DoublesAnswer) first = { 0 };
  g_auto (DoublesAnswer) second = { 0 };

  doubles_call_establish (call);
  ua_session_set_hold_async (doubles_call_alice (call), TRUE, NULL, doubles_answer_cb, &first);
  ua_session_set_hold_async (doubles_call_alice (call), FALSE, NULL, doubles_answer_cb, &second);
  doubles_desk_settle (call->alice);
  g_assert_true (ua_session_set_hold_finish (doubles_call_alice (call), first.result, NULL));
  g_assert_true (ua_session_set_hold_finish (doubles_call_alice (call), second.result, NULL));
  g_assert_false (ua_session_is_held_by_us (doubles_call_alice (call)));
  g_assert_false (ua_session_is_held_by_them (doubles_call_bob (call)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/session-hold/hold", test_hold);
  g_test_add_func ("/ua/session-hold/both", test_both_hold);
  g_test_add_func ("/ua/session-hold/and-back", test_hold_and_back);

  return g_test_run ();
}
