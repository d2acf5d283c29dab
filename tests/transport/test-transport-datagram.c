/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* UDP against a socket on loopback: one message a datagram, both ways, and what the network tells of an end. What
 * is too large for a datagram is in test-transport-detour.c.
 */

#include "transport-datagram.h"

#include "doubles-clock.h"
#include "doubles-datagrams.h"
#include "doubles-wait.h"

#include "sip-limits.h"

typedef struct
{
  DoublesDatagrams *server;
  DoublesClock     *clock;
  SipTokens        *tokens;
  Transport        *transport;
  GPtrArray        *received; /* of GBytes */
  guint             n_keep_alives;
  gboolean          six;
} Fixture;

static void
received_cb (Transport *transport,
             GBytes    *message,
             Fixture   *fixture)
{
  g_ptr_array_add (fixture->received, g_bytes_ref (message));
}

static void
keep_alive_received_cb (Transport *transport,
                        Fixture   *fixture)
{
  fixture->n_keep_alives++;
}

static Transport *
make_transport (Fixture    *fixture,
                const char *host,
                const char *address)
{
  g_autofree char *uri = g_strdup_printf ("udp://%s:%u", host, doubles_datagrams_get_port (fixture->server));
  g_autoptr (TransportTarget) named = transport_target_new (uri, NULL, NULL);
  g_autoptr (TransportTarget) target = transport_target_at (named, address);
  g_autoptr (GError) error = NULL;
  Transport *transport = transport_datagram_new (target, SIP_CLOCK (fixture->clock), fixture->tokens, &error);

  g_assert_no_error (error);

  return transport;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  six)
{
  fixture->six = six != NULL;
  fixture->server = doubles_datagrams_new (fixture->six ? G_SOCKET_FAMILY_IPV6 : G_SOCKET_FAMILY_IPV4, 0);
  fixture->clock = doubles_clock_new ();
  fixture->tokens = sip_tokens_new_seeded (1);
  fixture->received = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  fixture->transport = make_transport (fixture, fixture->six ? "[::1]" : "127.0.0.1", NULL);
  g_signal_connect (fixture->transport, "received", G_CALLBACK (received_cb), fixture);
  g_signal_connect (fixture->transport, "keep-alive-received", G_CALLBACK (keep_alive_received_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  six)
{
  doubles_wait_settle ();
  g_assert_finalize_object (fixture->transport);
  g_clear_pointer (&fixture->server, doubles_datagrams_free);
  g_assert_cmpuint (doubles_clock_get_n_armed (fixture->clock), ==, 0);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->tokens);
  g_ptr_array_unref (fixture->received);
  doubles_wait_settle ();
}

static void
connect_now (Fixture *fixture)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  transport_connect_async (fixture->transport, NULL, doubles_answer_cb, &answer);
  g_assert_cmpint (transport_get_state (fixture->transport), ==, TRANSPORT_STATE_CONNECTING);
  g_assert_true (transport_connect_finish (fixture->transport, doubles_answer_wait (&answer), &error));
  g_assert_no_error (error);
}

static void
send_now (Fixture    *fixture,
          const char *text)
{
  g_autoptr (GBytes) message = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_true (transport_send (fixture->transport, message, &error));
  g_assert_no_error (error);
}

static void
assert_first (GPtrArray  *heard,
              const void *data,
              gsize       size)
{
  doubles_wait_until (heard->len > 0);
  g_autoptr (GBytes) first = g_ptr_array_steal_index (heard, 0);

  g_assert_cmpmem (g_bytes_get_data (first, NULL), g_bytes_get_size (first), data, size);
}

static void
assert_heard (Fixture    *fixture,
              const char *text)
{
  assert_first (doubles_datagrams_get_heard (fixture->server), text, strlen (text));
}

/* J1, J2, J4, J7, J10, W27, T6: one datagram, one message; nothing is asked first, for nobody would have to answer. */
static void
test_both_ways (Fixture       *fixture,
                gconstpointer  six)
{
  g_autofree char *uri = transport_dup_sip_uri (fixture->transport);
  g_autofree char *expected = g_strdup_printf ("sip:%s:%u;transport=udp;lr", fixture->six ? "[::1]" : "127.0.0.1",
                                               doubles_datagrams_get_port (fixture->server));

  g_assert_cmpstr (uri, ==, expected);
  connect_now (fixture);
  send_now (fixture, "one");
  send_now (fixture, "two");
  assert_heard (fixture, "one");
  assert_heard (fixture, "two");
  doubles_datagrams_say (fixture->server, "three", 5);
  assert_first (fixture->received, "three", 5);

  g_assert_true (transport_is_connected (fixture->transport));
  g_assert_cmpstr (sip_port_get_via_protocol (SIP_PORT (fixture->transport)), ==, "UDP");
  g_assert_cmpstr (sip_port_get_sent_by (SIP_PORT (fixture->transport)), ==,
                   doubles_datagrams_get_peer (fixture->server));
  g_assert_false (sip_port_is_reliable (SIP_PORT (fixture->transport)));
}

static void
test_facts (Fixture       *fixture,
            gconstpointer  six)
{
  g_autofree char *remote = g_strdup_printf ("%s:%u", fixture->six ? "[::1]" : "127.0.0.1",
                                             doubles_datagrams_get_port (fixture->server));
  TransportFacts facts;

  connect_now (fixture);
  transport_describe (fixture->transport, &facts);

  g_assert_cmpstr (facts.protocol, ==, "UDP");
  g_assert_cmpstr (facts.remote_address, ==, remote);
  g_assert_cmpstr (facts.local_address, ==, sip_port_get_sent_by (SIP_PORT (fixture->transport)));
  g_assert_cmpint (facts.family, ==, fixture->six ? G_SOCKET_FAMILY_IPV6 : G_SOCKET_FAMILY_IPV4);
  g_assert_null (facts.tls_version);
  g_assert_null (transport_get_certificate (fixture->transport));
}

/* TRUST section 3: the largest datagram that IP has is read whole. */
static void
test_largest (Fixture       *fixture,
              gconstpointer  six)
{
  const gsize size = 65507; /* 65535 less the heads of IPv4 and UDP */
  g_autofree char *text = g_strnfill (size, 'x');

  connect_now (fixture);
  send_now (fixture, "hello");
  assert_heard (fixture, "hello");
  doubles_datagrams_say (fixture->server, text, size);
  assert_first (fixture->received, text, size);

  send_now (fixture, text);
  assert_heard (fixture, text);
}

/* What IP cannot carry is refused, and the line stays. */
static void
test_too_large (Fixture       *fixture,
                gconstpointer  six)
{
  g_autofree char *text = g_strnfill (65508, 'x');
  g_autoptr (GBytes) message = g_bytes_new (text, 65508);
  g_autoptr (GError) error = NULL;

  connect_now (fixture);
  g_assert_false (transport_send (fixture->transport, message, &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_TOO_LARGE);
  g_assert_true (transport_is_connected (fixture->transport));
}

/* J11, W39: a ping is answered; ours only keeps a router's memory fresh, and silence is no loss. */
static void
test_keep_alives (Fixture       *fixture,
                  gconstpointer  six)
{
  connect_now (fixture);
  g_assert_true (transport_send_keep_alive (fixture->transport, NULL));
  assert_heard (fixture, "\r\n\r\n");
  doubles_clock_advance (fixture->clock, 60000);
  g_assert_true (transport_is_connected (fixture->transport));

  doubles_datagrams_say (fixture->server, "\r\n\r\n", 4);
  assert_heard (fixture, "\r\n");
  g_assert_cmpuint (fixture->n_keep_alives, ==, 1);
  g_assert_cmpuint (fixture->received->len, ==, 0);
}

/* W39, T12: who has answered once owes the next answer. */
static void
test_keep_alive_owed (Fixture       *fixture,
                      gconstpointer  six)
{
  connect_now (fixture);
  g_assert_true (transport_send_keep_alive (fixture->transport, NULL));
  assert_heard (fixture, "\r\n\r\n");
  doubles_datagrams_say (fixture->server, "\r\n", 2);
  doubles_wait_until (fixture->n_keep_alives == 1);

  g_assert_true (transport_send_keep_alive (fixture->transport, NULL));
  doubles_clock_advance (fixture->clock, 10000);
  g_assert_error (transport_get_last_error (fixture->transport), TRANSPORT_ERROR, TRANSPORT_ERROR_KEEP_ALIVE);
}

/* W55: an empty datagram means nothing. */
static void
test_empty (Fixture       *fixture,
            gconstpointer  six)
{
  connect_now (fixture);
  send_now (fixture, "hello");
  assert_heard (fixture, "hello");
  doubles_datagrams_say (fixture->server, "", 0);
  doubles_datagrams_say (fixture->server, "sound", 5);
  assert_first (fixture->received, "sound", 5);
}

/* T12: ICMP says that nobody is there. */
static void
test_nobody (Fixture       *fixture,
             gconstpointer  six)
{
  connect_now (fixture);
  g_clear_pointer (&fixture->server, doubles_datagrams_free);
  send_now (fixture, "hello");
  doubles_wait_until (!transport_is_connected (fixture->transport));

  g_assert_error (transport_get_last_error (fixture->transport), TRANSPORT_ERROR, TRANSPORT_ERROR_REFUSED);
}

/* T12: the same when it is the next datagram that finds out, before anything is read. */
static void
test_nobody_again (Fixture       *fixture,
                   gconstpointer  six)
{
  g_autoptr (GBytes) message = g_bytes_new_static ("hello", 5);
  g_autoptr (GError) error = NULL;
  guint n_sent = 0;

  connect_now (fixture);
  g_clear_pointer (&fixture->server, doubles_datagrams_free);
  while (transport_send (fixture->transport, message, &error))
    g_assert_cmpuint (++n_sent, <, 1000);

  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_LOST);
  g_assert_true (transport_is_connected (fixture->transport));
  doubles_wait_until (!transport_is_connected (fixture->transport));
  g_assert_error (transport_get_last_error (fixture->transport), TRANSPORT_ERROR, TRANSPORT_ERROR_REFUSED);
}

/* TRUST 3.10: who is not the one we connected to is not heard. */
static void
test_stranger (Fixture       *fixture,
               gconstpointer  six)
{
  g_autoptr (DoublesDatagrams) stranger = doubles_datagrams_new (G_SOCKET_FAMILY_IPV4, 0);
  g_autoptr (GSocketAddress) to = NULL;
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
  const char *port = NULL;

  connect_now (fixture);
  port = strrchr (sip_port_get_sent_by (SIP_PORT (fixture->transport)), ':') + 1;
  to = g_inet_socket_address_new_from_string ("127.0.0.1", (guint) g_ascii_strtoull (port, NULL, 10));
  g_assert_cmpint (g_socket_send_to (socket, to, "boo", 3, NULL, NULL), ==, 3);

  send_now (fixture, "hello");
  assert_heard (fixture, "hello");
  doubles_datagrams_say (fixture->server, "sound", 5);
  assert_first (fixture->received, "sound", 5);
}

/* T18, J6, and up again. */
static void
test_disconnect (Fixture       *fixture,
                 gconstpointer  six)
{
  g_auto (DoublesAnswer) answer = { 0 };

  connect_now (fixture);
  transport_disconnect_async (fixture->transport, 0, NULL, NULL, doubles_answer_cb, &answer);
  g_assert_true (transport_disconnect_finish (fixture->transport, doubles_answer_wait (&answer), NULL));
  g_assert_null (transport_get_last_error (fixture->transport));

  connect_now (fixture);
  send_now (fixture, "again");
  assert_heard (fixture, "again");
}

/* T18: given up while the host is looked up. */
static void
test_given_up (Fixture       *fixture,
               gconstpointer  six)
{
  g_auto (DoublesAnswer) answer = { 0 };

  transport_connect_async (fixture->transport, NULL, NULL, NULL);
  transport_disconnect_async (fixture->transport, 0, NULL, NULL, doubles_answer_cb, &answer);
  g_assert_true (transport_disconnect_finish (fixture->transport, doubles_answer_wait (&answer), NULL));
}

/* A target that is pinned spares DNS; its name is what stays on show. */
static void
test_pinned (Fixture       *fixture,
             gconstpointer  six)
{
  g_assert_finalize_object (fixture->transport);
  fixture->transport = make_transport (fixture, "nowhere.invalid", "127.0.0.1");
  connect_now (fixture);
  send_now (fixture, "hello");
  assert_heard (fixture, "hello");
  g_assert_nonnull (strstr (transport_get_url (fixture->transport), "nowhere.invalid"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, six, func) g_test_add ("/transport-datagram/" name, Fixture, six, set_up, func, tear_down)
  ADD ("both-ways", NULL, test_both_ways);
  ADD ("both-ways/ipv6", "six", test_both_ways);
  ADD ("facts", NULL, test_facts);
  ADD ("facts/ipv6", "six", test_facts);
  ADD ("largest", NULL, test_largest);
  ADD ("too-large", NULL, test_too_large);
  ADD ("keep-alives", NULL, test_keep_alives);
  ADD ("keep-alive-owed", NULL, test_keep_alive_owed);
  ADD ("empty", NULL, test_empty);
  ADD ("nobody", NULL, test_nobody);
  ADD ("nobody/ipv6", "six", test_nobody);
  ADD ("nobody-again", NULL, test_nobody_again);
  ADD ("stranger", NULL, test_stranger);
  ADD ("disconnect", NULL, test_disconnect);
  ADD ("given-up", NULL, test_given_up);
  ADD ("pinned", NULL, test_pinned);

  return g_test_run ();
}
