/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where, and who: the two parts of a target do not get mixed up.
 */

#include "transport-target.h"

/* TRUST 3.7, RFC 5922 §7.1: what SRV named is where; the domain is who, at any address. */
static void
test_identity (void)
{
  g_autoptr (TransportTarget) found = transport_target_new ("tls://sip1.example.net:5061", "example.org", "SRV");
  g_autoptr (TransportTarget) typed = transport_target_new ("wss://sip.example.org/x", NULL, NULL);
  g_autoptr (TransportTarget) literal = transport_target_new ("tls://[::1]:5061", NULL, NULL);
  g_autoptr (TransportTarget) pinned = transport_target_at (found, "192.0.2.1");

  g_assert_cmpstr (transport_target_get_identity (found), ==, "example.org");
  g_assert_cmpstr (transport_target_get_identity (typed), ==, "sip.example.org");
  g_assert_cmpstr (transport_target_get_identity (literal), ==, "::1");
  g_assert_cmpstr (transport_target_get_identity (pinned), ==, "example.org");
  g_assert_cmpstr (transport_target_get_address (pinned), ==, "192.0.2.1");
  g_assert_null (transport_target_get_address (found));
  g_assert_cmpstr (transport_target_get_reason (pinned), ==, "SRV");
  g_assert_null (transport_target_get_reason (typed));
}

static void
test_secure (void)
{
  static const char *const uris[] = { "wss://h/", "tls://h", "ws://h/", "tcp://h", "udp://h" };

  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autoptr (TransportTarget) target = transport_target_new (uris[i], NULL, NULL);

      g_assert_true (transport_target_is_secure (target) == (i < 2));
    }
}

/* How it was found makes no other place of it; who has to answer there does. */
static void
test_equal (void)
{
  g_autoptr (TransportTarget) one = transport_target_new ("tls://h", "example.org", "SRV");
  g_autoptr (TransportTarget) same = transport_target_new ("tls://h", "example.org", NULL);
  g_autoptr (TransportTarget) other = transport_target_new ("tls://h", "example.com", "SRV");
  g_autoptr (TransportTarget) pinned = transport_target_at (one, "192.0.2.1");

  g_assert_true (transport_target_equal (one, same));
  g_assert_false (transport_target_equal (one, other));
  g_assert_false (transport_target_equal (one, pinned));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport-target/identity", test_identity);
  g_test_add_func ("/transport-target/secure", test_secure);
  g_test_add_func ("/transport-target/equal", test_equal);

  return g_test_run ();
}
