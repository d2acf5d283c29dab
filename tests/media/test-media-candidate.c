/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Ways to reach a peer: which we take, and how they look when written again. */

#include "media-candidate.h"

static const struct
{
  const char *name;
  const char *text;
  const char *written; /* NULL: of no use to us */
} rows[] = {
  { "host", "1 1 UDP 2015363327 192.0.2.2 44906 typ host", "1 1 UDP 2015363327 192.0.2.2 44906 typ host" },
  { "lower-case-udp", "Hcb00710a 1 udp 2130706431 203.0.113.10 14254 typ host",
    "Hcb00710a 1 UDP 2130706431 203.0.113.10 14254 typ host" },
  { "extensions-dropped", "1 1 udp 1 192.0.2.2 5 typ host generation 0 network-id 1",
    "1 1 UDP 1 192.0.2.2 5 typ host" },
  { "reflexive", "8 1 udp 16 198.51.100.7 49203 typ srflx raddr 192.0.2.15 rport 49204 generation 0",
    "8 1 UDP 16 198.51.100.7 49203 typ srflx raddr 192.0.2.15 rport 49204" },
  { "base-hidden", "8 1 udp 16 198.51.100.7 49203 typ srflx raddr 0.0.0.0 rport 0",
    "8 1 UDP 16 198.51.100.7 49203 typ srflx" },
  { "relayed", "9 1 udp 16 198.51.100.9 50000 typ relay raddr 198.51.100.7 rport 49203",
    "9 1 UDP 16 198.51.100.9 50000 typ relay raddr 198.51.100.7 rport 49203" },
  { "ipv6", "2 1 UDP 7 2001:DB8:0:0::15 41885 typ host", "2 1 UDP 7 2001:db8::15 41885 typ host" },
  { "loopback", "1 1 UDP 7 127.0.0.1 4 typ host", "1 1 UDP 7 127.0.0.1 4 typ host" },
  { "second-component", "1 2 UDP 7 192.0.2.2 4 typ host", NULL },
  { "tcp", "3 1 tcp 7 192.0.2.15 9 typ host tcptype active", NULL },
  { "mdns", "5 1 udp 7 7f3c9b6e-1c9b-4a53-9e6f-5d1f0ab7c1e2.local 51234 typ host", NULL },
  { "host-name", "5 1 udp 7 localhost 51234 typ host", NULL },
  { "link-local", "6 1 UDP 7 fe80::1 4 typ host", NULL },
  { "port-zero", "1 1 UDP 7 192.0.2.2 0 typ host", NULL },
  { "port-65535", "1 1 UDP 7 192.0.2.2 65535 typ host", "1 1 UDP 7 192.0.2.2 65535 typ host" },
  { "port-65536", "1 1 UDP 7 192.0.2.2 65536 typ host", NULL },
  { "priority-zero", "1 1 UDP 0 192.0.2.2 4 typ host", NULL },
  { "priority-over-32-bits", "1 1 UDP 4294967296 192.0.2.2 4 typ host", NULL },
  { "foundation-of-32", "12345678901234567890123456789012 1 UDP 7 192.0.2.2 4 typ host",
    "12345678901234567890123456789012 1 UDP 7 192.0.2.2 4 typ host" },
  { "foundation-of-33", "123456789012345678901234567890123 1 UDP 7 192.0.2.2 4 typ host", NULL },
  { "foundation-with-quote", "a\"b 1 UDP 7 192.0.2.2 4 typ host", NULL },
  { "unknown-type", "1 1 UDP 7 192.0.2.2 4 typ wormhole", NULL },
  { "no-type", "1 1 UDP 7 192.0.2.2 4", NULL },
  { "any-address", "1 1 UDP 7 0.0.0.0 4 typ host", NULL },
  { "multicast", "1 1 UDP 7 ff02::1 4 typ host", NULL },
  { "empty", "", NULL },
  { "spaces", "        ", NULL },
};

static void
test_row (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (MediaCandidate) candidate = media_candidate_parse (rows[row].text);
  g_autoptr (MediaCandidate) copy = candidate != NULL ? media_candidate_copy (candidate) : NULL;
  g_autofree char *written = copy != NULL ? media_candidate_write (copy) : NULL;

  g_assert_cmpstr (written, ==, rows[row].written);
}

static void
test_kinds (void)
{
  g_autoptr (MediaCandidate) near = media_candidate_parse ("1 1 UDP 7 127.4.5.6 4 typ host");
  g_autoptr (MediaCandidate) near6 = media_candidate_parse ("1 1 UDP 7 ::1 4 typ host");
  g_autoptr (MediaCandidate) far = media_candidate_parse ("1 1 UDP 7 192.0.2.2 4 typ host");

  g_assert_true (media_candidate_is_loopback (near));
  g_assert_true (media_candidate_is_loopback (near6));
  g_assert_false (media_candidate_is_loopback (far));
  g_assert_true (media_candidate_is_ipv6 (near6));
  g_assert_false (media_candidate_is_ipv6 (far));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/media-candidate/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/media-candidate/kinds", test_kinds);

  return g_test_run ();
}
