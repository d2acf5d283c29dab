/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The motor of all four machines: it looks up the row, arms the timers, sends, and tells. What a row means is
 * done here and nowhere else; a machine adds its table and says which event a message is. */

#include "sip-transaction-private.h"

#include "sip-message-builder.h"

static guint
last_state (SipTransaction *self)
{
  return SIP_TRANSACTION_GET_CLASS (self)->machine->n_states - 1;
}

static gboolean
means_something (SipTransaction *self,
                 guint           event)
{
  SipTransactionPrivate *priv = sip_transaction_get_private (self);

  return sip_machine_step (SIP_TRANSACTION_GET_CLASS (self)->machine, priv->state, event) != NULL;
}

static void
timer_fired_cb (gpointer user_data)
{
  SipTransactionSlot *slot = user_data;

  slot->id = 0;
  sip_transaction_step (slot->self, SIP_TRANSACTION_GET_CLASS (slot->self)->timers[slot->index].event, NULL);
}

static void
arm_timer (SipTransaction            *self,
           const SipTransactionTimer *timer,
           SipTransactionSlot        *slot)
{
  SipTransactionPrivate *priv = sip_transaction_get_private (self);
  guint delay_ms;

  /* RFC 3261 §17.1.1.2: "If a reliable transport is being used, the client transaction SHOULD NOT start
   * timer A". */
  if (timer->kind == SIP_TIMER_RETRANSMIT && priv->reliable)
    return;

  slot->length_ms = slot->length_ms == 0 ? timer->first_ms : MIN (slot->length_ms * 2, timer->longest_ms);
  delay_ms = timer->kind == SIP_TIMER_LINGER && priv->reliable ? 0 : slot->length_ms;

  sip_clock_disarm (priv->clock, &slot->id);
  slot->id = sip_clock_arm (priv->clock, delay_ms, timer_fired_cb, slot);
}

static void
set_timers (SipTransaction *self,
            guint32         effects)
{
  SipTransactionPrivate *priv = sip_transaction_get_private (self);
  SipTransactionClass *klass = SIP_TRANSACTION_GET_CLASS (self);

  for (guint i = 0; i < klass->n_timers; i++)
    {
      if ((effects & SIP_EFFECT_ARM (i)) != 0)
        arm_timer (self, &klass->timers[i], &priv->slots[i]);
      else if (!means_something (self, klass->timers[i].event))
        sip_clock_disarm (priv->clock, &priv->slots[i].id);
    }
}

/* What every state of every machine promises: only timers that it listens to are running. */
static void
assert_state (SipTransaction *self)
{
  SipTransactionPrivate *priv = sip_transaction_get_private (self);
  SipTransactionClass *klass = SIP_TRANSACTION_GET_CLASS (self);

  for (guint i = 0; i < klass->n_timers; i++)
    g_assert (priv->slots[i].id == 0 || means_something (self, klass->timers[i].event));
}

static void
failure_due_cb (gpointer user_data)
{
  g_autoptr (SipTransaction) self = g_object_ref (SIP_TRANSACTION (user_data));
  SipTransactionPrivate *priv = sip_transaction_get_private (self);

  priv->failure_id = 0;
  guint32 effects = sip_transaction_step (self, SIP_EVENT_TRANSPORT_ERROR, NULL);

  if ((effects & SIP_EFFECT_FAILED) == 0)
    g_clear_error (&priv->failure);
}

static void
send_message (SipTransaction *self,
              SipMessage     *message)
{
  SipTransactionPrivate *priv = sip_transaction_get_private (self);
  g_autoptr (GError) error = NULL;

  if (message == NULL)
    return;

  /* The line may break on it, and whoever is told of that may have another answer. */
  g_autoptr (SipMessage) hold = sip_message_ref (message);

  if (priv->port == NULL)
    g_set_error_literal (&error, SIP_TRANSACTION_ERROR, SIP_TRANSACTION_ERROR_TRANSPORT,
                         "there is no connection to send over");
  else if (!sip_port_send (priv->port, sip_message_get_bytes (message), &error))
    g_prefix_error (&error, "%s was not sent: ", sip_message_get_method_name (message));

  if (error != NULL)
    sip_transaction_fail (self, g_error_new_literal (SIP_TRANSACTION_ERROR, SIP_TRANSACTION_ERROR_TRANSPORT,
                                                     error->message));
}

static void
send_trying (SipTransaction *self)
{
  SipTransactionPrivate *priv = sip_transaction_get_private (self);
  g_autoptr (SipMessageBuilder) builder =
    sip_message_builder_new_response (priv->request, SIP_STATUS_TRYING, NULL, NULL);
  const char *timestamp = sip_message_get_header (priv->request, SIP_HEADER_TIMESTAMP);

  /* RFC 3261 §8.2.6.1: "any Timestamp header field present in the request MUST be copied". */
  if (timestamp != NULL)
    sip_message_builder_set_header (builder, SIP_HEADER_TIMESTAMP, timestamp);

  g_clear_pointer (&priv->response, sip_message_unref);
  priv->response = sip_message_builder_end (builder);
  send_message (self, priv->response);
}

static void
perform_sending (SipTransaction *self,
                 guint32         effects,
                 SipMessage     *message)
{
  SipTransactionPrivate *priv = sip_transaction_get_private (self);
  SipTransactionClass *klass = SIP_TRANSACTION_GET_CLASS (self);

  if ((effects & SIP_EFFECT_SEND) != 0)
    send_message (self, klass->is_client ? priv->request : priv->response);

  if ((effects & SIP_EFFECT_SEND_ACK) != 0)
    {
      g_autoptr (SipMessage) ack = klass->make_ack (self, message);

      send_message (self, ack);
    }

  if ((effects & SIP_EFFECT_SEND_TRYING) != 0)
    send_trying (self);
}

static void
perform_telling (SipTransaction *self,
                 guint32         effects,
                 SipMessage     *message)
{
  SipTransactionPrivate *priv = sip_transaction_get_private (self);
  SipTransactionClass *klass = SIP_TRANSACTION_GET_CLASS (self);

  if ((effects & SIP_EFFECT_PASS_UP) != 0 && klass->is_client)
    g_signal_emit_by_name (self, "response", message);

  if ((effects & SIP_EFFECT_ACKNOWLEDGED) != 0)
    g_signal_emit_by_name (self, "acknowledged", message);

  if ((effects & SIP_EFFECT_TIMED_OUT) != 0)
    {
      g_autoptr (GError) error = g_error_new (SIP_TRANSACTION_ERROR, klass->timeout_code,
                                              "%s: nothing was heard for %d seconds",
                                              sip_message_get_method_name (priv->request),
                                              SIP_TRANSACTION_LIFETIME_MS / 1000);

      g_signal_emit_by_name (self, "failed", error);
    }

  if ((effects & SIP_EFFECT_FAILED) != 0)
    g_signal_emit_by_name (self, "failed", priv->failure);
}

/**
 * sip_transaction_step:
 * @self: a transaction
 * @event: an event of its machine
 * @message: (nullable): the message that the event is, if it is one
 *
 * Makes one step: the only place where the state of a living transaction changes. Handlers of its signals
 * may do anything, even drop the last reference.
 *
 * Returns: the effects of the row; 0 when the event means nothing now
 */
guint32
sip_transaction_step (SipTransaction *self,
                      guint           event,
                      SipMessage     *message)
{
  SipTransactionPrivate *priv = sip_transaction_get_private (self);
  const SipMachineRow *row =
    sip_machine_step (SIP_TRANSACTION_GET_CLASS (self)->machine, priv->state, event);

  if (row == NULL)
    return 0;

  g_autoptr (SipTransaction) guard = g_object_ref (self);
  priv->state = row->next;
  set_timers (self, row->effects);
  assert_state (self);
  perform_sending (self, row->effects, message);
  perform_telling (self, row->effects, message);

  if (row->next == last_state (self))
    {
      sip_clock_disarm (priv->clock, &priv->failure_id);
      g_signal_emit_by_name (self, "terminated");
    }

  return row->effects;
}

/**
 * sip_transaction_receive:
 * @self: a transaction
 * @message: a message that came in and belongs to it
 *
 * Makes the step of that message.
 *
 * Returns: the effects of the row; 0 when the message means nothing now
 */
guint32
sip_transaction_receive (SipTransaction *self,
                         SipMessage     *message)
{
  guint event = SIP_TRANSACTION_GET_CLASS (self)->classify (message);

  return event == SIP_EVENT_NONE ? 0 : sip_transaction_step (self, event, message);
}

/**
 * sip_transaction_set_port:
 * @self: a transaction
 * @port: (nullable): where its messages leave from now on
 *
 * Replaces the port. A client over a reliable one has lost its answer with it and fails when the caller has
 * returned.
 */
void
sip_transaction_set_port (SipTransaction *self,
                          SipPort        *port)
{
  SipTransactionPrivate *priv = sip_transaction_get_private (self);

  if (!g_set_object (&priv->port, port))
    return;

  /* RFC 3261 §18.2.2 ties the response to the connection of the request: with the one, the other is lost.
   * A datagram's answer may still come, and a server's answer may leave over the next connection. */
  if (SIP_TRANSACTION_GET_CLASS (self)->is_client && priv->reliable &&
      means_something (self, SIP_EVENT_TRANSPORT_ERROR))
    sip_transaction_fail (self, g_error_new (SIP_TRANSACTION_ERROR, SIP_TRANSACTION_ERROR_TRANSPORT,
                                             "the connection that carried the %s is gone",
                                             sip_message_get_method_name (priv->request)));
}

/**
 * sip_transaction_fail:
 * @self: a transaction
 * @error: (transfer full): why nothing can be sent
 *
 * Makes a transport error happen when the caller has returned. The first reason counts.
 */
void
sip_transaction_fail (SipTransaction *self,
                      GError         *error)
{
  SipTransactionPrivate *priv = sip_transaction_get_private (self);

  if (priv->failure != NULL || sip_transaction_is_terminated (self))
    {
      g_error_free (error);
      return;
    }

  priv->failure = error;
  priv->failure_id = sip_clock_arm (priv->clock, 0, failure_due_cb, self);
}

/**
 * sip_transaction_abandon:
 * @self: a transaction
 *
 * Ends it at once and without a word, for its collection goes.
 */
void
sip_transaction_abandon (SipTransaction *self)
{
  SipTransactionPrivate *priv = sip_transaction_get_private (self);

  priv->state = last_state (self);
  set_timers (self, 0);
  sip_clock_disarm (priv->clock, &priv->failure_id);
}

/**
 * sip_transaction_respond:
 * @self: a server transaction
 * @response: the answer, built from the transaction's request
 *
 * Answers the request. The newest answer is repeated for every retransmission of the request; a non-2xx to
 * INVITE is repeated by itself until its ACK comes, a 2xx only by the caller (RFC 3261 §13.3.1.4). A port
 * that does not take it is reported by `failed` after this call has returned.
 *
 * Returns: %FALSE when the machine takes no such answer now: a final one was given, the transaction is over,
 *   or a provisional one or a 408 was given to a request that is no INVITE (RFC 4320 §4)
 */
gboolean
sip_transaction_respond (SipTransaction *self,
                         SipMessage     *response)
{
  SipTransactionPrivate *priv = sip_transaction_get_private (self);

  g_return_val_if_fail (SIP_IS_TRANSACTION (self), FALSE);
  g_return_val_if_fail (!SIP_TRANSACTION_GET_CLASS (self)->is_client, FALSE);
  g_return_val_if_fail (response != NULL && sip_message_is_response (response), FALSE);

  guint event = SIP_TRANSACTION_GET_CLASS (self)->classify (response);
  if (event == SIP_EVENT_NONE || !means_something (self, event))
    return FALSE;

  sip_message_ref (response);
  g_clear_pointer (&priv->response, sip_message_unref);
  priv->response = response;
  sip_transaction_step (self, event, response);

  return TRUE;
}
