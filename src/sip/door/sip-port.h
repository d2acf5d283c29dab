/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Contract: the two facts and one verb that the SIP core needs of a transport (CONTRACT J2, J4, J7). */
#define SIP_TYPE_PORT (sip_port_get_type ())
G_DECLARE_INTERFACE (SipPort, sip_port, SIP, PORT, GObject)

struct _SipPortInterface
{
  GTypeInterface g_iface;

  const char *(*get_via_protocol) (SipPort *self); /* "WS", "WSS", "UDP", "TCP", "TLS" */
  const char *(*get_sent_by)      (SipPort *self); /* host[:port] for Via; RFC 7118 §5: random.invalid */
  gboolean    (*is_reliable)      (SipPort *self);
  gboolean    (*send)             (SipPort *self, GBytes *message, GError **error);
};

const char *sip_port_get_via_protocol (SipPort  *self);
const char *sip_port_get_sent_by      (SipPort  *self);
gboolean    sip_port_is_reliable      (SipPort  *self);
gboolean    sip_port_send             (SipPort  *self,
                                       GBytes   *message,
                                       GError  **error);

G_END_DECLS
