/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Via values, right and wrong. */

#include "sip-via.h"

static const struct
{
  const char *what, *text, *protocol, *sent_by, *branch;
  gboolean    magic;
} good[] = {
  { "plain", "SIP/2.0/UDP erlang.bell-telephone.com:5060;branch=z9hG4bK87asdks7", "UDP",
    "erlang.bell-telephone.com:5060", "z9hG4bK87asdks7", TRUE },
  { "websocket (RFC 7118)", "SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK56sdasks;rport", "WSS",
    "df7jal23ls0d.invalid", "z9hG4bK56sdasks", TRUE },
  { "spaces (RFC 4475 §3.1.1.1)", "SIP  / 2.0  / TCP     spindle.example.com   ;   branch  =   z9hG4bK9ikj8", "TCP",
    "spindle.example.com", "z9hG4bK9ikj8", TRUE },
  { "spaces round the colon", "SIP/2.0/UDP first.example.com : 4000;branch=z9hG4bKa7c6a8dlze.1", "UDP",
    "first.example.com:4000", "z9hG4bKa7c6a8dlze.1", TRUE },
  { "no branch", "SIP/2.0/UDP iftgw.example.com", "UDP", "iftgw.example.com", NULL, FALSE },
  { "branch of RFC 2543", "SIP/2.0/UDP 192.0.2.2;branch=390skdjuw", "UDP", "192.0.2.2", "390skdjuw", FALSE },
  { "bare cookie (RFC 4475 §3.2.1)", "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK", "UDP", "192.0.2.1", "z9hG4bK", FALSE },
  { "cookie in capitals", "SIP/2.0/UDP h;branch=Z9HG4BKx", "UDP", "h", "Z9HG4BKx", TRUE },
  { "odd branch (RFC 4475 §3.1.1.2)", "SIP/2.0/TCP host1.example.com;branch=z9hG4bK-.!%66*_+`'~", "TCP",
    "host1.example.com", "z9hG4bK-.!%66*_+`'~", TRUE },
  { "unknown transport", "SIP/2.0/UNKNOWN t4.example.com;branch=z9hG4bKasd0f3en", "UNKNOWN", "t4.example.com",
    "z9hG4bKasd0f3en", TRUE },
  { "another version", "SIP/7.0/UDP c.example.com;branch=z9hG4bKkdjuw", "UDP", "c.example.com", "z9hG4bKkdjuw", TRUE },
  { "IPv6", "SIP/2.0/UDP [2001:db8::9:1]:6050;branch=z9hG4bKas3-111", "UDP", "[2001:db8::9:1]:6050",
    "z9hG4bKas3-111", TRUE },
  { "mapped IPv4", "SIP/2.0/UDP [::ffff:192.0.2.10]:19823;branch=z9hG4bKbh19", "UDP", "[::ffff:192.0.2.10]:19823",
    "z9hG4bKbh19", TRUE },
};

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SipVia) via = sip_via_parse (good[i].text, -1, &error);
      g_autofree char *sent_by = NULL;

      g_test_message ("%s", good[i].what);
      g_assert_no_error (error);
      sent_by = sip_via_dup_sent_by (via);
      g_assert_cmpstr (sip_via_get_protocol (via), ==, good[i].protocol);
      g_assert_cmpstr (sent_by, ==, good[i].sent_by);
      g_assert_cmpstr (sip_via_get_branch (via), ==, good[i].branch);
      g_assert_cmpint (sip_via_has_magic (via), ==, good[i].magic);
    }
}

static void
test_bad (void)
{
  static const char *const rows[] = {
    "",
    "SIP/2.0/UDP",
    "SIP/2.0/UDP ",
    "SIP/2.0 host",
    "SIP/2.0/ host",
    "UDP host",
    "SIP/2.0/UDP 192.0.2.15;;,;,,", /* RFC 4475 §3.1.2.1 */
    "SIP/2.0/UDP 192.0.2.15;",
    "SIP/2.0/UDP 192.0.2.15;branch=",
    "SIP/2.0/UDP 192.0.2.15:0",
    "SIP/2.0/UDP 192.0.2.15:65536",
    "SIP/2.0/UDP 2001:db8::1",
    "SIP/2.0/UDP [2001:db8::1",
    "SIP/2.0/UDP a b",
    "SIP/2.0/UDP a, SIP/2.0/UDP b",
    "SIP/2.0/UDP[::1]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", rows[i]);
      g_assert_null (sip_via_parse (rows[i], -1, &error));
      g_assert_true (error != NULL);
    }
}

/* RFC 3581; RFC 5118 §4.5: received with and without brackets */
static void
test_params (void)
{
  g_autoptr (SipVia) plain = sip_via_parse ("SIP/2.0/UDP h:1;rport=9;RECEIVED=192.0.2.1;ttl=\"1\"", -1, NULL);
  g_autoptr (SipVia) asking = sip_via_parse ("SIP/2.0/UDP h;rport", -1, NULL);
  g_autoptr (SipVia) bare = sip_via_parse ("SIP/2.0/UDP h;received=2001:db8::9:255", -1, NULL);
  g_autoptr (SipVia) bracketed = sip_via_parse ("SIP/2.0/UDP h;received=[2001:db8::9:255]", -1, NULL);

  g_assert_cmpstr (sip_via_get_host (plain), ==, "h");
  g_assert_cmpuint (sip_via_get_port (plain), ==, 1);
  g_assert_cmpstr (sip_via_get_param (plain, "rport"), ==, "9");
  g_assert_cmpstr (sip_via_get_param (plain, "received"), ==, "192.0.2.1");
  g_assert_cmpstr (sip_via_get_param (plain, "TTL"), ==, "1");
  g_assert_null (sip_via_get_param (plain, "maddr"));
  g_assert_true (sip_via_has_param (asking, "rport"));
  g_assert_cmpstr (sip_via_get_param (asking, "rport"), ==, "");
  g_assert_cmpstr (sip_via_get_param (bare, "received"), ==, "2001:db8::9:255");
  g_assert_cmpstr (sip_via_get_param (bracketed, "received"), ==, "2001:db8::9:255");
}

static void
test_ref (void)
{
  SipVia *via = sip_via_parse ("SIP/2.0/UDP h", -1, NULL);

  g_assert_true (sip_via_ref (via) == via);
  sip_via_unref (via);
  g_assert_cmpstr (sip_via_get_host (via), ==, "h");
  sip_via_unref (via);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/via/good", test_good);
  g_test_add_func ("/sip/via/bad", test_bad);
  g_test_add_func ("/sip/via/params", test_params);
  g_test_add_func ("/sip/via/ref", test_ref);

  return g_test_run ();
}
