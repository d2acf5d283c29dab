/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two whole agents, and lines that break under their call (CONTRACT A.6 item 5, TRUST F9, F10). */

#include "ua-session-private.h"

#include "doubles-call.h"
#include "ua-error.h"

#define LONGEST_BACK_OFF_MS 40000

static void
lose_lines (DoublesCall *call,
            gboolean     alice,
            gboolean     bob)
{
  if (alice)
    doubles_transport_break (call->alice->transport, 1006);
  if (bob)
    doubles_transport_break (call->bob->transport, 1006);
}

/* Until there is a line again, and the wire leads to the other side. */
static void
regain_lines (DoublesCall *call)
{
  for (guint ms = 0; ms < LONGEST_BACK_OFF_MS
                     && !(ua_agent_is_connected (call->alice->agent) && ua_agent_is_connected (call->bob->agent));
       ms += 100)
    doubles_desk_advance (call->alice, 100);
  g_assert_true (ua_agent_is_connected (call->alice->agent));
  g_assert_true (ua_agent_is_connected (call->bob->agent));
  doubles_desk_join (call->alice, call->bob);
}

static SipUri *
get_target (UaSession *session)
{
  return sip_dialog_get_remote_target (ua_session_get_private (session)->dialog);
}

/* Each knows where the other is now, and a hang-up of either side is heard. */
static void
expect_together (DoublesCall *call)
{
  UaSession *alice = doubles_call_alice (call);
  UaSession *bob = doubles_call_bob (call);

  doubles_call_expect_state (alice, UA_SESSION_STATE_ESTABLISHED);
  doubles_call_expect_state (bob, UA_SESSION_STATE_ESTABLISHED);
  g_assert_false (ua_session_is_stranded (alice));
  g_assert_false (ua_session_is_stranded (bob));
  g_assert_true (sip_uri_equal (get_target (bob), ua_agent_get_contact (call->alice->agent)));
  g_assert_true (sip_uri_equal (get_target (alice), ua_agent_get_contact (call->bob->agent)));
  g_assert_cmpstr (ua_session_get_call_id (alice), ==, ua_session_get_call_id (bob));
}

static void
expect_hang_up (DoublesCall *call)
{
  ua_session_hang_up_async (doubles_call_alice (call), NULL, NULL, NULL);
  doubles_desk_settle (call->alice);
  doubles_call_expect_end (doubles_call_alice (call), UA_SESSION_END_LOCAL);
  doubles_call_expect_end (doubles_call_bob (call), UA_SESSION_END_REMOTE);
}

static void
session_notify_stranded_cb (UaSession  *session,
                            GParamSpec *pspec,
                            GString    *heard)
{
  g_string_append (heard, ua_session_is_stranded (session) ? "stranded " : "moved ");
}

/* On TCP our contact is another one each time; the user part stays, so that it is known for ours. */
static void
test_moved (gconstpointer data)
{
  g_autoptr (DoublesCall) call = doubles_call_new (data);
  g_autoptr (SipUri) before = NULL;
  g_autoptr (GString) heard = g_string_new (NULL);

  doubles_call_establish (call);
  g_signal_connect (call->inviter, "notify::stranded", G_CALLBACK (session_notify_stranded_cb), heard);
  before = sip_uri_ref (ua_agent_get_contact (call->alice->agent));
  lose_lines (call, TRUE, FALSE);
  regain_lines (call);
  doubles_desk_advance (call->alice, 5000);

  g_assert_cmpstr (heard->str, ==, "stranded moved ");
  g_assert_cmpstr (sip_uri_get_user (before), ==, sip_uri_get_user (ua_agent_get_contact (call->alice->agent)));
  g_assert_cmpint (sip_uri_equal (before, ua_agent_get_contact (call->alice->agent)), ==,
                   g_strcmp0 (data, "TCP") != 0);
  expect_together (call);
  g_signal_handlers_disconnect_by_data (call->inviter, heard);
  expect_hang_up (call);
}

/* TRUST F9: both at once, again and again. */
static void
test_both_moved (gconstpointer data)
{
  g_autoptr (DoublesCall) call = doubles_call_new (data);

  doubles_call_establish (call);
  for (guint i = 0; i < 20; i++)
    {
      lose_lines (call, i % 3 != 1, i % 3 != 2);
      regain_lines (call);
      doubles_desk_advance (call->alice, 20 * 1000);
      expect_together (call);
    }
  expect_hang_up (call);
}

static void
test_held_moved (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new ("TCP");
  g_auto (DoublesAnswer) answer = { 0 };

  doubles_call_establish (call);
  ua_session_set_hold_async (doubles_call_bob (call), TRUE, NULL, doubles_answer_cb, &answer);
  doubles_desk_settle (call->alice);
  g_assert_true (ua_session_set_hold_finish (doubles_call_bob (call), answer.result, NULL));
  lose_lines (call, TRUE, TRUE);
  regain_lines (call);
  doubles_desk_advance (call->alice, 20 * 1000);
  expect_together (call);
  g_assert_true (ua_session_is_held_by_us (doubles_call_bob (call)));
  g_assert_true (ua_session_is_held_by_them (doubles_call_alice (call)));
}

/* The connection may leave one line for a better one without a word of loss. */
static void
test_line_left (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new ("TCP");

  doubles_call_establish (call);
  g_signal_emit_by_name (call->alice->connection, "connected");
  g_assert_true (ua_session_is_stranded (doubles_call_alice (call)));
  doubles_desk_advance (call->alice, 1900);
  g_assert_true (ua_session_is_stranded (doubles_call_alice (call)));
  doubles_desk_advance (call->alice, 200);
  expect_together (call);
}

/* The line lives on, our address does not. */
static void
test_move_calls (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);

  doubles_call_establish (call);
  doubles_description_handler_expect (call->alice_handler, "write, read");
  ua_agent_move_calls (call->alice->agent);
  g_assert_false (ua_session_is_stranded (doubles_call_alice (call)));
  doubles_desk_settle (call->alice);
  doubles_description_handler_expect (call->alice_handler, "renew, resume, write, read");
  expect_together (call);
}

/* RFC 3891: Bob is asked to go on in a new dialog, and to both it is the same call. */
static void
test_replaced (gconstpointer data)
{
  g_autoptr (DoublesCall) call = doubles_call_new (data);
  g_autofree char *before = NULL;

  doubles_call_establish (call);
  before = g_strdup (ua_session_get_call_id (doubles_call_alice (call)));
  ua_session_replace (doubles_call_alice (call), FALSE);
  doubles_desk_settle (call->alice);
  expect_together (call);
  g_assert_cmpstr (ua_session_get_call_id (doubles_call_alice (call)), !=, before);
  doubles_desk_expect (call->bob, ""); /* nobody was asked */
  g_assert_cmpuint (ua_agent_get_n_sessions (call->bob->agent), ==, 1);
  ua_session_replace (doubles_call_bob (call), FALSE);
  doubles_desk_settle (call->alice);
  expect_together (call);
  expect_hang_up (call);
}

/* Both ask for it at the same moment: there is one call afterwards, or none on either side. */
static void
test_both_replaced (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);

  doubles_call_establish (call);
  ua_session_replace (doubles_call_alice (call), FALSE);
  ua_session_replace (doubles_call_bob (call), FALSE);
  doubles_desk_advance (call->alice, 40 * 1000);
  g_assert_cmpint (ua_session_get_state (doubles_call_alice (call)), ==,
                   ua_session_get_state (doubles_call_bob (call)));
  g_assert_cmpint (ua_agent_get_n_sessions (call->alice->agent), ==, ua_agent_get_n_sessions (call->bob->agent));
}

/* TRUST F10: ended without a line, told when there is one. */
static void
test_told_later (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new ("TCP");

  doubles_call_establish (call);
  lose_lines (call, TRUE, FALSE);
  ua_session_hang_up_async (doubles_call_alice (call), NULL, NULL, NULL);
  doubles_call_expect_end (doubles_call_alice (call), UA_SESSION_END_LOCAL);
  doubles_call_expect_state (doubles_call_bob (call), UA_SESSION_STATE_ESTABLISHED);
  regain_lines (call);
  doubles_desk_advance (call->alice, 3000);
  doubles_call_expect_end (doubles_call_bob (call), UA_SESSION_END_REMOTE);
}

static void
test_patience (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);

  doubles_call_establish (call);
  ua_agent_set_patience_ms (call->alice->agent, 1000);
  lose_lines (call, TRUE, FALSE);
  doubles_desk_advance (call->alice, 1000);
  doubles_call_expect_end (doubles_call_alice (call), UA_SESSION_END_FAILED);
  g_assert_error (ua_session_get_end_error (doubles_call_alice (call)), UA_ERROR, UA_ERROR_CONNECTION);
  regain_lines (call);
  doubles_desk_advance (call->alice, 3000);
  doubles_call_expect_end (doubles_call_bob (call), UA_SESSION_END_REMOTE);
}

/* A frozen server, or UDP without a network: lines are made one after the other, and nobody speaks on any of them. The
 * call does not live for ever on that (WISHES 2: no zombie calls). */
static void
test_patience_with_dead_lines (gconstpointer data)
{
  g_autoptr (DoublesCall) call = doubles_call_new (data);

  doubles_call_establish (call);
  doubles_desk_fall_silent (call->alice, TRUE);
  lose_lines (call, TRUE, FALSE);
  doubles_desk_advance (call->alice, 29 * 1000);
  doubles_call_expect_state (doubles_call_alice (call), UA_SESSION_STATE_ESTABLISHED);
  g_assert_cmpuint (call->alice->n_attempts, >, 2);
  doubles_desk_advance (call->alice, 16 * 1000);
  doubles_call_expect_end (doubles_call_alice (call), UA_SESSION_END_FAILED);
  g_assert_error (ua_session_get_end_error (doubles_call_alice (call)), UA_ERROR, UA_ERROR_CONNECTION);
}

/* The agent goes while a call is stranded and a BYE is owed: nothing is left behind. */
static void
test_agent_goes (void)
{
  g_autoptr (DoublesCall) call = doubles_call_new (NULL);

  doubles_call_establish (call);
  lose_lines (call, TRUE, TRUE);
  ua_session_hang_up_async (doubles_call_bob (call), NULL, NULL, NULL);
  doubles_call_expect_end (doubles_call_bob (call), UA_SESSION_END_LOCAL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/ua/session-move/websocket", NULL, test_moved);
  g_test_add_data_func ("/ua/session-move/tcp", "TCP", test_moved);
  g_test_add_data_func ("/ua/session-move/both-websocket", NULL, test_both_moved);
  g_test_add_data_func ("/ua/session-move/both-tcp", "TCP", test_both_moved);
  g_test_add_data_func ("/ua/session-move/both-udp", "UDP", test_both_moved);
  g_test_add_func ("/ua/session-move/held", test_held_moved);
  g_test_add_func ("/ua/session-move/line-left", test_line_left);
  g_test_add_func ("/ua/session-move/address", test_move_calls);
  g_test_add_data_func ("/ua/session-move/replaced", NULL, test_replaced);
  g_test_add_data_func ("/ua/session-move/replaced-udp", "UDP", test_replaced);
  g_test_add_func ("/ua/session-move/both-replaced", test_both_replaced);
  g_test_add_func ("/ua/session-move/told-later", test_told_later);
  g_test_add_func ("/ua/session-move/patience", test_patience);
  g_test_add_data_func ("/ua/session-move/dead-lines", NULL, test_patience_with_dead_lines);
  g_test_add_data_func ("/ua/session-move/dead-lines-udp", "UDP", test_patience_with_dead_lines);
  g_test_add_func ("/ua/session-move/agent-goes", test_agent_goes);

  return g_test_run ();
}
