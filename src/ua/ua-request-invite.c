/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What only an INVITE has: it can be called off, its 2xx must be acknowledged as often as it comes, and more
 * than one telephone may say yes (RFC 3261 §9, §13.2.2.4, RFC 6026). It stays true after the session that
 * asked has gone.
 */

#include "ua-request.h"

#include "ua-agent-private.h"
#include "ua-description-handler.h"

#include <string.h>

/* RFC 3261 §9.1: no CANCEL before a provisional response; the transactions know whether one has come. */
void
ua_request_try_cancel (UaRequest *self)
{
  g_return_if_fail (UA_IS_REQUEST (self));

  if (self->state == UA_REQUEST_STATE_CANCELLING && self->agent != NULL)
    sip_transactions_cancel (ua_agent_get_transactions (self->agent), self->transaction, self->cancel_reason);
}

/**
 * ua_request_cancel:
 * @self: an INVITE
 * @reason: (nullable): a Reason value (RFC 3326)
 *
 * Calls it off, now or as soon as something was heard of it. What becomes of it is told as ever, for a 2xx
 * may cross the CANCEL.
 */
void
ua_request_cancel (UaRequest  *self,
                   const char *reason)
{
  g_return_if_fail (UA_IS_REQUEST (self));

  if (self->state != UA_REQUEST_STATE_SENT)
    return;

  self->state = UA_REQUEST_STATE_CANCELLING;
  g_set_str (&self->cancel_reason, reason);
  ua_request_try_cancel (self);
}

/* RFC 3261 §22.1: the ACK carries the credentials of its INVITE. */
static void
copy_credentials (SipMessageBuilder *ack,
                  SipMessage        *invite,
                  SipHeader          header)
{
  for (guint i = 0; i < sip_message_count_header (invite, header); i++)
    sip_message_builder_add_header (ack, header, sip_message_get_header_nth (invite, header, i));
}

static const char *
get_to_tag (SipMessage *response)
{
  const char *tag = sip_address_get_tag (sip_message_get_to (response));

  return tag != NULL ? tag : "";
}

/**
 * ua_request_claim:
 * @self: an INVITE
 * @response: a 2xx with an offer
 *
 * Says that @response will be acknowledged as soon as the answer to its offer is written (RFC 3261 §13.2.1).
 */
void
ua_request_claim (UaRequest  *self,
                  SipMessage *response)
{
  g_return_if_fail (UA_IS_REQUEST (self) && response != NULL);

  g_set_str (&self->claimed, get_to_tag (response));
}

/**
 * ua_request_acknowledge:
 * @self: an INVITE
 * @dialog: the dialog that @response made or belongs to
 * @response: a 2xx
 *
 * Sends the ACK, and keeps it for when @response comes again.
 */
void
ua_request_acknowledge (UaRequest  *self,
                        SipDialog  *dialog,
                        SipMessage *response)
{
  ua_request_acknowledge_with (self, dialog, response, NULL);
}

/**
 * ua_request_acknowledge_with:
 * @self: an INVITE
 * @dialog: the dialog that @response made or belongs to
 * @response: a 2xx
 * @answer: (nullable): our answer to the offer in @response
 *
 * Sends the ACK, and keeps it for when @response comes again.
 */
void
ua_request_acknowledge_with (UaRequest  *self,
                             SipDialog  *dialog,
                             SipMessage *response,
                             const char *answer)
{
  g_return_if_fail (UA_IS_REQUEST (self) && SIP_IS_DIALOG (dialog) && response != NULL);

  g_autoptr (SipMessageBuilder) builder =
    sip_dialog_make_request (dialog, SIP_METHOD_ACK, ua_request_get_cseq (self));
  g_autoptr (GError) error = NULL;

  if (self->agent == NULL)
    return;
  ua_agent_dress (self->agent, builder);
  copy_credentials (builder, self->request, SIP_HEADER_AUTHORIZATION);
  copy_credentials (builder, self->request, SIP_HEADER_PROXY_AUTHORIZATION);
  if (answer != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new (answer, strlen (answer));

      sip_message_builder_set_body (builder, UA_DESCRIPTION_CONTENT_TYPE, body);
    }

  SipMessage *ack = sip_transactions_send_ack (ua_agent_get_transactions (self->agent), builder, &error);

  if (ack == NULL)
    g_info ("the ACK could not be sent: %s", error->message);
  else
    g_hash_table_replace (self->acks, g_strdup (get_to_tag (response)), ack);
}

/**
 * ua_request_refuse_fork:
 * @self: an INVITE
 * @response: a 2xx that nobody waits for
 *
 * Acknowledges it, as it must be, and hangs up at once; inside a dialog it is only acknowledged, for the call goes on.
 */
void
ua_request_refuse_fork (UaRequest  *self,
                        SipMessage *response)
{
  g_return_if_fail (UA_IS_REQUEST (self) && response != NULL);

  if (self->dialog != NULL)
    {
      ua_request_acknowledge (self, self->dialog, response);
      return;
    }

  g_autoptr (GError) error = NULL;
  g_autoptr (SipDialog) dialog = sip_dialog_new_client (self->request, response, &error);

  if (dialog == NULL || self->agent == NULL)
    {
      g_info ("a 2xx that nobody waits for makes no dialog: %s", error != NULL ? error->message : "no agent");
      return;
    }

  ua_request_acknowledge (self, dialog, response);

  g_autoptr (SipMessageBuilder) builder = sip_dialog_make_request (dialog, SIP_METHOD_BYE, 0);
  g_autoptr (UaRequest) bye = ua_request_new (self->agent, dialog);

  ua_agent_dress (self->agent, builder);
  /* RFC 3326: a telephone that was too slow need not call its call a missed one. */
  const char *reason =
    g_hash_table_size (self->acks) > 1 ? "SIP;cause=200;text=\"Call completed elsewhere\"" : self->cancel_reason;

  if (reason != NULL)
    sip_message_builder_set_header (builder, SIP_HEADER_REASON, reason);
  ua_request_send (bye, builder);
}

/**
 * ua_request_is_acknowledged:
 * @self: an INVITE
 * @response: a 2xx
 *
 * Tells whether an ACK was sent to this 2xx before, or will be.
 *
 * Returns: %TRUE when it was
 */
gboolean
ua_request_is_acknowledged (UaRequest  *self,
                            SipMessage *response)
{
  g_return_val_if_fail (UA_IS_REQUEST (self) && response != NULL, FALSE);

  return g_strcmp0 (self->claimed, get_to_tag (response)) == 0
         || g_hash_table_contains (self->acks, get_to_tag (response));
}

/**
 * ua_request_receive_again:
 * @self: an INVITE that was accepted
 * @response: a further 2xx
 *
 * Sees that every 2xx is acknowledged: a known one with the ACK it had, a stranger by refusing it.
 */
void
ua_request_receive_again (UaRequest  *self,
                          SipMessage *response)
{
  g_return_if_fail (UA_IS_REQUEST (self) && response != NULL);

  SipMessage *ack = g_hash_table_lookup (self->acks, get_to_tag (response));
  g_autoptr (GError) error = NULL;

  if (ack == NULL && g_strcmp0 (self->claimed, get_to_tag (response)) == 0)
    return;
  if (ack == NULL)
    {
      ua_request_refuse_fork (self, response);
      return;
    }
  if (self->agent != NULL
      && !sip_transactions_send_again (ua_agent_get_transactions (self->agent), ack, &error))
    g_info ("the ACK could not be sent again: %s", error->message);
}
