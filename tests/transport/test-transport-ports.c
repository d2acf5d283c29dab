/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Ports that go without saying, places to connect to, and addresses as they are written.
 */

#include "transport-ports.h"

#include "transport.h"

typedef struct
{
  const char *uri;
  guint       port;
} Row;

/* W6; RFC 3261 §19.1.2 */
static const Row rows[] = {
  { "ws://h/", 80 },       { "wss://h/", 443 },  { "udp://h", 5060 },  { "tcp://h", 5060 },
  { "tls://h", 5061 },     { "tls://h:7", 7 },   { "wss://h:8/x", 8 }, { "tcp://[::1]:9", 9 },
  { "TLS://h", 5061 },     { "sctp://h", 0 },    { "h", 0 },           { "", 0 },
};

static void
test_ports (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TransportTarget) target = transport_target_new (rows[i].uri, NULL, NULL);

      g_test_message ("%s", rows[i].uri);
      g_assert_cmpuint (transport_ports_of (target), ==, rows[i].port);
    }
}

/* A name stays a name, so that all its addresses can be tried; an address is not looked up; a pinned one is taken. */
static void
test_connectable (void)
{
  g_autoptr (TransportTarget) named = transport_target_new ("tls://sip.example.org", NULL, NULL);
  g_autoptr (TransportTarget) pinned = transport_target_at (named, "2001:db8::1");
  g_autoptr (TransportTarget) literal = transport_target_new ("tcp://[::1]:5070", NULL, NULL);
  g_autoptr (GSocketConnectable) name = transport_ports_connectable (named);
  g_autoptr (GSocketConnectable) pin = transport_ports_connectable (pinned);
  g_autoptr (GSocketConnectable) address = transport_ports_connectable (literal);
  g_autofree char *pin_text = transport_ports_write (G_SOCKET_ADDRESS (pin));
  g_autofree char *text = transport_ports_write (G_SOCKET_ADDRESS (address));

  g_assert_cmpstr (g_network_address_get_hostname (G_NETWORK_ADDRESS (name)), ==, "sip.example.org");
  g_assert_cmpuint (g_network_address_get_port (G_NETWORK_ADDRESS (name)), ==, 5061);
  g_assert_cmpstr (pin_text, ==, "[2001:db8::1]:5061");
  g_assert_cmpstr (text, ==, "[::1]:5070");
}

static void
test_write (void)
{
  g_autoptr (GSocketAddress) four = g_inet_socket_address_new_from_string ("192.0.2.1", 5060);
  g_autofree char *text = transport_ports_write (four);

  g_assert_cmpstr (text, ==, "192.0.2.1:5060");
  g_assert_null (transport_ports_write (NULL));
}

static void
test_check (void)
{
  static const char *const schemes[] = { "tcp", "tls", NULL };
  g_autoptr (TransportTarget) good = transport_target_new ("TLS://h", NULL, NULL);
  g_autoptr (TransportTarget) other = transport_target_new ("udp://h", NULL, NULL);
  g_autoptr (TransportTarget) empty = transport_target_new ("tls://", NULL, NULL);
  g_autofree char *scheme = transport_ports_check (good, schemes, NULL);
  g_autoptr (GError) no_scheme = NULL;
  g_autoptr (GError) no_host = NULL;

  g_assert_cmpstr (scheme, ==, "tls");
  g_assert_null (transport_ports_check (other, schemes, &no_scheme));
  g_assert_error (no_scheme, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL);
  g_assert_nonnull (strstr (no_scheme->message, "tcp: or tls:"));
  g_assert_null (transport_ports_check (empty, schemes, &no_host));
  g_assert_error (no_host, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport-ports/ports", test_ports);
  g_test_add_func ("/transport-ports/connectable", test_connectable);
  g_test_add_func ("/transport-ports/write", test_write);
  g_test_add_func ("/transport-ports/check", test_check);

  return g_test_run ();
}
