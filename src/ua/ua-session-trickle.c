/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* When candidates may follow what a call has described. Nothing may be said in a dialog that the far end does not know
 * yet, and a provisional answer that makes one can be lost (RFC 8840 §4.1).
 */

#include "ua-session-trickle.h"

#include "ua-session-private.h"

static void
session_notify_state_cb (UaSession  *self,
                         GParamSpec *property,
                         gpointer    user_data)
{
  if (ua_session_get_state (self) == UA_SESSION_STATE_ESTABLISHED)
    ua_session_trickle_open (self);
}

void
ua_session_trickle_adopt (UaSession *self,
                          UaTrickle *trickle)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  g_assert (priv->trickle == NULL);
  priv->trickle = trickle;
  if (trickle != NULL)
    g_signal_connect (self, "notify::state", G_CALLBACK (session_notify_state_cb), NULL);
}

static void
begin (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  ua_session_trickle_adopt (self, ua_trickle_new (priv->agent, priv->dialog));
  if (priv->state == UA_SESSION_STATE_ESTABLISHED)
    ua_trickle_open (priv->trickle, FALSE);
}

void
ua_session_trickle_learn (UaSession  *self,
                          SipMessage *message)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->agent == NULL || priv->dialog == NULL)
    return;
  if (priv->trickle == NULL && ua_trickle_is_known (message))
    begin (self);
  if (priv->trickle != NULL)
    {
      ua_trickle_set_dialog (priv->trickle, priv->dialog);
      ua_trickle_learn (priv->trickle, message);
    }
  ua_session_trickle_follow (self);
}

/* Who has made no dialog yet may turn out to know of it; who has, and has not said so, does not. */
void
ua_session_trickle_follow (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->trickle != NULL)
    ua_trickle_set_handler (priv->trickle, priv->handler);
  else if (priv->dialog != NULL && priv->handler != NULL)
    ua_description_handler_set_trickle (priv->handler, UA_DESCRIPTION_TRICKLE_NONE);
}

void
ua_session_trickle_open (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->trickle != NULL)
    ua_trickle_open (priv->trickle, FALSE);
}

gboolean
ua_session_trickle_receive (UaSession      *self,
                            SipTransaction *server,
                            SipMessage     *info)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  gboolean can = priv->handler != NULL && ua_description_handler_can_trickle (priv->handler);

  if (!ua_trickle_is_fragment (info) || priv->state > UA_SESSION_STATE_ESTABLISHED)
    return FALSE;
  if (priv->trickle == NULL && can)
    begin (self);
  if (priv->trickle == NULL)
    return FALSE;
  ua_session_trickle_follow (self);
  ua_trickle_receive (priv->trickle, server, info);
  return TRUE;
}

void
ua_session_trickle_stop (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->trickle == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self, session_notify_state_cb, NULL);
  ua_trickle_stop (priv->trickle);
  g_clear_object (&priv->trickle);
}
