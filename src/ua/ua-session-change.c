/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Their changes of a call that is up: re-INVITE (RFC 3261 §14.2) and UPDATE (RFC 3311). Whatever they ask
 * for, a change that we cannot make is refused and the call goes on as it was.
 */

#include "ua-session-private.h"

#include <string.h>

/* 488, and why. */
static void
refuse (UaSession    *self,
        const GError *error)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (SipTransaction) server = g_steal_pointer (&priv->changing);
  SipMessage *request = sip_transaction_get_request (server);
  g_autofree char *offer = ua_session_dup_description (request);
  g_autoptr (SipMessageBuilder) builder =
    ua_agent_begin_response (priv->agent, request, SIP_STATUS_NOT_ACCEPTABLE_HERE, NULL, NULL);

  ua_agent_warn (priv->agent, builder, offer, error);

  g_autoptr (SipMessage) response = sip_message_builder_end (builder);

  g_clear_object (&priv->successor);
  if (!sip_transaction_respond (server, response))
    g_info ("the 488 came too late");
  ua_session_pursue (self);
}

/* UPDATE needs no ACK: it is answered and done (RFC 3311 §5.2). */
static void
answer_update (UaSession      *self,
               SipTransaction *server,
               const char     *description)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (SipMessageBuilder) builder =
    ua_agent_begin_response (priv->agent, sip_transaction_get_request (server), SIP_STATUS_OK, NULL, NULL);

  ua_agent_introduce (priv->agent, builder);
  ua_trickle_announce (priv->handler, builder);
  ua_session_timer_grant (self, sip_transaction_get_request (server), builder);
  if (description != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new (description, strlen (description));

      sip_message_builder_set_body (builder, UA_DESCRIPTION_CONTENT_TYPE, body);
    }

  g_autoptr (SipMessage) response = sip_message_builder_end (builder);

  if (!sip_transaction_respond (server, response))
    g_info ("the 200 came too late");
}

static void
agree (UaSession  *self,
       const char *description)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (SipTransaction) server = g_steal_pointer (&priv->changing);

  if (priv->successor != NULL)
    {
      ua_session_take_successor (self, server, description);
      return;
    }
  if (sip_message_get_method (sip_transaction_get_request (server)) == SIP_METHOD_INVITE)
    {
      ua_session_confirm (self, server, description);
      return;
    }
  answer_update (self, server, description);
  ua_session_pursue (self);
}

static gboolean
is_over (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  return priv->state != UA_SESSION_STATE_ESTABLISHED || priv->changing == NULL || priv->agent == NULL;
}

static void
answer_written_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (UaSession) self = user_data;
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = ua_negotiation_answer_finish (UA_NEGOTIATION (source), result, &error);

  if (is_over (self))
    return;
  if (answer == NULL)
    {
      g_info ("their new offer cannot be used: %s", error->message);
      refuse (self, error);
      return;
    }

  g_autofree char *offer = ua_session_dup_description (sip_transaction_get_request (priv->changing));

  agree (self, answer);
  ua_session_set_held_by_them (self, ua_negotiation_reads_as_hold (offer));
}

static void
offer_written_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (UaSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = ua_negotiation_offer_finish (UA_NEGOTIATION (source), result, &error);

  if (is_over (self))
    return;
  if (offer != NULL)
    agree (self, offer);
  else
    refuse (self, error);
}

void
ua_session_answer_change (UaSession      *self,
                          SipTransaction *server,
                          SipMessage     *request)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autofree char *offer = ua_session_dup_description (request);
  gboolean empty = g_bytes_get_size (sip_message_get_body (request)) == 0;

  if (offer == NULL && !empty)
    {
      ua_agent_answer (priv->agent, server, SIP_STATUS_UNSUPPORTED_MEDIA_TYPE);
      return;
    }
  if (offer == NULL && sip_message_get_method (request) == SIP_METHOD_UPDATE)
    {
      answer_update (self, server, NULL);
      return;
    }

  priv->changing = g_object_ref (server);
  if (offer != NULL)
    ua_negotiation_answer_async (priv->negotiation, offer, answer_written_cb, g_object_ref (self));
  else
    ua_negotiation_offer_async (priv->negotiation, offer_written_cb, g_object_ref (self));
}

/* RFC 5407 §3.1.5: who asks anew has our last 200, or has lost the line on which it was sent; either way its ACK will not
 * come. Where that ACK would have brought their answer, it is still waited for. */
static gboolean
may_go_on_without_ack (UaSession  *self,
                       SipMessage *request)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (sip_message_get_method (request) != SIP_METHOD_INVITE
      || ua_negotiation_get_state (priv->negotiation) != UA_NEGOTIATION_STATE_STABLE)
    return FALSE;

  ua_confirmation_stop (priv->confirmation);
  return TRUE;
}

/* RFC 3311 §5.2: only offers meet offers. */
static gboolean
is_bare_update (SipMessage *request)
{
  return sip_message_get_method (request) == SIP_METHOD_UPDATE
         && g_bytes_get_size (sip_message_get_body (request)) == 0;
}

/* RFC 3261 §14.2, RFC 3311 §5.2: 500 while an earlier one of theirs is open, 491 while one of ours is. */
void
ua_session_receive_change (UaSession      *self,
                           SipTransaction *server,
                           SipMessage     *request)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->state == UA_SESSION_STATE_TERMINATING)
    ua_agent_answer (priv->agent, server, SIP_STATUS_NO_TRANSACTION);
  else if (ua_session_keep_change (self, server))
    return;
  else if (priv->state != UA_SESSION_STATE_ESTABLISHED || priv->changing != NULL
           || (ua_confirmation_is_running (priv->confirmation) && !may_go_on_without_ack (self, request)))
    ua_agent_answer_later (priv->agent, server);
  else if (ua_agent_refuse_brief (priv->agent, server, request))
    return;
  else if (is_bare_update (request))
    ua_session_answer_change (self, server, request);
  else if (priv->change != NULL || priv->replacement != NULL
           || ua_negotiation_get_state (priv->negotiation) != UA_NEGOTIATION_STATE_STABLE)
    ua_agent_answer (priv->agent, server, SIP_STATUS_REQUEST_PENDING);
  else
    ua_session_answer_change (self, server, request);
}

/* The person who asked may change their mind, too. */
gboolean
ua_session_cancel_change (UaSession      *self,
                          SipTransaction *invite)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (ua_session_cancel_kept_change (self, invite))
    return TRUE;
  if (priv->changing == NULL || priv->changing != invite)
    return FALSE;

  g_autoptr (SipTransaction) server = g_steal_pointer (&priv->changing);

  g_clear_object (&priv->successor);
  ua_negotiation_rollback (priv->negotiation);
  ua_agent_answer (priv->agent, server, SIP_STATUS_REQUEST_TERMINATED);
  ua_session_pursue (self);
  return TRUE;
}

static void
answer_settled_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (UaSession) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean settled = ua_negotiation_settle_finish (UA_NEGOTIATION (source), result, &error);

  if (ua_session_get_state (self) != UA_SESSION_STATE_ESTABLISHED)
    return;
  if (!settled)
    g_info ("their answer cannot be used: %s", error->message);
  ua_session_pursue (self);
}

/* The ACK of a re-INVITE came; when they had not offered, it brings their answer. */
void
ua_session_receive_answer (UaSession  *self,
                           SipMessage *ack)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autofree char *answer = ua_session_dup_description (ack);

  if (ua_negotiation_get_state (priv->negotiation) != UA_NEGOTIATION_STATE_OFFERED_BY_US)
    {
      ua_session_pursue (self);
      return;
    }
  if (answer == NULL)
    {
      ua_negotiation_rollback (priv->negotiation);
      ua_session_pursue (self);
      return;
    }
  ua_session_set_held_by_them (self, ua_negotiation_reads_as_hold (answer));
  ua_negotiation_settle_async (priv->negotiation, answer, answer_settled_cb, g_object_ref (self));
}
