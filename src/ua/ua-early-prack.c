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

  if (self->agent == NULL)
    return;

  g_autoptr (SipMessageBuilder) builder = sip_dialog_make_request (self->dialog, SIP_METHOD_PRACK, 0);
  g_autoptr (UaRequest) prack = ua_request_new (self->agent, self->dialog);
  g_autofree char *rack = ua_rel100_make_rack (response);

  ua_agent_dress (self->agent, builder);
  sip_message_builder_set_header (builder, SIP_HEADER_RACK, rack);
  if (answer != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new (answer, strlen (answer));

      sip_message_builder_set_body (builder, UA_DESCRIPTION_CONTENT_TYPE, body);
    }
  ua_agent_preempt (self->agent, builder);
  g_signal_connect_object (prack, "answered", G_CALLBACK (prack_answered_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (prack, "failed", G_CALLBACK (prack_failed_cb), self, G_CONNECT_DEFAULT);
  ua_request_send (prack, builder);
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
