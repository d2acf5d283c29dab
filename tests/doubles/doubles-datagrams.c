/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a datagram carried, from where, and that it was one and not two, only a bare socket can tell.
 */

#include "doubles-datagrams.h"

struct _DoublesDatagrams
{
  GSocket        *socket;
  GSource        *reading;
  GSocketAddress *peer;
  char           *peer_text;
  GPtrArray      *heard;
  guint           port;
};

static void
note_peer (DoublesDatagrams *self,
           GSocketAddress   *peer)
{
  GInetSocketAddress *inet = G_INET_SOCKET_ADDRESS (peer);
  g_autofree char *host = g_inet_address_to_string (g_inet_socket_address_get_address (inet));
  gboolean bracketed = g_socket_address_get_family (peer) == G_SOCKET_FAMILY_IPV6;

  g_set_object (&self->peer, peer);
  g_free (self->peer_text);
  self->peer_text = g_strdup_printf ("%s%s%s:%u", bracketed ? "[" : "", host, bracketed ? "]" : "",
                                     g_inet_socket_address_get_port (inet));
}

static gboolean
readable_cb (GSocket      *socket,
             GIOCondition  condition,
             gpointer      user_data)
{
  DoublesDatagrams *self = user_data;
  g_autofree char *buffer = g_malloc (G_MAXUINT16);
  g_autoptr (GSocketAddress) peer = NULL;
  gssize size = g_socket_receive_from (socket, &peer, buffer, G_MAXUINT16, NULL, NULL);

  if (size >= 0)
    {
      note_peer (self, peer);
      g_ptr_array_add (self->heard, g_bytes_new (buffer, (gsize) size));
    }

  return G_SOURCE_CONTINUE;
}

DoublesDatagrams *
doubles_datagrams_new (GSocketFamily family,
                       guint         port)
{
  DoublesDatagrams *self = g_new0 (DoublesDatagrams, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (family);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, (guint16) port);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  self->heard = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->socket = g_socket_new (family, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, &error);
  g_assert_no_error (error);
  g_socket_set_blocking (self->socket, FALSE);
  g_socket_bind (self->socket, address, FALSE, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (self->socket, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));

  self->reading = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->reading, G_SOURCE_FUNC (readable_cb), self, NULL);
  g_source_attach (self->reading, NULL);

  return self;
}

void
doubles_datagrams_free (DoublesDatagrams *self)
{
  g_source_destroy (self->reading);
  g_source_unref (self->reading);
  g_socket_close (self->socket, NULL);
  g_object_unref (self->socket);
  g_clear_object (&self->peer);
  g_free (self->peer_text);
  g_ptr_array_unref (self->heard);
  g_free (self);
}

guint
doubles_datagrams_get_port (DoublesDatagrams *self)
{
  return self->port;
}

GPtrArray *
doubles_datagrams_get_heard (DoublesDatagrams *self)
{
  return self->heard;
}

const char *
doubles_datagrams_get_peer (DoublesDatagrams *self)
{
  return self->peer_text;
}

void
doubles_datagrams_say (DoublesDatagrams *self,
                       const void       *data,
                       gsize             size)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (self->peer);
  g_socket_send_to (self->socket, self->peer, data, size, NULL, &error);
  g_assert_no_error (error);
}
