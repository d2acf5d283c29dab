/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Their request that is no INVITE: RFC 3261 §17.2.2 with RFC 4320. */

#include "doubles-core.h"
#include "sip-server.h"

#define BRANCH "z9hG4bKask"

static void
test_table_is_sound (void)
{
  g_autofree char *fault = sip_machine_prove (sip_server_get_machine (), SIP_SERVER_TERMINATED);

  g_assert_cmpstr (fault, ==, NULL);
}

static void
test_answer_is_repeated_on_request (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);

  doubles_core_receive (core, "BYE", BRANCH);
  doubles_core_receive (core, "BYE", BRANCH);
  g_assert_true (doubles_core_respond (core, 200));
  g_assert_false (doubles_core_respond (core, 500));
  doubles_core_receive (core, "BYE", BRANCH);
  doubles_core_expect (core, "request BYE, sent 200, sent 200");
  doubles_core_advance (core, 31999);
  doubles_core_receive (core, "BYE", BRANCH);
  doubles_core_expect (core, "sent 200");
  doubles_core_advance (core, 1);
  doubles_core_expect (core, "terminated");
  doubles_core_receive (core, "BYE", BRANCH);
  doubles_core_expect (core, "request BYE");
}

static void
test_answer_over_a_reliable_port_ends_at_once (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);

  doubles_core_receive (core, "BYE", BRANCH);
  doubles_core_respond (core, 200);
  doubles_core_advance (core, 0);
  doubles_core_expect (core, "request BYE, sent 200, terminated");
}

/* RFC 4320 §4.1 */
static void
test_late_100_by_itself (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);

  doubles_core_receive (core, "MESSAGE", BRANCH);
  doubles_core_advance (core, 3499);
  doubles_core_expect (core, "request MESSAGE");
  doubles_core_advance (core, 1);
  doubles_core_expect (core, "sent 100");
  doubles_core_receive (core, "MESSAGE", BRANCH);
  doubles_core_respond (core, 200);
  doubles_core_expect (core, "sent 100, sent 200");
}

/* RFC 4320 §4.1, §4.2 */
static void
test_forbidden_answers (void)
{
  static const guint forbidden[] = { 100, 180, 183, 408 };
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);

  doubles_core_receive (core, "MESSAGE", BRANCH);
  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    g_assert_false (doubles_core_respond (core, forbidden[i]));
  doubles_core_expect (core, "request MESSAGE");
  g_assert_true (doubles_core_respond (core, 480));
  doubles_core_expect (core, "sent 480");
}

/* RFC 4320 §4.2: too late is not at all. */
static void
test_never_answered (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (TRUE);

  doubles_core_receive (core, "MESSAGE", BRANCH);
  doubles_core_advance (core, 31999);
  doubles_core_expect (core, "request MESSAGE, sent 100");
  doubles_core_advance (core, 1);
  doubles_core_expect (core, "timeout, terminated");
  g_assert_false (doubles_core_respond (core, 200));
  doubles_core_expect (core, "");
}

static void
test_unsent_answer (void)
{
  g_autoptr (DoublesCore) core = doubles_core_new (FALSE);

  doubles_core_receive (core, "OPTIONS", BRANCH);
  doubles_port_set_broken (core->port, TRUE);
  g_assert_true (doubles_core_respond (core, 200));
  doubles_core_expect (core, "request OPTIONS");
  doubles_core_advance (core, 0);
  doubles_core_expect (core, "transport, terminated");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/server/table-is-sound", test_table_is_sound);
  g_test_add_func ("/sip/server/answer-is-repeated-on-request", test_answer_is_repeated_on_request);
  g_test_add_func ("/sip/server/reliable-answer", test_answer_over_a_reliable_port_ends_at_once);
  g_test_add_func ("/sip/server/late-100-by-itself", test_late_100_by_itself);
  g_test_add_func ("/sip/server/forbidden-answers", test_forbidden_answers);
  g_test_add_func ("/sip/server/never-answered", test_never_answered);
  g_test_add_func ("/sip/server/unsent-answer", test_unsent_answer);

  return g_test_run ();
}
