/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A 2xx to INVITE crosses the whole network to the caller, so its repetition is no transaction's business
 * but the callee's own, over reliable transports too (RFC 3261 §13.3.1.4). Calls and re-INVITEs share it.
 */

#include "ua-confirmation.h"

struct _UaConfirmation
{
  GObject          parent_instance;
  SipTransactions *transactions;
  SipClock        *clock;
  SipMessage      *response; /* NULL: not begun, or over */
  guint            repeat_timer;
  guint            repeat_ms;
  guint            expiry_timer;
};

enum
{
  CONFIRMED,
  EXPIRED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UaConfirmation, ua_confirmation, G_TYPE_OBJECT)

static void
repeat_cb (gpointer user_data)
{
  UaConfirmation *self = user_data;
  g_autoptr (GError) error = NULL;

  self->repeat_ms = MIN (self->repeat_ms * 2, UA_CONFIRMATION_LONGEST_MS);
  self->repeat_timer = sip_clock_arm (self->clock, self->repeat_ms, repeat_cb, self);
  if (!sip_transactions_send_again (self->transactions, self->response, &error))
    g_info ("the 2xx could not be sent again: %s", error->message);
}

static void
expire_cb (gpointer user_data)
{
  UaConfirmation *self = user_data;

  self->expiry_timer = 0;
  ua_confirmation_stop (self);
  g_signal_emit (self, signals[EXPIRED], 0);
}

static void
ua_confirmation_dispose (GObject *object)
{
  UaConfirmation *self = UA_CONFIRMATION (object);

  if (self->clock != NULL)
    ua_confirmation_stop (self);
  g_clear_object (&self->transactions);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (ua_confirmation_parent_class)->dispose (object);
}

static void
ua_confirmation_class_init (UaConfirmationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_confirmation_dispose;

  signals[CONFIRMED] = g_signal_new ("confirmed", UA_TYPE_CONFIRMATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, SIP_TYPE_MESSAGE);
  signals[EXPIRED] = g_signal_new ("expired", UA_TYPE_CONFIRMATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
ua_confirmation_init (UaConfirmation *self)
{
}

/**
 * ua_confirmation_new:
 * @transactions: where it is sent
 * @clock: the time
 *
 * Makes a confirmation that has not begun.
 *
 * Returns: (transfer full): the confirmation
 */
UaConfirmation *
ua_confirmation_new (SipTransactions *transactions,
                     SipClock        *clock)
{
  g_return_val_if_fail (SIP_IS_TRANSACTIONS (transactions) && SIP_IS_CLOCK (clock), NULL);

  UaConfirmation *self = g_object_new (UA_TYPE_CONFIRMATION, NULL);

  self->transactions = g_object_ref (transactions);
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * ua_confirmation_begin:
 * @self: the confirmation
 * @server: the INVITE's transaction
 * @response: a 2xx
 *
 * Sends @response until its ACK comes, at most for 32 seconds.
 *
 * Returns: %FALSE when it is too late to answer
 */
gboolean
ua_confirmation_begin (UaConfirmation *self,
                       SipTransaction *server,
                       SipMessage     *response)
{
  g_return_val_if_fail (UA_IS_CONFIRMATION (self) && self->response == NULL, FALSE);
  g_return_val_if_fail (SIP_IS_TRANSACTION (server) && response != NULL, FALSE);

  if (!sip_transaction_respond (server, response))
    return FALSE;

  self->response = sip_message_ref (response);
  self->repeat_ms = UA_CONFIRMATION_FIRST_MS;
  self->repeat_timer = sip_clock_arm (self->clock, self->repeat_ms, repeat_cb, self);
  self->expiry_timer = sip_clock_arm (self->clock, UA_CONFIRMATION_PATIENCE_MS, expire_cb, self);
  return TRUE;
}

/**
 * ua_confirmation_is_running:
 * @self: (nullable): the confirmation
 *
 * Tells whether an ACK is still to come.
 *
 * Returns: %TRUE between beginning and end
 */
gboolean
ua_confirmation_is_running (UaConfirmation *self)
{
  return self != NULL && self->response != NULL;
}

/**
 * ua_confirmation_receive_ack:
 * @self: the confirmation
 * @ack: an ACK of the same dialog
 *
 * Ends the repetition when @ack has the number of our INVITE.
 *
 * Returns: %TRUE when it has
 */
gboolean
ua_confirmation_receive_ack (UaConfirmation *self,
                             SipMessage     *ack)
{
  g_return_val_if_fail (UA_IS_CONFIRMATION (self) && ack != NULL, FALSE);

  guint32 ours = 0;
  guint32 theirs = 0;

  if (self->response == NULL || !sip_message_get_cseq (self->response, &ours, NULL)
      || !sip_message_get_cseq (ack, &theirs, NULL) || ours != theirs)
    return FALSE;

  ua_confirmation_stop (self);
  g_signal_emit (self, signals[CONFIRMED], 0, ack);
  return TRUE;
}

/**
 * ua_confirmation_stop:
 * @self: the confirmation
 *
 * Sends nothing more and tells nothing more.
 */
void
ua_confirmation_stop (UaConfirmation *self)
{
  g_return_if_fail (UA_IS_CONFIRMATION (self));

  sip_clock_disarm (self->clock, &self->repeat_timer);
  sip_clock_disarm (self->clock, &self->expiry_timer);
  g_clear_pointer (&self->response, sip_message_unref);
}

/**
 * ua_confirmation_steal:
 * @self: the confirmation
 *
 * Stops like ua_confirmation_stop(), and hands over what was not acknowledged.
 *
 * Returns: (transfer full) (nullable): the 2xx; %NULL when none waits for its ACK
 */
SipMessage *
ua_confirmation_steal (UaConfirmation *self)
{
  g_return_val_if_fail (UA_IS_CONFIRMATION (self), NULL);

  SipMessage *response = g_steal_pointer (&self->response);

  ua_confirmation_stop (self);
  return response;
}
