/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two whole agents and a call between them, which every test of sessions begins with. */

#include "doubles-call.h"

UaSession *
doubles_call_alice (DoublesCall *call)
{
  return UA_SESSION (call->inviter);
}

UaSession *
doubles_call_bob (DoublesCall *call)
{
  return UA_SESSION (call->invitation);
}

DoublesCall *
doubles_call_new (const char *via_protocol)
{
  return doubles_call_new_with (via_protocol, NULL);
}

DoublesCall *
doubles_call_new_with (const char *via_protocol,
                       UaOptions  *options)
{
  DoublesCall *call = g_new0 (DoublesCall, 1);
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (SipUri) target = sip_uri_parse ("sip:bob@example.org", -1, NULL);

  call->alice = doubles_desk_new (clock, "alice", via_protocol);
  call->bob = doubles_desk_new (clock, "bob", via_protocol);
  doubles_desk_open (call->alice);
  doubles_desk_open (call->bob);
  doubles_desk_join (call->alice, call->bob);
  call->alice_handler = doubles_description_handler_new ();
  call->bob_handler = doubles_description_handler_new ();
  call->inviter =
    ua_inviter_new (call->alice->agent, target, UA_DESCRIPTION_HANDLER (call->alice_handler), options);
  return call;
}

void
doubles_call_free (DoublesCall *call)
{
  if (call->inviter != NULL)
    ua_session_hang_up_async (UA_SESSION (call->inviter), NULL, NULL, NULL);
  if (call->invitation != NULL)
    ua_session_hang_up_async (UA_SESSION (call->invitation), NULL, NULL, NULL);
  doubles_desk_advance (call->alice, 40 * 1000);
  doubles_answer_clear (&call->invited);
  doubles_answer_clear (&call->accepted);
  g_clear_object (&call->bob->invitation);
  doubles_desk_settle (call->alice);
  if (call->inviter != NULL)
    g_assert_finalize_object (call->inviter);
  if (call->invitation != NULL)
    g_assert_finalize_object (call->invitation);
  g_assert_finalize_object (call->alice_handler);
  g_assert_finalize_object (call->bob_handler);
  doubles_desk_free (call->alice);
  doubles_desk_free (call->bob);
  g_free (call);
}

void
doubles_call_begin (DoublesCall *call)
{
  ua_inviter_invite_async (call->inviter, NULL, doubles_answer_cb, &call->invited);
  doubles_desk_settle (call->alice);
  doubles_desk_expect (call->bob, "call");
  call->invitation = g_object_ref (call->bob->invitation);
}

void
doubles_call_establish (DoublesCall *call)
{
  g_autoptr (GError) error = NULL;

  doubles_call_begin (call);
  ua_invitation_accept_async (call->invitation, UA_DESCRIPTION_HANDLER (call->bob_handler), NULL,
                              doubles_answer_cb, &call->accepted);
  doubles_desk_settle (call->alice);
  g_assert_true (ua_inviter_invite_finish (call->inviter, call->invited.result, &error));
  g_assert_no_error (error);
  g_assert_true (ua_invitation_accept_finish (call->invitation, call->accepted.result, &error));
  g_assert_no_error (error);
}

void
doubles_call_expect_state (UaSession      *session,
              UaSessionState  state)
{
  g_assert_cmpint (ua_session_get_state (session), ==, state);
}

void
doubles_call_expect_end (UaSession    *session,
            UaSessionEnd  end)
{
  doubles_call_expect_state (session, UA_SESSION_STATE_TERMINATED);
  g_assert_cmpint (ua_session_get_end (session), ==, end);
}
