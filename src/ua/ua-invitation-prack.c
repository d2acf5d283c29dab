/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The caller's PRACK. Beside the confirmation that it is, it may bring the answer to our early offer, or a new offer of
 * theirs when we have answered the first (RFC 3262 §5).
 */

#include "ua-invitation-private.h"

#include "ua-error.h"
#include "ua-session-private.h"

#include <string.h>

static void
prack_settled_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (UaInvitation) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean settled = ua_negotiation_settle_finish (UA_NEGOTIATION (source), result, &error);

  if (!ua_invitation_is_open (self))
    return;
  if (settled)
    ua_invitation_agree_early (self);
  else
    ua_invitation_refuse_description (self, error);
}

/* RFC 3262 §5: a PRACK to our offer "MUST contain the answer". */
static void
receive_answer (UaInvitation *self,
                const char   *answer)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));

  if (answer == NULL)
    {
      g_autoptr (GError) error =
        g_error_new_literal (UA_ERROR, UA_ERROR_BAD_DESCRIPTION, "the answer to our offer is missing");

      ua_invitation_refuse_description (self, error);
      return;
    }
  self->early->held = ua_negotiation_reads_as_hold (answer);
  ua_session_set_held_by_them (UA_SESSION (self), self->early->held);
  ua_negotiation_settle_async (priv->negotiation, answer, prack_settled_cb, g_object_ref (self));
}

static void
agree_to_prack (UaInvitation *self,
                const char   *answer)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));
  g_autoptr (SipTransaction) server = g_steal_pointer (&self->pracking);
  g_autoptr (SipMessageBuilder) builder =
    ua_agent_begin_response (priv->agent, sip_transaction_get_request (server), SIP_STATUS_OK, NULL, NULL);
  g_autoptr (GBytes) body = g_bytes_new (answer, strlen (answer));

  sip_message_builder_set_body (builder, UA_DESCRIPTION_CONTENT_TYPE, body);

  g_autoptr (SipMessage) response = sip_message_builder_end (builder);

  if (!sip_transaction_respond (server, response))
    g_info ("the 200 came too late");
  ua_session_trickle_open (UA_SESSION (self));
}

static void
prack_written_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (UaInvitation) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = ua_negotiation_answer_finish (UA_NEGOTIATION (source), result, &error);

  if (!ua_invitation_is_open (self) || self->pracking == NULL)
    return;
  if (answer != NULL)
    agree_to_prack (self, answer);
  else
    {
      g_info ("the offer in a PRACK cannot be used: %s", error->message);
      ua_agent_answer (ua_session_get_private (UA_SESSION (self))->agent, self->pracking, SIP_STATUS_NOT_ACCEPTABLE_HERE);
      g_clear_object (&self->pracking);
    }
  ua_invitation_agree_early (self);
}

/* The PRACK to our description: with their answer when we offered, or with a new offer of theirs, or plain. */
static void
receive_agreement (UaInvitation   *self,
                   SipTransaction *server,
                   const char     *description)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));
  gboolean offered = ua_negotiation_get_state (priv->negotiation) == UA_NEGOTIATION_STATE_OFFERED_BY_US;

  self->early->answer = UA_EARLY_ANSWER_FIRM;
  if (!offered && description != NULL)
    {
      self->pracking = g_object_ref (server);
      self->early->held = ua_negotiation_reads_as_hold (description);
      ua_session_set_held_by_them (UA_SESSION (self), self->early->held);
      ua_negotiation_answer_async (priv->negotiation, description, prack_written_cb, g_object_ref (self));
      return;
    }
  ua_agent_answer (priv->agent, server, SIP_STATUS_OK);
  ua_session_trickle_open (UA_SESSION (self));
  if (offered)
    receive_answer (self, description);
  else
    ua_invitation_agree_early (self);
}

void
ua_invitation_receive_prack (UaInvitation   *self,
                             SipTransaction *server,
                             SipMessage     *prack)
{
  UaAgent *agent = ua_session_get_private (UA_SESSION (self))->agent;
  g_autofree char *description = ua_session_dup_description (prack);
  gboolean strange = description == NULL && g_bytes_get_size (sip_message_get_body (prack)) > 0;

  if (strange)
    ua_agent_answer (agent, server, SIP_STATUS_UNSUPPORTED_MEDIA_TYPE);
  else if (self->reliable == NULL || !ua_reliable_receive_prack (self->reliable, prack))
    ua_agent_answer (agent, server, SIP_STATUS_NO_TRANSACTION);
  else if (ua_invitation_is_open (self) && self->early_sent && self->early->answer != UA_EARLY_ANSWER_FIRM)
    receive_agreement (self, server, description);
  else
    {
      /* Of a 180: there is nothing yet that an offer could follow. */
      ua_agent_answer (agent, server, description != NULL ? SIP_STATUS_NOT_ACCEPTABLE_HERE : SIP_STATUS_OK);
      if (ua_invitation_is_open (self))
        ua_invitation_send_early (self);
    }
}
