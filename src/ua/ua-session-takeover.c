/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The other end of ua-session-replace.c: their INVITE takes the place of the dialog of a call that is up. Their offer is
 * answered like that of a re-INVITE; only when it could be is the old dialog given up (RFC 3891 §3). Whoever looks at
 * the session sees the same call go on.
 */

#include "ua-session-private.h"

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
