/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Their change that comes in the moment in which the call comes up. For the far end the call is up as soon as the ACK
 * has passed; for us only when media has taken the answer, some milliseconds later. A telephone that is told 500 then
 * may give the change up, so it is kept that long and answered like any other.
 */

#include "ua-session-private.h"

#define KEEP_MS 4000 /* what takes longer is asked for again */

/* Forgets what is kept without an answer, when the call has come to its end. */
void
ua_session_drop_kept_change (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  sip_clock_disarm (priv->clock, &priv->early_change_timer);
  g_clear_object (&priv->early_change);
}

static SipTransaction *
steal (UaSessionPrivate *priv)
{
  sip_clock_disarm (priv->clock, &priv->early_change_timer);
  return g_steal_pointer (&priv->early_change);
}

static void
kept_too_long_cb (gpointer user_data)
{
  UaSessionPrivate *priv = ua_session_get_private (user_data);

  priv->early_change_timer = 0;

  g_autoptr (SipTransaction) server = steal (priv);

  if (priv->agent != NULL)
    ua_agent_answer_later (priv->agent, server);
}

gboolean
ua_session_keep_change (UaSession      *self,
                        SipTransaction *server)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->state != UA_SESSION_STATE_ESTABLISHING || priv->early_change != NULL
      || sip_message_get_method (sip_transaction_get_request (server)) != SIP_METHOD_INVITE
      || ua_negotiation_get_state (priv->negotiation) != UA_NEGOTIATION_STATE_SETTLING)
    return FALSE;

  priv->early_change = g_object_ref (server);
  priv->early_change_timer = sip_clock_arm (priv->clock, KEEP_MS, kept_too_long_cb, self);
  return TRUE;
}

gboolean
ua_session_take_up_change (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->early_change == NULL || priv->state != UA_SESSION_STATE_ESTABLISHED || priv->agent == NULL)
    return FALSE;

  g_autoptr (SipTransaction) server = steal (priv);

  ua_session_receive_change (self, server, sip_transaction_get_request (server));
  return TRUE;
}

gboolean
ua_session_cancel_kept_change (UaSession      *self,
                               SipTransaction *invite)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->early_change == NULL || priv->early_change != invite)
    return FALSE;

  g_autoptr (SipTransaction) server = steal (priv);

  ua_agent_answer (priv->agent, server, SIP_STATUS_REQUEST_TERMINATED);
  return TRUE;
}
