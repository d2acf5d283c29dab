/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A target becomes the transport of its scheme; what that transport is called, in Via and in Route, follows.
 */

#include "transport-kinds.h"

#include "transport-datagram.h"
#include "transport-tcp.h"
#include "transport-websocket.h"

#include "doubles-clock.h"
#include "doubles-server.h"
#include "doubles-wait.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

typedef struct
{
  const char *uri;
  GType     (*type) (void);
  const char *via;
  const char *route;
  gboolean    reliable;
} Row;

/* J1, J2, J4, W6, W55, RFC 7118 §5.3: for each of the five */
static const Row rows[] = {
  { "udp://example.org:5070", transport_datagram_get_type, "UDP", "sip:example.org:5070;transport=udp;lr", FALSE },
  { "tcp://example.org", transport_tcp_get_type, "TCP", "sip:example.org;transport=tcp;lr", TRUE },
  { "tls://example.org:5061", transport_tcp_get_type, "TLS", "sip:example.org:5061;transport=tls;lr", TRUE },
  { "ws://example.org:8080/sip?a=b", transport_websocket_get_type, "WS", "sip:example.org:8080;transport=ws;lr", TRUE },
  { "wss://example.org/", transport_websocket_get_type, "WSS", "sip:example.org;transport=ws;lr", TRUE },
  { "tls://[2001:db8::1]:5061", transport_tcp_get_type, "TLS", "sip:[2001:db8::1]:5061;transport=tls;lr", TRUE },
  { "TCP://example.org", transport_tcp_get_type, "TCP", "sip:example.org;transport=tcp;lr", TRUE },
};

static const char *const bad[] = { "", "example.org", "sctp://example.org", "tls://", "tcp://example.org:0", "sips:a@b" };

static void
test_kinds (void)
{
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TransportTarget) target = transport_target_new (rows[i].uri, NULL, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (Transport) transport = transport_kinds_make (target, SIP_CLOCK (clock), tokens, NULL, &error);
      g_autofree char *route = NULL;

      g_test_message ("%s", rows[i].uri);
      g_assert_no_error (error);
      route = transport_dup_sip_uri (transport);
      g_assert_true (G_TYPE_CHECK_INSTANCE_TYPE (transport, rows[i].type ()));
      g_assert_cmpstr (transport_get_via_protocol (transport), ==, rows[i].via);
      g_assert_cmpstr (route, ==, rows[i].route);
      g_assert_true (sip_port_is_reliable (SIP_PORT (transport)) == rows[i].reliable);
      g_assert_cmpint (transport_get_state (transport), ==, TRANSPORT_STATE_DISCONNECTED);
    }
}

static void
test_bad (void)
{
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (TransportTarget) target = transport_target_new (bad[i], NULL, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (transport_kinds_make (target, SIP_CLOCK (clock), tokens, NULL, &error));
      g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL);
    }
}

/* J3; TRUST, redaction rule: what a person or a log sees of it holds no secret, whatever was typed. */
static void
test_shown (void)
{
  static const char *const schemes[] = { "udp", "tcp", "tls", "ws", "wss" };
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_autofree char *uri = g_strconcat (schemes[i], "://ann:hunter2@example.org:7000/?key=hunter2", NULL);
      g_autofree char *shown = g_strconcat (schemes[i], "://example.org:7000", NULL);
      g_autoptr (TransportTarget) target = transport_target_new (uri, NULL, NULL);
      g_autoptr (Transport) transport = transport_kinds_make (target, SIP_CLOCK (clock), tokens, NULL, NULL);

      g_assert_true (g_str_has_prefix (transport_get_url (transport), shown));
      g_assert_null (strstr (transport_get_url (transport), "hunter2"));
    }
}

/* RFC 8305: a host of two families whose server has one is reached, and it is known by which. */
static void
test_either_family (gconstpointer scheme)
{
  static const GSocketFamily families[] = { G_SOCKET_FAMILY_IPV4, G_SOCKET_FAMILY_IPV6 };

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autoptr (DoublesServer) server = doubles_server_new_at (families[i]);
      g_autofree char *uri = g_strdup_printf ("%s://localhost:%u/", (const char *) scheme, doubles_server_get_port (server));
      g_autoptr (TransportTarget) target = transport_target_new (uri, NULL, NULL);
      g_autoptr (DoublesClock) clock = doubles_clock_new ();
      g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);
      g_autoptr (Transport) transport = transport_kinds_make (target, SIP_CLOCK (clock), tokens, NULL, NULL);
      TransportFacts facts;

      if (g_str_equal (scheme, "ws"))
        doubles_server_shake (server, "sip");
      transport_connect_async (transport, NULL, NULL, NULL);
      doubles_wait_until (transport_get_state (transport) != TRANSPORT_STATE_CONNECTING);
      g_assert_true (transport_is_connected (transport));
      transport_describe (transport, &facts);
      g_assert_cmpint (facts.family, ==, families[i]);
      doubles_wait_settle ();
    }
}

/* The socket of this process that is connected to @port; the kernel knows what nobody else shows. */
static int
find_socket (guint port)
{
  for (int fd = 3; fd < 1024; fd++)
    {
      struct sockaddr_in peer = { 0 };
      socklen_t size = sizeof peer;

      if (getpeername (fd, (struct sockaddr *) &peer, &size) == 0 && peer.sin_family == AF_INET &&
          ntohs (peer.sin_port) == port)
        return fd;
    }

  return -1;
}

static int
read_option (int fd,
             int level,
             int option)
{
  int value = -1;
  socklen_t size = sizeof value;

  g_assert_cmpint (getsockopt (fd, level, option, &value, &size), ==, 0);

  return value;
}

/* T12, TRUST F3: a line that died without a word is noticed by TCP in 20 s, over TCP and below TLS and WebSocket. */
static void
test_user_timeout (gconstpointer scheme)
{
  g_autoptr (DoublesServer) server = doubles_server_new ();
  g_autofree char *uri = g_strdup_printf ("%s://127.0.0.1:%u/", (const char *) scheme, doubles_server_get_port (server));
  g_autoptr (TransportTarget) target = transport_target_new (uri, NULL, NULL);
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);
  g_autoptr (Transport) transport = transport_kinds_make (target, SIP_CLOCK (clock), tokens, NULL, NULL);
  g_auto (DoublesAnswer) answer = { 0 };
  int fd = -1;

  transport_connect_async (transport, NULL, NULL, NULL);
  doubles_wait_until (doubles_server_get_heard (server)->len > 0);
  fd = find_socket (doubles_server_get_port (server));
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (read_option (fd, IPPROTO_TCP, TCP_USER_TIMEOUT), ==, 20000);
  g_assert_cmpint (read_option (fd, IPPROTO_TCP, TCP_NODELAY), ==, 1);
  g_assert_cmpint (read_option (fd, SOL_SOCKET, SO_KEEPALIVE), ==, 1);

  transport_disconnect_async (transport, 0, NULL, NULL, doubles_answer_cb, &answer);
  g_assert_true (transport_disconnect_finish (transport, doubles_answer_wait (&answer), NULL));
  doubles_wait_settle ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport-kinds/kinds", test_kinds);
  g_test_add_func ("/transport-kinds/bad", test_bad);

  g_test_add_func ("/transport-kinds/shown", test_shown);
  g_test_add_data_func ("/transport-kinds/either-family/tcp", "tcp", test_either_family);
  g_test_add_data_func ("/transport-kinds/either-family/ws", "ws", test_either_family);
  g_test_add_data_func ("/transport-kinds/user-timeout/tcp", "tcp", test_user_timeout);
  g_test_add_data_func ("/transport-kinds/user-timeout/tls", "tls", test_user_timeout);
  g_test_add_data_func ("/transport-kinds/user-timeout/ws", "ws", test_user_timeout);

  return g_test_run ();
}
