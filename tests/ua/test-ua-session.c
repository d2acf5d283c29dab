/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Alice and Bob, two whole agents on one wire: what both ends of a call notice. */

#include "ua-session.h"

#include "doubles-description-handler.h"
#include "doubles-desk.h"
#include "doubles-wait.h"
#include "ua-error.h"
#include "ua-inviter.h"
#include "ua-session-private.h"

typedef struct
{
  DoublesDesk               *alice;
  DoublesDesk               *bob;
  UaInviter                 *inviter;
  UaInvitation              *invitation;
  DoublesDescriptionHandler *alice_handler;
  DoublesDescriptionHandler *bob_handler;
  DoublesAnswer              invited;
  DoublesAnswer              accepted;
} Call;

static UaSession *
alice_session (Call *call)
{
  return UA_SESSION (call->inviter);
}

static UaSession *
bob_session (Call *call)
{
  return UA_SESSION (call->invitation);
}

static Call *
call_new (const char *via_protocol)
{
  Call *call = g_new0 (Call, 1);
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
    ua_inviter_new (call->alice->agent, target, UA_DESCRIPTION_HANDLER (call->alice_handler), NULL);
  return call;
}

static void
call_free (Call *call)
{
  doubles_answer_clear (&call->invited);
  doubles_answer_clear (&call->accepted);
  g_clear_object (&call->bob->invitation);
  doubles_desk_settle (call->alice);
  g_assert_finalize_object (call->inviter);
  if (call->invitation != NULL)
    g_assert_finalize_object (call->invitation);
  g_assert_finalize_object (call->alice_handler);
  g_assert_finalize_object (call->bob_handler);
  doubles_desk_free (call->alice);
  doubles_desk_free (call->bob);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static void
call_begin (Call *call)
{
  ua_inviter_invite_async (call->inviter, NULL, doubles_answer_cb, &call->invited);
  doubles_desk_settle (call->alice);
  doubles_desk_expect (call->bob, "call");
  call->invitation = g_object_ref (call->bob->invitation);
}

static void
call_establish (Call *call)
{
  g_autoptr (GError) error = NULL;

  call_begin (call);
  ua_invitation_accept_async (call->invitation, UA_DESCRIPTION_HANDLER (call->bob_handler), NULL,
                              doubles_answer_cb, &call->accepted);
  doubles_desk_settle (call->alice);
  g_assert_true (ua_inviter_invite_finish (call->inviter, call->invited.result, &error));
  g_assert_no_error (error);
  g_assert_true (ua_invitation_accept_finish (call->invitation, call->accepted.result, &error));
  g_assert_no_error (error);
}

static void
expect_state (UaSession      *session,
              UaSessionState  state)
{
  g_assert_cmpint (ua_session_get_state (session), ==, state);
}

static void
expect_end (UaSession    *session,
            UaSessionEnd  end)
{
  expect_state (session, UA_SESSION_STATE_TERMINATED);
  g_assert_cmpint (ua_session_get_end (session), ==, end);
}

static void
test_machine (void)
{
  g_autofree char *wrong = sip_machine_prove (ua_session_get_machine (), UA_SESSION_STATE_TERMINATED);

  g_assert_cmpstr (wrong, ==, NULL);
}

static void
test_call (void)
{
  g_autoptr (Call) call = call_new (NULL);
  g_auto (DoublesAnswer) gone = { 0 };

  call_begin (call);
  expect_state (alice_session (call), UA_SESSION_STATE_ESTABLISHING);
  expect_state (bob_session (call), UA_SESSION_STATE_INITIAL);
  /* TRUST 3.5: nothing there that could open a microphone before a person accepts. */
  g_assert_null (ua_session_get_handler (bob_session (call)));
  ua_invitation_ring (call->invitation);
  doubles_desk_settle (call->alice);

  ua_invitation_accept_async (call->invitation, UA_DESCRIPTION_HANDLER (call->bob_handler), NULL,
                              doubles_answer_cb, &call->accepted);
  doubles_desk_settle (call->alice);
  g_assert_true (ua_inviter_invite_finish (call->inviter, call->invited.result, NULL));
  g_assert_true (ua_invitation_accept_finish (call->invitation, call->accepted.result, NULL));
  expect_state (alice_session (call), UA_SESSION_STATE_ESTABLISHED);
  expect_state (bob_session (call), UA_SESSION_STATE_ESTABLISHED);
  doubles_description_handler_expect (call->alice_handler, "write, read");
  doubles_description_handler_expect (call->bob_handler, "read, write");

  ua_session_hang_up_async (alice_session (call), NULL, doubles_answer_cb, &gone);
  doubles_desk_settle (call->alice);
  g_assert_true (ua_session_hang_up_finish (alice_session (call), gone.result, NULL));
  expect_end (alice_session (call), UA_SESSION_END_LOCAL);
  expect_end (bob_session (call), UA_SESSION_END_REMOTE);
  g_assert_true (doubles_description_handler_is_closed (call->alice_handler));
  g_assert_true (doubles_description_handler_is_closed (call->bob_handler));
}

static void
test_callee_hangs_up (void)
{
  g_autoptr (Call) call = call_new (NULL);

  call_establish (call);
  ua_session_hang_up_async (bob_session (call), NULL, NULL, NULL);
  doubles_desk_settle (call->alice);
  expect_end (bob_session (call), UA_SESSION_END_LOCAL);
  expect_end (alice_session (call), UA_SESSION_END_REMOTE);
  g_assert_null (ua_session_get_end_error (alice_session (call)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/session/machine", test_machine);
  g_test_add_func ("/ua/session/call", test_call);
  g_test_add_func ("/ua/session/callee-hangs-up", test_callee_hangs_up);

  return g_test_run ();
}
