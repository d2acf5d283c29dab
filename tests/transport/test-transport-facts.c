/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What can be known of a line, how long it is remembered, and how the time of an answer is taken. What each kind of
 * wire notes is in its own test as well.
 */

#include "transport-private.h"

#include "transport-websocket.h"

#include "doubles-clock.h"
#include "doubles-server.h"
#include "doubles-transport.h"
#include "doubles-wait.h"

typedef struct
{
  DoublesClock     *clock;
  SipTokens        *tokens;
  DoublesTransport *wire;
  Transport        *transport; /* the same */
} Fixture;

static void
connect_now (Fixture *fixture)
{
  transport_connect_async (fixture->transport, NULL, NULL, NULL);
  doubles_clock_advance (fixture->clock, 0);
  g_assert_true (transport_is_connected (fixture->transport));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->clock = doubles_clock_new ();
  fixture->tokens = sip_tokens_new_seeded (1);
  fixture->wire = doubles_transport_new (NULL, SIP_CLOCK (fixture->clock), fixture->tokens);
  fixture->transport = TRANSPORT_TRANSPORT (fixture->wire);
  connect_now (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  doubles_wait_settle ();
  g_assert_finalize_object (fixture->wire);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->tokens);
}

static TransportFacts
describe (Fixture *fixture)
{
  TransportFacts facts;

  transport_describe (fixture->transport, &facts);

  return facts;
}

/* A line that has no address is called by its protocol, and nothing is made up. */
static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  TransportFacts facts = describe (fixture);

  g_assert_cmpstr (facts.protocol, ==, "WSS");
  g_assert_null (facts.remote_address);
  g_assert_null (facts.local_address);
  g_assert_null (facts.tls_version);
  g_assert_cmpint (facts.family, ==, G_SOCKET_FAMILY_INVALID);
  g_assert_cmpint (facts.round_trip_ms, ==, -1);
  g_assert_false (facts.answers_keep_alives);
  g_assert_false (facts.took_detour);
  g_assert_null (transport_get_certificate (fixture->transport));
  g_assert_cmpuint (transport_get_retry_after_s (fixture->transport), ==, 0);
}

/* W39: from the question to its answer. */
static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  transport_send_keep_alive (fixture->transport, NULL);
  doubles_clock_advance (fixture->clock, 35);
  doubles_transport_deliver (fixture->wire, "\r\n");

  g_assert_cmpint (describe (fixture).round_trip_ms, ==, 35);
  g_assert_true (transport_answers_keep_alives (fixture->transport));
}

/* Two questions under way: the first answer belongs to the first, and the second is not timed. */
static void
test_two_questions (Fixture       *fixture,
                    gconstpointer  data)
{
  transport_wonder (fixture->transport);
  doubles_clock_advance (fixture->clock, 100);
  transport_send_keep_alive (fixture->transport, NULL);
  doubles_clock_advance (fixture->clock, 50);
  doubles_transport_deliver (fixture->wire, "\r\n");
  g_assert_cmpint (describe (fixture).round_trip_ms, ==, 150);

  doubles_clock_advance (fixture->clock, 100);
  doubles_transport_deliver (fixture->wire, "\r\n");
  g_assert_cmpint (describe (fixture).round_trip_ms, ==, 150);
}

/* A question that nobody answered does not lengthen the time of a later one. */
static void
test_unanswered_question (Fixture       *fixture,
                          gconstpointer  data)
{
  transport_wonder (fixture->transport);
  doubles_clock_advance (fixture->clock, 60000);
  transport_send_keep_alive (fixture->transport, NULL);
  doubles_clock_advance (fixture->clock, 20);
  doubles_transport_deliver (fixture->wire, "\r\n");

  g_assert_cmpint (describe (fixture).round_trip_ms, ==, 20);
}

/* J11: who asks us has not answered us. */
static void
test_their_question (Fixture       *fixture,
                     gconstpointer  data)
{
  transport_wonder (fixture->transport);
  doubles_transport_deliver (fixture->wire, "\r\n\r\n");

  g_assert_false (transport_answers_keep_alives (fixture->transport));
}

/* A CRLF long after ours is theirs, as some send to keep a router's memory fresh: who sends it may answer nothing. */
static void
test_late (Fixture       *fixture,
           gconstpointer  data)
{
  transport_wonder (fixture->transport);
  doubles_clock_advance (fixture->clock, 10001);
  doubles_transport_deliver (fixture->wire, "\r\n");

  g_assert_false (transport_answers_keep_alives (fixture->transport));
  g_assert_cmpint (describe (fixture).round_trip_ms, ==, -1);
}

/* What is known of a line that is down is kept until the next one is opened. */
static void
test_remembered (Fixture       *fixture,
                 gconstpointer  data)
{
  TransportCertificate *certificate = transport_certificate_new ();

  transport_note_certificate (fixture->transport, certificate);
  transport_certificate_unref (certificate);
  transport_note_detour (fixture->transport, TRUE);
  transport_note_retry_after (fixture->transport, 30);
  doubles_transport_break (fixture->wire, 1013);
  g_assert_true (transport_get_certificate (fixture->transport) == certificate);
  g_assert_true (describe (fixture).took_detour);
  g_assert_cmpuint (transport_get_retry_after_s (fixture->transport), ==, 30);

  connect_now (fixture);
  g_assert_null (transport_get_certificate (fixture->transport));
  g_assert_false (describe (fixture).took_detour);
  g_assert_cmpuint (transport_get_retry_after_s (fixture->transport), ==, 0);
}

/* And no longer: an attempt that fails has no round trip of the line before it to show. */
static void
test_forgotten (Fixture       *fixture,
                gconstpointer  data)
{
  transport_send_keep_alive (fixture->transport, NULL);
  doubles_clock_advance (fixture->clock, 35);
  doubles_transport_deliver (fixture->wire, "\r\n");
  doubles_transport_break (fixture->wire, 1006);
  g_assert_cmpint (describe (fixture).round_trip_ms, ==, 35);

  transport_connect_async (fixture->transport, NULL, NULL, NULL);
  g_assert_cmpint (transport_get_state (fixture->transport), ==, TRANSPORT_STATE_CONNECTING);
  g_assert_cmpint (describe (fixture).round_trip_ms, ==, -1);
  g_assert_false (transport_answers_keep_alives (fixture->transport));
  doubles_clock_advance (fixture->clock, 5000);
}

/* TRUST F2 and section 3: an hour at most; and without a number five to ten seconds, not the same for all. */
static void
test_retry_after (Fixture       *fixture,
                  gconstpointer  data)
{
  gboolean drawn[11] = { FALSE };

  transport_note_retry_after (fixture->transport, 1);
  g_assert_cmpuint (transport_get_retry_after_s (fixture->transport), ==, 1);
  transport_note_retry_after (fixture->transport, 3601);
  g_assert_cmpuint (transport_get_retry_after_s (fixture->transport), ==, 3600);

  for (guint i = 0; i < 200; i++)
    {
      transport_note_retry_after (fixture->transport, 0);
      g_assert_cmpuint (transport_get_retry_after_s (fixture->transport), <=, 10);
      drawn[transport_get_retry_after_s (fixture->transport)] = TRUE;
    }
  for (guint i = 0; i <= 10; i++)
    g_assert_true (drawn[i] == (i >= 5));
}

/* A WebSocket knows its addresses, asks whether CRLF CRLF is answered, and loses nothing by silence. */
static void
test_websocket (void)
{
  static const guint8 pong[] = { 0x81, 0x02, '\r', '\n' };
  g_autoptr (DoublesServer) server = doubles_server_new ();
  g_autofree char *address = g_strdup_printf ("127.0.0.1:%u", doubles_server_get_port (server));
  g_autofree char *url = g_strdup_printf ("ws://%s/", address);
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);
  g_autoptr (Transport) transport = transport_websocket_new (url, SIP_CLOCK (clock), tokens, NULL);
  TransportFacts facts;

  doubles_server_shake (server, "sip");
  transport_connect_async (transport, NULL, NULL, NULL);
  doubles_wait_until (transport_is_connected (transport));
  transport_describe (transport, &facts);
  g_assert_cmpstr (facts.protocol, ==, "WS");
  g_assert_cmpstr (facts.remote_address, ==, address);
  g_assert_true (g_str_has_prefix (facts.local_address, "127.0.0.1:"));
  g_assert_cmpint (facts.family, ==, G_SOCKET_FAMILY_IPV4);
  g_assert_null (facts.tls_version);

  doubles_clock_advance (clock, 10000);
  g_assert_true (transport_is_connected (transport));
  g_assert_false (transport_answers_keep_alives (transport));
  doubles_server_say (server, pong, sizeof pong);
  doubles_wait_until (transport_answers_keep_alives (transport));
  transport_describe (transport, &facts);
  g_assert_cmpint (facts.round_trip_ms, ==, 10000);
  doubles_wait_settle ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/transport-facts/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("unknown", test_unknown);
  ADD ("round-trip", test_round_trip);
  ADD ("two-questions", test_two_questions);
  ADD ("unanswered-question", test_unanswered_question);
  ADD ("their-question", test_their_question);
  ADD ("late", test_late);
  ADD ("remembered", test_remembered);
  ADD ("forgotten", test_forgotten);
  ADD ("retry-after", test_retry_after);
  g_test_add_func ("/transport-facts/websocket", test_websocket);

  return g_test_run ();
}
