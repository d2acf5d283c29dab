/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Their INVITE: RFC 3261 §17.2.1 with RFC 6026. */

#include "doubles-core.h"
#include "sip-invite-server.h"

#define BRANCH "z9hG4bKcall"

static void
test_table_is_sound (void)
{
  g_autofree char *fault = sip_machine_prove (sip_invite_server_get_machine (), SIP_INVITE_SERVER_TERMINATED);

  g_assert_cmpstr (fault, ==, NULL);
}

static void
test_trying_after_200_ms (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);
  g_autoptr (SipMessage) invite =
    doubles_message_parse ("INVITE sip:us@here.example SIP/2.0\n"
                           "Via: SIP/2.0/WSS peer.invalid;branch=" BRANCH "\n"
                           "Max-Forwards: 70\n"
                           "From: <sip:peer@there.example>;tag=peer\n"
                           "To: <sip:us@here.example>\n"
                           "Call-ID: one\n"
                           "CSeq: 1 INVITE\n"
                           "Timestamp: 54\n"
                           "\n");

  sip_transactions_receive (core->transactions, invite);
  doubles_core_advance (core, 199);
  doubles_core_expect (core, "request INVITE");
  doubles_core_advance (core, 1);
  doubles_core_expect (core, "sent 100");
  g_assert_null (sip_address_get_tag (sip_message_get_to (core->sent)));
  g_assert_cmpstr (sip_message_get_header (core->sent, SIP_HEADER_TIMESTAMP), ==, "54");
  doubles_core_advance (core, 100000);
  doubles_core_expect (core, "");
}

static void
test_no_trying_after_an_answer (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);

  doubles_core_receive (core, "INVITE", BRANCH);
  g_assert_true (doubles_core_respond (core, 180));
  doubles_core_advance (core, 1000);
  doubles_core_expect (core, "request INVITE, sent 180");
}

static void
test_repetition_gets_the_newest_answer (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);

  doubles_core_receive (core, "INVITE", BRANCH);
  doubles_core_receive (core, "INVITE", BRANCH);
  doubles_core_expect (core, "request INVITE");
  doubles_core_respond (core, 180);
  doubles_core_receive (core, "INVITE", BRANCH);
  doubles_core_respond (core, 183);
  doubles_core_receive (core, "INVITE", BRANCH);
  doubles_core_expect (core, "sent 180, sent 180, sent 183, sent 183");
}

static void
test_refusal_is_repeated_until_acknowledged (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);

  doubles_core_receive (core, "INVITE", BRANCH);
  doubles_core_respond (core, 486);
  g_assert_false (doubles_core_respond (core, 200));
  doubles_core_advance (core, 500 + 1000 + 2000 + 4000 + 4000);
  doubles_core_expect (core, "request INVITE, sent 486, sent 486, sent 486, sent 486, sent 486, sent 486");
  doubles_core_receive (core, "INVITE", BRANCH);
  doubles_core_expect (core, "sent 486");
  doubles_core_receive (core, "ACK", BRANCH);
  doubles_core_receive (core, "ACK", BRANCH);
  doubles_core_expect (core, "acknowledged");
  doubles_core_advance (core, 4999);
  doubles_core_expect (core, "");
  doubles_core_advance (core, 1);
  doubles_core_expect (core, "terminated");
}

static void
test_no_ack (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);

  doubles_core_receive (core, "INVITE", BRANCH);
  doubles_core_respond (core, 603);
  doubles_core_advance (core, 31999);
  doubles_core_expect (core, "request INVITE, sent 603");
  doubles_core_advance (core, 1);
  doubles_core_expect (core, "no ack, terminated");
}

static void
test_ack_over_a_reliable_port_ends_at_once (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);

  doubles_core_receive (core, "INVITE", BRANCH);
  doubles_core_respond (core, 603);
  doubles_core_receive (core, "ACK", BRANCH);
  doubles_core_expect (core, "request INVITE, sent 603, acknowledged");
  doubles_core_advance (core, 0);
  doubles_core_expect (core, "terminated");
}

static void
test_2xx_is_the_users_to_repeat (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);
  g_autoptr (GError) error = NULL;

  doubles_core_receive (core, "INVITE", BRANCH);
  doubles_core_respond (core, 200);
  doubles_core_advance (core, 10000);
  doubles_core_receive (core, "INVITE", BRANCH);
  doubles_core_expect (core, "request INVITE, sent 200");

  g_autoptr (SipMessage) answer = sip_message_ref (core->sent);
  g_assert_true (sip_transactions_send_again (core->transactions, answer, &error));
  g_assert_no_error (error);
  doubles_core_expect (core, "sent 200");
  g_assert_false (doubles_core_respond (core, 486));
  doubles_core_advance (core, 22000);
  doubles_core_expect (core, "terminated");
}

static void
test_ack_to_a_2xx_passes_up (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);

  doubles_core_receive (core, "INVITE", BRANCH);
  doubles_core_respond (core, 200);
  doubles_core_receive (core, "ACK", "z9hG4bKanother");
  g_assert_null (core->server);
  /* RFC 6026 §7.1: some elements give it the branch of the INVITE. */
  doubles_core_receive (core, "ACK", BRANCH);
  doubles_core_expect (core, "request INVITE, sent 200, request ACK, request ACK");
}

static void
test_unsent_answer_is_told_and_changes_nothing (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);
  g_autoptr (DoublesPort) next = doubles_port_new (TRUE);

  doubles_core_receive (core, "INVITE", BRANCH);
  sip_transactions_set_port (core->transactions, NULL);
  g_assert_true (doubles_core_respond (core, 180));
  doubles_core_expect (core, "request INVITE");
  doubles_core_advance (core, 0);
  doubles_core_expect (core, "transport");

  sip_transactions_set_port (core->transactions, SIP_PORT (next));
  g_assert_true (doubles_core_respond (core, 200));
  g_assert_cmpuint (doubles_port_get_n_sent (next), ==, 1);
  sip_transactions_set_port (core->transactions, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/invite-server/table-is-sound", test_table_is_sound);
  g_test_add_func ("/sip/invite-server/trying-after-200-ms", test_trying_after_200_ms);
  g_test_add_func ("/sip/invite-server/no-trying-after-an-answer", test_no_trying_after_an_answer);
  g_test_add_func ("/sip/invite-server/repetition", test_repetition_gets_the_newest_answer);
  g_test_add_func ("/sip/invite-server/refusal", test_refusal_is_repeated_until_acknowledged);
  g_test_add_func ("/sip/invite-server/no-ack", test_no_ack);
  g_test_add_func ("/sip/invite-server/reliable-ack", test_ack_over_a_reliable_port_ends_at_once);
  g_test_add_func ("/sip/invite-server/2xx-is-the-users-to-repeat", test_2xx_is_the_users_to_repeat);
  g_test_add_func ("/sip/invite-server/ack-to-a-2xx-passes-up", test_ack_to_a_2xx_passes_up);
  g_test_add_func ("/sip/invite-server/unsent-answer", test_unsent_answer_is_told_and_changes_nothing);

  return g_test_run ();
}
