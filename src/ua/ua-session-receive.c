/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Requests inside the dialog, and the 2xx to an INVITE, which both kinds of session give. */

#include "ua-session-private.h"

#include "ua-agent-events.h"
#include "ua-agent-referrals.h"
#include "ua-error.h"

#include <string.h>

char *
ua_session_dup_description (SipMessage *message)
{
  GBytes *body = sip_message_get_body (message);
  g_autofree char *type = sip_message_dup_content_type (message);
  gsize size = 0;
  const char *text = g_bytes_get_data (body, &size);

  if (size == 0 || g_strcmp0 (type, UA_DESCRIPTION_CONTENT_TYPE) != 0)
    return NULL;
  return g_strndup (text, size);
}

static void
confirmation_confirmed_cb (UaConfirmation *confirmation,
                           SipMessage     *ack,
                           UaSession      *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->state == UA_SESSION_STATE_ESTABLISHED)
    ua_session_receive_answer (self, ack);
  else
    UA_SESSION_GET_CLASS (self)->acknowledged (self, ack);
}

static void
confirmation_expired_cb (UaConfirmation *confirmation,
                         UaSession      *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (GError) error =
    g_error_new_literal (UA_ERROR, UA_ERROR_NO_ACK, "our answer was never acknowledged");

  if (priv->state == UA_SESSION_STATE_ESTABLISHED)
    ua_session_leave (self, UA_SESSION_END_FAILED, error);
  else
    UA_SESSION_GET_CLASS (self)->acknowledged (self, NULL);
}

void
ua_session_confirm (UaSession      *self,
                    SipTransaction *invite,
                    const char     *description)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (SipMessageBuilder) builder =
    ua_agent_begin_response (priv->agent, sip_transaction_get_request (invite), SIP_STATUS_OK, NULL,
                             sip_dialog_get_local_tag (priv->dialog));

  ua_agent_introduce (priv->agent, builder);
  ua_trickle_announce (priv->handler, builder);
  ua_session_timer_grant (self, sip_transaction_get_request (invite), builder);
  if (description != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new (description, strlen (description));

      sip_message_builder_set_body (builder, UA_DESCRIPTION_CONTENT_TYPE, body);
    }

  g_autoptr (SipMessage) response = sip_message_builder_end (builder);

  g_clear_object (&priv->confirmation);
  priv->confirmation = ua_confirmation_new (ua_agent_get_transactions (priv->agent), priv->clock);
  g_signal_connect_object (priv->confirmation, "confirmed", G_CALLBACK (confirmation_confirmed_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (priv->confirmation, "expired", G_CALLBACK (confirmation_expired_cb), self,
                           G_CONNECT_DEFAULT);
  if (!ua_confirmation_begin (priv->confirmation, invite, response))
    g_info ("the 200 came too late");
  ua_session_end_replaced (self);
}

static void
receive_ack (UaSession  *self,
             SipMessage *ack)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->confirmation == NULL || !ua_confirmation_receive_ack (priv->confirmation, ack))
    g_info ("an ACK to nothing is left alone");
}

static void
receive_bye (UaSession      *self,
             SipTransaction *server)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  ua_agent_answer (priv->agent, server, SIP_STATUS_OK);
  ua_session_learn_reason (self, sip_transaction_get_request (server));
  /* RFC 3891 §3: who takes our replacement hangs up what it replaces, which may be heard before its 200. */
  if (priv->replacement != NULL)
    priv->forgotten = TRUE;
  else
    ua_session_end (self, UA_SESSION_END_REMOTE, NULL);
}

static void
receive_message (UaSession      *self,
                 SipTransaction *server,
                 SipMessage     *request)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (ua_agent_offer_message (priv->agent, request))
    ua_agent_answer (priv->agent, server, SIP_STATUS_OK);
  else
    ua_agent_answer_not_allowed (priv->agent, server);
}

static void
receive_in_order (UaSession      *self,
                  SipTransaction *server,
                  SipMessage     *request)
{
  UaAgent *agent = ua_session_get_private (self)->agent;

  switch ((int) sip_message_get_method (request))
    {
    case SIP_METHOD_BYE:
      receive_bye (self, server);
      break;
    case SIP_METHOD_INVITE:
    case SIP_METHOD_UPDATE:
      ua_session_learn (self, request);
      ua_session_receive_change (self, server, request);
      break;
    case SIP_METHOD_OPTIONS:
      ua_agent_answer_options (agent, server);
      break;
    case SIP_METHOD_INFO:
      ua_session_receive_info (self, server, request);
      break;
    case SIP_METHOD_MESSAGE:
      receive_message (self, server, request);
      break;
    case SIP_METHOD_REFER:
      if (!ua_agent_receive_referral (agent, self, server, request))
        ua_agent_answer (agent, server, SIP_STATUS_DECLINE);
      break;
    case SIP_METHOD_SUBSCRIBE:
      if (!ua_agent_take_subscribe (agent, server, request))
        ua_agent_answer_not_allowed (agent, server);
      break;
    case SIP_METHOD_NOTIFY:
      if (!ua_agent_take_notify (agent, server, request))
        ua_agent_answer (agent, server, SIP_STATUS_NO_TRANSACTION);
      break;
    case SIP_METHOD_PRACK:
      ua_agent_answer (agent, server, SIP_STATUS_NO_TRANSACTION);
      break;
    default:
      ua_agent_answer_not_allowed (agent, server);
    }
}

static gboolean
take_early (UaSession      *self,
            SipDialog      *dialog,
            SipTransaction *server,
            SipMessage     *request)
{
  UaSessionClass *klass = UA_SESSION_GET_CLASS (self);

  return klass->receive_early != NULL && klass->receive_early (self, dialog, server, request);
}

/* A dialog that is not the one of the session is an early one of a forked call of ours; it lives only until one of them is
 * answered. A 481 would say that there is none (RFC 5057 §5.1); an INVITE meets ours (RFC 3261 §14.2). */
static void
receive_ringing (UaSession      *self,
                 SipTransaction *server,
                 SipMessage     *request)
{
  UaAgent *agent = ua_session_get_private (self)->agent;

  switch ((int) sip_message_get_method (request))
    {
    case SIP_METHOD_INVITE:
      ua_agent_answer (agent, server, SIP_STATUS_REQUEST_PENDING);
      break;
    case SIP_METHOD_REFER:
      ua_agent_answer (agent, server, SIP_STATUS_DECLINE);
      break;
    case SIP_METHOD_BYE:
    case SIP_METHOD_UPDATE:
      ua_agent_answer (agent, server, SIP_STATUS_NO_TRANSACTION);
      break;
    default:
      receive_in_order (self, server, request);
    }
}

void
ua_session_receive_request (UaSession      *self,
                            SipDialog      *dialog,
                            SipTransaction *server,
                            SipMessage     *request)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (UaSession) hold = g_object_ref (self);
  SipDialogVerdict verdict = sip_dialog_receive_request (dialog, request);

  if (server == NULL)
    receive_ack (self, request);
  else if (verdict == SIP_DIALOG_OUT_OF_ORDER)
    ua_agent_answer (priv->agent, server, SIP_STATUS_SERVER_ERROR);
  else if (verdict == SIP_DIALOG_FOREIGN)
    ua_agent_answer (priv->agent, server, SIP_STATUS_NO_TRANSACTION);
  else if (take_early (self, dialog, server, request))
    return;
  else if (dialog == priv->dialog)
    receive_in_order (self, server, request);
  else
    receive_ringing (self, server, request);
}
