/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Methods by number and name. */

#include "sip-message.h"

static void
test_round (void)
{
  for (SipMethod method = SIP_METHOD_INVITE; method <= SIP_METHOD_UPDATE; method++)
    g_assert_cmpint (sip_method_from_name (sip_method_get_name (method)), ==, method);
  g_assert_null (sip_method_get_name (SIP_METHOD_OTHER));
}

/* "Methods are case-sensitive" (RFC 3261 §7.1) */
static void
test_strangers (void)
{
  static const char *const names[] = { "", "invite", "Invite", "INVITES", "INVIT", "RE%47IST%45R", " ACK" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpint (sip_method_from_name (names[i]), ==, SIP_METHOD_OTHER);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/method/round", test_round);
  g_test_add_func ("/sip/method/strangers", test_strangers);

  return g_test_run ();
}
