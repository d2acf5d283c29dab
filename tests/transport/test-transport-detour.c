/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* RFC 3261 §18.1.1 and TRUST F15: what a server hears by UDP and what by TCP, when both are at the same port, when
 * only one is, and when the other way breaks.
 */

#include "transport-detour.h"

#include "transport-datagram.h"

#include "doubles-clock.h"
#include "doubles-datagrams.h"
#include "doubles-server.h"
#include "doubles-wait.h"

#include <sys/socket.h>

typedef struct
{
  DoublesServer    *tcp;
  DoublesDatagrams *udp;
  DoublesClock     *clock;
  SipTokens        *tokens;
  Transport        *transport;
  GPtrArray        *received; /* of GBytes */
} Fixture;

static void
received_cb (Transport *transport,
             GBytes    *message,
             Fixture   *fixture)
{
  g_ptr_array_add (fixture->received, g_bytes_ref (message));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *uri = NULL;
  g_autoptr (TransportTarget) target = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (DoublesAnswer) answer = { 0 };

  fixture->tcp = doubles_server_new ();
  fixture->udp = doubles_datagrams_new (G_SOCKET_FAMILY_IPV4, doubles_server_get_port (fixture->tcp));
  fixture->clock = doubles_clock_new ();
  fixture->tokens = sip_tokens_new_seeded (1);
  fixture->received = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  uri = g_strdup_printf ("udp://127.0.0.1:%u", doubles_server_get_port (fixture->tcp));
  target = transport_target_new (uri, NULL, NULL);
  fixture->transport = transport_datagram_new (target, SIP_CLOCK (fixture->clock), fixture->tokens, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->transport, "received", G_CALLBACK (received_cb), fixture);
  transport_connect_async (fixture->transport, NULL, doubles_answer_cb, &answer);
  g_assert_true (transport_connect_finish (fixture->transport, doubles_answer_wait (&answer), NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  doubles_wait_settle ();
  g_assert_finalize_object (fixture->transport);
  doubles_wait_until (doubles_clock_get_n_armed (fixture->clock) == 0);
  g_clear_pointer (&fixture->tcp, doubles_server_free);
  doubles_datagrams_free (fixture->udp);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->tokens);
  g_ptr_array_unref (fixture->received);
  doubles_wait_settle ();
}

static GBytes *
make_request (const char *method,
              const char *branch,
              gsize       size)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s sip:ann@example.org SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK%s;rport\r\n"
                                "From: <sip:b@example.org>;tag=1\r\nTo: <sip:ann@example.org>\r\nCall-ID: c\r\n"
                                "CSeq: 1 %s\r\nSubject: ", method, branch, method);
  while (text->len + strlen ("\r\nContent-Length: 0\r\n\r\n") < size)
    g_string_append_c (text, 'x');
  g_string_append (text, "\r\nContent-Length: 0\r\n\r\n");

  return g_bytes_new (text->str, text->len);
}

/* As make_request() made it, with another transport in Via. */
static char *
dup_reworded (GBytes *request)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (request, NULL), g_bytes_get_size (request));
  g_auto (GStrv) parts = g_strsplit (text, "SIP/2.0/UDP", 2);

  return g_strjoinv ("SIP/2.0/TCP", parts);
}

static void
send_now (Fixture *fixture,
          GBytes  *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (transport_send (fixture->transport, message, &error));
  g_assert_no_error (error);
}

static void
assert_by_udp (Fixture *fixture,
               GBytes  *message)
{
  GPtrArray *heard = doubles_datagrams_get_heard (fixture->udp);

  doubles_wait_until (heard->len > 0);
  g_autoptr (GBytes) first = g_ptr_array_steal_index (heard, 0);

  g_assert_true (g_bytes_equal (first, message));
}

/* Nothing more is on its way: a small message that is sent now arrives first. */
static void
assert_nothing_by_udp (Fixture *fixture)
{
  g_autoptr (GBytes) small = make_request ("OPTIONS", "marker", 0);

  send_now (fixture, small);
  assert_by_udp (fixture, small);
}

static void
assert_by_tcp (Fixture *fixture,
               GBytes  *message)
{
  g_autofree char *text = dup_reworded (message);
  GByteArray *heard = doubles_server_get_heard (fixture->tcp);

  doubles_wait_until (heard->len >= strlen (text));
  g_assert_cmpmem (heard->data, strlen (text), text, strlen (text));
  g_byte_array_remove_range (heard, 0, (guint) strlen (text));
}

/* The detour has its own curiosity about keep-alives. */
static void
assert_question_by_tcp (Fixture *fixture)
{
  GByteArray *heard = doubles_server_get_heard (fixture->tcp);

  doubles_wait_until (heard->len >= 4);
  g_assert_cmpmem (heard->data, 4, "\r\n\r\n", 4);
  g_byte_array_remove_range (heard, 0, 4);
}

static gboolean
took_detour (Fixture *fixture)
{
  TransportFacts facts;

  transport_describe (fixture->transport, &facts);

  return facts.took_detour;
}

static gboolean
missed_detour (Fixture *fixture)
{
  TransportFacts facts;

  transport_describe (fixture->transport, &facts);

  return facts.missed_detour;
}

/* 1300 octets go by UDP, one more by TCP, and Via says so. */
static void
test_edge (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GBytes) largest = make_request ("INVITE", "a", 1300);
  g_autoptr (GBytes) too_large = make_request ("INVITE", "b", 1301);

  g_assert_cmpuint (g_bytes_get_size (largest), ==, 1300);
  send_now (fixture, largest);
  assert_by_udp (fixture, largest);
  g_assert_false (took_detour (fixture));
  g_assert_cmpuint (doubles_server_get_n_accepted (fixture->tcp), ==, 0);

  send_now (fixture, too_large);
  assert_by_tcp (fixture, too_large);
  assert_question_by_tcp (fixture);
  g_assert_true (took_detour (fixture));
  g_assert_false (missed_detour (fixture));
  assert_nothing_by_udp (fixture);
}

/* The layer above repeats by its clock; TCP does not lose, so nothing is repeated, while it opens or after. */
static void
test_repetition (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GBytes) invite = make_request ("INVITE", "a", 2000);
  g_autoptr (GBytes) again = g_bytes_new (g_bytes_get_data (invite, NULL), g_bytes_get_size (invite));

  send_now (fixture, invite);
  send_now (fixture, again);
  assert_by_tcp (fixture, invite);
  assert_question_by_tcp (fixture);
  send_now (fixture, again);
  assert_nothing_by_udp (fixture);
  g_assert_cmpuint (doubles_server_get_heard (fixture->tcp)->len, ==, 0);
}

/* RFC 3261 §9.1, §17.1.1.3: CANCEL and ACK go where their INVITE went, however small; other requests do not. */
static void
test_what_belongs_to_it (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (GBytes) invite = make_request ("INVITE", "a", 2000);
  g_autoptr (GBytes) cancel = make_request ("CANCEL", "a", 0);

  send_now (fixture, invite);
  assert_by_tcp (fixture, invite);
  assert_question_by_tcp (fixture);
  send_now (fixture, cancel);
  assert_by_tcp (fixture, cancel);
  assert_nothing_by_udp (fixture);
}

#define ANSWER(transport) "SIP/2.0 200 OK\r\nVia: SIP/2.0/" transport " 127.0.0.1:5060;branch=z9hG4bKa\r\n" \
                          "From: <sip:b@example.org>;tag=1\r\nTo: <sip:ann@example.org>;tag=2\r\nCall-ID: c\r\n" \
                          "CSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n"

/* J10: what comes in by TCP is handed up like the rest, in whole messages. */
static void
test_received (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GBytes) invite = make_request ("INVITE", "a", 2000);

  send_now (fixture, invite);
  assert_by_tcp (fixture, invite);
  doubles_server_say (fixture->tcp, ANSWER ("TCP"), 20);
  doubles_server_say (fixture->tcp, ANSWER ("TCP") + 20, strlen (ANSWER ("TCP")) - 20);
  doubles_wait_until (fixture->received->len == 1);

  g_assert_cmpmem (g_bytes_get_data (fixture->received->pdata[0], NULL), g_bytes_get_size (fixture->received->pdata[0]),
                   ANSWER ("TCP"), strlen (ANSWER ("TCP")));
}

/* RFC 3261 §18.2.2: an answer goes back the way of its request, whatever its size. */
static void
test_answers (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GBytes) invite = make_request ("INVITE", "b", 2000);
  g_autofree char *body = g_strnfill (1500, 'x');
  g_autofree char *large_text = g_strconcat (ANSWER ("UDP"), body, NULL);
  g_autoptr (GBytes) by_udp = g_bytes_new (large_text, strlen (large_text));
  g_autoptr (GBytes) by_tcp = g_bytes_new_static (ANSWER ("TCP"), strlen (ANSWER ("TCP")));

  send_now (fixture, by_udp);
  assert_by_udp (fixture, by_udp);
  g_assert_cmpuint (doubles_server_get_n_accepted (fixture->tcp), ==, 0);

  send_now (fixture, invite);
  assert_by_tcp (fixture, invite);
  assert_question_by_tcp (fixture);
  send_now (fixture, by_udp);
  assert_by_udp (fixture, by_udp);
  send_now (fixture, by_tcp);
  assert_by_tcp (fixture, by_tcp);
}

/* No TCP there: by UDP after all, as it was, and nobody is told otherwise; and TCP is not tried again for a minute. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GBytes) first = make_request ("INVITE", "a", 2000);
  g_autoptr (GBytes) second = make_request ("INVITE", "b", 2000);
  g_autoptr (GBytes) third = make_request ("INVITE", "c", 2000);

  g_clear_pointer (&fixture->tcp, doubles_server_free);
  send_now (fixture, first);
  assert_by_udp (fixture, first);
  send_now (fixture, first);
  assert_by_udp (fixture, first);
  send_now (fixture, second);
  g_assert_cmpuint (doubles_clock_get_n_armed (fixture->clock), ==, 0);
  assert_by_udp (fixture, second);
  g_assert_false (took_detour (fixture));
  g_assert_true (missed_detour (fixture));

  doubles_clock_advance (fixture->clock, 60000);
  send_now (fixture, third);
  g_assert_cmpuint (doubles_clock_get_n_armed (fixture->clock), ==, 1);
  assert_by_udp (fixture, third);
}

/* A listener whose queue is full answers nobody, like a fire wall. */
static void
test_unanswered (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GBytes) invite = make_request ("INVITE", "a", 2000);
  g_autoptr (GBytes) cancel = make_request ("CANCEL", "a", 0);
  guint port = doubles_server_get_port (fixture->tcp);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  g_autoptr (GSocket) listener = NULL;
  GSocket *callers[8] = { 0 };

  g_clear_pointer (&fixture->tcp, doubles_server_free);
  listener = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_assert_true (g_socket_bind (listener, address, TRUE, NULL));
  g_assert_cmpint (listen (g_socket_get_fd (listener), 0), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (callers); i++)
    {
      callers[i] = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
      g_socket_set_blocking (callers[i], FALSE);
      g_socket_connect (callers[i], address, NULL, NULL);
    }

  send_now (fixture, invite);
  send_now (fixture, cancel);
  doubles_wait_settle ();
  assert_nothing_by_udp (fixture);
  doubles_clock_advance (fixture->clock, 4999);
  assert_nothing_by_udp (fixture);
  doubles_clock_advance (fixture->clock, 1);
  assert_by_udp (fixture, invite);
  assert_by_udp (fixture, cancel);

  for (gsize i = 0; i < G_N_ELEMENTS (callers); i++)
    g_object_unref (callers[i]);
}

/* What went with a connection that broke may be lost: the next repetition is sent, and TCP is opened anew. */
static void
test_lost (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GBytes) invite = make_request ("INVITE", "a", 2000);

  send_now (fixture, invite);
  assert_by_tcp (fixture, invite);
  doubles_server_drop (fixture->tcp);
  doubles_wait_settle ();
  g_assert_true (transport_is_connected (fixture->transport));

  doubles_wait_until ((send_now (fixture, invite), doubles_server_get_n_accepted (fixture->tcp) == 2));
  assert_by_tcp (fixture, invite);
}

/* T18: who disconnects closes both ways. */
static void
test_disconnect (Fixture       *fixture,
                 gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GBytes) invite = make_request ("INVITE", "a", 2000);

  send_now (fixture, invite);
  assert_by_tcp (fixture, invite);
  transport_disconnect_async (fixture->transport, 0, NULL, NULL, doubles_answer_cb, &answer);
  g_assert_true (transport_disconnect_finish (fixture->transport, doubles_answer_wait (&answer), NULL));
  doubles_wait_until (doubles_server_get_ended (fixture->tcp));
}

/* T21: dropped while TCP is being opened. */
static void
test_dropped (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GBytes) invite = make_request ("INVITE", "a", 2000);

  send_now (fixture, invite);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/transport-detour/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("edge", test_edge);
  ADD ("repetition", test_repetition);
  ADD ("what-belongs-to-it", test_what_belongs_to_it);
  ADD ("received", test_received);
  ADD ("answers", test_answers);
  ADD ("refused", test_refused);
  ADD ("unanswered", test_unanswered);
  ADD ("lost", test_lost);
  ADD ("disconnect", test_disconnect);
  ADD ("dropped", test_dropped);

  return g_test_run ();
}
