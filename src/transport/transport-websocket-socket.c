/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An open WebSocket can end in five ways, and libsoup tells of them by three signals in an order that depends on
 * the way. Each is heard here once, with the far end's code and reason if there were any, and at its first sign.
 */

#include "transport-websocket-private.h"

#include "transport-failure.h"
#include "transport-private.h"

#include "sip-limits.h"

static void
let_go_cb (SoupWebsocketConnection *connection,
           gpointer                 user_data)
{
  g_object_unref (connection);
}

void
transport_websocket_drop (TransportWebsocket *self,
                          gboolean            politely)
{
  g_autoptr (SoupWebsocketConnection) connection = g_steal_pointer (&self->connection);

  if (connection == NULL)
    return;

  g_signal_handlers_disconnect_by_data (connection, self);
  if (politely && soup_websocket_connection_get_state (connection) != SOUP_WEBSOCKET_STATE_CLOSED)
    g_signal_connect_object (g_object_ref (connection), "closed", G_CALLBACK (let_go_cb), connection,
                             G_CONNECT_DEFAULT);
}

/* RFC 7118 §4.1: a message may come in either kind of frame. Its body may be any octets, its head may not. */
static gboolean
is_decodable (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *end = g_strstr_len (data, (gssize) size, "\r\n\r\n");

  return g_utf8_validate_len (data, end != NULL ? (gsize) (end - data) : size, NULL);
}

static void
lose (TransportWebsocket *self,
      guint               code,
      GError             *error)
{
  transport_websocket_drop (self, FALSE);
  transport_closed (TRANSPORT_TRANSPORT (self), code, error);
}

static void
connection_message_cb (SoupWebsocketConnection *connection,
                       int                      type,
                       GBytes                  *bytes,
                       TransportWebsocket      *self)
{
  g_autoptr (GError) too_big = NULL;

  /* A libsoup without max-total-message-size puts any number of fragments together. */
  if (g_bytes_get_size (bytes) > SIP_MAX_STREAM)
    {
      too_big = g_error_new_literal (SOUP_WEBSOCKET_ERROR, SOUP_WEBSOCKET_CLOSE_TOO_BIG, "");
      lose (self, 0, transport_failure_of_socket (transport_get_url (TRANSPORT_TRANSPORT (self)), too_big));
      return;
    }
  if (type == SOUP_WEBSOCKET_DATA_BINARY && !is_decodable (bytes))
    {
      g_debug ("%s sent a message that is no text", transport_get_url (TRANSPORT_TRANSPORT (self)));
      return;
    }

  transport_delivered (TRANSPORT_TRANSPORT (self), bytes);
}

static void
connection_pong_cb (SoupWebsocketConnection *connection,
                    GBytes                  *payload,
                    TransportWebsocket      *self)
{
  g_signal_emit_by_name (self, "keep-alive-received");
}

/* What the far end said, and how long it wants to be left alone when it goes down: it gave no number, so one is
 * drawn, lest all its clients come back in the same moment (TRUST F2). */
static GError *
read_close (TransportWebsocket      *self,
            SoupWebsocketConnection *connection,
            guint                    code)
{
  Transport *transport = TRANSPORT_TRANSPORT (self);
  GError *error = transport_failure_of_close (transport_get_url (transport), code,
                                              soup_websocket_connection_get_close_data (connection));

  if (g_error_matches (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BUSY))
    transport_note_retry_after (transport, 0);

  return error;
}

static guint
get_close_code (SoupWebsocketConnection *connection)
{
  guint code = soup_websocket_connection_get_close_code (connection);

  return code != 0 ? code : SOUP_WEBSOCKET_CLOSE_ABNORMAL;
}

/* A code that libsoup does not know, 1012 say, comes here as an error although it is a proper close. */
static void
connection_error_cb (SoupWebsocketConnection *connection,
                     GError                  *error,
                     TransportWebsocket      *self)
{
  const char *url = transport_get_url (TRANSPORT_TRANSPORT (self));
  guint code = soup_websocket_connection_get_close_code (connection);

  if (!transport_is_connected (TRANSPORT_TRANSPORT (self)))
    return;

  if (code != 0)
    lose (self, code, read_close (self, connection, code));
  else
    lose (self, SOUP_WEBSOCKET_CLOSE_ABNORMAL, transport_failure_of_socket (url, error));
}

/* From this moment nothing can be sent, whatever the closing handshake will take. */
static void
connection_closing_cb (SoupWebsocketConnection *connection,
                       TransportWebsocket      *self)
{
  Transport *transport = TRANSPORT_TRANSPORT (self);
  guint code = get_close_code (connection);
  g_autoptr (GError) error = NULL;

  if (!transport_is_connected (transport))
    return;

  error = read_close (self, connection, code);
  transport_websocket_drop (self, TRUE);
  transport_closed (transport, code, g_steal_pointer (&error));
}

static void
connection_closed_cb (SoupWebsocketConnection *connection,
                      TransportWebsocket      *self)
{
  guint code = get_close_code (connection);

  lose (self, code, read_close (self, connection, code));
}

static void
limit (SoupWebsocketConnection *connection)
{
  soup_websocket_connection_set_max_incoming_payload_size (connection, SIP_MAX_STREAM);

  /* Newer than the libsoup this is built with, and worth having wherever it is. */
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (connection), "max-total-message-size") != NULL)
    g_object_set (connection, "max-total-message-size", (guint64) SIP_MAX_STREAM, NULL);
}

void
transport_websocket_use (TransportWebsocket *self)
{
  SoupWebsocketConnection *connection = self->connection;

  limit (connection);
  soup_websocket_connection_set_keepalive_interval (connection, self->ping_interval_s);
  soup_websocket_connection_set_keepalive_pong_timeout (connection, self->pong_timeout_s);

  g_signal_connect_object (connection, "message", G_CALLBACK (connection_message_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (connection, "pong", G_CALLBACK (connection_pong_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (connection, "error", G_CALLBACK (connection_error_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (connection, "closing", G_CALLBACK (connection_closing_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (connection, "closed", G_CALLBACK (connection_closed_cb), self, G_CONNECT_DEFAULT);

  transport_opened (TRANSPORT_TRANSPORT (self));
  if (self->uri != NULL)
    transport_wonder (TRANSPORT_TRANSPORT (self));
}
