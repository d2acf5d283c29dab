/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a machine sends is half of what a test must see; this port keeps it, loses nothing, and fails on
 * order. */

#include "doubles-port.h"

#include "sip-parser.h"

struct _DoublesPort
{
  GObject parent_instance;

  gboolean reliable;
  gboolean broken;
  GQueue   sent; /* of GBytes */
};

static guint sent_signal;

static void port_iface_init (SipPortInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DoublesPort, doubles_port, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SIP_TYPE_PORT, port_iface_init))

static const char *
doubles_port_get_via_protocol (SipPort *port)
{
  return DOUBLES_PORT (port)->reliable ? "WSS" : "UDP";
}

static const char *
doubles_port_get_sent_by (SipPort *port)
{
  return "test.invalid";
}

static gboolean
doubles_port_is_reliable (SipPort *port)
{
  return DOUBLES_PORT (port)->reliable;
}

static gboolean
doubles_port_send (SipPort  *port,
                   GBytes   *message,
                   GError  **error)
{
  DoublesPort *self = DOUBLES_PORT (port);

  if (self->broken)
    {
      g_set_error_literal (error, g_quark_from_static_string ("doubles-port-error"), 0,
                           "the test broke this port");
      return FALSE;
    }

  g_queue_push_tail (&self->sent, g_bytes_ref (message));
  g_signal_emit (self, sent_signal, 0, message);

  return TRUE;
}

static void
port_iface_init (SipPortInterface *iface)
{
  iface->get_via_protocol = doubles_port_get_via_protocol;
  iface->get_sent_by = doubles_port_get_sent_by;
  iface->is_reliable = doubles_port_is_reliable;
  iface->send = doubles_port_send;
}

static void
doubles_port_finalize (GObject *object)
{
  doubles_port_clear (DOUBLES_PORT (object));

  G_OBJECT_CLASS (doubles_port_parent_class)->finalize (object);
}

static void
doubles_port_class_init (DoublesPortClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = doubles_port_finalize;

  sent_signal = g_signal_new ("sent", DOUBLES_TYPE_PORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_BYTES);
}

static void
doubles_port_init (DoublesPort *self)
{
  g_queue_init (&self->sent);
}

DoublesPort *
doubles_port_new (gboolean reliable)
{
  DoublesPort *self = g_object_new (DOUBLES_TYPE_PORT, NULL);

  self->reliable = reliable;

  return self;
}

void
doubles_port_set_reliable (DoublesPort *self,
                           gboolean     reliable)
{
  g_return_if_fail (DOUBLES_IS_PORT (self));

  self->reliable = reliable;
}

void
doubles_port_set_broken (DoublesPort *self,
                         gboolean     broken)
{
  g_return_if_fail (DOUBLES_IS_PORT (self));

  self->broken = broken;
}

guint
doubles_port_get_n_sent (DoublesPort *self)
{
  g_return_val_if_fail (DOUBLES_IS_PORT (self), 0);

  return self->sent.length;
}

SipMessage *
doubles_port_pop (DoublesPort *self)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (DOUBLES_IS_PORT (self), NULL);

  g_autoptr (GBytes) bytes = g_queue_pop_head (&self->sent);
  if (bytes == NULL)
    return NULL;

  SipMessage *message = sip_parser_parse (bytes, &error);
  g_assert_no_error (error);
  g_assert_true (sip_message_check (message, &error));

  return message;
}

SipMessage *
doubles_port_pop_last (DoublesPort *self)
{
  g_return_val_if_fail (DOUBLES_IS_PORT (self), NULL);

  while (self->sent.length > 1)
    g_bytes_unref (g_queue_pop_head (&self->sent));

  return doubles_port_pop (self);
}

void
doubles_port_clear (DoublesPort *self)
{
  g_return_if_fail (DOUBLES_IS_PORT (self));

  g_queue_clear_full (&self->sent, (GDestroyNotify) g_bytes_unref);
}
