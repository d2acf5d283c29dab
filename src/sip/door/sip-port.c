/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The door through which messages leave. The SIP core asks three things of a transport and knows nothing else
 * about it: what to write in Via, whether it may lose what it is given, and to take these bytes. */

#include "sip-port.h"

G_DEFINE_INTERFACE (SipPort, sip_port, G_TYPE_OBJECT)

static void
sip_port_default_init (SipPortInterface *iface)
{
}

/**
 * sip_port_get_via_protocol:
 * @self: a port
 *
 * Gets the transport token for the Via header field (RFC 3261 §20.42, RFC 7118 §5.2).
 *
 * Returns: (transfer none): `WS`, `WSS`, `UDP`, `TCP` or `TLS`
 */
const char *
sip_port_get_via_protocol (SipPort *self)
{
  g_return_val_if_fail (SIP_IS_PORT (self), NULL);

  return SIP_PORT_GET_IFACE (self)->get_via_protocol (self);
}

/**
 * sip_port_get_sent_by:
 * @self: a port
 *
 * Gets the host and optional port for the Via header field; a WebSocket client writes a random name
 * under `.invalid` (RFC 7118 §5).
 *
 * Returns: (transfer none): the sent-by value
 */
const char *
sip_port_get_sent_by (SipPort *self)
{
  g_return_val_if_fail (SIP_IS_PORT (self), NULL);

  return SIP_PORT_GET_IFACE (self)->get_sent_by (self);
}

/**
 * sip_port_is_reliable:
 * @self: a port
 *
 * Tells whether what is sent arrives or the loss is noticed. Over such a port nothing is retransmitted and
 * nothing lingers (RFC 3261 §17.1.1.2).
 *
 * Returns: %TRUE for streams and WebSockets, %FALSE for datagrams
 */
gboolean
sip_port_is_reliable (SipPort *self)
{
  g_return_val_if_fail (SIP_IS_PORT (self), TRUE);

  return SIP_PORT_GET_IFACE (self)->is_reliable (self);
}

/**
 * sip_port_send:
 * @self: a port
 * @message: one whole SIP message
 * @error: return location for an error of the port's own domain
 *
 * Hands a message to the wire. Success means that it was taken, not that it arrived.
 *
 * Returns: %TRUE when the message was taken
 */
gboolean
sip_port_send (SipPort  *self,
               GBytes   *message,
               GError  **error)
{
  g_return_val_if_fail (SIP_IS_PORT (self), FALSE);
  g_return_val_if_fail (message != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return SIP_PORT_GET_IFACE (self)->send (self, message, error);
}
