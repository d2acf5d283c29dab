/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The list alone; what it does to a connection is tested in test-transport-judge.c.
 */

#include "transport-trust.h"

/* TRUST 3.7: one key for one name and port; names do not mind their case. */
static void
test_list (void)
{
  g_autoptr (TransportTrust) trust = transport_trust_new ();

  transport_trust_set (trust, "Example.org", 5061, "sha256:aa");
  transport_trust_set (trust, "example.org", 443, "sha256:bb");
  g_assert_cmpstr (transport_trust_get (trust, "example.ORG", 5061), ==, "sha256:aa");
  g_assert_cmpstr (transport_trust_get (trust, "example.org", 443), ==, "sha256:bb");
  g_assert_null (transport_trust_get (trust, "example.org", 5060));
  g_assert_null (transport_trust_get (trust, "sip.example.org", 5061));

  transport_trust_set (trust, "example.org", 5061, "sha256:cc");
  g_assert_cmpstr (transport_trust_get (trust, "example.org", 5061), ==, "sha256:cc");

  transport_trust_set (trust, "EXAMPLE.org", 5061, NULL);
  g_assert_null (transport_trust_get (trust, "example.org", 5061));
  g_assert_cmpstr (transport_trust_get (trust, "example.org", 443), ==, "sha256:bb");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport-trust/list", test_list);

  return g_test_run ();
}
