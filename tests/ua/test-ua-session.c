/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Alice and Bob, two whole agents on one wire: what both ends of a call notice. */

#include "ua-session.h"

#include "doubles-call.h"
#include "ua-error.h"
#include "ua-session-private.h"

static void
test_machine (void)
{
  g_autofree char *wrong = sip_machine_prove (ua_session_get_machine (), UA_SESSION_STATE_TERMINATED);

  g_assert_cmpstr (wrong, ==, NULL);
}

static void
test_call (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);
  g_auto (DoublesAnswer) gone = { 0 };

  doubles_call_begin (call);
  doubles_call_expect_state (doubles_call_alice (call), UA_SESSION_STATE_ESTABLISHING);
  doubles_call_expect_state (doubles_call_bob (call), UA_SESSION_STATE_INITIAL);
  /* TRUST 3.5: nothing there that could open a microphone before a person accepts. */
  g_assert_null (ua_session_get_handler (doubles_call_bob (call)));
  ua_invitation_ring (call->invitation);
  doubles_desk_settle (call->alice);

  ua_invitation_accept_async (call->invitation, UA_DESCRIPTION_HANDLER (call->bob_handler), NULL,
                              doubles_answer_cb, &call->accepted);
  doubles_desk_settle (call->alice);
  g_assert_true (ua_inviter_invite_finish (call->inviter, call->invited.result, NULL));
  g_assert_true (ua_invitation_accept_finish (call->invitation, call->accepted.result, NULL));
  doubles_call_expect_state (doubles_call_alice (call), UA_SESSION_STATE_ESTABLISHED);
  doubles_call_expect_state (doubles_call_bob (call), UA_SESSION_STATE_ESTABLISHED);
  doubles_description_handler_expect (call->alice_handler, "write, read");
  doubles_description_handler_expect (call->bob_handler, "read, write");

  ua_session_hang_up_async (doubles_call_alice (call), NULL, doubles_answer_cb, &gone);
  doubles_desk_settle (call->alice);
  g_assert_true (ua_session_hang_up_finish (doubles_call_alice (call), gone.result, NULL));
  doubles_call_expect_end (doubles_call_alice (call), UA_SESSION_END_LOCAL);
  doubles_call_expect_end (doubles_call_bob (call), UA_SESSION_END_REMOTE);
  g_assert_true (doubles_description_handler_is_closed (call->alice_handler));
  g_assert_true (doubles_description_handler_is_closed (call->bob_handler));
}

static void
test_callee_hangs_up (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);

  doubles_call_establish (call);
  ua_session_hang_up_async (doubles_call_bob (call), NULL, NULL, NULL);
  doubles_desk_settle (call->alice);
  doubles_call_expect_end (doubles_call_bob (call), UA_SESSION_END_LOCAL);
  doubles_call_expect_end (doubles_call_alice (call), UA_SESSION_END_REMOTE);
  g_assert_null (ua_session_get_end_error (doubles_call_alice (call)));
}

/* Found by what its dialog is called, at both ends, while it lasts (RFC 3891 §3, RFC 4235). */
static void
test_matches (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);
  UaSession *alice = doubles_call_alice (call);
  g_autofree char *call_id = g_strdup (ua_session_get_call_id (alice));

  doubles_call_establish (call);

  SipDialog *dialog = ua_session_get_private (alice)->dialog;
  const char *ours = sip_dialog_get_local_tag (dialog);
  const char *theirs = sip_dialog_get_remote_tag (dialog);

  g_assert_true (ua_session_matches (alice, call_id, ours, theirs));
  g_assert_true (ua_session_matches (doubles_call_bob (call), call_id, theirs, ours));
  g_assert_false (ua_session_matches (alice, call_id, theirs, ours));
  g_assert_false (ua_session_matches (alice, "another", ours, theirs));
  g_assert_false (ua_session_matches (alice, call_id, ours, NULL));
  ua_session_hang_up_async (alice, NULL, NULL, NULL);
  doubles_desk_settle (call->alice);
  g_assert_false (ua_session_matches (alice, call_id, ours, theirs));
}

static void
test_digits (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (ua_session_send_digits (doubles_call_alice (call), "1", &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_WRONG_STATE);
  g_clear_error (&error);
  doubles_call_establish (call);
  doubles_description_handler_expect (call->alice_handler, "write, read");
  g_assert_true (ua_session_send_digits (doubles_call_alice (call), "12#", &error));
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
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);
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
  doubles_call_expect_state (doubles_call_alice (call), UA_SESSION_STATE_ESTABLISHED);
  doubles_call_expect_state (doubles_call_bob (call), UA_SESSION_STATE_ESTABLISHED);

  ua_session_set_hold_async (doubles_call_alice (call), TRUE, cancellable, doubles_answer_cb, &held);
  doubles_desk_settle (call->alice);
  expect_cancelled (ua_session_set_hold_finish (doubles_call_alice (call), held.result, &errors[2]), &errors[2]);
  g_assert_true (ua_session_is_held_by_us (doubles_call_alice (call)));

  doubles_transport_set_delay (call->alice->transport, 100);
  ua_session_hang_up_async (doubles_call_alice (call), cancellable, doubles_answer_cb, &gone);
  doubles_desk_settle (call->alice);
  expect_cancelled (ua_session_hang_up_finish (doubles_call_alice (call), gone.result, &errors[3]), &errors[3]);
  doubles_desk_advance (call->alice, 1000);
  doubles_call_expect_end (doubles_call_alice (call), UA_SESSION_END_LOCAL);
  doubles_desk_expect (call->bob, "call");
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    g_error_free (errors[i]);
}

/* TRUST F14: every call comes about and ends over a line that loses a fifth of all messages and doubles some. */
static void
test_bad_line (void)
{
  for (guint round = 0; round < 25; round++)
    {
      g_autoptr (DoublesCall) call = doubles_call_new ("UDP");

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
      ua_session_hang_up_async (doubles_call_alice (call), NULL, NULL, NULL);
      doubles_desk_advance (call->alice, 40 * 1000);
      doubles_call_expect_end (doubles_call_alice (call), UA_SESSION_END_LOCAL);
      doubles_call_expect_end (doubles_call_bob (call), UA_SESSION_END_REMOTE);
    }
}

static void
test_properties (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);
  g_autoptr (SipAddress) remote = NULL;
  g_autoptr (GError) error = NULL;
  UaSessionState state;
  gboolean by_us;
  gboolean by_them;

  doubles_call_establish (call);
  g_object_get (call->inviter, "state", &state, "remote", &remote, "held-by-us", &by_us, "held-by-them", &by_them,
                "end-error", &error, NULL);
  g_assert_cmpint (state, ==, UA_SESSION_STATE_ESTABLISHED);
  g_assert_cmpstr (sip_uri_get_user (sip_address_get_uri (remote)), ==, "bob");
  g_assert_false (by_us || by_them);
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/session/machine", test_machine);
  g_test_add_func ("/ua/session/call", test_call);
  g_test_add_func ("/ua/session/callee-hangs-up", test_callee_hangs_up);
  g_test_add_func ("/ua/session/matches", test_matches);
  g_test_add_func ("/ua/session/digits", test_digits);
  g_test_add_func ("/ua/session/properties", test_properties);
  g_test_add_func ("/ua/session/cancel", test_cancel);
  g_test_add_func ("/ua/session/bad-line", test_bad_line);

  return g_test_run ();
}
