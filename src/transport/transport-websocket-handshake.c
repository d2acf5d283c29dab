/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Between a URL and an open WebSocket lie a connection, TLS and an HTTP request, and each can fail in a way that
 * decides what is done next: whether to come back, when, and whether to ask a person first.
 */

#include "transport-websocket-private.h"

#include "transport-failure.h"
#include "transport-private.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#define SUBPROTOCOL "sip" /* RFC 7118 §4 */

#define USER_TIMEOUT_MS 20000 /* TRUST F3: for what TCP sent and nobody acknowledged */

/* One handshake; the answer to one that was given up must not disturb the next. */
typedef struct
{
  TransportWebsocket *self;
  GCancellable       *cancellable;
  SoupMessage        *message;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->self);
  g_object_unref (opening->cancellable);
  g_object_unref (opening->message);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

/* RFC 7118 §4: the server must choose "sip" too. */
static void
check_connection (TransportWebsocket      *self,
                  SoupWebsocketConnection *connection)
{
  Transport *transport = TRANSPORT_TRANSPORT (self);
  g_autoptr (GError) error = NULL;

  self->connection = connection;
  if (g_strcmp0 (soup_websocket_connection_get_protocol (connection), SUBPROTOCOL) == 0)
    {
      transport_websocket_use (self);
      return;
    }

  error = g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_PROTOCOL, "%s does not speak the subprotocol \"" SUBPROTOCOL "\"",
                       transport_get_url (transport));
  soup_websocket_connection_close (connection, SOUP_WEBSOCKET_CLOSE_PROTOCOL_ERROR, "no subprotocol \"" SUBPROTOCOL "\"");
  transport_websocket_drop (self, TRUE);
  transport_failed (transport, g_steal_pointer (&error));
}

/* RFC 9110 §10.2.3: seconds, or a date. */
static guint
read_retry_after (SoupMessage *message)
{
  const char *text = soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After");
  g_autoptr (GDateTime) date = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  guint64 seconds = 0;

  if (text == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT64, &seconds, NULL))
    return (guint) MIN (seconds, G_MAXINT);

  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return 0;

  return (guint) CLAMP (g_date_time_difference (date, now) / G_TIME_SPAN_SECOND, 1, G_MAXINT);
}

static GError *
find_failure (TransportWebsocket *self,
              SoupMessage        *message,
              const GError       *error)
{
  Transport *transport = TRANSPORT_TRANSPORT (self);
  const TransportCertificate *shown = transport_get_certificate (transport);
  guint status = soup_message_get_status (message);
  guint retry_after_s = status == SOUP_STATUS_SERVICE_UNAVAILABLE ? read_retry_after (message) : 0;

  if (retry_after_s > 0)
    transport_note_retry_after (transport, retry_after_s);
  if (shown != NULL && !shown->accepted)
    return transport_failure_of_certificate (transport_get_url (transport), shown);

  return transport_failure_of_opening (transport_get_url (transport), error, status);
}

static void
websocket_connect_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupWebsocketConnection) connection = NULL;
  TransportWebsocket *self = opening->self;

  connection = soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &error);
  if (self->opening != opening->cancellable)
    return;

  g_clear_object (&self->opening);
  if (connection != NULL)
    check_connection (self, g_steal_pointer (&connection));
  else
    transport_failed (TRANSPORT_TRANSPORT (self), find_failure (self, opening->message, error));
}

/* libsoup asks about faulty certificates alone. */
static gboolean
message_accept_certificate_cb (SoupMessage          *message,
                               GTlsCertificate      *shown,
                               GTlsCertificateFlags  faults,
                               TransportWebsocket   *self)
{
  g_autoptr (TransportCertificate) certificate = transport_judge_certificate (self->judge, shown, faults);

  transport_note_certificate (TRANSPORT_TRANSPORT (self), certificate);

  return certificate->accepted;
}

/* The request, which may hold a key, has not been sent yet and will not be when there is something against this. */
static void
check_tls (TransportWebsocket *self,
           GTlsConnection     *tls)
{
  g_autoptr (TransportCertificate) certificate = transport_judge_connection (self->judge, tls);

  if (certificate != NULL)
    transport_note_certificate (TRANSPORT_TRANSPORT (self), certificate);

  if (certificate != NULL && certificate->accepted)
    transport_note_tls (TRANSPORT_TRANSPORT (self), tls);
  else
    g_cancellable_cancel (self->opening);
}

static void
check_socket (TransportWebsocket *self,
              GSocket            *socket)
{
  g_socket_set_keepalive (socket, TRUE);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_USER_TIMEOUT, USER_TIMEOUT_MS, NULL);
  transport_note_addresses (TRANSPORT_TRANSPORT (self), socket);
}

static void
message_network_event_cb (SoupMessage        *message,
                          GSocketClientEvent  event,
                          GIOStream          *stream,
                          TransportWebsocket *self)
{
  if (event == G_SOCKET_CLIENT_CONNECTED && G_IS_SOCKET_CONNECTION (stream))
    check_socket (self, g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream)));
  if (self->judge == NULL || !G_IS_TLS_CLIENT_CONNECTION (stream))
    return;

  /* libsoup would ask for the address where a target is pinned to one. */
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    g_tls_client_connection_set_server_identity (G_TLS_CLIENT_CONNECTION (stream),
                                                 transport_judge_get_server (self->judge));
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKED)
    check_tls (self, G_TLS_CONNECTION (stream));
}

static SoupMessage *
make_handshake (TransportWebsocket *self)
{
  SoupMessage *message = soup_message_new_from_uri (SOUP_METHOD_GET, self->uri);

  /* The person named this server and no other. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (self->judge != NULL)
    g_signal_connect_object (message, "accept-certificate", G_CALLBACK (message_accept_certificate_cb), self,
                             G_CONNECT_DEFAULT);
  g_signal_connect_object (message, "network-event", G_CALLBACK (message_network_event_cb), self, G_CONNECT_DEFAULT);

  return message;
}

void
transport_websocket_shake_hands (TransportWebsocket *self)
{
  char *protocols[] = { (char *) SUBPROTOCOL, NULL };
  Opening *opening = g_new0 (Opening, 1);

  self->opening = g_cancellable_new ();
  opening->self = g_object_ref (self);
  opening->cancellable = g_object_ref (self->opening);
  opening->message = make_handshake (self);

  soup_session_websocket_connect_async (self->session, opening->message, NULL, protocols, G_PRIORITY_DEFAULT,
                                        self->opening, websocket_connect_cb, opening);
}
