/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A provisional answer that wants to be sure of its arrival is confirmed by PRACK, in order and once; what comes out of
 * order is left alone, for it will be repeated (RFC 3262 §4). A PRACK that is refused means that the far end has lost its
 * half of the dialog.
 */

#include "ua-early.h"

#include "ua-agent-private.h"
#include "ua-error.h"
#include "ua-rel100.h"
#include "ua-session-private.h"

#include <string.h>

/**
 * ua_early_is_next:
 * @self: the dialog
 * @response: a reliable provisional answer in it
 *
 * Tells whether @response may be processed: in order, once, and not while an offer before it is being answered (RFC 3262
 * §4). It counts as seen then.
 *
 * Returns: %FALSE when it is to be left alone
 */
gboolean
ua_early_is_next (UaEarly    *self,
                  SipMessage *response)
{
  guint32 rseq = 0;

  g_return_val_if_fail (UA_IS_EARLY (self) && response != NULL, FALSE);

  if (!ua_rel100_is_reliable (response, &rseq) || self->unacknowledged != NULL
      || (self->has_rseq && rseq != self->rseq + 1))
    return FALSE;

  self->has_rseq = TRUE;
  self->rseq = rseq;
  return TRUE;
}

static void
prack_answered_cb (UaRequest  *prack,
                   SipMessage *response,
                   UaEarly    *self)
{
  guint status = sip_message_get_status (response);

  if (status < 300)
    return;

  g_autoptr (GError) error = sip_status_error_new (status, sip_message_get_reason (response));

  ua_early_fail (self, error);
}

static void
prack_failed_cb (UaRequest    *prack,
                 const GError *error,
                 UaEarly      *self)
{
  ua_early_fail (self, error);
}

static void
send_prack (UaEarly    *self,
            SipMessage *response,
            const char *description,
            GCallback   answered)
{
  g_autoptr (SipMessageBuilder) builder = sip_dialog_make_request (self->dialog, SIP_METHOD_PRACK, 0);
  g_autoptr (UaRequest) prack = ua_request_new (self->agent, self->dialog);
  g_autofree char *rack = ua_rel100_make_rack (response);

  ua_agent_dress (self->agent, builder);
  sip_message_builder_set_header (builder, SIP_HEADER_RACK, rack);
  if (description != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new (description, strlen (description));

      sip_message_builder_set_body (builder, UA_DESCRIPTION_CONTENT_TYPE, body);
    }
  ua_agent_preempt (self->agent, builder);
  g_signal_connect_object (prack, "answered", answered, self, G_CONNECT_DEFAULT);
  g_signal_connect_object (prack, "failed", G_CALLBACK (prack_failed_cb), self, G_CONNECT_DEFAULT);
  ua_request_send (prack, builder);
}

/**
 * ua_early_acknowledge:
 * @self: the dialog
 * @response: a reliable provisional answer
 * @answer: (nullable): our answer to the offer in @response
 *
 * Sends the PRACK.
 */
void
ua_early_acknowledge (UaEarly    *self,
                      SipMessage *response,
                      const char *answer)
{
  g_return_if_fail (UA_IS_EARLY (self) && response != NULL);

  if (self->agent != NULL)
    send_prack (self, response, answer, G_CALLBACK (prack_answered_cb));
}

static void
answer_written_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (UaEarly) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = ua_negotiation_answer_finish (UA_NEGOTIATION (source), result, &error);
  g_autoptr (SipMessage) response = g_steal_pointer (&self->unacknowledged);

  if (self->agent == NULL || response == NULL)
    return;
  if (answer == NULL)
    {
      ua_early_fail (self, error);
      return;
    }
  ua_early_acknowledge (self, response, answer);
  ua_early_settle (self);
}

/**
 * ua_early_answer_offer:
 * @self: the dialog, with a handler
 * @response: a reliable provisional answer
 * @offer: the offer in it
 *
 * Has @offer answered, and the answer sent in the PRACK (RFC 3262 §5).
 */
void
ua_early_answer_offer (UaEarly    *self,
                       SipMessage *response,
                       const char *offer)
{
  g_return_if_fail (UA_IS_EARLY (self) && self->negotiation != NULL && offer != NULL);

  self->answer = UA_EARLY_ANSWER_FIRM;
  self->held = ua_negotiation_reads_as_hold (offer);
  self->unacknowledged = sip_message_ref (response);
  ua_negotiation_answer_async (self->negotiation, offer, answer_written_cb, g_object_ref (self));
}

static void
offer_settled_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (UaEarly) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean settled = ua_negotiation_settle_finish (UA_NEGOTIATION (source), result, &error);

  if (self->agent == NULL)
    return;
  if (settled)
    ua_early_settle (self);
  else
    {
      g_info ("the answer to the offer in our PRACK cannot be used: %s", error->message);
      ua_early_give_up (self);
    }
}

/* The offer was not wanted, but the answer that it came with must still be confirmed. */
static void
confirm_without_offer (UaEarly    *self,
                       SipMessage *response)
{
  ua_negotiation_rollback (self->negotiation);
  self->prack_refused = TRUE;
  ua_early_acknowledge (self, response, NULL);
  ua_early_give_up (self);
}

static void
offer_answered_cb (UaRequest  *prack,
                   SipMessage *response,
                   UaEarly    *self)
{
  g_autoptr (UaEarly) hold = g_object_ref (self);
  g_autoptr (SipMessage) acknowledged = g_steal_pointer (&self->unacknowledged);
  g_autofree char *answer = ua_session_dup_description (response);
  guint status = sip_message_get_status (response);

  if (self->agent == NULL || acknowledged == NULL)
    return;
  if (status == SIP_STATUS_NO_TRANSACTION || status == SIP_STATUS_REQUEST_TIMEOUT)
    {
      ua_negotiation_rollback (self->negotiation);
      prack_answered_cb (prack, response, self);
    }
  else if (status >= 300)
    confirm_without_offer (self, acknowledged);
  else if (answer == NULL)
    {
      ua_negotiation_rollback (self->negotiation);
      self->prack_refused = TRUE;
      ua_early_give_up (self);
    }
  else
    {
      self->held = ua_negotiation_reads_as_hold (answer);
      ua_negotiation_settle_async (self->negotiation, answer, offer_settled_cb, g_object_ref (self));
    }
}

static void
offer_written_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (UaEarly) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = ua_negotiation_offer_finish (UA_NEGOTIATION (source), result, &error);

  if (self->agent == NULL || self->unacknowledged == NULL)
    return;
  if (offer != NULL)
    {
      send_prack (self, self->unacknowledged, offer, G_CALLBACK (offer_answered_cb));
      return;
    }

  g_autoptr (SipMessage) response = g_steal_pointer (&self->unacknowledged);

  g_info ("no offer for a PRACK: %s", error->message);
  confirm_without_offer (self, response);
}

/**
 * ua_early_offer_in_prack:
 * @self: the dialog
 * @response: a reliable provisional answer in it, not acknowledged yet
 *
 * Offers anew in the PRACK if an offer is wanted and they know no UPDATE (RFC 3262 §5, RFC 6337 table 1 pattern 5). An
 * offer that is refused there is not made again before the call is up.
 *
 * Returns: %FALSE when nothing was done
 */
gboolean
ua_early_offer_in_prack (UaEarly    *self,
                         SipMessage *response)
{
  g_return_val_if_fail (UA_IS_EARLY (self) && response != NULL, FALSE);

  if (self->agent == NULL || !self->offer_wanted || self->can_update || self->prack_refused
      || self->answer != UA_EARLY_ANSWER_FIRM || self->updating != NULL || self->negotiation == NULL
      || ua_negotiation_get_state (self->negotiation) != UA_NEGOTIATION_STATE_STABLE)
    return FALSE;

  self->offer_wanted = FALSE;
  self->unacknowledged = sip_message_ref (response);
  ua_negotiation_offer_async (self->negotiation, offer_written_cb, g_object_ref (self));
  return TRUE;
}
