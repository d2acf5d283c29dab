/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The oldest way, and the one that many a telephone exchange at home knows alone. A socket that is connected to one
 * address hears from nobody else, and hears when nobody listens there; more than that a datagram does not tell.
 */

#include "transport-datagram.h"

#include "transport-detour.h"
#include "transport-failure.h"
#include "transport-ports.h"
#include "transport-private.h"
#include "transport-probe.h"

#include "sip-limits.h"

struct _TransportDatagram
{
  Transport parent_instance;

  TransportTarget *target;
  GCancellable    *opening; /* of the attempt under way */
  GSocket         *socket;
  GSource         *reading;
  GSource         *losing;  /* what sending found out is told from the main loop */
  GError          *lost;
  TransportDetour *detour;
};

/* One attempt; the answer to one that was given up must not disturb the next. */
typedef struct
{
  TransportDatagram *self;
  GCancellable      *cancellable;
} Opening;

static void port_iface_init (SipPortInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TransportDatagram, transport_datagram, TRANSPORT_TYPE_TRANSPORT,
                               G_IMPLEMENT_INTERFACE (SIP_TYPE_PORT, port_iface_init))

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->self);
  g_object_unref (opening->cancellable);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
stop (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
drop (TransportDatagram *self)
{
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_object (&self->detour);
  stop (&self->reading);
  stop (&self->losing);
  g_clear_error (&self->lost);
  if (self->socket != NULL)
    g_socket_close (self->socket, NULL);
  g_clear_object (&self->socket);
}

static void
lose (TransportDatagram *self,
      const GError      *error)
{
  Transport *transport = TRANSPORT_TRANSPORT (self);
  gboolean refused = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);

  drop (self);
  transport_closed (transport, 0,
                    g_error_new (TRANSPORT_ERROR, refused ? TRANSPORT_ERROR_REFUSED : TRANSPORT_ERROR_LOST,
                                 "the way to %s ends: %s", transport_get_url (transport), error->message));
}

/* One datagram a turn, so that a flood does not stop everything else. */
static gboolean
readable_cb (GSocket      *socket,
             GIOCondition  condition,
             gpointer      user_data)
{
  g_autoptr (TransportDatagram) self = g_object_ref (user_data);
  g_autofree char *buffer = g_malloc (SIP_MAX_DATAGRAM);
  g_autoptr (GError) error = NULL;
  gssize size = g_socket_receive (socket, buffer, SIP_MAX_DATAGRAM, NULL, &error);

  if (size >= 0)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (buffer, (gsize) size);

      transport_delivered (TRANSPORT_TRANSPORT (self), bytes);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    {
      lose (self, error);
    }

  return self->reading != NULL ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
losing_cb (gpointer user_data)
{
  g_autoptr (TransportDatagram) self = g_object_ref (user_data);
  g_autoptr (GError) error = g_steal_pointer (&self->lost);

  lose (self, error);

  return G_SOURCE_REMOVE;
}

/* What ICMP said of an earlier datagram is told once, to who reads or to who sends. */
static void
lose_later (TransportDatagram *self,
            const GError      *error)
{
  if (self->losing != NULL)
    return;

  self->lost = g_error_copy (error);
  self->losing = g_idle_source_new ();
  g_source_set_callback (self->losing, losing_cb, self, NULL);
  g_source_attach (self->losing, NULL);
}

/* A full queue of the kernel loses a datagram as a router would; whoever sent it repeats it. */
static gboolean
send_straight (TransportDatagram  *self,
               GBytes             *bytes,
               GError            **error)
{
  g_autoptr (GError) why = NULL;
  gboolean too_large = FALSE;

  if (g_socket_send (self->socket, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, &why) >= 0 ||
      g_error_matches (why, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return TRUE;

  too_large = g_error_matches (why, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
  if (!too_large)
    lose_later (self, why);

  g_set_error (error, TRANSPORT_ERROR, too_large ? TRANSPORT_ERROR_TOO_LARGE : TRANSPORT_ERROR_LOST,
               "a datagram of %zu octets to %s was not sent: %s", g_bytes_get_size (bytes),
               transport_get_url (TRANSPORT_TRANSPORT (self)), why->message);
  return FALSE;
}

static void
straight_cb (GBytes    *message,
             Transport *road)
{
  g_autoptr (GError) error = NULL;

  if (TRANSPORT_DATAGRAM (road)->socket != NULL && !send_straight (TRANSPORT_DATAGRAM (road), message, &error))
    g_info ("%s", error->message);
}

static void
use (TransportDatagram *self,
     GSocket           *socket)
{
  Transport *transport = TRANSPORT_TRANSPORT (self);
  g_autoptr (GSocketAddress) local = g_socket_get_local_address (socket, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_get_remote_address (socket, NULL);
  g_autofree char *sent_by = transport_ports_write (local);
  g_autofree char *to = transport_ports_write (remote);

  transport_note_addresses (transport, socket);
  if (sent_by != NULL)
    transport_set_sent_by (transport, sent_by);

  self->socket = g_object_ref (socket);
  self->reading = g_socket_create_source (socket, G_IO_IN, NULL);
  g_source_set_callback (self->reading, G_SOURCE_FUNC (readable_cb), self, NULL);
  g_source_attach (self->reading, NULL);
  if (to != NULL)
    self->detour = transport_detour_new (transport, to, straight_cb);

  transport_opened (transport);
}

static void
probe_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = transport_probe_finish (result, &error);
  Transport *transport = TRANSPORT_TRANSPORT (opening->self);

  if (opening->self->opening != opening->cancellable)
    return;

  g_clear_object (&opening->self->opening);
  if (socket != NULL)
    use (opening->self, socket);
  else
    transport_failed (transport, transport_failure_of_opening (transport_get_url (transport), error, 0));
}

static void
transport_datagram_open (Transport *transport)
{
  TransportDatagram *self = TRANSPORT_DATAGRAM (transport);
  g_autoptr (GSocketConnectable) to = transport_ports_connectable (self->target);
  Opening *opening = g_new0 (Opening, 1);

  self->opening = g_cancellable_new ();
  opening->self = g_object_ref (self);
  opening->cancellable = g_object_ref (self->opening);
  transport_probe_async (to, transport_get_clock (transport), self->opening, probe_cb, opening);
}

static void
transport_datagram_close (Transport  *transport,
                          guint       code,
                          const char *reason)
{
  drop (TRANSPORT_DATAGRAM (transport));
  transport_closed (transport, 0, NULL);
}

static gboolean
transport_datagram_write (Transport  *transport,
                          GBytes     *bytes,
                          GError    **error)
{
  TransportDatagram *self = TRANSPORT_DATAGRAM (transport);

  if (self->socket == NULL)
    {
      g_set_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_NOT_CONNECTED, "%s is not connected",
                   transport_get_url (transport));
      return FALSE;
    }
  if (self->detour != NULL && transport_detour_take (self->detour, bytes))
    return TRUE;

  return send_straight (self, bytes, error);
}

static gboolean
transport_datagram_is_reliable (SipPort *port)
{
  return FALSE;
}

static void
port_iface_init (SipPortInterface *iface)
{
  iface->is_reliable = transport_datagram_is_reliable;
}

static void
transport_datagram_dispose (GObject *object)
{
  drop (TRANSPORT_DATAGRAM (object));

  G_OBJECT_CLASS (transport_datagram_parent_class)->dispose (object);
}

static void
transport_datagram_finalize (GObject *object)
{
  transport_target_unref (TRANSPORT_DATAGRAM (object)->target);

  G_OBJECT_CLASS (transport_datagram_parent_class)->finalize (object);
}

static void
transport_datagram_class_init (TransportDatagramClass *klass)
{
  TransportClass *transport_class = TRANSPORT_TRANSPORT_CLASS (klass);

  transport_class->open = transport_datagram_open;
  transport_class->close = transport_datagram_close;
  transport_class->write = transport_datagram_write;
  G_OBJECT_CLASS (klass)->dispose = transport_datagram_dispose;
  G_OBJECT_CLASS (klass)->finalize = transport_datagram_finalize;
}

static void
transport_datagram_init (TransportDatagram *self)
{
}

/**
 * transport_datagram_new:
 * @target: `udp:` with a host; the port is 5060 when absent
 * @clock: the clock
 * @tokens: the source of chance
 * @error: return location for %TRANSPORT_ERROR_BAD_URL
 *
 * Makes a transport that leads to a server over UDP; it is not connected yet. That it is connected later means that
 * there is a way, not that somebody is at its end.
 *
 * Returns: (transfer full) (nullable): a new transport
 */
Transport *
transport_datagram_new (TransportTarget  *target,
                        SipClock         *clock,
                        SipTokens        *tokens,
                        GError          **error)
{
  g_return_val_if_fail (target != NULL, NULL);
  g_return_val_if_fail (SIP_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (SIP_IS_TOKENS (tokens), NULL);

  g_autofree char *scheme = transport_ports_check (target, (const char *[]) { "udp", NULL }, error);
  g_autofree char *shown = NULL;

  if (scheme == NULL)
    return NULL;

  shown = transport_ports_show (target);
  TransportDatagram *self = g_object_new (TRANSPORT_TYPE_DATAGRAM,
                                          "url", shown,
                                          "via-protocol", "UDP",
                                          "clock", clock,
                                          "tokens", tokens,
                                          NULL);

  self->target = transport_target_ref (target);

  return TRANSPORT_TRANSPORT (self);
}
