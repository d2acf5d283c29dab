/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A well-written server cannot be made to be silent, half-open or rude, and those are the ones to survive.
 */

#include "doubles-server.h"

#include <sys/socket.h>

#define WEBSOCKET_GUID "258EAFA5-E914-47DA-95CA-C5AB0DC85B11" /* RFC 6455 §1.3 */

struct _DoublesServer
{
  GSocketService    *service;
  GCancellable      *cancellable;
  GTlsCertificate   *certificate;
  GSocketConnection *connection;
  GIOStream         *stream; /* the same, or TLS over it */
  GByteArray        *heard;
  guint              port;
  guint              n_accepted;
  gboolean           shakes;
  gboolean           shaken;
  gboolean           deaf;
  gboolean           reads; /* a read is under way */
  gboolean           ended; /* the last connection, by the far end */
  char              *protocol;
  guint8             buffer[4096];
};

static void read_on (DoublesServer *self);

static void
answer_handshake (DoublesServer *self)
{
  g_autofree char *head = g_strndup ((const char *) self->heard->data, self->heard->len);
  const char *key = strstr (head, "Sec-WebSocket-Key: ");
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  g_autofree char *accept = NULL;
  g_autofree char *protocol = NULL;
  g_autofree char *answer = NULL;
  guint8 digest[20];
  gsize size = sizeof digest;

  g_assert_nonnull (key);
  key += strlen ("Sec-WebSocket-Key: ");
  g_checksum_update (checksum, (const guchar *) key, strcspn (key, "\r"));
  g_checksum_update (checksum, (const guchar *) WEBSOCKET_GUID, -1);
  g_checksum_get_digest (checksum, digest, &size);
  accept = g_base64_encode (digest, size);

  protocol = self->protocol != NULL ? g_strdup_printf ("Sec-WebSocket-Protocol: %s\r\n", self->protocol) : g_strdup ("");
  answer = g_strdup_printf ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            "Sec-WebSocket-Accept: %s\r\n%s\r\n",
                            accept, protocol);
  self->shaken = TRUE;
  doubles_server_say (self, answer, strlen (answer));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  DoublesServer *self = user_data;
  g_autoptr (GError) error = NULL;
  gssize size = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (size <= 0)
    {
      self->ended |= error == NULL || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      return;
    }

  g_byte_array_append (self->heard, self->buffer, (guint) size);
  if (self->shakes && !self->shaken && g_strstr_len ((const char *) self->heard->data, self->heard->len, "\r\n\r\n"))
    answer_handshake (self);
  self->reads = FALSE;
  if (!self->deaf)
    read_on (self);
}

static void
read_on (DoublesServer *self)
{
  self->reads = TRUE;
  g_input_stream_read_async (g_io_stream_get_input_stream (self->stream), self->buffer,
                             sizeof self->buffer, G_PRIORITY_DEFAULT, self->cancellable, read_cb, self);
}

static gboolean
incoming_cb (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             gpointer           user_data)
{
  DoublesServer *self = user_data;

  self->n_accepted++;
  self->shaken = FALSE;
  self->ended = FALSE;
  g_byte_array_set_size (self->heard, 0);
  g_set_object (&self->connection, connection);
  g_clear_object (&self->stream);
  self->stream = self->certificate != NULL
                     ? g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL)
                     : g_object_ref (G_IO_STREAM (connection));
  read_on (self);

  return TRUE;
}

DoublesServer *
doubles_server_new (void)
{
  return doubles_server_new_at (G_SOCKET_FAMILY_IPV4);
}

DoublesServer *
doubles_server_new_at (GSocketFamily family)
{
  DoublesServer *self = g_new0 (DoublesServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (family);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  self->heard = g_byte_array_new ();
  self->cancellable = g_cancellable_new ();
  self->service = g_socket_service_new ();
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);

  return self;
}

void
doubles_server_free (DoublesServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->cancellable);
  doubles_server_drop (self);
  while (g_main_context_iteration (NULL, FALSE))
    continue;

  g_clear_object (&self->certificate);
  g_object_unref (self->service);
  g_object_unref (self->cancellable);
  g_byte_array_unref (self->heard);
  g_free (self->protocol);
  g_free (self);
}

guint
doubles_server_get_port (DoublesServer *self)
{
  return self->port;
}

void
doubles_server_shake (DoublesServer *self,
                      const char    *protocol)
{
  self->shakes = TRUE;
  g_set_str (&self->protocol, protocol);
}

void
doubles_server_set_certificate (DoublesServer   *self,
                                GTlsCertificate *certificate)
{
  g_set_object (&self->certificate, certificate);
}

guint
doubles_server_get_n_accepted (DoublesServer *self)
{
  return self->n_accepted;
}

GByteArray *
doubles_server_get_heard (DoublesServer *self)
{
  return self->heard;
}

void
doubles_server_say (DoublesServer *self,
                    const void    *data,
                    gsize          size)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (self->stream), data, size, NULL, NULL,
                             &error);
  g_assert_no_error (error);
}

typedef struct
{
  GOutputStream *output;
  GBytes        *bytes;
  gsize          left;
} Flood;

static void
flood_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Flood *flood = user_data;
  gsize size = g_bytes_get_size (flood->bytes);

  if (result != NULL && !g_output_stream_write_all_finish (flood->output, result, NULL, NULL))
    flood->left = 0;
  flood->left -= MIN (flood->left, size);
  if (flood->left > 0)
    {
      g_output_stream_write_all_async (flood->output, g_bytes_get_data (flood->bytes, NULL), size, G_PRIORITY_DEFAULT,
                                       NULL, flood_cb, flood);
      return;
    }

  g_object_unref (flood->output);
  g_bytes_unref (flood->bytes);
  g_free (flood);
}

void
doubles_server_flood (DoublesServer *self,
                      const void    *data,
                      gsize          size,
                      gsize          total)
{
  Flood *flood = g_new0 (Flood, 1);

  flood->output = g_object_ref (g_io_stream_get_output_stream (self->stream));
  flood->bytes = g_bytes_new (data, size);
  flood->left = total;
  flood_cb (NULL, NULL, flood);
}

gboolean
doubles_server_get_ended (DoublesServer *self)
{
  return self->ended;
}

void
doubles_server_set_deaf (DoublesServer *self,
                         gboolean       deaf)
{
  self->deaf = deaf;
  if (!deaf && !self->reads && self->stream != NULL)
    read_on (self);
}

void
doubles_server_reset (DoublesServer *self)
{
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (g_socket_connection_get_socket (self->connection)), SOL_SOCKET, SO_LINGER, &at_once,
              sizeof at_once);
  doubles_server_drop (self);
}

void
doubles_server_drop (DoublesServer *self)
{
  if (self->connection == NULL)
    return;

  g_socket_close (g_socket_connection_get_socket (self->connection), NULL);
  g_clear_object (&self->stream);
  g_clear_object (&self->connection);
}
