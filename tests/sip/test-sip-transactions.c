/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What belongs together is found, and what is new is told once: RFC 3261 §17.1.3, §17.2.3, §8.2.2.2, §9. */

#include "doubles-core.h"
#include "sip-limits.h"

static SipMessage *
request_with (const char *method,
              const char *via,
              const char *from_tag,
              const char *to_tag,
              guint       cseq)
{
  g_autofree char *to = to_tag == NULL ? g_strdup ("") : g_strconcat (";tag=", to_tag, NULL);
  g_autofree char *text = g_strdup_printf ("%s sip:us@here.example SIP/2.0\n"
                                           "Via: %s\n"
                                           "Max-Forwards: 70\n"
                                           "From: <sip:peer@there.example>;tag=%s\n"
                                           "To: <sip:us@here.example>%s\n"
                                           "Call-ID: call\n"
                                           "CSeq: %u %s\n"
                                           "\n", method, via, from_tag, to, cseq, method);

  return doubles_message_parse (text);
}

static void
receive (DoublesCore *core,
         const char  *method,
         const char  *via)
{
  g_autoptr (SipMessage) request = request_with (method, via, "peer", NULL, 1);

  sip_transactions_receive (core->transactions, request);
}

static void
test_via_is_written (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);
  g_autoptr (SipTransaction) one = doubles_core_request (core, "OPTIONS");
  g_autoptr (SipMessage) first = sip_message_ref (core->sent);
  g_autoptr (SipTransaction) two = doubles_core_request (core, "OPTIONS");
  SipVia *via = sip_message_get_via (first, 0);

  g_assert_cmpuint (sip_message_count_header (first, SIP_HEADER_VIA), ==, 1);
  g_assert_cmpstr (sip_via_get_protocol (via), ==, "UDP");
  g_assert_cmpstr (sip_via_get_host (via), ==, "test.invalid");
  g_assert_true (sip_via_has_param (via, "rport"));
  g_assert_true (sip_via_has_magic (via));
  g_assert_cmpstr (sip_via_get_branch (via), ==, sip_transaction_get_branch (one));
  g_assert_cmpstr (sip_transaction_get_branch (one), !=, sip_transaction_get_branch (two));
}

/* A request sent once more, with credentials, is a copy that still has the old Via. */
static void
test_old_via_is_replaced (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);
  g_autoptr (SipTransaction) first = doubles_core_request (core, "MESSAGE");
  g_autoptr (SipMessageBuilder) again =
    sip_message_builder_new_copy (sip_transaction_get_request (first));

  doubles_core_answer (core, first, 401);
  SipTransaction *second = sip_transactions_request (core->transactions, again);
  g_assert_cmpuint (sip_message_count_header (core->sent, SIP_HEADER_VIA), ==, 1);
  g_assert_cmpstr (sip_transaction_get_branch (second), !=, sip_transaction_get_branch (first));
}

static void
test_response_finds_its_request (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);
  g_autoptr (SipTransaction) one = doubles_core_request (core, "OPTIONS");
  g_autoptr (SipTransaction) two = doubles_core_request (core, "OPTIONS");

  doubles_core_answer (core, two, 404);
  g_assert_cmpstr (sip_transaction_get_state_name (one), ==, "Trying");
  g_assert_cmpstr (sip_transaction_get_state_name (two), ==, "Completed");
}

static SipMessage *
answer_with (const char *branch,
             const char *method)
{
  g_autofree char *text = g_strdup_printf ("SIP/2.0 200 OK\n"
                                           "Via: SIP/2.0/WSS test.invalid;branch=%s\n"
                                           "From: <sip:us@here.example>;tag=us\n"
                                           "To: <sip:peer@there.example>;tag=p\n"
                                           "Call-ID: call-from-us\n"
                                           "CSeq: 3 %s\n\n", branch, method);

  return doubles_message_parse (text);
}

static void
test_response_needs_branch_and_method (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);
  g_autoptr (SipTransaction) options = doubles_core_request (core, "OPTIONS");
  g_autofree char *upper = g_ascii_strup (sip_transaction_get_branch (options), -1);
  g_autoptr (SipMessage) wrong_method = answer_with (upper, "MESSAGE");
  g_autoptr (SipMessage) wrong_branch = answer_with ("z9hG4bKother", "OPTIONS");
  g_autoptr (SipMessage) right = answer_with (upper, "OPTIONS");

  sip_transactions_receive (core->transactions, wrong_method);
  sip_transactions_receive (core->transactions, wrong_branch);
  doubles_core_expect (core, "sent OPTIONS, stray 200, stray 200");
  /* RFC 3261 §7.3.1: parameter values ignore case. */
  sip_transactions_receive (core->transactions, right);
  doubles_core_expect (core, "response 200");
}

static void
test_request_is_told_once (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);

  receive (core, "MESSAGE", "SIP/2.0/UDP peer.example;branch=z9hG4bKa");
  receive (core, "MESSAGE", "SIP/2.0/UDP peer.example;branch=z9hG4bKa");
  receive (core, "MESSAGE", "SIP/2.0/UDP PEER.example;branch=z9hG4bKA");
  doubles_core_expect (core, "request MESSAGE");
}

static void
test_sent_by_and_method_tell_apart (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);

  receive (core, "MESSAGE", "SIP/2.0/UDP peer.example;branch=z9hG4bKa");
  receive (core, "MESSAGE", "SIP/2.0/UDP peer.example:5070;branch=z9hG4bKa");
  receive (core, "MESSAGE", "SIP/2.0/UDP other.example;branch=z9hG4bKa");
  receive (core, "OPTIONS", "SIP/2.0/UDP peer.example;branch=z9hG4bKa");
  doubles_core_expect (core, "request MESSAGE, request MESSAGE, request MESSAGE, request OPTIONS");
}

static void
test_stray_ack_passes_up (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);

  receive (core, "ACK", "SIP/2.0/UDP peer.example;branch=z9hG4bKa");
  doubles_core_expect (core, "request ACK");
  g_assert_null (core->server);
  g_assert_cmpuint (sip_transactions_get_n_alive (core->transactions), ==, 0);
}

/* RFC 3261 §17.2.3, the second half: no branch at all, or one without the cookie. */
static void
test_rfc2543_matching (void)
{
  static const char *const vias[] = {
    "SIP/2.0/UDP old.example:5060", "SIP/2.0/UDP old.example:5060;branch=17",
  };

  for (guint i = 0; i < G_N_ELEMENTS (vias); i++)
    {
      g_autoptr (DoublesCore) core = doubles_core_new (FALSE);
      g_autoptr (SipMessage) wrong_ack = request_with ("ACK", vias[i], "peer", "other", 1);
      g_autoptr (SipMessage) ack = request_with ("ACK", vias[i], "peer", "us", 1);
      g_autoptr (SipMessage) next = request_with ("INVITE", vias[i], "peer", NULL, 2);

      receive (core, "INVITE", vias[i]);
      receive (core, "INVITE", vias[i]);
      doubles_core_respond (core, 486);
      receive (core, "INVITE", vias[i]);
      doubles_core_expect (core, "request INVITE, sent 486, sent 486");
      sip_transactions_receive (core->transactions, wrong_ack);
      doubles_core_expect (core, "request ACK");
      sip_transactions_receive (core->transactions, ack);
      doubles_core_expect (core, "acknowledged");
      sip_transactions_receive (core->transactions, next);
      doubles_core_expect (core, "request INVITE");
    }
}

static void
test_cancel_names_its_invite (void)
{
  static const char *const vias[] = {
    "SIP/2.0/UDP peer.example;branch=z9hG4bKa", "SIP/2.0/UDP old.example:5060",
  };

  for (guint i = 0; i < G_N_ELEMENTS (vias); i++)
    {
      g_autoptr (DoublesCore) core = doubles_core_new (FALSE);
      g_autoptr (SipMessage) foreign =
        request_with ("CANCEL", "SIP/2.0/UDP peer.example;branch=z9hG4bKb", "peer", NULL, 1);

      receive (core, "INVITE", vias[i]);
      g_autoptr (SipTransaction) invite = g_object_ref (core->server);
      receive (core, "CANCEL", vias[i]);
      doubles_core_expect (core, "request INVITE, request CANCEL");
      g_assert_true (core->server != invite);
      g_assert_true (sip_transactions_find_cancelled (core->transactions, core->told) == invite);
      g_assert_null (sip_transactions_find_cancelled (core->transactions, foreign));
    }
}

static void
test_merged_request (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);
  g_autoptr (SipMessage) in_dialog =
    request_with ("INVITE", "SIP/2.0/UDP peer.example;branch=z9hG4bKc", "peer", "us", 1);
  g_autoptr (SipMessage) next_cseq =
    request_with ("INVITE", "SIP/2.0/UDP peer.example;branch=z9hG4bKd", "peer", NULL, 2);

  receive (core, "INVITE", "SIP/2.0/UDP peer.example;branch=z9hG4bKa");
  g_assert_false (sip_transactions_is_merged (core->transactions, core->told));
  g_autoptr (SipTransaction) first = g_object_ref (core->server);

  receive (core, "INVITE", "SIP/2.0/UDP peer.example;branch=z9hG4bKb");
  g_assert_true (sip_transactions_is_merged (core->transactions, core->told));
  g_assert_false (sip_transactions_is_merged (core->transactions, in_dialog));
  g_assert_false (sip_transactions_is_merged (core->transactions, next_cseq));

  doubles_core_respond (core, 482);
  receive (core, "ACK", "SIP/2.0/UDP peer.example;branch=z9hG4bKb");
  doubles_core_advance (core, 0);
  g_assert_false (sip_transactions_is_merged (core->transactions, sip_transaction_get_request (first)));
}

/* CONTRACT U27 */
static void
test_own_request_comes_back (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);
  g_autoptr (SipTransaction) invite = doubles_core_request (core, "INVITE");
  g_autofree char *looped_text =
    g_strdup_printf ("INVITE sip:us@here.example SIP/2.0\n"
                     "Via: SIP/2.0/UDP proxy.example;branch=z9hG4bKproxy\n"
                     "Via: SIP/2.0/WSS test.invalid;branch=%s\n"
                     "Max-Forwards: 69\nFrom: <sip:x@here.example>;tag=x\nTo: <sip:us@here.example>\n"
                     "Call-ID: changed\nCSeq: 1 INVITE\n\n", sip_transaction_get_branch (invite));
  g_autoptr (SipMessage) looped = doubles_message_parse (looped_text);
  g_autoptr (SipMessage) rewritten =
    doubles_message_parse ("INVITE sip:us@here.example SIP/2.0\n"
                           "Via: SIP/2.0/UDP proxy.example;branch=z9hG4bKproxy\n"
                           "Max-Forwards: 69\nFrom: <sip:us@here.example>;tag=us\n"
                           "To: <sip:peer@there.example>\nCall-ID: call-from-us\nCSeq: 3 INVITE\n\n");
  g_autoptr (SipMessage) foreign = doubles_message_request ("INVITE", "z9hG4bKa");

  g_assert_true (sip_transactions_is_loop (core->transactions, looped));
  g_assert_true (sip_transactions_is_loop (core->transactions, rewritten));
  g_assert_false (sip_transactions_is_loop (core->transactions, foreign));
}

/* What the sanity checks would have kept out finds nothing and does nothing. */
static void
test_incomplete_messages (void)
{
  static const SipHeader needed[] = { SIP_HEADER_VIA, SIP_HEADER_CSEQ, SIP_HEADER_CALL_ID };
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);
  g_autoptr (SipMessage) old = doubles_message_request ("MESSAGE", NULL);
  g_autoptr (SipMessage) answer = answer_with ("z9hG4bKa", "MESSAGE");
  g_autoptr (SipMessage) no_via = doubles_message_without (answer, SIP_HEADER_VIA);

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      g_autoptr (SipMessage) request = doubles_message_without (old, needed[i]);

      sip_transactions_receive (core->transactions, request);
      g_assert_false (sip_transactions_is_merged (core->transactions, request));
      g_assert_false (sip_transactions_is_loop (core->transactions, request));
      g_assert_null (sip_transactions_find_cancelled (core->transactions, request));
    }
  doubles_core_expect (core, "");
  sip_transactions_receive (core->transactions, no_via);
  doubles_core_expect (core, "stray 200");
}

static void
test_too_many_requests (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);

  for (guint i = 0; i < SIP_MAX_TRANSACTIONS; i++)
    {
      g_autofree char *branch = g_strdup_printf ("z9hG4bK%u", i);

      doubles_core_receive (core, "INVITE", branch);
    }
  g_string_truncate (core->heard, 0);
  g_assert_cmpuint (sip_transactions_get_n_alive (core->transactions), ==, SIP_MAX_TRANSACTIONS);

  doubles_core_receive (core, "INVITE", "z9hG4bKmore");
  doubles_core_expect (core, "sent 503");
  g_assert_nonnull (sip_message_get_header (core->sent, SIP_HEADER_RETRY_AFTER));
  g_assert_nonnull (sip_address_get_tag (sip_message_get_to (core->sent)));
  g_assert_cmpuint (sip_transactions_get_n_alive (core->transactions), ==, SIP_MAX_TRANSACTIONS);

  /* Their flood does not keep us from asking. */
  g_autoptr (SipTransaction) ours = doubles_core_request (core, "OPTIONS");
  doubles_core_expect (core, "sent OPTIONS");
}

static void
test_too_many_of_ours (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);

  for (guint i = 0; i < SIP_MAX_TRANSACTIONS; i++)
    {
      g_autoptr (SipMessageBuilder) builder = doubles_message_begin ("OPTIONS");

      sip_transactions_request (core->transactions, builder);
    }
  g_string_truncate (core->heard, 0);

  g_autoptr (SipTransaction) more = doubles_core_request (core, "OPTIONS");
  doubles_core_expect (core, "");
  doubles_core_advance (core, 0);
  doubles_core_expect (core, "transport, terminated");
}

static void
test_without_a_port (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);
  g_autoptr (SipMessageBuilder) ack = doubles_message_begin ("ACK");
  g_autoptr (GError) error = NULL;

  sip_transactions_set_port (core->transactions, NULL);
  g_assert_null (sip_transactions_get_port (core->transactions));
  g_autoptr (SipTransaction) options = doubles_core_request (core, "OPTIONS");
  doubles_core_expect (core, "");
  doubles_core_advance (core, 0);
  doubles_core_expect (core, "transport, terminated");

  g_assert_null (sip_transactions_send_ack (core->transactions, ack, &error));
  g_assert_error (error, SIP_TRANSACTION_ERROR, SIP_TRANSACTION_ERROR_TRANSPORT);
}

static void
test_never_had_a_port (void)
{
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (SipTokens) tokens = sip_tokens_new ();
  g_autoptr (SipTransactions) transactions = sip_transactions_new (SIP_CLOCK (clock), tokens);
  g_autoptr (SipMessageBuilder) builder = doubles_message_begin ("REGISTER");

  g_autoptr (SipTransaction) request = g_object_ref (sip_transactions_request (transactions, builder));
  g_assert_false (sip_transaction_is_terminated (request));
  doubles_clock_advance (clock, 0);
  g_assert_true (sip_transaction_is_terminated (request));
}

static void
test_ack_to_a_2xx (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);
  g_autoptr (SipMessageBuilder) builder = doubles_message_begin ("ACK");
  g_autoptr (GError) error = NULL;
  g_autoptr (SipMessage) ack = sip_transactions_send_ack (core->transactions, builder, &error);

  g_assert_no_error (error);
  g_assert_true (sip_via_has_magic (sip_message_get_via (ack, 0)));
  g_assert_true (sip_transactions_send_again (core->transactions, ack, &error));
  doubles_core_expect (core, "sent ACK, sent ACK");
  g_assert_true (g_bytes_equal (sip_message_get_bytes (ack), sip_message_get_bytes (core->sent)));
  g_assert_cmpuint (sip_transactions_get_n_alive (core->transactions), ==, 0);

  doubles_port_set_broken (core->port, TRUE);
  g_assert_false (sip_transactions_send_again (core->transactions, ack, &error));
  g_assert_nonnull (error);
}

/* The collection may go while its transactions are held elsewhere: they end, in silence. */
static void
test_collection_goes_first (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);
  g_autoptr (SipTransaction) ours = doubles_core_request (core, "INVITE");

  doubles_core_receive (core, "INVITE", "z9hG4bKa");
  g_autoptr (SipTransaction) theirs = g_object_ref (core->server);
  g_string_truncate (core->heard, 0);

  g_object_run_dispose (G_OBJECT (core->transactions));
  g_assert_true (sip_transaction_is_terminated (ours));
  g_assert_true (sip_transaction_is_terminated (theirs));
  g_assert_cmpuint (doubles_clock_get_n_armed (core->clock), ==, 0);
  g_assert_false (doubles_core_respond (core, 200));
  doubles_core_expect (core, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/transactions/via-is-written", test_via_is_written);
  g_test_add_func ("/sip/transactions/old-via-is-replaced", test_old_via_is_replaced);
  g_test_add_func ("/sip/transactions/response-finds-its-request", test_response_finds_its_request);
  g_test_add_func ("/sip/transactions/branch-and-method", test_response_needs_branch_and_method);
  g_test_add_func ("/sip/transactions/request-is-told-once", test_request_is_told_once);
  g_test_add_func ("/sip/transactions/sent-by-and-method", test_sent_by_and_method_tell_apart);
  g_test_add_func ("/sip/transactions/stray-ack", test_stray_ack_passes_up);
  g_test_add_func ("/sip/transactions/rfc2543", test_rfc2543_matching);
  g_test_add_func ("/sip/transactions/cancel-names-its-invite", test_cancel_names_its_invite);
  g_test_add_func ("/sip/transactions/merged", test_merged_request);
  g_test_add_func ("/sip/transactions/own-request-comes-back", test_own_request_comes_back);
  g_test_add_func ("/sip/transactions/incomplete-messages", test_incomplete_messages);
  g_test_add_func ("/sip/transactions/too-many-requests", test_too_many_requests);
  g_test_add_func ("/sip/transactions/too-many-of-ours", test_too_many_of_ours);
  g_test_add_func ("/sip/transactions/without-a-port", test_without_a_port);
  g_test_add_func ("/sip/transactions/never-had-a-port", test_never_had_a_port);
  g_test_add_func ("/sip/transactions/ack-to-a-2xx", test_ack_to_a_2xx);
  g_test_add_func ("/sip/transactions/collection-goes-first", test_collection_goes_first);

  return g_test_run ();
}
