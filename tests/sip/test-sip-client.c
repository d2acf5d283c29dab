/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Our request that is no INVITE: RFC 3261 §17.1.2. */

#include "doubles-core.h"
#include "sip-client.h"

static void
test_table_is_sound (void)
{
  g_autofree char *fault = sip_machine_prove (sip_client_get_machine (), SIP_CLIENT_TERMINATED);

  g_assert_cmpstr (fault, ==, NULL);
}

static void
test_silence_over_udp (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);
  g_autoptr (SipTransaction) options = doubles_core_request (core, "OPTIONS");

  doubles_core_advance (core, 500 + 1000 + 2000);
  doubles_core_expect (core, "sent OPTIONS, sent OPTIONS, sent OPTIONS, sent OPTIONS");
  doubles_core_advance (core, 3999);
  doubles_core_expect (core, "");
  doubles_core_advance (core, 1);
  doubles_core_expect (core, "sent OPTIONS");
  doubles_core_advance (core, 5 * 4000);
  doubles_core_expect (core, "sent OPTIONS, sent OPTIONS, sent OPTIONS, sent OPTIONS, sent OPTIONS");
  doubles_core_advance (core, 32000 - 27500);
  doubles_core_expect (core, "sent OPTIONS, timeout, terminated");
}

static void
test_silence_over_a_reliable_port (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);
  g_autoptr (SipTransaction) options = doubles_core_request (core, "OPTIONS");

  doubles_core_advance (core, 32000);
  doubles_core_expect (core, "sent OPTIONS, timeout, terminated");
}

static void
test_provisional_slows_down (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);
  g_autoptr (SipTransaction) options = doubles_core_request (core, "OPTIONS");

  doubles_core_answer (core, options, 100);
  doubles_core_expect (core, "sent OPTIONS, response 100");
  /* Timer E runs out as it was set, and from then on every T2. */
  doubles_core_advance (core, 500);
  doubles_core_expect (core, "sent OPTIONS");
  doubles_core_advance (core, 3999);
  doubles_core_expect (core, "");
  doubles_core_advance (core, 1);
  doubles_core_expect (core, "sent OPTIONS");
  doubles_core_answer (core, options, 100);
  doubles_core_expect (core, "response 100");
  doubles_core_advance (core, 27500);
  doubles_core_expect (core, "sent OPTIONS, sent OPTIONS, sent OPTIONS, sent OPTIONS, sent OPTIONS, "
                             "sent OPTIONS, timeout, terminated");
}

static void
test_answer_once (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);
  g_autoptr (SipTransaction) message = doubles_core_request (core, "MESSAGE");

  doubles_core_answer (core, message, 202);
  doubles_core_answer (core, message, 202);
  doubles_core_answer (core, message, 500);
  doubles_core_advance (core, 4999);
  doubles_core_expect (core, "sent MESSAGE, response 202");
  doubles_core_advance (core, 1);
  doubles_core_expect (core, "terminated");
}

static void
test_answer_over_a_reliable_port (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);
  g_autoptr (SipTransaction) message = doubles_core_request (core, "MESSAGE");

  doubles_core_answer (core, message, 403);
  doubles_core_expect (core, "sent MESSAGE, response 403");
  doubles_core_advance (core, 0);
  doubles_core_expect (core, "terminated");
}

static void
test_extension_method (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);
  g_autoptr (SipTransaction) dance = doubles_core_request (core, "DANCE");

  doubles_core_answer (core, dance, 501);
  doubles_core_expect (core, "sent DANCE, response 501");
}

static void
test_broken_port_in_the_middle (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);
  g_autoptr (SipTransaction) options = doubles_core_request (core, "OPTIONS");

  doubles_core_answer (core, options, 100);
  doubles_port_set_broken (core->port, TRUE);
  doubles_core_advance (core, 499);
  doubles_core_expect (core, "sent OPTIONS, response 100");
  doubles_core_advance (core, 1);
  doubles_core_expect (core, "transport, terminated");
}

static void
test_lost_connection (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);
  g_autoptr (DoublesPort) next = doubles_port_new (TRUE);
  g_autoptr (SipTransaction) waiting = doubles_core_request (core, "OPTIONS");
  g_autoptr (SipTransaction) answered = doubles_core_request (core, "MESSAGE");

  doubles_core_answer (core, answered, 200);
  sip_transactions_set_port (core->transactions, SIP_PORT (next));
  doubles_core_expect (core, "sent OPTIONS, sent MESSAGE, response 200");
  doubles_core_advance (core, 0);
  doubles_core_expect (core, "terminated, transport, terminated");
  g_assert_cmpuint (doubles_port_get_n_sent (next), ==, 0);
  sip_transactions_set_port (core->transactions, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/client/table-is-sound", test_table_is_sound);
  g_test_add_func ("/sip/client/silence-over-udp", test_silence_over_udp);
  g_test_add_func ("/sip/client/silence-over-a-reliable-port", test_silence_over_a_reliable_port);
  g_test_add_func ("/sip/client/provisional-slows-down", test_provisional_slows_down);
  g_test_add_func ("/sip/client/answer-once", test_answer_once);
  g_test_add_func ("/sip/client/answer-over-a-reliable-port", test_answer_over_a_reliable_port);
  g_test_add_func ("/sip/client/extension-method", test_extension_method);
  g_test_add_func ("/sip/client/broken-port-in-the-middle", test_broken_port_in_the_middle);
  g_test_add_func ("/sip/client/lost-connection", test_lost_connection);

  return g_test_run ();
}
