/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Alice calls Bob, and Bob answers early: what both ends notice, over good lines and bad. The flows are scenes. */

#include "ua-invitation.h"

#include "doubles-call.h"
#include "ua-error.h"

static DoublesCall *
make_call (const char *via_protocol,
           UaRel100    rel100,
           gboolean    empty)
{
  g_autoptr (UaOptions) options = ua_options_new ();

  ua_options_set_rel100 (options, rel100);
  ua_options_set_without_description (options, empty);
  return doubles_call_new_with (via_protocol, options);
}

static void
progress (DoublesCall   *call,
          GCancellable  *cancellable,
          DoublesAnswer *answer)
{
  ua_invitation_progress_async (call->invitation, UA_DESCRIPTION_HANDLER (call->bob_handler), cancellable,
                                doubles_answer_cb, answer);
  doubles_desk_settle (call->alice);
}

static void
accept (DoublesCall *call)
{
  ua_invitation_accept_async (call->invitation, UA_DESCRIPTION_HANDLER (call->bob_handler), NULL, doubles_answer_cb,
                              &call->accepted);
  doubles_desk_settle (call->alice);
}

static void
expect_call (DoublesCall *call)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ua_inviter_invite_finish (call->inviter, call->invited.result, &error));
  g_assert_no_error (error);
  g_assert_true (ua_invitation_accept_finish (call->invitation, call->accepted.result, &error));
  g_assert_no_error (error);
  doubles_call_expect_state (doubles_call_alice (call), UA_SESSION_STATE_ESTABLISHED);
  doubles_call_expect_state (doubles_call_bob (call), UA_SESSION_STATE_ESTABLISHED);
}

typedef struct
{
  const char *name;
  UaRel100    rel100;
  gboolean    empty;
} Way;

/* RFC 6337 table 1, patterns 2 to 4; U14. */
static const Way ways[] = {
  { "unreliable", UA_REL100_UNSUPPORTED, FALSE },
  { "reliable", UA_REL100_SUPPORTED, FALSE },
  { "required", UA_REL100_REQUIRED, FALSE },
  { "without-offer", UA_REL100_SUPPORTED, TRUE },
};

static void
test_early (gconstpointer data)
{
  const Way *way = data;
  g_autoptr (DoublesCall) call = make_call (NULL, way->rel100, way->empty);
  g_auto (DoublesAnswer) early = { 0 };

  doubles_call_begin (call);
  g_assert_null (ua_session_get_handler (doubles_call_bob (call)));
  ua_invitation_ring (call->invitation);
  progress (call, NULL, &early);
  g_assert_true (ua_invitation_progress_finish (call->invitation, doubles_answer_wait (&early), NULL));
  doubles_call_expect_state (doubles_call_bob (call), UA_SESSION_STATE_INITIAL);
  doubles_description_handler_expect (call->alice_handler, way->empty ? "read, write" : "write, read");
  doubles_description_handler_expect (call->bob_handler, way->empty ? "write, read" : "read, write");
  accept (call);
  expect_call (call);
  doubles_description_handler_expect (call->alice_handler, "");
  doubles_description_handler_expect (call->bob_handler, "");
}

/* Without an early answer the call without an offer works as well (RFC 6337 table 1, pattern 2). */
static void
test_empty (void)
{
  g_autoptr (DoublesCall) call = make_call (NULL, UA_REL100_UNSUPPORTED, TRUE);

  doubles_call_begin (call);
  accept (call);
  expect_call (call);
  doubles_description_handler_expect (call->alice_handler, "read, write");
  doubles_description_handler_expect (call->bob_handler, "write, read");
}

/* TRUST F14: an early answer and the call come about over a line that loses a fifth of all messages. */
static void
test_bad_line (gconstpointer data)
{
  const Way *way = data;

  for (guint round = 0; round < 25; round++)
    {
      g_autoptr (DoublesCall) call = make_call ("UDP", way->rel100, way->empty);
      g_auto (DoublesAnswer) early = { 0 };

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
      doubles_desk_advance (call->alice, 10 * 1000);
      g_assert_nonnull (call->bob->invitation);
      call->invitation = g_object_ref (call->bob->invitation);
      progress (call, NULL, &early);
      doubles_desk_advance (call->alice, 10 * 1000);
      g_assert_true (ua_invitation_progress_finish (call->invitation, early.result, NULL));
      accept (call);
      doubles_desk_advance (call->alice, 10 * 1000);
      expect_call (call);
    }
}

static void
expect_progress_error (DoublesCall   *call,
                       DoublesAnswer *answer,
                       GQuark         domain,
                       int            code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (ua_invitation_progress_finish (call->invitation, doubles_answer_wait (answer), &error));
  g_assert_error (error, domain, code);
}

static void
test_wrong_state (void)
{
  g_autoptr (DoublesCall) call = make_call (NULL, UA_REL100_SUPPORTED, FALSE);
  g_auto (DoublesAnswer) first = { 0 };
  g_auto (DoublesAnswer) twice = { 0 };
  g_auto (DoublesAnswer) late = { 0 };

  doubles_call_begin (call);
  progress (call, NULL, &first);
  progress (call, NULL, &twice);
  expect_progress_error (call, &twice, UA_ERROR, UA_ERROR_WRONG_STATE);
  accept (call);
  progress (call, NULL, &late);
  expect_progress_error (call, &late, UA_ERROR, UA_ERROR_WRONG_STATE);
  g_assert_true (ua_invitation_progress_finish (call->invitation, first.result, NULL));
  expect_call (call);
}

/* DESIGN 1.8: only the waiting ends. */
static void
test_cancel (void)
{
  g_autoptr (DoublesCall) call = make_call (NULL, UA_REL100_SUPPORTED, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (DoublesAnswer) early = { 0 };

  doubles_call_begin (call);
  g_cancellable_cancel (cancellable);
  progress (call, cancellable, &early);
  expect_progress_error (call, &early, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  accept (call);
  expect_call (call);
}

/* A handler that comes with the acceptance is not wanted any more, and holds no microphone. */
static void
test_other_handler (void)
{
  g_autoptr (DoublesCall) call = make_call (NULL, UA_REL100_SUPPORTED, FALSE);
  g_autoptr (DoublesDescriptionHandler) other = doubles_description_handler_new ();
  g_auto (DoublesAnswer) early = { 0 };

  doubles_call_begin (call);
  progress (call, NULL, &early);
  ua_invitation_accept_async (call->invitation, UA_DESCRIPTION_HANDLER (other), NULL, doubles_answer_cb, &call->accepted);
  doubles_desk_settle (call->alice);
  expect_call (call);
  doubles_description_handler_expect (other, "close");
  g_assert_true (ua_session_get_handler (doubles_call_bob (call)) == UA_DESCRIPTION_HANDLER (call->bob_handler));
}

/* Whatever the call is doing when it is hung up from either end, its sound ends and who waits is told. */
static void
test_hang_up (gconstpointer data)
{
  gboolean by_bob = GPOINTER_TO_INT (data);
  g_autoptr (DoublesCall) call = make_call (NULL, UA_REL100_SUPPORTED, FALSE);
  g_auto (DoublesAnswer) early = { 0 };

  doubles_call_begin (call);
  doubles_transport_set_delay (call->bob->transport, 100);
  progress (call, NULL, &early);
  ua_session_hang_up_async (by_bob ? doubles_call_bob (call) : doubles_call_alice (call), NULL, NULL, NULL);
  doubles_desk_advance (call->alice, 5000);
  expect_progress_error (call, &early, UA_ERROR, UA_ERROR_CANCELED);
  doubles_call_expect_state (doubles_call_alice (call), UA_SESSION_STATE_TERMINATED);
  doubles_call_expect_state (doubles_call_bob (call), UA_SESSION_STATE_TERMINATED);
  g_assert_true (doubles_description_handler_is_closed (call->alice_handler));
  g_assert_true (doubles_description_handler_is_closed (call->bob_handler));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *good = g_strdup_printf ("/ua/invitation-early/%s", ways[i].name);
      g_autofree char *bad = g_strdup_printf ("/ua/invitation-early/bad-line/%s", ways[i].name);

      g_test_add_data_func (good, &ways[i], test_early);
      g_test_add_data_func (bad, &ways[i], test_bad_line);
    }
  g_test_add_func ("/ua/invitation-early/empty", test_empty);
  g_test_add_func ("/ua/invitation-early/wrong-state", test_wrong_state);
  g_test_add_func ("/ua/invitation-early/cancel", test_cancel);
  g_test_add_func ("/ua/invitation-early/other-handler", test_other_handler);
  g_test_add_data_func ("/ua/invitation-early/hang-up/alice", GINT_TO_POINTER (FALSE), test_hang_up);
  g_test_add_data_func ("/ua/invitation-early/hang-up/bob", GINT_TO_POINTER (TRUE), test_hang_up);

  return g_test_run ();
}
