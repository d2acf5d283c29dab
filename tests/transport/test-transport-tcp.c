/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* TCP and TLS against a server on loopback: what reaches the other side, what is made of the octets that come, and
 * how a loss is noticed. What a certificate must be is in test-transport-judge.c.
 */

#include "transport-tcp.h"

#include "doubles-authority.h"
#include "doubles-clock.h"
#include "doubles-server.h"
#include "doubles-wait.h"

#include "sip-limits.h"

typedef struct
{
  const char   *scheme;
  GSocketFamily family;
} Case;

typedef struct
{
  DoublesServer *server;
  DoublesClock  *clock;
  SipTokens     *tokens;
  Transport     *transport;
  GPtrArray     *received; /* of char * */
  guint          n_keep_alives;
} Fixture;

static const Case tcp = { "tcp", G_SOCKET_FAMILY_IPV4 };
static const Case tcp6 = { "tcp", G_SOCKET_FAMILY_IPV6 };
static const Case tls = { "tls", G_SOCKET_FAMILY_IPV4 };
static const Case tls6 = { "tls", G_SOCKET_FAMILY_IPV6 };

static GTlsCertificate *certificate;

static void
received_cb (Transport *transport,
             GBytes    *message,
             Fixture   *fixture)
{
  g_ptr_array_add (fixture->received, g_strndup (g_bytes_get_data (message, NULL), g_bytes_get_size (message)));
}

static void
keep_alive_received_cb (Transport *transport,
                        Fixture   *fixture)
{
  fixture->n_keep_alives++;
}

static const char *
get_host (const Case *this)
{
  return this->family == G_SOCKET_FAMILY_IPV6 ? "[::1]" : "127.0.0.1";
}

static void
make_transport (Fixture    *fixture,
                const Case *this)
{
  g_autofree char *uri = g_strdup_printf ("%s://%s:%u", this->scheme, get_host (this),
                                          doubles_server_get_port (fixture->server));
  g_autoptr (TransportTarget) target = transport_target_new (uri, NULL, NULL);
  g_autoptr (GError) error = NULL;

  fixture->transport = transport_tcp_new (target, SIP_CLOCK (fixture->clock), fixture->tokens, NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->transport, "received", G_CALLBACK (received_cb), fixture);
  g_signal_connect (fixture->transport, "keep-alive-received", G_CALLBACK (keep_alive_received_cb), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const Case *this = data;

  fixture->server = doubles_server_new_at (this->family);
  if (g_str_equal (this->scheme, "tls"))
    doubles_server_set_certificate (fixture->server, certificate);
  fixture->clock = doubles_clock_new ();
  fixture->tokens = sip_tokens_new_seeded (1);
  fixture->received = g_ptr_array_new_with_free_func (g_free);
  make_transport (fixture, this);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  doubles_wait_settle ();
  if (fixture->transport != NULL)
    g_assert_finalize_object (fixture->transport);
  doubles_server_free (fixture->server);
  g_assert_cmpuint (doubles_clock_get_n_armed (fixture->clock), ==, 0);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->tokens);
  g_ptr_array_unref (fixture->received);
  doubles_wait_settle ();
}

static void
assert_heard (Fixture    *fixture,
              const char *text)
{
  GByteArray *heard = doubles_server_get_heard (fixture->server);

  doubles_wait_until (heard->len >= strlen (text));
  g_assert_cmpmem (heard->data, heard->len, text, strlen (text));
  g_byte_array_set_size (heard, 0);
}

/* The question whether it answers keep-alives comes first, and is not answered here. */
static void
connect_now (Fixture *fixture)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  transport_connect_async (fixture->transport, NULL, doubles_answer_cb, &answer);
  g_assert_cmpint (transport_get_state (fixture->transport), ==, TRANSPORT_STATE_CONNECTING);
  g_assert_true (transport_connect_finish (fixture->transport, doubles_answer_wait (&answer), &error));
  g_assert_no_error (error);
  assert_heard (fixture, "\r\n\r\n");
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
say (Fixture    *fixture,
     const char *text)
{
  doubles_server_say (fixture->server, text, strlen (text));
}

static void
assert_received (Fixture    *fixture,
                 const char *text)
{
  doubles_wait_until (fixture->received->len > 0);
  g_autofree char *first = g_ptr_array_steal_index (fixture->received, 0);

  g_assert_cmpstr (first, ==, text);
}

#define HEAD "OPTIONS sip:ann@example.org SIP/2.0\r\nVia: SIP/2.0/TCP [::1];branch=z9hG4bKa\r\n" \
             "From: <sip:b@example.org>;tag=1\r\nTo: <sip:a@example.org>\r\nCall-ID: c\r\nCSeq: 1 OPTIONS\r\n"
#define EMPTY HEAD "Content-Length: 0\r\n\r\n"
#define BODY  HEAD "Content-Length: 5\r\n\r\nhello"

/* J1, J2, J4, J5, W27, T6: up, both ways, and the port says where we really are. */
static void
test_both_ways (Fixture       *fixture,
                gconstpointer  data)
{
  const Case *this = data;
  g_autofree char *via = g_ascii_strup (this->scheme, -1);
  g_autofree char *prefix = g_strconcat (get_host (this), ":", NULL);
  g_autofree char *uri = transport_dup_sip_uri (fixture->transport);
  g_autofree char *expected = g_strdup_printf ("sip:%s:%u;transport=%s;lr", get_host (this),
                                               doubles_server_get_port (fixture->server), this->scheme);

  g_assert_cmpstr (uri, ==, expected);
  connect_now (fixture);
  send_now (fixture, EMPTY);
  assert_heard (fixture, EMPTY);
  say (fixture, BODY);
  assert_received (fixture, BODY);

  g_assert_true (transport_is_connected (fixture->transport));
  g_assert_cmpstr (sip_port_get_via_protocol (SIP_PORT (fixture->transport)), ==, via);
  g_assert_true (g_str_has_prefix (sip_port_get_sent_by (SIP_PORT (fixture->transport)), prefix));
  g_assert_true (sip_port_is_reliable (SIP_PORT (fixture->transport)));
}

/* What a person may know of the line. */
static void
test_facts (Fixture       *fixture,
            gconstpointer  data)
{
  const Case *this = data;
  g_autofree char *remote = g_strdup_printf ("%s:%u", get_host (this), doubles_server_get_port (fixture->server));
  TransportFacts facts;

  transport_describe (fixture->transport, &facts);
  g_assert_null (facts.remote_address);
  g_assert_cmpint (facts.family, ==, G_SOCKET_FAMILY_INVALID);

  connect_now (fixture);
  transport_describe (fixture->transport, &facts);
  g_assert_cmpstr (facts.remote_address, ==, remote);
  g_assert_cmpstr (facts.local_address, ==, sip_port_get_sent_by (SIP_PORT (fixture->transport)));
  g_assert_cmpint (facts.family, ==, this->family);
  g_assert_cmpstr (facts.tls_version, ==, g_str_equal (this->scheme, "tls") ? "TLS 1.3" : NULL);
  g_assert_true ((transport_get_certificate (fixture->transport) != NULL) == g_str_equal (this->scheme, "tls"));
  g_assert_cmpint (facts.round_trip_ms, ==, -1);
  g_assert_false (facts.took_detour);
}

/* A.6 item 6: asked once out of curiosity; an answer is timed, and from then on known to be owed. */
static void
test_curious (Fixture       *fixture,
              gconstpointer  data)
{
  TransportFacts facts;

  connect_now (fixture);
  g_assert_false (transport_answers_keep_alives (fixture->transport));
  doubles_clock_advance (fixture->clock, 120);
  say (fixture, "\r\n");
  doubles_wait_until (fixture->n_keep_alives == 1);

  g_assert_true (transport_answers_keep_alives (fixture->transport));
  transport_describe (fixture->transport, &facts);
  g_assert_true (facts.answers_keep_alives);
  g_assert_cmpint (facts.round_trip_ms, ==, 120);
}

/* A server that never answers CRLF CRLF loses nothing by it: nobody asked for keep-alives. */
static void
test_not_curious_for_ever (Fixture       *fixture,
                           gconstpointer  data)
{
  connect_now (fixture);
  doubles_clock_advance (fixture->clock, 60000);
  g_assert_true (transport_is_connected (fixture->transport));
  g_assert_false (transport_answers_keep_alives (fixture->transport));
}

/* J10, RFC 3261 §18.3: a message in single octets, and three in one go. */
static void
test_framing (Fixture       *fixture,
              gconstpointer  data)
{
  connect_now (fixture);
  for (const char *c = BODY; *c != '\0'; c++)
    doubles_server_say (fixture->server, c, 1);
  assert_received (fixture, BODY);

  say (fixture, EMPTY BODY EMPTY);
  assert_received (fixture, EMPTY);
  assert_received (fixture, BODY);
  assert_received (fixture, EMPTY);
}

/* W39, W42, T12: asked for and not answered, it is a loss. */
static void
test_keep_alive_missed (Fixture       *fixture,
                        gconstpointer  data)
{
  connect_now (fixture);
  g_assert_true (transport_send_keep_alive (fixture->transport, NULL));
  assert_heard (fixture, "\r\n\r\n");
  doubles_clock_advance (fixture->clock, 10000);

  g_assert_error (transport_get_last_error (fixture->transport), TRANSPORT_ERROR, TRANSPORT_ERROR_KEEP_ALIVE);
  doubles_wait_until (doubles_server_get_ended (fixture->server));
}

static void
assert_lost (Fixture *fixture,
             int      code)
{
  doubles_wait_until (!transport_is_connected (fixture->transport));
  g_assert_cmpint (transport_get_state (fixture->transport), ==, TRANSPORT_STATE_DISCONNECTED);
  g_assert_error (transport_get_last_error (fixture->transport), TRANSPORT_ERROR, code);
  g_test_message ("%s", transport_get_last_error (fixture->transport)->message);
}

/* T12, T14, TRUST F1: FIN, in the middle of a message too. */
static void
test_end (Fixture       *fixture,
          gconstpointer  data)
{
  connect_now (fixture);
  say (fixture, HEAD);
  doubles_server_drop (fixture->server);
  assert_lost (fixture, TRANSPORT_ERROR_LOST);
  g_assert_cmpuint (fixture->received->len, ==, 0);
}

/* T12, TRUST F1: RST */
static void
test_reset (Fixture       *fixture,
            gconstpointer  data)
{
  connect_now (fixture);
  doubles_server_reset (fixture->server);
  assert_lost (fixture, TRANSPORT_ERROR_LOST);
}

/* The largest message passes in many parts, and arrives whole. */
static void
test_largest (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *text = g_strnfill (SIP_MAX_STREAM, 'x');
  GByteArray *heard = doubles_server_get_heard (fixture->server);

  connect_now (fixture);
  send_now (fixture, text);
  doubles_wait_until (heard->len == SIP_MAX_STREAM);
}

/* T19, T12: a server that reads nothing is not waited for in memory; the line stays what it is until TCP gives up. */
static void
test_deaf (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *text = g_strnfill (SIP_MAX_STREAM, 'x');
  g_autoptr (GBytes) message = g_bytes_new (text, SIP_MAX_STREAM);
  g_autoptr (GError) error = NULL;
  guint n_sent = 0;

  connect_now (fixture);
  doubles_server_set_deaf (fixture->server, TRUE);
  while (transport_send (fixture->transport, message, &error))
    {
      g_assert_cmpuint (++n_sent, <, 1000);
      doubles_wait_settle ();
    }

  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_TOO_LARGE);
  g_assert_true (transport_is_connected (fixture->transport));
  doubles_server_set_deaf (fixture->server, FALSE);
  doubles_wait_until (transport_send (fixture->transport, message, NULL));
}

/* T18, T23, J6: what was sent before arrives before the end; no error, for it was asked for; what comes then is
 * nobody's. */
static void
test_disconnect (Fixture       *fixture,
                 gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };

  connect_now (fixture);
  send_now (fixture, EMPTY);
  transport_disconnect_async (fixture->transport, 0, NULL, NULL, doubles_answer_cb, &answer);
  g_assert_cmpint (transport_get_state (fixture->transport), ==, TRANSPORT_STATE_DISCONNECTING);
  say (fixture, BODY);
  g_assert_true (transport_disconnect_finish (fixture->transport, doubles_answer_wait (&answer), NULL));
  doubles_wait_until (doubles_server_get_ended (fixture->server));

  assert_heard (fixture, EMPTY);
  g_assert_null (transport_get_last_error (fixture->transport));
  g_assert_cmpuint (fixture->received->len, ==, 0);
}

/* W30: a server that takes nothing does not keep us. */
static void
test_disconnect_from_deaf (Fixture       *fixture,
                           gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_autofree char *text = g_strnfill (SIP_MAX_STREAM, 'x');
  g_autoptr (GBytes) message = g_bytes_new (text, SIP_MAX_STREAM);

  connect_now (fixture);
  doubles_server_set_deaf (fixture->server, TRUE);
  while (transport_send (fixture->transport, message, NULL))
    doubles_wait_settle ();
  transport_disconnect_async (fixture->transport, 0, NULL, NULL, doubles_answer_cb, &answer);
  doubles_clock_advance (fixture->clock, 5000);
  g_assert_true (transport_disconnect_finish (fixture->transport, doubles_answer_wait (&answer), NULL));
}

/* W15, W29, DESIGN 1.3: after a loss, by the same object, on a new connection. */
static void
test_connect_again (Fixture       *fixture,
                    gconstpointer  data)
{
  connect_now (fixture);
  say (fixture, HEAD);
  doubles_server_drop (fixture->server);
  assert_lost (fixture, TRANSPORT_ERROR_LOST);

  connect_now (fixture);
  g_assert_null (transport_get_last_error (fixture->transport));
  say (fixture, BODY);
  assert_received (fixture, BODY);
}

/* T21: dropped while connected, it leaves nothing behind and the far end learns of it. */
static void
test_dropped (Fixture       *fixture,
              gconstpointer  data)
{
  connect_now (fixture);
  doubles_wait_settle ();
  g_assert_finalize_object (g_steal_pointer (&fixture->transport));
  doubles_wait_until (doubles_server_get_ended (fixture->server));
}

/* Nobody listens. */
static void
test_nobody (Fixture       *fixture,
             gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  doubles_server_free (fixture->server);
  fixture->server = doubles_server_new ();
  transport_connect_async (fixture->transport, NULL, doubles_answer_cb, &answer);
  g_assert_false (transport_connect_finish (fixture->transport, doubles_answer_wait (&answer), &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_REFUSED);
}

/* W7, W54, TRUST F4: a server that accepts and shakes no hands has five seconds; and it is given up at once. */
static void
test_silent (Fixture       *fixture,
             gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };

  doubles_server_set_certificate (fixture->server, NULL);
  transport_connect_async (fixture->transport, NULL, NULL, NULL);
  doubles_wait_until (doubles_server_get_heard (fixture->server)->len > 0);
  doubles_clock_advance (fixture->clock, 5000);
  g_assert_error (transport_get_last_error (fixture->transport), TRANSPORT_ERROR, TRANSPORT_ERROR_TIMEOUT);
  doubles_wait_until (doubles_server_get_ended (fixture->server));

  transport_connect_async (fixture->transport, NULL, NULL, NULL);
  transport_disconnect_async (fixture->transport, 0, NULL, NULL, doubles_answer_cb, &answer);
  g_assert_true (transport_disconnect_finish (fixture->transport, doubles_answer_wait (&answer), NULL));
}

#define ADD(name, this, func) g_test_add ("/transport-tcp/" name, Fixture, this, set_up, func, tear_down)
#define ADD_BOTH(name, func)         \
  do                                 \
    {                                \
      ADD ("tcp/" name, &tcp, func); \
      ADD ("tls/" name, &tls, func); \
    }                                \
  while (0)

static void
add_tests (void)
{
  ADD_BOTH ("both-ways", test_both_ways);
  ADD ("tcp6/both-ways", &tcp6, test_both_ways);
  ADD ("tls6/both-ways", &tls6, test_both_ways);
  ADD_BOTH ("facts", test_facts);
  ADD ("tcp6/facts", &tcp6, test_facts);
  ADD_BOTH ("curious", test_curious);
  ADD ("tcp/not-curious-for-ever", &tcp, test_not_curious_for_ever);
  ADD_BOTH ("framing", test_framing);
  ADD ("tcp/keep-alive-missed", &tcp, test_keep_alive_missed);
  ADD_BOTH ("end", test_end);
  ADD_BOTH ("reset", test_reset);
  ADD_BOTH ("largest", test_largest);
  ADD_BOTH ("deaf", test_deaf);
  ADD_BOTH ("disconnect", test_disconnect);
  ADD_BOTH ("disconnect-from-deaf", test_disconnect_from_deaf);
  ADD_BOTH ("connect-again", test_connect_again);
  ADD_BOTH ("dropped", test_dropped);
  ADD ("tcp/nobody", &tcp, test_nobody);
  ADD ("tls/silent", &tls, test_silent);
}

int
main (int    argc,
      char **argv)
{
  const DoublesCertificate wish = { .name = "server", .alternative = "IP:127.0.0.1,IP:::1" };
  DoublesAuthority *authority = NULL;
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  authority = doubles_authority_new ();
  certificate = doubles_authority_issue (authority, &wish);
  add_tests ();

  status = g_test_run ();
  g_object_unref (certificate);
  doubles_authority_free (authority);

  return status;
}
