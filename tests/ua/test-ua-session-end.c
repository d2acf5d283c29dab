/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* All the ways to end, at every moment, from within every change, and with nobody left to see it (TRUST 3.4). */

#include "ua-session.h"

#include "doubles-call.h"

static void
drop_within_cb (UaSession    *session,
                const GError *error,
                DoublesCall         *call)
{
  g_clear_object (&call->inviter);
}

/* TRUST 3.4: the last one who holds a session lets it go in the middle of its own news. */
static void
test_dropped_within_ended (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);

  doubles_call_establish (call);
  doubles_answer_clear (&call->invited);
  g_signal_connect (call->inviter, "ended", G_CALLBACK (drop_within_cb), call);
  ua_session_hang_up_async (doubles_call_bob (call), NULL, NULL, NULL);
  doubles_desk_settle (call->alice);
  g_assert_null (call->inviter);
  g_assert_cmpuint (ua_agent_get_n_sessions (call->alice->agent), ==, 0);
}

static void
hang_up_within_cb (UaSession  *session,
                   GParamSpec *pspec,
                   gpointer    user_data)
{
  if (ua_session_get_state (session) == (UaSessionState) GPOINTER_TO_INT (user_data))
    ua_session_hang_up_async (session, NULL, NULL, NULL);
}

/* TRUST 3.4: hung up from within each change of state, at either end. */
static void
test_hang_up_within (void)
{
  for (int state = UA_SESSION_STATE_ESTABLISHING; state <= UA_SESSION_STATE_TERMINATED; state++)
    for (int end = 0; end < 2; end++)
      {
        g_autoptr (DoublesCall) call = doubles_call_new (NULL);
        UaSession *session = doubles_call_alice (call);

        if (end == 0)
          g_signal_connect (session, "notify::state", G_CALLBACK (hang_up_within_cb), GINT_TO_POINTER (state));
        ua_inviter_invite_async (call->inviter, NULL, NULL, NULL);
        doubles_desk_settle (call->alice);
        if (call->bob->invitation != NULL)
          {
            call->invitation = g_object_ref (call->bob->invitation);
            if (end == 1)
              g_signal_connect (call->invitation, "notify::state", G_CALLBACK (hang_up_within_cb),
                                GINT_TO_POINTER (state));
            ua_invitation_accept_async (call->invitation, UA_DESCRIPTION_HANDLER (call->bob_handler), NULL, NULL,
                                        NULL);
          }
        doubles_desk_settle (call->alice);
        ua_session_hang_up_async (session, NULL, NULL, NULL);
        doubles_desk_advance (call->alice, 40 * 1000);
        doubles_call_expect_state (session, UA_SESSION_STATE_TERMINATED);
        if (call->invitation != NULL)
          doubles_call_expect_state (doubles_call_bob (call), UA_SESSION_STATE_TERMINATED);
      }
}

typedef enum
{
  MISHAP_ALICE_HANGS_UP,
  MISHAP_BOB_HANGS_UP,
  MISHAP_ALICE_LOSES_LINE,
  MISHAP_BOB_LOSES_LINE,
  MISHAP_ALICE_LOSES_SOUND,
  MISHAP_BOB_LOSES_SOUND,
  N_MISHAPS
} Mishap;

static void
strike (DoublesCall  *call,
        Mishap mishap)
{
  switch (mishap)
    {
    case MISHAP_ALICE_HANGS_UP:
      ua_session_hang_up_async (doubles_call_alice (call), NULL, NULL, NULL);
      break;
    case MISHAP_BOB_HANGS_UP:
      if (call->bob->invitation != NULL)
        ua_session_hang_up_async (UA_SESSION (call->bob->invitation), NULL, NULL, NULL);
      break;
    case MISHAP_ALICE_LOSES_LINE:
      doubles_transport_break (call->alice->transport, 1006);
      break;
    case MISHAP_BOB_LOSES_LINE:
      doubles_transport_break (call->bob->transport, 1006);
      break;
    case MISHAP_ALICE_LOSES_SOUND:
      doubles_description_handler_break (call->alice_handler);
      break;
    case MISHAP_BOB_LOSES_SOUND:
      doubles_description_handler_break (call->bob_handler);
      break;
    case N_MISHAPS:
      g_assert_not_reached ();
    }
}

/* What Alice and Bob would do by themselves at this moment. */
static void
go_on (DoublesCall *call,
       guint at_ms)
{
  if (at_ms == 0)
    ua_inviter_invite_async (call->inviter, NULL, NULL, NULL);
  if (at_ms == 30 && call->bob->invitation != NULL)
    ua_invitation_ring (call->bob->invitation);
  if (at_ms == 60 && call->bob->invitation != NULL)
    ua_invitation_accept_async (call->bob->invitation, UA_DESCRIPTION_HANDLER (call->bob_handler), NULL, NULL,
                                NULL);
  if (at_ms == 120)
    ua_session_set_hold_async (doubles_call_alice (call), TRUE, NULL, NULL, NULL);
  if (at_ms == 155 && call->bob->invitation != NULL)
    ua_session_set_hold_async (UA_SESSION (call->bob->invitation), TRUE, NULL, NULL, NULL);
  if (at_ms == 200)
    ua_session_hang_up_async (doubles_call_alice (call), NULL, NULL, NULL);
}

/* TRUST 3.4: the same call, struck by each mishap at each moment. Afterwards both know that it is over, and
 * nothing is left of it (doubles_call_free() sees to that). */
static void
test_mishaps (void)
{
  for (Mishap mishap = 0; mishap < N_MISHAPS; mishap++)
    for (guint strike_ms = 0; strike_ms <= 240; strike_ms += 5)
      {
        g_autoptr (DoublesCall) call = doubles_call_new (NULL);

        doubles_transport_set_delay (call->alice->transport, 10);
        doubles_transport_set_delay (call->bob->transport, 10);
        for (guint at_ms = 0; at_ms <= 300; at_ms += 5)
          {
            go_on (call, at_ms);
            if (at_ms == strike_ms)
              strike (call, mishap);
            doubles_desk_advance (call->alice, 5);
          }
        if (call->bob->invitation != NULL)
          {
            call->invitation = g_object_ref (call->bob->invitation);
            ua_session_hang_up_async (doubles_call_bob (call), NULL, NULL, NULL);
          }
        doubles_desk_advance (call->alice, 70 * 1000);
        doubles_call_expect_state (doubles_call_alice (call), UA_SESSION_STATE_TERMINATED);
        if (call->invitation != NULL)
          doubles_call_expect_state (doubles_call_bob (call), UA_SESSION_STATE_TERMINATED);
      }
}

/* The agent goes in the middle of a call that somebody else still holds. */
static void
test_agent_goes (void)
{
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  DoublesDesk *alice = doubles_desk_new (clock, "alice", NULL);
  g_autoptr (SipUri) target = sip_uri_parse ("sip:bob@example.org", -1, NULL);
  g_autoptr (DoublesDescriptionHandler) handler = doubles_description_handler_new ();
  g_autoptr (UaInviter) inviter = ua_inviter_new (alice->agent, target, UA_DESCRIPTION_HANDLER (handler), NULL);
  UaSession *session = UA_SESSION (inviter);
  g_auto (DoublesAnswer) gone = { 0 };

  g_assert_true (ua_session_get_agent (session) == alice->agent);
  doubles_desk_open (alice);
  doubles_desk_free (alice);
  g_assert_null (ua_session_get_agent (session));
  ua_session_hang_up_async (session, NULL, doubles_answer_cb, &gone);
  g_assert_true (ua_session_hang_up_finish (session, doubles_answer_wait (&gone), NULL));
  doubles_call_expect_end (session, UA_SESSION_END_LOCAL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/session-end/dropped-within-ended", test_dropped_within_ended);
  g_test_add_func ("/ua/session-end/hang-up-within", test_hang_up_within);
  g_test_add_func ("/ua/session-end/mishaps", test_mishaps);
  g_test_add_func ("/ua/session-end/agent-goes", test_agent_goes);

  return g_test_run ();
}
