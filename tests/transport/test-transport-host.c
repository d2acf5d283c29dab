/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What may stand where a host is meant, at the edges of what RFC 1035 allows. */

#include "transport-host.h"

static void
test_normalise (void)
{
  static const struct
  {
    const char *text;
    const char *host; /* NULL: none */
  } rows[] = {
    { "example.org", "example.org" },
    { "EXAMPLE.org.", "example.org" },
    { "_sips._tcp.Example.org", "_sips._tcp.example.org" },
    { "localhost", "localhost" },
    { "a-b.c-d", "a-b.c-d" },
    { "127.0.0.1", "127.0.0.1" },
    { "2001:DB8:0:0::1", "2001:db8::1" },
    { "::ffff:192.0.2.1", "::ffff:192.0.2.1" },
    { "m\u00fcller.example", "xn--mller-kva.example" },
    { "4you.example", "4you.example" },
    { "", NULL },
    { ".", NULL },
    { "..", NULL },
    { "a..b", NULL },
    { "-a.b", NULL },
    { "a-.b", NULL },
    { "a b", NULL },
    { "a\\.b", NULL },
    { "a%20b", NULL },
    { "a/b", NULL },
    { "1.2.3", NULL },
    { "1.2.3.4.5", NULL },
    { "[::1]", NULL },
    { "::g", NULL },
    { "\xff", NULL },
    { "a\nb", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *host = transport_host_normalise (rows[i].text);

      g_assert_cmpstr (host, ==, rows[i].host);
    }
}

/* TRUST 3.1: the longest that is allowed, and one more. */
static void
test_lengths (void)
{
  g_autofree char *longest_label = g_strnfill (63, 'a');
  g_autofree char *longer_label = g_strnfill (64, 'a');
  g_autofree char *tail = g_strnfill (253 - 3 * 64, 'b');
  g_autofree char *longest = g_strconcat (longest_label, ".", longest_label, ".", longest_label, ".", tail, NULL);
  g_autofree char *longer = g_strconcat (longest, "b", NULL);
  g_autofree char *huge = g_strnfill (100000, 'a');

  g_assert_true (transport_host_is_name (longest_label));
  g_assert_false (transport_host_is_name (longer_label));
  g_assert_cmpuint (strlen (longest), ==, TRANSPORT_HOST_MAX_NAME);
  g_assert_true (transport_host_is_name (longest));
  g_assert_false (transport_host_is_name (longer));
  g_assert_null (transport_host_normalise (huge));
}

static void
test_is_ip (void)
{
  g_assert_true (transport_host_is_ip ("192.0.2.1"));
  g_assert_true (transport_host_is_ip ("::1"));
  g_assert_false (transport_host_is_ip ("example.org"));
  g_assert_false (transport_host_is_ip ("192.0.2"));
  g_assert_false (transport_host_is_ip (""));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport-host/normalise", test_normalise);
  g_test_add_func ("/transport-host/lengths", test_lengths);
  g_test_add_func ("/transport-host/is-ip", test_is_ip);

  return g_test_run ();
}
