/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two whole agents and a call that lasts: whoever of them knows of timers, it is refreshed for as long as both live (RFC 4028).
 * What each message says, and what becomes of a call whose far end died, is told by the scenes named timer. */

#include "ua-session-timer.h"

#include "doubles-call.h"

#define HOUR_MS (60 * 60 * 1000)

static void
set_timers (DoublesCall *call,
            guint        alice_s,
            guint        bob_s)
{
  ua_agent_set_session_timer (call->alice->agent, alice_s, UA_SESSION_TIMER_MIN_SE_S);
  ua_agent_set_session_timer (call->bob->agent, bob_s, UA_SESSION_TIMER_MIN_SE_S);
}

/* Whoever of the two knows of timers, and both, and neither: a living call lives. */
static void
test_lasts (void)
{
  static const guint timers[][2] = { { 90, 90 }, { 90, 0 }, { 0, 90 }, { 0, 0 }, { 300, 90 } };

  for (guint i = 0; i < G_N_ELEMENTS (timers); i++)
    {
      g_autoptr (DoublesCall) call = doubles_call_new (NULL);

      set_timers (call, timers[i][0], timers[i][1]);
      doubles_call_establish (call);
      doubles_desk_advance (call->alice, HOUR_MS);
      doubles_call_expect_state (doubles_call_alice (call), UA_SESSION_STATE_ESTABLISHED);
      doubles_call_expect_state (doubles_call_bob (call), UA_SESSION_STATE_ESTABLISHED);
    }
}

/* A hold and its end are refreshes, too, and both are held as before when a refresh goes by. */
static void
test_held (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);

  set_timers (call, 90, 90);
  doubles_call_establish (call);
  ua_session_set_hold_async (doubles_call_bob (call), TRUE, NULL, NULL, NULL);
  doubles_desk_advance (call->alice, 600 * 1000);
  doubles_call_expect_state (doubles_call_alice (call), UA_SESSION_STATE_ESTABLISHED);
  g_assert_true (ua_session_is_held_by_us (doubles_call_bob (call)));
  g_assert_true (ua_session_is_held_by_them (doubles_call_alice (call)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/session-timer/lasts", test_lasts);
  g_test_add_func ("/ua/session-timer/held", test_held);

  return g_test_run ();
}
