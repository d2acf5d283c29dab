/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The facts about each way, which everything else is decided by. */

#include "transport-way.h"

typedef struct
{
  TransportWay way;
  const char *scheme;
  guint port;
  gboolean secure, websocket;
  const char *uri; /* of example.org at the usual port; NULL: there is none */
} Way;

static const Way rows[] = {
  { TRANSPORT_WAY_WSS, "wss", 443, TRUE, TRUE, "wss://example.org/" },
  { TRANSPORT_WAY_WS, "ws", 80, FALSE, TRUE, "ws://example.org/" },
  { TRANSPORT_WAY_TLS, "tls", 5061, TRUE, FALSE, "tls://example.org:5061" },
  { TRANSPORT_WAY_TCP, "tcp", 5060, FALSE, FALSE, "tcp://example.org:5060" },
  { TRANSPORT_WAY_UDP, "udp", 5060, FALSE, FALSE, "udp://example.org:5060" },
  { TRANSPORT_WAY_SIPS, "sips", 0, TRUE, FALSE, NULL },
  { TRANSPORT_WAY_SIP, "sip", 0, FALSE, FALSE, NULL },
};

static void
test_facts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpstr (transport_way_get_scheme (rows[i].way), ==, rows[i].scheme);
      g_assert_cmpuint (transport_way_get_port (rows[i].way), ==, rows[i].port);
      g_assert_true (transport_way_is_secure (rows[i].way) == rows[i].secure);
      g_assert_true (transport_way_is_websocket (rows[i].way) == rows[i].websocket);
    }
}

static void
test_write_uri (void)
{
  g_autofree char *six = transport_way_write_uri (TRANSPORT_WAY_TLS, "2001:db8::1", 443);
  g_autofree char *socket = transport_way_write_uri (TRANSPORT_WAY_WSS, "2001:db8::1", 8443);

  for (gsize i = 0; i < G_N_ELEMENTS (rows) && rows[i].uri != NULL; i++)
    {
      g_autofree char *uri = transport_way_write_uri (rows[i].way, "example.org", 0);
      g_autofree char *same = transport_way_write_uri (rows[i].way, "example.org", rows[i].port);

      g_assert_cmpstr (uri, ==, rows[i].uri);
      g_assert_cmpstr (same, ==, uri);
    }

  g_assert_cmpstr (six, ==, "tls://[2001:db8::1]:443");
  g_assert_cmpstr (socket, ==, "wss://[2001:db8::1]:8443/");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport-way/facts", test_facts);
  g_test_add_func ("/transport-way/write-uri", test_write_uri);

  return g_test_run ();
}
