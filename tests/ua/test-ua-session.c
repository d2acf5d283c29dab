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

/* Ends what is left of the call, and then nothing of it may be left. */
static void
call_free (Call *call)
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

static void
hold (Call          *call,
      gboolean       on,
      DoublesAnswer *answer)
{
  ua_session_set_hold_async (alice_session (call), on, NULL, doubles_answer_cb, answer);
  doubles_desk_settle (call->alice);
}

static void
test_hold (void)
{
  g_autoptr (Call) call = call_new (NULL);
  g_auto (DoublesAnswer) first = { 0 };
  g_auto (DoublesAnswer) second = { 0 };
  g_autoptr (GError) error = NULL;

  hold (call, TRUE, &first);
  g_assert_false (ua_session_set_hold_finish (alice_session (call), first.result, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_WRONG_STATE);
  doubles_answer_clear (&first);

  call_establish (call);
  hold (call, TRUE, &first);
  g_assert_true (ua_session_set_hold_finish (alice_session (call), first.result, NULL));
  g_assert_true (ua_session_is_held_by_us (alice_session (call)));
  g_assert_true (ua_session_is_held_by_them (bob_session (call)));
  hold (call, FALSE, &second);
  g_assert_true (ua_session_set_hold_finish (alice_session (call), second.result, NULL));
  g_assert_false (ua_session_is_held_by_us (alice_session (call)));
  g_assert_false (ua_session_is_held_by_them (bob_session (call)));
}

/* Both ends want to change the call at the same moment, and both get their way (RFC 3261 §14.1). */
static void
test_both_hold (void)
{
  g_autoptr (Call) call = call_new (NULL);
  g_auto (DoublesAnswer) ours = { 0 };
  g_auto (DoublesAnswer) theirs = { 0 };

  call_establish (call);
  ua_session_set_hold_async (alice_session (call), TRUE, NULL, doubles_answer_cb, &ours);
  ua_session_set_hold_async (bob_session (call), TRUE, NULL, doubles_answer_cb, &theirs);
  doubles_desk_advance (call->alice, 10 * 1000);
  g_assert_true (ua_session_set_hold_finish (alice_session (call), ours.result, NULL));
  g_assert_true (ua_session_set_hold_finish (bob_session (call), theirs.result, NULL));
  g_assert_true (ua_session_is_held_by_us (alice_session (call)));
  g_assert_true (ua_session_is_held_by_us (bob_session (call)));
}

/* A change of mind while the first wish is under way: the last wish counts. */
static void
test_hold_and_back (void)
{
  g_autoptr (Call) call = call_new (NULL);
  g_auto (DoublesAnswer) first = { 0 };
  g_auto (DoublesAnswer) second = { 0 };

  call_establish (call);
  ua_session_set_hold_async (alice_session (call), TRUE, NULL, doubles_answer_cb, &first);
  ua_session_set_hold_async (alice_session (call), FALSE, NULL, doubles_answer_cb, &second);
  doubles_desk_settle (call->alice);
  g_assert_true (ua_session_set_hold_finish (alice_session (call), first.result, NULL));
  g_assert_true (ua_session_set_hold_finish (alice_session (call), second.result, NULL));
  g_assert_false (ua_session_is_held_by_us (alice_session (call)));
  g_assert_false (ua_session_is_held_by_them (bob_session (call)));
}

static void
test_digits (void)
{
  g_autoptr (Call) call = call_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (ua_session_send_digits (alice_session (call), "1", &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_WRONG_STATE);
  g_clear_error (&error);
  call_establish (call);
  doubles_description_handler_expect (call->alice_handler, "write, read");
  g_assert_true (ua_session_send_digits (alice_session (call), "12#", &error));
  g_assert_no_error (error);
  doubles_description_handler_expect (call->alice_handler, "digits 12#");
}

static void
expect_cancelled (gboolean   done,
                  GError   **error)
{
  g_assert_false (done);
  g_assert_error (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* DESIGN 1.8: cancelling stops only the waiting; the call goes on, and hanging up is a verb. */
static void
test_cancel (void)
{
  g_autoptr (Call) call = call_new (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (DoublesAnswer) held = { 0 };
  g_auto (DoublesAnswer) gone = { 0 };
  GError *errors[4] = { NULL };

  g_cancellable_cancel (cancellable);
  ua_inviter_invite_async (call->inviter, cancellable, doubles_answer_cb, &call->invited);
  doubles_desk_settle (call->alice);
  expect_cancelled (ua_inviter_invite_finish (call->inviter, call->invited.result, &errors[0]), &errors[0]);

  call->invitation = g_object_ref (call->bob->invitation);
  ua_invitation_accept_async (call->invitation, UA_DESCRIPTION_HANDLER (call->bob_handler), cancellable,
                              doubles_answer_cb, &call->accepted);
  doubles_desk_settle (call->alice);
  expect_cancelled (ua_invitation_accept_finish (call->invitation, call->accepted.result, &errors[1]), &errors[1]);
  expect_state (alice_session (call), UA_SESSION_STATE_ESTABLISHED);
  expect_state (bob_session (call), UA_SESSION_STATE_ESTABLISHED);

  ua_session_set_hold_async (alice_session (call), TRUE, cancellable, doubles_answer_cb, &held);
  doubles_desk_settle (call->alice);
  expect_cancelled (ua_session_set_hold_finish (alice_session (call), held.result, &errors[2]), &errors[2]);
  g_assert_true (ua_session_is_held_by_us (alice_session (call)));

  doubles_transport_set_delay (call->alice->transport, 100);
  ua_session_hang_up_async (alice_session (call), cancellable, doubles_answer_cb, &gone);
  doubles_desk_settle (call->alice);
  expect_cancelled (ua_session_hang_up_finish (alice_session (call), gone.result, &errors[3]), &errors[3]);
  doubles_desk_advance (call->alice, 1000);
  expect_end (alice_session (call), UA_SESSION_END_LOCAL);
  doubles_desk_expect (call->bob, "call");
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    g_error_free (errors[i]);
}

static void
drop_within_cb (UaSession    *session,
                const GError *error,
                Call         *call)
{
  g_clear_object (&call->inviter);
}

/* TRUST 3.4: the last one who holds a session lets it go in the middle of its own news. */
static void
test_dropped_within_ended (void)
{
  g_autoptr (Call) call = call_new (NULL);

  call_establish (call);
  doubles_answer_clear (&call->invited);
  g_signal_connect (call->inviter, "ended", G_CALLBACK (drop_within_cb), call);
  ua_session_hang_up_async (bob_session (call), NULL, NULL, NULL);
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
        g_autoptr (Call) call = call_new (NULL);
        UaSession *session = alice_session (call);

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
        expect_state (session, UA_SESSION_STATE_TERMINATED);
        if (call->invitation != NULL)
          expect_state (bob_session (call), UA_SESSION_STATE_TERMINATED);
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
strike (Call  *call,
        Mishap mishap)
{
  switch (mishap)
    {
    case MISHAP_ALICE_HANGS_UP:
      ua_session_hang_up_async (alice_session (call), NULL, NULL, NULL);
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
go_on (Call *call,
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
    ua_session_set_hold_async (alice_session (call), TRUE, NULL, NULL, NULL);
  if (at_ms == 200)
    ua_session_hang_up_async (alice_session (call), NULL, NULL, NULL);
}

/* TRUST 3.4: the same call, struck by each mishap at each moment. Afterwards both know that it is over, and
 * nothing is left of it (call_free() sees to that). */
static void
test_mishaps (void)
{
  for (Mishap mishap = 0; mishap < N_MISHAPS; mishap++)
    for (guint strike_ms = 0; strike_ms <= 240; strike_ms += 5)
      {
        g_autoptr (Call) call = call_new (NULL);

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
            ua_session_hang_up_async (bob_session (call), NULL, NULL, NULL);
          }
        doubles_desk_advance (call->alice, 70 * 1000);
        expect_state (alice_session (call), UA_SESSION_STATE_TERMINATED);
        if (call->invitation != NULL)
          expect_state (bob_session (call), UA_SESSION_STATE_TERMINATED);
      }
}

/* TRUST F14: every call comes about and ends over a line that loses a fifth of all messages and doubles some. */
static void
test_bad_line (void)
{
  for (guint round = 0; round < 25; round++)
    {
      g_autoptr (Call) call = call_new ("UDP");

      for (guint i = 0; i < round; i++)
        {
          g_free (sip_tokens_next (call->alice->tokens));
          g_free (sip_tokens_next (call->bob->tokens));
        }
      doubles_transport_set_loss (call->alice->transport, 20);
      doubles_transport_set_loss (call->bob->transport, 20);
      doubles_transport_set_duplication (call->alice->transport, 10);
      doubles_transport_set_duplication (call->bob->transport, 10);
      ua_inviter_invite_async (call->inviter, NULL, doubles_answer_cb, &call->invited);
      doubles_desk_advance (call->alice, 15 * 1000);
      g_assert_nonnull (call->bob->invitation);
      call->invitation = g_object_ref (call->bob->invitation);
      ua_invitation_accept_async (call->invitation, UA_DESCRIPTION_HANDLER (call->bob_handler), NULL,
                                  doubles_answer_cb, &call->accepted);
      doubles_desk_advance (call->alice, 30 * 1000);
      g_assert_true (ua_inviter_invite_finish (call->inviter, call->invited.result, NULL));
      g_assert_true (ua_invitation_accept_finish (call->invitation, call->accepted.result, NULL));
      ua_session_hang_up_async (alice_session (call), NULL, NULL, NULL);
      doubles_desk_advance (call->alice, 40 * 1000);
      expect_end (alice_session (call), UA_SESSION_END_LOCAL);
      expect_end (bob_session (call), UA_SESSION_END_REMOTE);
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
  expect_end (session, UA_SESSION_END_LOCAL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/session/machine", test_machine);
  g_test_add_func ("/ua/session/call", test_call);
  g_test_add_func ("/ua/session/callee-hangs-up", test_callee_hangs_up);
  g_test_add_func ("/ua/session/hold", test_hold);
  g_test_add_func ("/ua/session/both-hold", test_both_hold);
  g_test_add_func ("/ua/session/hold-and-back", test_hold_and_back);
  g_test_add_func ("/ua/session/digits", test_digits);
  g_test_add_func ("/ua/session/cancel", test_cancel);
  g_test_add_func ("/ua/session/dropped-within-ended", test_dropped_within_ended);
  g_test_add_func ("/ua/session/hang-up-within", test_hang_up_within);
  g_test_add_func ("/ua/session/mishaps", test_mishaps);
  g_test_add_func ("/ua/session/bad-line", test_bad_line);
  g_test_add_func ("/ua/session/agent-goes", test_agent_goes);

  return g_test_run ();
}
