/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Our INVITE, from the first octet sent to the last timer: RFC 3261 §17.1.1 with RFC 6026. */

#include "doubles-core.h"
#include "sip-invite-client.h"

static void
assert_header (SipMessage *a,
               SipMessage *b,
               SipHeader   header)
{
  g_assert_cmpstr (sip_message_get_header (a, header), ==, sip_message_get_header (b, header));
}

static void
test_table_is_sound (void)
{
  g_autofree char *fault = sip_machine_prove (sip_invite_client_get_machine (), SIP_INVITE_CLIENT_TERMINATED);

  g_assert_cmpstr (fault, ==, NULL);
}

static void
test_silence_over_udp (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);
  g_autoptr (SipTransaction) invite = doubles_core_request (core, "INVITE");

  doubles_core_expect (core, "sent INVITE");
  doubles_core_advance (core, 499);
  doubles_core_expect (core, "");
  doubles_core_advance (core, 1);
  doubles_core_expect (core, "sent INVITE");
  doubles_core_advance (core, 1000);
  doubles_core_expect (core, "sent INVITE");
  doubles_core_advance (core, 2000 + 4000 + 8000 + 16000);
  doubles_core_expect (core, "sent INVITE, sent INVITE, sent INVITE, sent INVITE");
  doubles_core_advance (core, 499);
  doubles_core_expect (core, "");
  doubles_core_advance (core, 1);
  doubles_core_expect (core, "timeout, terminated");
  g_assert_cmpuint (sip_transactions_get_n_alive (core->transactions), ==, 0);
}

static void
test_silence_over_a_reliable_port (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);
  g_autoptr (SipTransaction) invite = doubles_core_request (core, "INVITE");

  doubles_core_advance (core, 31999);
  doubles_core_expect (core, "sent INVITE");
  doubles_core_advance (core, 1);
  doubles_core_expect (core, "timeout, terminated");
}

static void
test_ringing_stops_repeating (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);
  g_autoptr (SipTransaction) invite = doubles_core_request (core, "INVITE");

  doubles_core_answer (core, invite, 100);
  doubles_core_answer (core, invite, 180);
  doubles_core_answer (core, invite, 180);
  g_assert_cmpuint (doubles_clock_get_n_armed (core->clock), ==, 0);
  doubles_core_advance (core, 3600 * 1000);
  doubles_core_expect (core, "sent INVITE, response 100, response 180, response 180");
  g_assert_cmpstr (sip_transaction_get_state_name (invite), ==, "Proceeding");
}

static void
test_each_2xx_passes_up (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);
  g_autoptr (SipTransaction) invite = doubles_core_request (core, "INVITE");

  doubles_core_answer (core, invite, 200);
  doubles_core_answer (core, invite, 200);
  doubles_core_answer (core, invite, 180);
  doubles_core_answer (core, invite, 486);
  doubles_core_expect (core, "sent INVITE, response 200, response 200");
  doubles_core_advance (core, 31999);
  g_assert_cmpstr (sip_transaction_get_state_name (invite), ==, "Accepted");
  doubles_core_advance (core, 1);
  doubles_core_expect (core, "terminated");
  doubles_core_answer (core, invite, 200);
  doubles_core_expect (core, "stray 200");
}

static void
test_refusal_is_acknowledged (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);
  g_autoptr (SipMessageBuilder) builder = doubles_message_begin ("INVITE");
  guint32 cseq = 0;
  const char *method = NULL;

  sip_message_builder_add_header (builder, SIP_HEADER_ROUTE, "<sip:one.example;lr>");
  sip_message_builder_add_header (builder, SIP_HEADER_ROUTE, "<sip:two.example;lr>");
  g_autoptr (SipTransaction) invite = g_object_ref (sip_transactions_request (core->transactions, builder));
  g_autoptr (SipMessage) request = sip_message_ref (core->sent);
  doubles_core_watch (core, invite);

  doubles_core_answer (core, invite, 486);
  doubles_core_expect (core, "sent INVITE, sent ACK, response 486");
  g_assert_cmpuint (sip_message_count_header (core->sent, SIP_HEADER_VIA), ==, 1);
  assert_header (core->sent, request, SIP_HEADER_VIA);
  assert_header (core->sent, request, SIP_HEADER_FROM);
  assert_header (core->sent, request, SIP_HEADER_CALL_ID);
  assert_header (core->sent, core->told, SIP_HEADER_TO);
  g_assert_cmpuint (sip_message_count_header (core->sent, SIP_HEADER_ROUTE), ==, 2);
  assert_header (core->sent, request, SIP_HEADER_ROUTE);
  g_assert_true (sip_uri_equal (sip_message_get_request_uri (core->sent), sip_message_get_request_uri (request)));
  g_assert_true (sip_message_get_cseq (core->sent, &cseq, &method));
  g_assert_cmpuint (cseq, ==, 3);
  g_assert_cmpstr (method, ==, "ACK");
}

static void
test_repeated_refusal_is_acknowledged_again (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);
  g_autoptr (SipTransaction) invite = doubles_core_request (core, "INVITE");

  doubles_core_answer (core, invite, 180);
  doubles_core_answer (core, invite, 603);
  doubles_core_answer (core, invite, 603);
  doubles_core_answer (core, invite, 200);
  doubles_core_expect (core, "sent INVITE, response 180, sent ACK, response 603, sent ACK");
  doubles_core_advance (core, 32000);
  doubles_core_expect (core, "terminated");
}

static void
test_refusal_over_a_reliable_port_ends_at_once (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);
  g_autoptr (SipTransaction) invite = doubles_core_request (core, "INVITE");

  doubles_core_answer (core, invite, 404);
  doubles_core_expect (core, "sent INVITE, sent ACK, response 404");
  doubles_core_advance (core, 0);
  doubles_core_expect (core, "terminated");
}

static void
test_broken_port_is_told_afterwards (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);

  doubles_port_set_broken (core->port, TRUE);
  g_autoptr (SipTransaction) invite = doubles_core_request (core, "INVITE");
  doubles_core_expect (core, "");
  doubles_core_advance (core, 0);
  doubles_core_expect (core, "transport, terminated");
}

static void
test_lost_connection_while_ringing (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);
  g_autoptr (SipTransaction) invite = doubles_core_request (core, "INVITE");

  doubles_core_answer (core, invite, 180);
  sip_transactions_set_port (core->transactions, NULL);
  doubles_core_expect (core, "sent INVITE, response 180");
  doubles_core_advance (core, 0);
  doubles_core_expect (core, "transport, terminated");
}

static void
test_lost_datagram_port_fails_when_it_must_send (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);
  g_autoptr (SipTransaction) calling = doubles_core_request (core, "INVITE");
  g_autoptr (SipTransaction) ringing = doubles_core_request (core, "INVITE");

  doubles_core_answer (core, ringing, 180);
  sip_transactions_set_port (core->transactions, NULL);
  doubles_core_advance (core, 499);
  doubles_core_expect (core, "sent INVITE, sent INVITE, response 180");
  doubles_core_advance (core, 1);
  doubles_core_expect (core, "transport, terminated");
  g_assert_true (sip_transaction_is_terminated (calling));
  g_assert_false (sip_transaction_is_terminated (ringing));
}

static void
test_unsent_ack_ends_in_silence (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);
  g_autoptr (SipTransaction) invite = doubles_core_request (core, "INVITE");

  doubles_port_set_broken (core->port, TRUE);
  doubles_core_answer (core, invite, 486);
  doubles_core_advance (core, 0);
  doubles_core_expect (core, "sent INVITE, response 486, terminated");
}

static void
test_cancel_waits_for_a_provisional (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);
  g_autoptr (SipTransaction) invite = doubles_core_request (core, "INVITE");
  g_autoptr (SipMessage) request = sip_message_ref (core->sent);

  g_assert_null (sip_transactions_cancel (core->transactions, invite, NULL));
  doubles_core_answer (core, invite, 180);
  SipTransaction *cancel = sip_transactions_cancel (core->transactions, invite, "SIP;cause=200");
  g_assert_nonnull (cancel);
  g_assert_true (sip_transactions_cancel (core->transactions, invite, NULL) == cancel);
  doubles_core_expect (core, "sent INVITE, response 180, sent CANCEL");

  assert_header (core->sent, request, SIP_HEADER_VIA);
  assert_header (core->sent, request, SIP_HEADER_FROM);
  assert_header (core->sent, request, SIP_HEADER_TO);
  assert_header (core->sent, request, SIP_HEADER_CALL_ID);
  g_assert_cmpstr (sip_message_get_header (core->sent, SIP_HEADER_CSEQ), ==, "3 CANCEL");
  g_assert_cmpstr (sip_message_get_header (core->sent, SIP_HEADER_REASON), ==, "SIP;cause=200");

  doubles_core_answer (core, cancel, 200);
  doubles_core_answer (core, invite, 487);
  doubles_core_expect (core, "sent ACK, response 487");
  g_assert_null (sip_transactions_cancel (core->transactions, invite, NULL));
}

static void
test_cancelled_and_ignored (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);
  g_autoptr (SipTransaction) invite = doubles_core_request (core, "INVITE");

  doubles_core_answer (core, invite, 180);
  SipTransaction *cancel = sip_transactions_cancel (core->transactions, invite, NULL);
  doubles_core_answer (core, cancel, 200);
  doubles_core_advance (core, 31999);
  doubles_core_expect (core, "sent INVITE, response 180, sent CANCEL");
  doubles_core_advance (core, 1);
  doubles_core_expect (core, "timeout, terminated");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/invite-client/table-is-sound", test_table_is_sound);
  g_test_add_func ("/sip/invite-client/silence-over-udp", test_silence_over_udp);
  g_test_add_func ("/sip/invite-client/silence-over-a-reliable-port", test_silence_over_a_reliable_port);
  g_test_add_func ("/sip/invite-client/ringing-stops-repeating", test_ringing_stops_repeating);
  g_test_add_func ("/sip/invite-client/each-2xx-passes-up", test_each_2xx_passes_up);
  g_test_add_func ("/sip/invite-client/refusal-is-acknowledged", test_refusal_is_acknowledged);
  g_test_add_func ("/sip/invite-client/repeated-refusal", test_repeated_refusal_is_acknowledged_again);
  g_test_add_func ("/sip/invite-client/reliable-refusal", test_refusal_over_a_reliable_port_ends_at_once);
  g_test_add_func ("/sip/invite-client/broken-port", test_broken_port_is_told_afterwards);
  g_test_add_func ("/sip/invite-client/lost-connection-while-ringing", test_lost_connection_while_ringing);
  g_test_add_func ("/sip/invite-client/lost-datagram-port", test_lost_datagram_port_fails_when_it_must_send);
  g_test_add_func ("/sip/invite-client/unsent-ack", test_unsent_ack_ends_in_silence);
  g_test_add_func ("/sip/invite-client/cancel-waits-for-a-provisional", test_cancel_waits_for_a_provisional);
  g_test_add_func ("/sip/invite-client/cancelled-and-ignored", test_cancelled_and_ignored);

  return g_test_run ();
}
