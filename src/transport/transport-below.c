/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a subclass tells its transport. A wire knows nothing of keep-alives, empty messages or states; what it
 * reports is sorted here, once for all kinds.
 */

#include "transport-private.h"

#include "transport-log.h"

static void
hear_keep_alive (Transport *self,
                 GBytes    *bytes)
{
  g_autoptr (GBytes) pong = NULL;
  g_autoptr (GError) error = NULL;

  if (g_bytes_get_size (bytes) == strlen (TRANSPORT_PONG))
    transport_keep_alive_answer (transport_get_private (self)->keep_alive);
  else
    transport_keep_alive_pong (transport_get_private (self)->keep_alive);
  g_signal_emit_by_name (self, "keep-alive-received");

  if (g_bytes_get_size (bytes) != strlen (TRANSPORT_PING) || !transport_is_connected (self))
    return;

  pong = g_bytes_new_static (TRANSPORT_PONG, strlen (TRANSPORT_PONG));
  if (!TRANSPORT_TRANSPORT_GET_CLASS (self)->write (self, pong, &error))
    g_debug ("answering a keep-alive of %s: %s", transport_get_url (self), error->message);
}

static gboolean
is_line_ends (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < size; i++)
    {
      if (data[i] != "\r\n"[i % 2])
        return FALSE;
    }

  return size > 0 && size % 2 == 0;
}

/**
 * transport_opened:
 * @self: a transport whose open() was called
 *
 * For subclasses: the line is up.
 */
void
transport_opened (Transport *self)
{
  g_return_if_fail (TRANSPORT_IS_TRANSPORT (self));

  transport_step (self, TRANSPORT_EVENT_OPENED, &(TransportCause) { 0 });
}

/**
 * transport_failed:
 * @self: a transport whose open() was called
 * @error: (transfer full): why
 *
 * For subclasses: the line could not be opened.
 */
void
transport_failed (Transport *self,
                  GError    *error)
{
  g_return_if_fail (TRANSPORT_IS_TRANSPORT (self));
  g_return_if_fail (error != NULL);

  transport_closed (self, 0, error);
}

/**
 * transport_closed:
 * @self: a transport
 * @code: the code with which the far end closed; zero when there was none
 * @error: (transfer full) (nullable): what broke; %NULL when the line was closed properly
 *
 * For subclasses: the line is down. When nobody asked for that it is a loss all the same (CONTRACT T12).
 * Means nothing while the transport is disconnected: so ends a close() that nobody waits for.
 */
void
transport_closed (Transport *self,
                  guint      code,
                  GError    *error)
{
  g_autoptr (GError) why = error;

  g_return_if_fail (TRANSPORT_IS_TRANSPORT (self));

  TransportPrivate *priv = transport_get_private (self);

  if (priv->state == TRANSPORT_STATE_DISCONNECTED)
    return;
  if (why == NULL)
    why = g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_LOST, "%s closed the connection (%u)", priv->url, code);

  priv->close_code = code;
  transport_step (self, TRANSPORT_EVENT_DROPPED, &(TransportCause) { .error = why });
}

/**
 * transport_delivered:
 * @self: a transport
 * @bytes: what came in: one whole message or keep-alive
 *
 * For subclasses: hands up what came in. Keep-alives are answered or swallowed here, empty messages dropped,
 * and so is everything that comes while the line is not up (CONTRACT T20, W55, J11).
 */
void
transport_delivered (Transport *self,
                     GBytes    *bytes)
{
  g_return_if_fail (TRANSPORT_IS_TRANSPORT (self));
  g_return_if_fail (bytes != NULL);

  g_autoptr (Transport) guard = g_object_ref (self);

  if (!transport_is_connected (self) || g_bytes_get_size (bytes) == 0)
    return;
  if (is_line_ends (bytes))
    {
      hear_keep_alive (self, bytes);
      return;
    }

  transport_log_message (self, FALSE, bytes);
  g_signal_emit_by_name (self, "received", bytes);
}
