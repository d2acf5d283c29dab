/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The WebSocket transport against a proper server in this process: what reaches the other side, and how each side
 * learns of the end. What improper servers do is in test-transport-failure.c.
 */

#include "transport-websocket-private.h"

#include "doubles-clock.h"
#include "doubles-wait.h"

#include "sip-limits.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

typedef struct
{
  SoupServer              *server;
  SoupWebsocketConnection *far;         /* the server's end */
  GPtrArray               *far_heard;   /* of GBytes */
  int                      far_type;    /* of the frame heard last */
  gboolean                 far_asked;   /* whether it answers keep-alives */
  gboolean                 far_closed;
  char                    *path_query;  /* of the handshake */
  char                    *extensions;  /* offered in it */
  char                    *origin;
  char                    *host;

  DoublesClock            *clock;
  SipTokens               *tokens;
  Transport               *transport;
  GPtrArray               *heard;       /* of GBytes */
  guint                    n_keep_alives;
} Fixture;

static const char *const sip[] = { "sip", NULL };

/* The first thing it hears is the question whether it answers keep-alives. */
static void
far_message_cb (SoupWebsocketConnection *far,
                int                      type,
                GBytes                  *message,
                Fixture                 *fixture)
{
  if (!fixture->far_asked)
    {
      g_assert_cmpuint (g_bytes_get_size (message), ==, 4);
      fixture->far_asked = TRUE;
      return;
    }

  fixture->far_type = type;
  g_ptr_array_add (fixture->far_heard, g_bytes_ref (message));
}

static void
far_closed_cb (SoupWebsocketConnection *far,
               Fixture                 *fixture)
{
  fixture->far_closed = TRUE;
}

static void
accepted_cb (SoupServer              *server,
             SoupServerMessage       *message,
             const char              *path,
             SoupWebsocketConnection *connection,
             gpointer                 user_data)
{
  Fixture *fixture = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  GUri *uri = soup_server_message_get_uri (message);

  fixture->path_query = g_strconcat (g_uri_get_path (uri), "?", g_uri_get_query (uri), NULL);
  fixture->extensions = g_strdup (soup_message_headers_get_list (headers, "Sec-WebSocket-Extensions"));
  fixture->host = g_strdup (soup_message_headers_get_one (headers, "Host"));
  fixture->origin = g_strdup (soup_message_headers_get_one (headers, "Origin"));
  fixture->far = g_object_ref (connection);
  soup_websocket_connection_set_max_incoming_payload_size (connection, 2 * SIP_MAX_STREAM);
  g_signal_connect (connection, "message", G_CALLBACK (far_message_cb), fixture);
  g_signal_connect (connection, "closed", G_CALLBACK (far_closed_cb), fixture);
}

static void
received_cb (Transport *transport,
             GBytes    *message,
             Fixture   *fixture)
{
  g_ptr_array_add (fixture->heard, g_bytes_ref (message));
}

static void
keep_alive_received_cb (Transport *transport,
                        Fixture   *fixture)
{
  fixture->n_keep_alives++;
}

static void
start_server (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_websocket_handler (fixture->server, "/sip", NULL, (char **) sip, accepted_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
}

static char *
dup_url (Fixture *fixture)
{
  g_autoslist (GUri) uris = soup_server_get_uris (fixture->server);

  return g_strdup_printf ("ws://127.0.0.1:%d/sip?KEY=1234", g_uri_get_port (uris->data));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  start_server (fixture);
  url = dup_url (fixture);
  fixture->far_heard = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  fixture->heard = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  fixture->clock = doubles_clock_new ();
  fixture->tokens = sip_tokens_new_seeded (1);
  fixture->transport = transport_websocket_new (url, SIP_CLOCK (fixture->clock), fixture->tokens, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->transport, "received", G_CALLBACK (received_cb), fixture);
  g_signal_connect (fixture->transport, "keep-alive-received", G_CALLBACK (keep_alive_received_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  doubles_wait_settle ();
  if (fixture->transport != NULL)
    g_assert_finalize_object (fixture->transport);
  doubles_wait_until (fixture->far == NULL || fixture->far_closed);
  g_clear_object (&fixture->far);
  soup_server_disconnect (fixture->server);
  g_object_unref (fixture->server);
  doubles_wait_settle ();

  g_assert_cmpuint (doubles_clock_get_n_armed (fixture->clock), ==, 0);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->tokens);
  g_ptr_array_unref (fixture->far_heard);
  g_ptr_array_unref (fixture->heard);
  g_free (fixture->path_query);
  g_free (fixture->extensions);
  g_free (fixture->origin);
  g_free (fixture->host);
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
  doubles_wait_until (fixture->far != NULL);
}

static void
send_now (Fixture    *fixture,
          const char *data,
          gsize       size)
{
  g_autoptr (GBytes) message = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;

  g_assert_true (transport_send (fixture->transport, message, &error));
  g_assert_no_error (error);
}

/* The oldest, which is then forgotten. */
static void
assert_heard (GPtrArray  *heard,
              const char *data,
              gsize       size)
{
  doubles_wait_until (heard->len > 0);
  g_autoptr (GBytes) first = g_ptr_array_steal_index (heard, 0);

  g_assert_cmpmem (g_bytes_get_data (first, NULL), g_bytes_get_size (first), data, size);
}

/* W1, W4, W28, W55: subprotocol, path and query; nothing that a browser adds, nothing that grows. */
static void
test_handshake (Fixture       *fixture,
                gconstpointer  data)
{
  connect_now (fixture);

  g_assert_cmpstr (soup_websocket_connection_get_protocol (fixture->far), ==, "sip");
  g_assert_cmpstr (fixture->path_query, ==, "/sip?KEY=1234");
  g_assert_null (fixture->extensions);
  g_assert_null (fixture->origin);
}

/* W27, J10 */
static void
test_text (Fixture       *fixture,
           gconstpointer  data)
{
  connect_now (fixture);
  send_now (fixture, "grüß dich", strlen ("grüß dich"));
  assert_heard (fixture->far_heard, "grüß dich", strlen ("grüß dich"));
  g_assert_cmpint (fixture->far_type, ==, SOUP_WEBSOCKET_DATA_TEXT);

  soup_websocket_connection_send_text (fixture->far, "grüß dich auch");
  assert_heard (fixture->heard, "grüß dich auch", strlen ("grüß dich auch"));
}

/* J10, J11, W55, RFC 7118 §4.1: a body of octets in a binary frame passes, both ways. */
static void
test_binary (Fixture       *fixture,
             gconstpointer  data)
{
  static const char octets[] = "MESSAGE\r\n\r\n\xff\x00\xfe";

  connect_now (fixture);
  send_now (fixture, octets, sizeof octets);
  assert_heard (fixture->far_heard, octets, sizeof octets);
  g_assert_cmpint (fixture->far_type, ==, SOUP_WEBSOCKET_DATA_BINARY);

  soup_websocket_connection_send_binary (fixture->far, octets, sizeof octets);
  assert_heard (fixture->heard, octets, sizeof octets);
}

/* J11, W55: a head that is no text is dropped, and the line stays. */
static void
test_undecodable (Fixture       *fixture,
                  gconstpointer  data)
{
  connect_now (fixture);
  soup_websocket_connection_send_binary (fixture->far, "\xff\xfe\xfd\r\n\r\n", 7);
  soup_websocket_connection_send_text (fixture->far, "sound");
  assert_heard (fixture->heard, "sound", 5);
}

/* W39, J11: a ping of the far end is answered over the wire. */
static void
test_ping_answered (Fixture       *fixture,
                    gconstpointer  data)
{
  connect_now (fixture);
  soup_websocket_connection_send_text (fixture->far, "\r\n\r\n");
  assert_heard (fixture->far_heard, "\r\n", 2);

  g_assert_true (transport_send_keep_alive (fixture->transport, NULL));
  assert_heard (fixture->far_heard, "\r\n\r\n", 4);
}

/* A.6 item 6: the WebSocket's own ping, and its pong. */
static void
test_pong (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_set (fixture->transport, "ping-interval", 1, "pong-timeout", 10, NULL);
  connect_now (fixture);
  doubles_wait_until (fixture->n_keep_alives > 0);
}

/* TRUST F3: what TCP sent and nobody acknowledged ends the connection long before TCP alone would. */
static void
test_user_timeout (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GIOStream) stream = NULL;
  int timeout_ms = 0;

  connect_now (fixture);
  g_object_get (soup_websocket_connection_get_io_stream (TRANSPORT_WEBSOCKET (fixture->transport)->connection),
                "base-iostream", &stream, NULL);
  g_assert_true (g_socket_get_option (g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream)), IPPROTO_TCP,
                                      TCP_USER_TIMEOUT, &timeout_ms, NULL));
  g_assert_cmpint (timeout_ms, ==, 20000);
}

/* TRUST 3.12: 256 KiB pass. */
static void
test_largest (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *text = g_strnfill (SIP_MAX_STREAM, 'x');

  connect_now (fixture);
  send_now (fixture, text, SIP_MAX_STREAM);
  assert_heard (fixture->far_heard, text, SIP_MAX_STREAM);
  soup_websocket_connection_send_text (fixture->far, text);
  assert_heard (fixture->heard, text, SIP_MAX_STREAM);
}

/* TRUST 3.12: one octet more ends the connection. */
static void
test_too_large (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *text = g_strnfill (SIP_MAX_STREAM + 1, 'x');

  connect_now (fixture);
  soup_websocket_connection_send_text (fixture->far, text);
  doubles_wait_until (!transport_is_connected (fixture->transport));

  g_assert_error (transport_get_last_error (fixture->transport), TRANSPORT_ERROR, TRANSPORT_ERROR_TOO_LARGE);
  g_assert_cmpuint (fixture->heard->len, ==, 0);
}

/* W30, J6, J9: our code and reason arrive; no error, for it was asked for. */
static void
test_disconnect (Fixture       *fixture,
                 gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };

  connect_now (fixture);
  transport_disconnect_async (fixture->transport, 3001, "gute Nacht", NULL, doubles_answer_cb, &answer);
  g_assert_cmpint (transport_get_state (fixture->transport), ==, TRANSPORT_STATE_DISCONNECTING);
  g_assert_true (transport_disconnect_finish (fixture->transport, doubles_answer_wait (&answer), NULL));
  doubles_wait_until (fixture->far_closed);

  g_assert_cmpint (soup_websocket_connection_get_close_code (fixture->far), ==, 3001);
  g_assert_cmpstr (soup_websocket_connection_get_close_data (fixture->far), ==, "gute Nacht");
  g_assert_null (transport_get_last_error (fixture->transport));
}

/* A code that may not stand on the wire becomes 1000; a reason that does not fit is cut between letters. */
static void
test_disconnect_oddly (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GString) reason = g_string_new (NULL);

  for (guint i = 0; i < 100; i++)
    g_string_append (reason, "ä");
  connect_now (fixture);
  transport_disconnect_async (fixture->transport, 1006, reason->str, NULL, NULL, NULL);
  doubles_wait_until (fixture->far_closed);

  g_assert_cmpint (soup_websocket_connection_get_close_code (fixture->far), ==, 1000);
  g_assert_cmpuint (strlen (soup_websocket_connection_get_close_data (fixture->far)), ==, 122);
}

typedef struct
{
  guint          code;
  const char    *reason;
  TransportError error;
} Close;

static const Close closes[] = {
  { 1000, "bye", TRANSPORT_ERROR_LOST },   { 1001, NULL, TRANSPORT_ERROR_LOST },
  { 1008, "who?", TRANSPORT_ERROR_FORBIDDEN }, { 1011, "broken", TRANSPORT_ERROR_LOST },
  { 4000, "own", TRANSPORT_ERROR_LOST },
};

/* T12, W25, W51, J9, TRUST F2: unasked, even 1000 is a loss; no message passes any more. */
static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  const Close *close = data;
  g_autofree char *code = g_strdup_printf ("%u", close->code);
  const GError *error = NULL;

  connect_now (fixture);
  soup_websocket_connection_close (fixture->far, (gushort) close->code, close->reason);
  doubles_wait_until (!transport_is_connected (fixture->transport));

  error = transport_get_last_error (fixture->transport);
  g_assert_error (error, TRANSPORT_ERROR, (int) close->error);
  g_assert_cmpuint (transport_get_close_code (fixture->transport), ==, close->code);
  g_assert_nonnull (strstr (error->message, code));
  if (close->reason != NULL)
    g_assert_nonnull (strstr (error->message, close->reason));
  doubles_wait_until (fixture->far_closed);
  g_assert_cmpint (soup_websocket_connection_get_close_code (fixture->far), ==, close->code);
}

/* W15, W29: a transport that was lost can be connected again; the old socket is of no account. */
static void
test_connect_again (Fixture       *fixture,
                    gconstpointer  data)
{
  connect_now (fixture);
  soup_websocket_connection_close (fixture->far, 1001, NULL);
  doubles_wait_until (!transport_is_connected (fixture->transport));
  doubles_wait_until (fixture->far_closed);
  g_clear_object (&fixture->far);
  g_clear_pointer (&fixture->path_query, g_free);
  g_clear_pointer (&fixture->host, g_free);
  fixture->far_closed = FALSE;
  fixture->far_asked = FALSE;

  connect_now (fixture);
  send_now (fixture, "again", 5);
  assert_heard (fixture->far_heard, "again", 5);
}

/* T21, W38: dropped while connected, it leaves nothing behind and the far end learns of it. */
static void
test_dropped (Fixture       *fixture,
              gconstpointer  data)
{
  connect_now (fixture);
  doubles_wait_settle ();
  g_assert_finalize_object (g_steal_pointer (&fixture->transport));
  doubles_wait_until (fixture->far_closed);
}

/* A target that is pinned spares DNS, and the server still hears the name (RFC 7230 §5.4). */
static void
test_pinned (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *url = dup_url (fixture);
  const char *rest = strrchr (url, ':');
  g_autofree char *named = g_strconcat ("ws://nowhere.invalid", rest, NULL);
  g_autoptr (TransportTarget) target = transport_target_new (named, NULL, NULL);
  g_autoptr (TransportTarget) pinned = transport_target_at (target, "127.0.0.1");

  g_assert_finalize_object (fixture->transport);
  fixture->transport = transport_websocket_new_to (pinned, SIP_CLOCK (fixture->clock), fixture->tokens, NULL, NULL);
  connect_now (fixture);
  g_assert_true (g_str_has_prefix (fixture->host, "nowhere.invalid:"));
}

/* The server's end is the same class, connected from birth. */
static void
test_accepted (Fixture       *fixture,
               gconstpointer  data)
{
  Transport *accepted = NULL;
  g_autoptr (GBytes) message = g_bytes_new_static ("hello", 5);

  connect_now (fixture);
  accepted = transport_websocket_new_accepted (fixture->far, SIP_CLOCK (fixture->clock), fixture->tokens);
  g_assert_true (transport_is_connected (accepted));
  g_assert_cmpstr (transport_get_via_protocol (accepted), ==, "WS");
  g_assert_null (strstr (transport_get_url (accepted), "KEY"));

  g_assert_true (transport_send (accepted, message, NULL));
  assert_heard (fixture->heard, "hello", 5);

  transport_disconnect_async (fixture->transport, 0, NULL, NULL, NULL, NULL);
  doubles_wait_until (!transport_is_connected (accepted));
  g_assert_cmpuint (transport_get_close_code (accepted), ==, 1000);
  doubles_wait_until (transport_get_state (fixture->transport) == TRANSPORT_STATE_DISCONNECTED);
  doubles_wait_settle ();
  g_assert_finalize_object (accepted);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, func) g_test_add ("/transport-websocket/" name, Fixture, data, set_up, func, tear_down)
  ADD ("handshake", NULL, test_handshake);
  ADD ("text", NULL, test_text);
  ADD ("binary", NULL, test_binary);
  ADD ("undecodable", NULL, test_undecodable);
  ADD ("ping-answered", NULL, test_ping_answered);
  ADD ("pong", NULL, test_pong);
  ADD ("user-timeout", NULL, test_user_timeout);
  ADD ("largest", NULL, test_largest);
  ADD ("too-large", NULL, test_too_large);
  ADD ("disconnect", NULL, test_disconnect);
  ADD ("disconnect-oddly", NULL, test_disconnect_oddly);
  for (gsize i = 0; i < G_N_ELEMENTS (closes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/transport-websocket/closed/%u", closes[i].code);

      g_test_add (path, Fixture, &closes[i], set_up, test_closed, tear_down);
    }
  ADD ("connect-again", NULL, test_connect_again);
  ADD ("dropped", NULL, test_dropped);
  ADD ("pinned", NULL, test_pinned);
  ADD ("accepted", NULL, test_accepted);

  return g_test_run ();
}
