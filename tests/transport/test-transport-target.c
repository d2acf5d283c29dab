/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A place and who has to answer there. */

#include "transport-target.h"

static void
test_new (void)
{
  g_autoptr (TransportTarget) named = transport_target_new ("tls://a.example.org:5061", "example.org", "DNS names it");
  g_autoptr (TransportTarget) own = transport_target_new ("wss://[2001:db8::1]:8443/", NULL, NULL);

  g_assert_cmpstr (transport_target_get_uri (named), ==, "tls://a.example.org:5061");
  g_assert_cmpstr (transport_target_get_identity (named), ==, "example.org");
  g_assert_cmpstr (transport_target_get_reason (named), ==, "DNS names it");
  g_assert_null (transport_target_get_address (named));
  g_assert_cmpstr (transport_target_get_identity (own), ==, "2001:db8::1");
  g_assert_null (transport_target_get_reason (own));
}

/* TRUST 3.7: an address changes where, never who. */
static void
test_at (void)
{
  g_autoptr (TransportTarget) named = transport_target_new ("tls://a.example.org:5061", "example.org", "DNS names it");
  g_autoptr (TransportTarget) pinned = transport_target_at (named, "192.0.2.1");
  g_autoptr (TransportTarget) loose = transport_target_at (pinned, NULL);

  g_assert_cmpstr (transport_target_get_address (pinned), ==, "192.0.2.1");
  g_assert_cmpstr (transport_target_get_uri (pinned), ==, "tls://a.example.org:5061");
  g_assert_cmpstr (transport_target_get_identity (pinned), ==, "example.org");
  g_assert_cmpstr (transport_target_get_reason (pinned), ==, "DNS names it");
  g_assert_null (transport_target_get_address (named));
  g_assert_null (transport_target_get_address (loose));
}

static void
test_is_secure (void)
{
  static const struct
  {
    const char *uri;
    gboolean secure;
  } rows[] = {
    { "wss://example.org/", TRUE },        { "tls://example.org:5061", TRUE },  { "ws://example.org/", FALSE },
    { "tcp://example.org:5060", FALSE },   { "udp://example.org:5060", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TransportTarget) target = transport_target_new (rows[i].uri, NULL, NULL);

      g_assert_true (transport_target_is_secure (target) == rows[i].secure);
    }
}

static void
test_equal (void)
{
  g_autoptr (TransportTarget) one = transport_target_new ("tls://a.example:5061", "example.org", "by one way");
  g_autoptr (TransportTarget) same = transport_target_new ("tls://a.example:5061", "example.org", "by another");
  g_autoptr (TransportTarget) elsewhere = transport_target_new ("tls://b.example:5061", "example.org", NULL);
  g_autoptr (TransportTarget) other = transport_target_new ("tls://a.example:5061", "example.net", NULL);
  g_autoptr (TransportTarget) pinned = transport_target_at (one, "192.0.2.1");
  g_autoptr (TransportTarget) shared = transport_target_ref (one);

  g_assert_true (transport_target_equal (one, same));
  g_assert_true (transport_target_equal (one, shared));
  g_assert_false (transport_target_equal (one, elsewhere));
  g_assert_false (transport_target_equal (one, other));
  g_assert_false (transport_target_equal (one, pinned));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport-target/new", test_new);
  g_test_add_func ("/transport-target/at", test_at);
  g_test_add_func ("/transport-target/is-secure", test_is_secure);
  g_test_add_func ("/transport-target/equal", test_equal);

  return g_test_run ();
}
