/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The protocol above a wire is tested without one: this transport opens, loses, delays and repeats exactly as it
 * was told, at moments that the test's clock decides.
 */

#include "doubles-transport.h"

#include "sip-message-builder.h"
#include "sip-parser.h"

struct _DoublesTransport
{
  Transport parent_instance;

  SipTokens        *tokens;
  DoublesTransport *peer; /* weak */
  DoublesOpening    opening;
  gboolean          deaf;
  gboolean          broken;
  gboolean          brittle;
  gboolean          answering;
  guint             delay_ms;
  guint             loss;
  guint             duplication;
  guint             lose_next;
  guint             asked_code;
  guint             open_id;
  guint             close_id;
  guint             answer_id;
  GQueue            answers; /* of GBytes */
  GQueue            written; /* of GBytes */
  GPtrArray        *flights; /* of Flight */
};

/* One message on its way to the peer. */
typedef struct
{
  DoublesTransport *from;
  GBytes           *bytes;
  guint             id;
} Flight;

static void port_iface_init (SipPortInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DoublesTransport, doubles_transport, TRANSPORT_TYPE_TRANSPORT,
                               G_IMPLEMENT_INTERFACE (SIP_TYPE_PORT, port_iface_init))

static void
flight_free (gpointer data)
{
  Flight *flight = data;

  sip_clock_disarm (transport_get_clock (TRANSPORT_TRANSPORT (flight->from)), &flight->id);
  g_bytes_unref (flight->bytes);
  g_free (flight);
}

static void
land_cb (gpointer user_data)
{
  Flight *flight = user_data;
  g_autoptr (GBytes) bytes = g_bytes_ref (flight->bytes);
  g_autoptr (DoublesTransport) peer = NULL;

  g_set_object (&peer, flight->from->peer);
  flight->id = 0;
  g_ptr_array_remove (flight->from->flights, flight);
  if (peer != NULL)
    transport_delivered (TRANSPORT_TRANSPORT (peer), bytes);
}

static void
launch (DoublesTransport *self,
        GBytes           *bytes)
{
  Flight *flight = g_new0 (Flight, 1);

  flight->from = self;
  flight->bytes = g_bytes_ref (bytes);
  flight->id = sip_clock_arm (transport_get_clock (TRANSPORT_TRANSPORT (self)), self->delay_ms, land_cb, flight);
  g_ptr_array_add (self->flights, flight);
}

static gboolean
happens (DoublesTransport *self,
         guint             percent)
{
  return percent > 0 && sip_tokens_next_below (self->tokens, 100) < percent;
}

static gboolean
is_lost (DoublesTransport *self)
{
  if (self->lose_next == 0)
    return happens (self, self->loss);

  self->lose_next--;
  return TRUE;
}

static void
answer_cb (gpointer user_data)
{
  g_autoptr (DoublesTransport) self = g_object_ref (user_data);
  GBytes *bytes;

  self->answer_id = 0;
  while ((bytes = g_queue_pop_head (&self->answers)) != NULL)
    {
      transport_delivered (TRANSPORT_TRANSPORT (self), bytes);
      g_bytes_unref (bytes);
    }
}

static gboolean
answer_options (DoublesTransport *self,
                GBytes           *bytes)
{
  g_autoptr (SipMessage) request = self->answering ? sip_parser_parse (bytes, NULL) : NULL;

  if (request == NULL || sip_message_get_method (request) != SIP_METHOD_OPTIONS || !sip_message_is_request (request))
    return FALSE;

  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_response (request, 200, NULL, "alive");
  g_autoptr (SipMessage) response = sip_message_builder_end (builder);

  g_queue_push_tail (&self->answers, g_bytes_ref (sip_message_get_bytes (response)));
  if (self->answer_id == 0)
    self->answer_id = sip_clock_arm (transport_get_clock (TRANSPORT_TRANSPORT (self)), self->delay_ms, answer_cb, self);
  return TRUE;
}

static gboolean
doubles_transport_write (Transport  *transport,
                         GBytes     *bytes,
                         GError    **error)
{
  DoublesTransport *self = DOUBLES_TRANSPORT (transport);

  if (self->brittle)
    {
      self->brittle = FALSE;
      self->broken = TRUE;
      doubles_transport_break (self, 1006);
    }
  if (self->broken)
    {
      g_set_error_literal (error, TRANSPORT_ERROR, TRANSPORT_ERROR_LOST, "the test broke this transport");
      return FALSE;
    }
  if (is_lost (self))
    return TRUE;
  if (self->peer == NULL && answer_options (self, bytes))
    return TRUE;
  if (self->peer == NULL)
    {
      g_queue_push_tail (&self->written, g_bytes_ref (bytes));
      return TRUE;
    }

  launch (self, bytes);
  if (happens (self, self->duplication))
    launch (self, bytes);
  return TRUE;
}

static void
open_cb (gpointer user_data)
{
  DoublesTransport *self = user_data;
  Transport *transport = user_data;

  self->open_id = 0;
  if (self->opening == DOUBLES_OPENING_SUCCEEDS)
    transport_opened (transport);
  else
    transport_failed (transport, g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_REFUSED, "%s refused the connection",
                                              transport_get_url (transport)));
}

static void
doubles_transport_open (Transport *transport)
{
  DoublesTransport *self = DOUBLES_TRANSPORT (transport);

  if (self->opening != DOUBLES_OPENING_HANGS)
    self->open_id = sip_clock_arm (transport_get_clock (transport), 0, open_cb, self);
}

static void
close_cb (gpointer user_data)
{
  g_autoptr (DoublesTransport) self = g_object_ref (user_data);
  guint code = self->asked_code;

  self->close_id = 0;
  if (self->peer != NULL)
    transport_closed (TRANSPORT_TRANSPORT (self->peer), code, NULL);
  transport_closed (TRANSPORT_TRANSPORT (self), code, NULL);
}

static void
doubles_transport_close (Transport  *transport,
                         guint       code,
                         const char *reason)
{
  DoublesTransport *self = DOUBLES_TRANSPORT (transport);
  SipClock *clock = transport_get_clock (transport);

  sip_clock_disarm (clock, &self->open_id);
  sip_clock_disarm (clock, &self->close_id);
  self->asked_code = code;
  if (!self->deaf && transport_get_state (transport) == TRANSPORT_STATE_DISCONNECTING)
    self->close_id = sip_clock_arm (clock, 0, close_cb, self);
}

static gboolean
doubles_transport_is_reliable (SipPort *port)
{
  return !g_str_equal (sip_port_get_via_protocol (port), "UDP");
}

static void
port_iface_init (SipPortInterface *iface)
{
  iface->is_reliable = doubles_transport_is_reliable;
}

static void
doubles_transport_dispose (GObject *object)
{
  DoublesTransport *self = DOUBLES_TRANSPORT (object);
  SipClock *clock = transport_get_clock (TRANSPORT_TRANSPORT (self));

  sip_clock_disarm (clock, &self->open_id);
  sip_clock_disarm (clock, &self->close_id);
  sip_clock_disarm (clock, &self->answer_id);
  g_queue_clear_full (&self->answers, (GDestroyNotify) g_bytes_unref);
  g_ptr_array_set_size (self->flights, 0);
  g_queue_clear_full (&self->written, (GDestroyNotify) g_bytes_unref);
  g_clear_weak_pointer (&self->peer);
  g_clear_object (&self->tokens);

  G_OBJECT_CLASS (doubles_transport_parent_class)->dispose (object);
}

static void
doubles_transport_finalize (GObject *object)
{
  g_ptr_array_unref (DOUBLES_TRANSPORT (object)->flights);

  G_OBJECT_CLASS (doubles_transport_parent_class)->finalize (object);
}

static void
doubles_transport_class_init (DoublesTransportClass *klass)
{
  TransportClass *transport_class = TRANSPORT_TRANSPORT_CLASS (klass);

  transport_class->open = doubles_transport_open;
  transport_class->close = doubles_transport_close;
  transport_class->write = doubles_transport_write;
  G_OBJECT_CLASS (klass)->dispose = doubles_transport_dispose;
  G_OBJECT_CLASS (klass)->finalize = doubles_transport_finalize;
}

static void
doubles_transport_init (DoublesTransport *self)
{
  g_queue_init (&self->written);
  g_queue_init (&self->answers);
  self->flights = g_ptr_array_new_with_free_func (flight_free);
}

DoublesTransport *
doubles_transport_new (const char *via_protocol,
                       SipClock   *clock,
                       SipTokens  *tokens)
{
  DoublesTransport *self = g_object_new (DOUBLES_TYPE_TRANSPORT,
                                         "url", "wss://double.invalid/",
                                         "via-protocol", via_protocol != NULL ? via_protocol : "WSS",
                                         "clock", clock,
                                         "tokens", tokens,
                                         NULL);

  self->tokens = g_object_ref (tokens);

  return self;
}

void
doubles_transport_pair (DoublesTransport *a,
                        DoublesTransport *b)
{
  g_return_if_fail (DOUBLES_IS_TRANSPORT (a));
  g_return_if_fail (DOUBLES_IS_TRANSPORT (b));

  g_set_weak_pointer (&a->peer, b);
  g_set_weak_pointer (&b->peer, a);
}

void
doubles_transport_set_opening (DoublesTransport *self,
                               DoublesOpening    opening)
{
  g_return_if_fail (DOUBLES_IS_TRANSPORT (self));

  self->opening = opening;
}

void
doubles_transport_set_deaf (DoublesTransport *self,
                            gboolean          deaf)
{
  g_return_if_fail (DOUBLES_IS_TRANSPORT (self));

  self->deaf = deaf;
}

void
doubles_transport_set_brittle (DoublesTransport *self)
{
  self->brittle = TRUE;
}

void
doubles_transport_set_broken (DoublesTransport *self,
                              gboolean          broken)
{
  g_return_if_fail (DOUBLES_IS_TRANSPORT (self));

  self->broken = broken;
}

void
doubles_transport_set_answering (DoublesTransport *self,
                                 gboolean          answering)
{
  g_return_if_fail (DOUBLES_IS_TRANSPORT (self));

  self->answering = answering;
}

void
doubles_transport_set_delay (DoublesTransport *self,
                             guint             delay_ms)
{
  g_return_if_fail (DOUBLES_IS_TRANSPORT (self));

  self->delay_ms = delay_ms;
}

void
doubles_transport_set_loss (DoublesTransport *self,
                            guint             percent)
{
  g_return_if_fail (DOUBLES_IS_TRANSPORT (self));

  self->loss = percent;
}

void
doubles_transport_set_duplication (DoublesTransport *self,
                                   guint             percent)
{
  g_return_if_fail (DOUBLES_IS_TRANSPORT (self));

  self->duplication = percent;
}

void
doubles_transport_lose_next (DoublesTransport *self,
                             guint             count)
{
  g_return_if_fail (DOUBLES_IS_TRANSPORT (self));

  self->lose_next = count;
}

void
doubles_transport_deliver (DoublesTransport *self,
                           const char       *text)
{
  g_return_if_fail (DOUBLES_IS_TRANSPORT (self));

  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  transport_delivered (TRANSPORT_TRANSPORT (self), bytes);
}

void
doubles_transport_break (DoublesTransport *self,
                         guint             close_code)
{
  g_return_if_fail (DOUBLES_IS_TRANSPORT (self));

  transport_closed (TRANSPORT_TRANSPORT (self), close_code,
                    g_error_new_literal (TRANSPORT_ERROR, TRANSPORT_ERROR_LOST, "the test broke the line"));
}

guint
doubles_transport_get_n_written (DoublesTransport *self)
{
  g_return_val_if_fail (DOUBLES_IS_TRANSPORT (self), 0);

  return self->written.length;
}

GBytes *
doubles_transport_pop (DoublesTransport *self)
{
  g_return_val_if_fail (DOUBLES_IS_TRANSPORT (self), NULL);

  return g_queue_pop_head (&self->written);
}

SipMessage *
doubles_transport_pop_message (DoublesTransport *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = doubles_transport_pop (self);

  if (bytes == NULL)
    return NULL;

  SipMessage *message = sip_parser_parse (bytes, &error);

  g_assert_no_error (error);
  g_assert_true (sip_message_check (message, &error));

  return message;
}

guint
doubles_transport_get_asked_code (DoublesTransport *self)
{
  g_return_val_if_fail (DOUBLES_IS_TRANSPORT (self), 0);

  return self->asked_code;
}
