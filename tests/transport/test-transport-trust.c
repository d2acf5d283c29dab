/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which keys are trusted, and for whom alone (TRUST 3.7). */

#include "transport-trust.h"

#define KEY   "sha256:0000000000000000000000000000000000000000000000000000000000000001"
#define OTHER "sha256:0000000000000000000000000000000000000000000000000000000000000002"

/* Exactly that key, for exactly that name and port. */
static void
test_exactly (void)
{
  g_autoptr (TransportTrust) trust = transport_trust_new ();

  g_assert_null (transport_trust_get (trust, "example.org", 5061));
  transport_trust_set (trust, "Example.org", 5061, KEY);
  g_assert_cmpstr (transport_trust_get (trust, "example.ORG", 5061), ==, KEY);
  g_assert_null (transport_trust_get (trust, "example.org", 443));
  g_assert_null (transport_trust_get (trust, "sip.example.org", 5061));
  g_assert_null (transport_trust_get (trust, "example.org:5061", 0));
  g_assert_null (transport_trust_get (trust, "", 5061));
}

/* There is one key at a time: a new one takes the old one's place, and none leaves none. */
static void
test_one (void)
{
  g_autoptr (TransportTrust) trust = transport_trust_new ();

  transport_trust_set (trust, "example.org", 5061, KEY);
  transport_trust_set (trust, "example.org", 5061, OTHER);
  g_assert_cmpstr (transport_trust_get (trust, "example.org", 5061), ==, OTHER);
  transport_trust_set (trust, "EXAMPLE.org", 5061, NULL);
  g_assert_null (transport_trust_get (trust, "example.org", 5061));
  transport_trust_set (trust, "example.org", 5061, NULL);
}

static void
test_literal (void)
{
  g_autoptr (TransportTrust) trust = transport_trust_new ();

  transport_trust_set (trust, "2001:db8::1", 5061, KEY);
  g_assert_cmpstr (transport_trust_get (trust, "2001:DB8::1", 5061), ==, KEY);
  g_assert_null (transport_trust_get (trust, "2001:db8::", 15061));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport-trust/exactly", test_exactly);
  g_test_add_func ("/transport-trust/one", test_one);
  g_test_add_func ("/transport-trust/literal", test_literal);

  return g_test_run ();
}
