/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Everything that is sent passes here once, whether a transaction, a retransmission or a salvaged reply
 * sends it, so that the trace has it all (CONTRACT A.6 item 7).
 */

#include "ua-tap.h"

struct _UaTap
{
  GObject    parent_instance;
  Transport *transport;
};

enum
{
  SENT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
ua_tap_get_via_protocol (SipPort *port)
{
  return sip_port_get_via_protocol (SIP_PORT (UA_TAP (port)->transport));
}

static const char *
ua_tap_get_sent_by (SipPort *port)
{
  return sip_port_get_sent_by (SIP_PORT (UA_TAP (port)->transport));
}

static gboolean
ua_tap_is_reliable (SipPort *port)
{
  return sip_port_is_reliable (SIP_PORT (UA_TAP (port)->transport));
}

static gboolean
ua_tap_send (SipPort  *port,
             GBytes   *message,
             GError  **error)
{
  UaTap *self = UA_TAP (port);

  g_signal_emit (self, signals[SENT], 0, message);
  return sip_port_send (SIP_PORT (self->transport), message, error);
}

static void
port_iface_init (SipPortInterface *iface)
{
  iface->get_via_protocol = ua_tap_get_via_protocol;
  iface->get_sent_by = ua_tap_get_sent_by;
  iface->is_reliable = ua_tap_is_reliable;
  iface->send = ua_tap_send;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (UaTap, ua_tap, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SIP_TYPE_PORT, port_iface_init))

static void
ua_tap_dispose (GObject *object)
{
  UaTap *self = UA_TAP (object);

  g_clear_object (&self->transport);
  G_OBJECT_CLASS (ua_tap_parent_class)->dispose (object);
}

static void
ua_tap_class_init (UaTapClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_tap_dispose;

  signals[SENT] = g_signal_new ("sent", UA_TYPE_TAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_BYTES);
}

static void
ua_tap_init (UaTap *self)
{
}

/**
 * ua_tap_new:
 * @transport: the wire
 *
 * Puts a listener between the transactions and @transport.
 *
 * Returns: (transfer full): the port
 */
UaTap *
ua_tap_new (Transport *transport)
{
  g_return_val_if_fail (TRANSPORT_IS_TRANSPORT (transport), NULL);

  UaTap *self = g_object_new (UA_TYPE_TAP, NULL);

  self->transport = g_object_ref (transport);
  return self;
}
