/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What passes through a transport: messages both ways, keep-alives that nobody above hears of, and the port that
 * the SIP core sees.
 */

#include "transport.h"

#include "doubles-clock.h"
#include "doubles-transport.h"
#include "doubles-wait.h"

#include "sip-limits.h"

typedef struct
{
  DoublesClock     *clock;
  SipTokens        *tokens;
  DoublesTransport *wire;
  Transport        *transport; /* the same */
  GPtrArray        *received;  /* of char * */
  guint             n_keep_alives;
} Fixture;

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

static void
set_up (Fixture       *fixture,
        gconstpointer  via_protocol)
{
  fixture->clock = doubles_clock_new ();
  fixture->tokens = sip_tokens_new_seeded (1);
  fixture->wire = doubles_transport_new (via_protocol, SIP_CLOCK (fixture->clock), fixture->tokens);
  fixture->transport = TRANSPORT_TRANSPORT (fixture->wire);
  fixture->received = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (fixture->wire, "received", G_CALLBACK (received_cb), fixture);
  g_signal_connect (fixture->wire, "keep-alive-received", G_CALLBACK (keep_alive_received_cb), fixture);
}

static void
connect_now (Fixture *fixture)
{
  transport_connect_async (fixture->transport, NULL, NULL, NULL);
  doubles_clock_advance (fixture->clock, 0);
  g_assert_true (transport_is_connected (fixture->transport));
}

static void
set_up_connected (Fixture       *fixture,
                  gconstpointer  via_protocol)
{
  set_up (fixture, via_protocol);
  connect_now (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  via_protocol)
{
  doubles_wait_settle ();
  g_assert_finalize_object (fixture->wire);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->tokens);
  g_ptr_array_unref (fixture->received);
}

static void
assert_written (Fixture    *fixture,
                const char *text)
{
  g_autoptr (GBytes) bytes = doubles_transport_pop (fixture->wire);

  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
}

/* T19, J7, W27 */
static void
test_send (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GBytes) message = g_bytes_new_static ("hello", 5);
  g_autoptr (GError) error = NULL;

  g_assert_true (transport_send (fixture->transport, message, &error));
  g_assert_no_error (error);
  assert_written (fixture, "hello");
}

/* T19: in each of the three other states. */
static void
test_send_refused (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GBytes) message = g_bytes_new_static ("hello", 5);
  g_autoptr (GError) down = NULL;
  g_autoptr (GError) opening = NULL;
  g_autoptr (GError) closing = NULL;

  g_assert_false (transport_send (fixture->transport, message, &down));
  transport_connect_async (fixture->transport, NULL, NULL, NULL);
  g_assert_false (transport_send (fixture->transport, message, &opening));
  transport_disconnect_async (fixture->transport, 0, NULL, NULL, NULL, NULL);
  g_assert_false (transport_send (fixture->transport, message, &closing));

  g_assert_error (down, TRANSPORT_ERROR, TRANSPORT_ERROR_NOT_CONNECTED);
  g_assert_error (opening, TRANSPORT_ERROR, TRANSPORT_ERROR_NOT_CONNECTED);
  g_assert_error (closing, TRANSPORT_ERROR, TRANSPORT_ERROR_NOT_CONNECTED);
  doubles_clock_advance (fixture->clock, 0);
  g_assert_cmpuint (doubles_transport_get_n_written (fixture->wire), ==, 0);
}

/* TRUST section 3: 256 KiB pass, one octet more does not. */
static void
test_send_too_large (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GBytes) largest = g_bytes_new_take (g_malloc0 (SIP_MAX_STREAM), SIP_MAX_STREAM);
  g_autoptr (GBytes) too_large = g_bytes_new_take (g_malloc0 (SIP_MAX_STREAM + 1), SIP_MAX_STREAM + 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (transport_send (fixture->transport, largest, NULL));
  g_assert_false (transport_send (fixture->transport, too_large, &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_TOO_LARGE);
}

/* T3, W3, W32, J10, D10: octets are handed up as they are; who reads them is a unit of its own, above. */
static void
test_received (Fixture       *fixture,
               gconstpointer  data)
{
  doubles_transport_deliver (fixture->wire, "one");
  doubles_transport_deliver (fixture->wire, "\r\ntwo\r\n");

  g_assert_cmpuint (fixture->received->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (fixture->received, 0), ==, "one");
  g_assert_cmpstr (g_ptr_array_index (fixture->received, 1), ==, "\r\ntwo\r\n");
}

/* T20, J6 */
static void
test_received_only_while_connected (Fixture       *fixture,
                                    gconstpointer  data)
{
  doubles_transport_deliver (fixture->wire, "before");
  transport_connect_async (fixture->transport, NULL, NULL, NULL);
  doubles_transport_deliver (fixture->wire, "opening");
  transport_disconnect_async (fixture->transport, 0, NULL, NULL, NULL, NULL);
  doubles_transport_deliver (fixture->wire, "closing");
  doubles_clock_advance (fixture->clock, 0);
  doubles_transport_deliver (fixture->wire, "after");

  g_assert_cmpuint (fixture->received->len, ==, 0);
}

/* W55 */
static void
test_empty_dropped (Fixture       *fixture,
                    gconstpointer  data)
{
  doubles_transport_deliver (fixture->wire, "");

  g_assert_cmpuint (fixture->received->len, ==, 0);
  g_assert_cmpuint (fixture->n_keep_alives, ==, 0);
}

/* J11: a ping is answered, and stays below. */
static void
test_ping_answered (Fixture       *fixture,
                    gconstpointer  data)
{
  doubles_transport_deliver (fixture->wire, "\r\n\r\n");

  assert_written (fixture, "\r\n");
  g_assert_cmpuint (doubles_transport_get_n_written (fixture->wire), ==, 0);
  g_assert_cmpuint (fixture->received->len, ==, 0);
}

/* J11: a pong is not answered, or two phones would keep each other awake for ever. */
static void
test_pong_swallowed (Fixture       *fixture,
                     gconstpointer  data)
{
  doubles_transport_deliver (fixture->wire, "\r\n");

  g_assert_cmpuint (doubles_transport_get_n_written (fixture->wire), ==, 0);
  g_assert_cmpuint (fixture->received->len, ==, 0);
  g_assert_cmpuint (fixture->n_keep_alives, ==, 1);
}

static void
disconnect_cb (Transport *transport,
               GBytes    *message,
               gpointer   user_data)
{
  transport_disconnect_async (transport, 0, NULL, NULL, NULL, NULL);
}

/* T15 speaks of handlers of a state: what a message makes its reader do is no loop. */
static void
test_disconnect_from_received (Fixture       *fixture,
                               gconstpointer  data)
{
  g_signal_connect (fixture->transport, "received", G_CALLBACK (disconnect_cb), NULL);
  doubles_transport_deliver (fixture->wire, "go away");

  g_assert_cmpint (transport_get_state (fixture->transport), ==, TRANSPORT_STATE_DISCONNECTING);
  doubles_clock_advance (fixture->clock, 0);
  g_assert_cmpint (transport_get_state (fixture->transport), ==, TRANSPORT_STATE_DISCONNECTED);
}

/* J2, RFC 7118 §5.2: a client on a WebSocket has no address, so it writes a name that nobody has. */
static void
test_port (Fixture       *fixture,
           gconstpointer  data)
{
  SipPort *port = SIP_PORT (fixture->transport);
  g_autoptr (DoublesTransport) other = doubles_transport_new (NULL, SIP_CLOCK (fixture->clock), fixture->tokens);
  g_autoptr (GBytes) message = g_bytes_new_static ("hello", 5);

  g_assert_cmpstr (sip_port_get_via_protocol (port), ==, "WSS");
  g_assert_true (g_str_has_suffix (sip_port_get_sent_by (port), ".invalid"));
  g_assert_cmpstr (sip_port_get_sent_by (port), !=, sip_port_get_sent_by (SIP_PORT (other)));
  g_assert_true (sip_port_is_reliable (port));
  g_assert_true (sip_port_send (port, message, NULL));
  assert_written (fixture, "hello");
}

static void
test_port_unreliable (Fixture       *fixture,
                      gconstpointer  data)
{
  g_assert_cmpstr (sip_port_get_via_protocol (SIP_PORT (fixture->transport)), ==, "UDP");
  g_assert_false (sip_port_is_reliable (SIP_PORT (fixture->transport)));
}

/* J3, J4, W55 */
static void
test_addresses (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *uri = transport_dup_sip_uri (fixture->transport);

  g_assert_cmpstr (transport_get_url (fixture->transport), ==, "wss://double.invalid/");
  g_assert_cmpstr (uri, ==, "sip:double.invalid;transport=ws;lr");
}

/* What JsSIP's socket tells its owner. */
typedef struct
{
  guint n_connects;
  guint n_disconnects;
  guint n_errors;
  guint n_data;
} Socket;

static void
socket_notify_state_cb (Transport  *transport,
                        GParamSpec *pspec,
                        Socket     *told)
{
  if (transport_is_connected (transport))
    told->n_connects++;
  else if (transport_get_state (transport) == TRANSPORT_STATE_DISCONNECTED)
    told->n_disconnects++, told->n_errors += transport_get_last_error (transport) != NULL;
}

static void
socket_received_cb (Transport *transport,
                    GBytes    *message,
                    Socket    *told)
{
  told->n_data++;
}

/* J1, J5, J6, J7, J8, J9, D7: the socket of the fourth document is this object seen through two signals: a failed
 * attempt and a loss are told with an error, an end that was asked for without, and nothing comes after it. */
static void
test_socket (Fixture       *fixture,
             gconstpointer  data)
{
  Socket told = { 0 };
  g_autoptr (GBytes) message = g_bytes_new_static ("hello", 5);

  g_signal_connect (fixture->transport, "notify::state", G_CALLBACK (socket_notify_state_cb), &told);
  g_signal_connect (fixture->transport, "received", G_CALLBACK (socket_received_cb), &told);

  doubles_transport_set_opening (fixture->wire, DOUBLES_OPENING_FAILS);
  transport_connect_async (fixture->transport, NULL, NULL, NULL);
  doubles_clock_advance (fixture->clock, 0);
  g_assert_cmpuint (told.n_disconnects, ==, 1);
  g_assert_cmpuint (told.n_errors, ==, 1);
  g_assert_false (transport_send (fixture->transport, message, NULL));

  doubles_transport_set_opening (fixture->wire, DOUBLES_OPENING_SUCCEEDS);
  connect_now (fixture);
  g_assert_cmpuint (told.n_connects, ==, 1);
  g_assert_true (transport_send (fixture->transport, message, NULL));
  doubles_transport_deliver (fixture->wire, "data");
  g_assert_cmpuint (told.n_data, ==, 1);

  doubles_transport_break (fixture->wire, 1006);
  g_assert_cmpuint (told.n_disconnects, ==, 2);
  g_assert_cmpuint (told.n_errors, ==, 2);
  g_assert_false (transport_send (fixture->transport, message, NULL));

  connect_now (fixture);
  transport_disconnect_async (fixture->transport, 0, NULL, NULL, NULL, NULL);
  doubles_transport_deliver (fixture->wire, "late");
  doubles_clock_advance (fixture->clock, 0);
  g_assert_cmpuint (told.n_connects, ==, 2);
  g_assert_cmpuint (told.n_disconnects, ==, 3);
  g_assert_cmpuint (told.n_errors, ==, 2);
  g_assert_cmpuint (told.n_data, ==, 1);
  g_signal_handlers_disconnect_by_data (fixture->transport, &told);
}

/* The double itself: what one end writes the other hears, late, twice, or not at all. */
static void
test_pair (Fixture       *fixture,
           gconstpointer  data)
{
  DoublesTransport *far = doubles_transport_new (NULL, SIP_CLOCK (fixture->clock), fixture->tokens);
  g_autoptr (GBytes) message = g_bytes_new_static ("hello", 5);

  doubles_transport_pair (far, fixture->wire);
  transport_connect_async (TRANSPORT_TRANSPORT (far), NULL, NULL, NULL);
  doubles_clock_advance (fixture->clock, 0);

  doubles_transport_set_delay (far, 20);
  transport_send (TRANSPORT_TRANSPORT (far), message, NULL);
  doubles_clock_advance (fixture->clock, 19);
  g_assert_cmpuint (fixture->received->len, ==, 0);
  doubles_clock_advance (fixture->clock, 1);
  g_assert_cmpuint (fixture->received->len, ==, 1);

  doubles_transport_lose_next (far, 1);
  transport_send (TRANSPORT_TRANSPORT (far), message, NULL);
  doubles_clock_advance (fixture->clock, 20);
  g_assert_cmpuint (fixture->received->len, ==, 1);

  doubles_transport_set_duplication (far, 100);
  transport_send (TRANSPORT_TRANSPORT (far), message, NULL);
  doubles_clock_advance (fixture->clock, 20);
  g_assert_cmpuint (fixture->received->len, ==, 3);

  transport_disconnect_async (TRANSPORT_TRANSPORT (far), 1001, NULL, NULL, NULL, NULL);
  doubles_clock_advance (fixture->clock, 0);
  g_assert_cmpuint (transport_get_close_code (fixture->transport), ==, 1001);
  doubles_wait_settle ();
  g_assert_finalize_object (far);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, set_up_func, func) \
  g_test_add ("/transport-below/" name, Fixture, NULL, set_up_func, func, tear_down)
  ADD ("send", set_up_connected, test_send);
  ADD ("send-refused", set_up, test_send_refused);
  ADD ("send-too-large", set_up_connected, test_send_too_large);
  ADD ("received", set_up_connected, test_received);
  ADD ("received-only-while-connected", set_up, test_received_only_while_connected);
  ADD ("empty-dropped", set_up_connected, test_empty_dropped);
  ADD ("ping-answered", set_up_connected, test_ping_answered);
  ADD ("pong-swallowed", set_up_connected, test_pong_swallowed);
  ADD ("disconnect-from-received", set_up_connected, test_disconnect_from_received);
  ADD ("port", set_up_connected, test_port);
  ADD ("addresses", set_up, test_addresses);
  ADD ("socket", set_up, test_socket);
  ADD ("pair", set_up_connected, test_pair);
  g_test_add ("/transport-below/port-unreliable", Fixture, "UDP", set_up, test_port_unreliable, tear_down);

  return g_test_run ();
}
