/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The other end of ua-session-replace.c: their INVITE takes the place of the dialog of a call that is up. Their offer is
 * answered like that of a re-INVITE; only when it could be is the old dialog given up (RFC 3891 §3). Whoever looks at
 * the session sees the same call go on. Where somebody else asks for it there are two calls, of which one ends when the
 * other is accepted.
 */

#include "ua-session-private.h"

#include "ua-invitation-private.h"

/* From now on the call is in @dialog. */
void
ua_session_change_dialog (UaSession *self,
                          SipDialog *dialog)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  UaDialogs *dialogs = ua_agent_get_dialogs (priv->agent);

  ua_session_timer_stop (self);
  ua_dialogs_remove (dialogs, priv->dialog);
  sip_dialog_terminate (priv->dialog);
  g_set_object (&priv->dialog, dialog);
  ua_dialogs_add (dialogs, dialog, self);
  g_set_str (&priv->call_id, sip_dialog_get_call_id (dialog));
}

/* Their INVITE is accepted with @description. RFC 3891 §3: the dialog that it replaces is then shut down with a BYE. */
void
ua_session_take_successor (UaSession      *self,
                           SipTransaction *server,
                           const char     *description)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (SipDialog) successor = g_steal_pointer (&priv->successor);
  g_autoptr (SipDialog) before = g_object_ref (priv->dialog);

  priv->ours = FALSE;
  ua_session_change_dialog (self, successor);
  sip_dialog_confirm (successor, NULL);
  ua_session_confirm (self, server, description);
  ua_agent_send_bye (priv->agent, before);
  ua_session_finish_move (self);
}

/* What we had under way in the old dialog is put off: it is asked again in the new one. */
static void
make_room (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  ua_session_drop_replacement (self);
  if (priv->change != NULL || priv->retry_timer != 0)
    ua_session_put_off (self);
  priv->move_wanted |= priv->moving;
  priv->moving = FALSE;
  ua_negotiation_rollback (priv->negotiation);
}

/* When both ends replace the same dialog, and each took the other's, each would hang up its own: so the one that made the
 * dialog goes on, as in every glare (RFC 3261 §14.1), once its INVITE is out. */
static gboolean
is_ours_first (UaSessionPrivate *priv)
{
  return priv->ours && priv->replacement != NULL && ua_request_get_message (priv->replacement) != NULL;
}

/* An INVITE that may replace our dialog; the agent has judged that. */
void
ua_session_take_over (UaSession      *self,
                      SipTransaction *server,
                      SipMessage     *request)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (UaSession) hold = g_object_ref (self);
  g_autofree char *tag = sip_tokens_next (ua_agent_get_tokens (priv->agent));
  g_autoptr (GError) error = NULL;
  g_autoptr (SipDialog) dialog = NULL;

  if (priv->changing != NULL || ua_confirmation_is_running (priv->confirmation))
    {
      ua_agent_answer_later (priv->agent, server);
      return;
    }
  if (is_ours_first (priv))
    {
      ua_agent_answer (priv->agent, server, SIP_STATUS_REQUEST_PENDING);
      return;
    }
  /* RFC 4028 §9: the interval may not be made longer in the answer. */
  if (ua_agent_refuse_brief (priv->agent, server, request))
    return;
  dialog = sip_dialog_new_server (request, tag, &error);
  if (dialog == NULL || sip_message_get_address (request, SIP_HEADER_CONTACT, 0) == NULL)
    {
      g_info ("an INVITE that replaces makes no dialog: %s", error != NULL ? error->message : "no Contact");
      ua_agent_refuse (priv->agent, server, SIP_STATUS_BAD_REQUEST, "No Dialog");
      return;
    }

  make_room (self);
  if (priv->state != UA_SESSION_STATE_ESTABLISHED)
    {
      ua_agent_answer (priv->agent, server, SIP_STATUS_DECLINE);
      return;
    }
  priv->successor = g_steal_pointer (&dialog);
  ua_session_answer_change (self, server, request);
  if (priv->changing == NULL)
    g_clear_object (&priv->successor);
}

void
ua_session_set_replaced (UaSession *self,
                         UaSession *replaced)
{
  g_set_object (&ua_session_get_private (self)->replaced, replaced);
}

/* RFC 3891 §3: a BYE to one that is up; a call of ours that rings is called off. */
void
ua_session_end_replaced (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (UaSession) replaced = g_steal_pointer (&priv->replaced);

  if (replaced != NULL)
    ua_session_leave (replaced, UA_SESSION_END_REPLACED, NULL);
}

/**
 * ua_session_matches:
 * @self: the session
 * @call_id: a Call-ID
 * @local_tag: our tag
 * @remote_tag: theirs
 *
 * Tells whether a dialog is one of this call: while a call of ours rings, that of any telephone.
 *
 * Returns: %TRUE when it is, and the call has not ended
 */
gboolean
ua_session_matches (UaSession  *self,
                    const char *call_id,
                    const char *local_tag,
                    const char *remote_tag)
{
  g_return_val_if_fail (UA_IS_SESSION (self) && call_id != NULL, FALSE);

  UaSessionPrivate *priv = ua_session_get_private (self);

  return priv->agent != NULL
         && ua_dialogs_find_named (ua_agent_get_dialogs (priv->agent), call_id, local_tag, remote_tag, NULL) == self;
}

/**
 * ua_invitation_get_replaced:
 * @self: the call
 *
 * Tells which call of ours ends when this one is accepted (RFC 3891), because its caller asked for that.
 *
 * Returns: (transfer none) (nullable): the call; %NULL: none, or it has ended
 */
UaSession *
ua_invitation_get_replaced (UaInvitation *self)
{
  g_return_val_if_fail (UA_IS_INVITATION (self), NULL);

  UaSession *replaced = ua_session_get_private (UA_SESSION (self))->replaced;

  return replaced != NULL && ua_session_get_state (replaced) != UA_SESSION_STATE_TERMINATED ? replaced : NULL;
}

/**
 * ua_invitation_get_referred_by:
 * @self: the call
 *
 * Tells who sent the caller to us (RFC 3892); nobody has vouched for that.
 *
 * Returns: (transfer none) (nullable): the address; %NULL: not told
 */
SipAddress *
ua_invitation_get_referred_by (UaInvitation *self)
{
  g_return_val_if_fail (UA_IS_INVITATION (self), NULL);

  return sip_message_get_address (ua_invitation_get_request (self), SIP_HEADER_REFERRED_BY, 0);
}
