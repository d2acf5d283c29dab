/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Being called. Until a person accepts there is nothing here but the INVITE itself: no description handler,
 * so nothing that could open a microphone or a socket (TRUST 3.5). The call is up when the ACK has come and
 * not before.
 */

#include "ua-invitation-private.h"

#include "ua-error.h"
#include "ua-session-private.h"

#include <string.h>

struct _UaInvitation
{
  UaSession       parent_instance;
  SipTransaction *server;
  gboolean        answered;       /* a final answer was given */
  gboolean        rung;
  guint           no_answer_timer;
};

G_DEFINE_FINAL_TYPE (UaInvitation, ua_invitation, UA_TYPE_SESSION)

static void
respond (UaInvitation *self,
         guint         status,
         gboolean      introduce)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));

  if (priv->agent == NULL)
    return;

  g_autoptr (SipMessageBuilder) builder =
    ua_agent_begin_response (priv->agent, sip_transaction_get_request (self->server), status, NULL,
                             sip_dialog_get_local_tag (priv->dialog));

  if (introduce)
    ua_agent_introduce (priv->agent, builder);

  g_autoptr (SipMessage) response = sip_message_builder_end (builder);

  self->answered = status >= 200;
  if (!sip_transaction_respond (self->server, response))
    g_info ("a %u came too late", status);
}

static void
no_answer_cb (gpointer user_data)
{
  UaInvitation *self = user_data;
  g_autoptr (GError) error = g_error_new_literal (UA_ERROR, UA_ERROR_NO_ANSWER, "nobody answered the call");

  self->no_answer_timer = 0;
  respond (self, SIP_STATUS_TEMPORARILY_UNAVAILABLE, FALSE);
  ua_session_end (UA_SESSION (self), UA_SESSION_END_FAILED, error);
}

/* RFC 3261 §13.3.1: what the caller says in Expires bounds our own patience. */
static guint
get_patience_ms (SipMessage *invite)
{
  guint32 expires = 0;

  if (!sip_message_get_number (invite, SIP_HEADER_EXPIRES, &expires) || expires == 0)
    return UA_INVITATION_NO_ANSWER_MS;
  return MIN (expires, UA_INVITATION_NO_ANSWER_MS / 1000) * 1000;
}

static void
disarm (UaInvitation *self)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));

  if (priv->clock != NULL)
    sip_clock_disarm (priv->clock, &self->no_answer_timer);
}

static void
ua_invitation_part (UaSession *session)
{
  UaInvitation *self = UA_INVITATION (session);
  UaSessionPrivate *priv = ua_session_get_private (session);
  gboolean media = g_error_matches (priv->end_error, UA_ERROR, UA_ERROR_MEDIA);

  if (!self->answered)
    {
      respond (self, media ? SIP_STATUS_SERVER_ERROR : SIP_STATUS_TEMPORARILY_UNAVAILABLE, FALSE);
      ua_session_end (session, priv->end, NULL);
      return;
    }
  /* RFC 3261 §15: "the callee's UA MUST NOT send a BYE on a confirmed dialog until it has received an ACK". */
  if (!ua_confirmation_is_running (priv->confirmation))
    ua_session_send_bye (session);
}

static void
answer_settled_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (UaSession) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean settled = ua_negotiation_settle_finish (UA_NEGOTIATION (source), result, &error);

  if (ua_session_get_state (self) != UA_SESSION_STATE_ESTABLISHING)
    return;
  if (settled)
    ua_session_step (self, UA_SESSION_EVENT_CONFIRM);
  else
    ua_session_leave (self, UA_SESSION_END_FAILED, error);
}

/* Our 200 carried the offer: the ACK must carry the answer (RFC 3261 §13.2.1). */
static void
settle (UaSession  *session,
        SipMessage *ack)
{
  UaSessionPrivate *priv = ua_session_get_private (session);
  g_autofree char *answer = ua_session_dup_description (ack);
  g_autoptr (GError) error = NULL;

  if (answer != NULL)
    {
      ua_session_set_held_by_them (session, ua_negotiation_reads_as_hold (answer));
      ua_negotiation_settle_async (priv->negotiation, answer, answer_settled_cb, g_object_ref (session));
      return;
    }
  error = g_error_new_literal (UA_ERROR, UA_ERROR_BAD_DESCRIPTION, "the answer to our offer is missing");
  ua_session_leave (session, UA_SESSION_END_FAILED, error);
}

static void
ua_invitation_acknowledged (UaSession  *session,
                            SipMessage *ack)
{
  UaSessionPrivate *priv = ua_session_get_private (session);

  if (priv->state == UA_SESSION_STATE_TERMINATING)
    {
      ua_session_send_bye (session);
      return;
    }
  if (ack == NULL)
    {
      g_autoptr (GError) error =
        g_error_new_literal (UA_ERROR, UA_ERROR_NO_ACK, "our answer was never acknowledged");

      ua_session_leave (session, UA_SESSION_END_FAILED, error);
      return;
    }
  if (ua_negotiation_get_state (priv->negotiation) == UA_NEGOTIATION_STATE_OFFERED_BY_US)
    settle (session, ack);
  else
    ua_session_step (session, UA_SESSION_EVENT_CONFIRM);
}

/* RFC 3326 §3.1: a forking proxy says why it gives up on us when another telephone was quicker. */
static gboolean
was_answered_elsewhere (SipMessage *cancel)
{
  for (guint i = 0; i < sip_message_count_header (cancel, SIP_HEADER_REASON); i++)
    {
      g_autofree char *reason = g_ascii_strdown (sip_message_get_header_nth (cancel, SIP_HEADER_REASON, i), -1);
      g_auto (GStrv) parts = g_strsplit (reason, ";", -1);

      if (!g_str_equal (g_strstrip (parts[0]), "sip"))
        continue;
      for (guint j = 1; parts[j] != NULL; j++)
        {
          if (g_str_equal (g_strstrip (parts[j]), "cause=200"))
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
ua_invitation_receive_cancel (UaSession      *session,
                              SipTransaction *invite,
                              SipMessage     *cancel)
{
  UaInvitation *self = UA_INVITATION (session);

  if (invite != self->server)
    return FALSE;
  if (self->answered)
    return TRUE;

  respond (self, SIP_STATUS_REQUEST_TERMINATED, FALSE);
  ua_session_end (session, was_answered_elsewhere (cancel) ? UA_SESSION_END_ELSEWHERE : UA_SESSION_END_REMOTE,
                  NULL);
  return TRUE;
}

/* However the call ended, its INVITE is not left without an answer. */
static void
ua_invitation_tidy (UaSession *session)
{
  UaInvitation *self = UA_INVITATION (session);

  disarm (self);
  if (!self->answered)
    respond (self, SIP_STATUS_REQUEST_TERMINATED, FALSE);
}

static void
ua_invitation_dispose (GObject *object)
{
  UaInvitation *self = UA_INVITATION (object);

  disarm (self);
  g_clear_object (&self->server);
  G_OBJECT_CLASS (ua_invitation_parent_class)->dispose (object);
}

static void
ua_invitation_class_init (UaInvitationClass *klass)
{
  UaSessionClass *session_class = UA_SESSION_CLASS (klass);

  session_class->part = ua_invitation_part;
  session_class->tidy = ua_invitation_tidy;
  session_class->receive_cancel = ua_invitation_receive_cancel;
  session_class->acknowledged = ua_invitation_acknowledged;
  G_OBJECT_CLASS (klass)->dispose = ua_invitation_dispose;
}

static void
ua_invitation_init (UaInvitation *self)
{
}

UaInvitation *
ua_invitation_new (UaAgent         *agent,
                   SipTransaction  *server,
                   GError         **error)
{
  SipMessage *invite = sip_transaction_get_request (server);
  g_autofree char *tag = sip_tokens_next (ua_agent_get_tokens (agent));
  g_autoptr (SipDialog) dialog = sip_dialog_new_server (invite, tag, error);

  if (dialog == NULL)
    return NULL;
  if (sip_message_get_address (invite, SIP_HEADER_CONTACT, 0) == NULL)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_DIALOG, "an INVITE without Contact");
      return NULL;
    }

  UaInvitation *self = g_object_new (UA_TYPE_INVITATION, NULL);
  UaSession *session = UA_SESSION (self);

  ua_session_begin (session, agent, sip_message_get_from (invite), sip_message_get_call_id (invite));
  ua_session_set_dialog (session, dialog);
  ua_agent_keep_session (agent, session);
  self->server = g_object_ref (server);
  self->no_answer_timer =
    sip_clock_arm (ua_agent_get_clock (agent), get_patience_ms (invite), no_answer_cb, self);
  return self;
}

SipMessage *
ua_invitation_get_request (UaInvitation *self)
{
  return sip_transaction_get_request (self->server);
}

/**
 * ua_invitation_get_request_uri:
 * @self: the call
 *
 * Tells which address of ours was called.
 *
 * Returns: (transfer none): the Request-URI of the INVITE
 */
SipUri *
ua_invitation_get_request_uri (UaInvitation *self)
{
  g_return_val_if_fail (UA_IS_INVITATION (self), NULL);

  return sip_message_get_request_uri (sip_transaction_get_request (self->server));
}

/**
 * ua_invitation_ring:
 * @self: the call
 *
 * Says 180 to the caller, once; harmless afterwards.
 */
void
ua_invitation_ring (UaInvitation *self)
{
  g_return_if_fail (UA_IS_INVITATION (self));

  if (self->rung || ua_session_get_state (UA_SESSION (self)) != UA_SESSION_STATE_INITIAL)
    return;

  self->rung = TRUE;
  respond (self, SIP_STATUS_RINGING, TRUE);
}

static void
accept_with (UaInvitation *self,
             char         *description,
             GError       *error)
{
  UaSession *session = UA_SESSION (self);
  UaSessionPrivate *priv = ua_session_get_private (session);

  if (priv->state != UA_SESSION_STATE_ESTABLISHING || priv->agent == NULL)
    return;
  if (description == NULL)
    {
      gboolean bad = g_error_matches (error, UA_ERROR, UA_ERROR_BAD_DESCRIPTION);

      respond (self, bad ? SIP_STATUS_NOT_ACCEPTABLE_HERE : SIP_STATUS_SERVER_ERROR, FALSE);
      ua_session_end (session, UA_SESSION_END_FAILED, error);
      return;
    }
  self->answered = TRUE;
  sip_dialog_confirm (priv->dialog, NULL);
  ua_session_confirm (session, self->server, description);
}

static void
answer_written_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (UaInvitation) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = ua_negotiation_answer_finish (UA_NEGOTIATION (source), result, &error);

  accept_with (self, answer, error);
}

static void
offer_written_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (UaInvitation) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = ua_negotiation_offer_finish (UA_NEGOTIATION (source), result, &error);

  accept_with (self, offer, error);
}

static void
begin_accept (UaInvitation         *self,
              UaDescriptionHandler *handler)
{
  UaSession *session = UA_SESSION (self);
  UaSessionPrivate *priv = ua_session_get_private (session);
  g_autofree char *offer = ua_session_dup_description (sip_transaction_get_request (self->server));

  disarm (self);
  ua_session_set_handler (session, handler);
  ua_session_step (session, UA_SESSION_EVENT_BEGIN);
  if (priv->state != UA_SESSION_STATE_ESTABLISHING)
    return;
  if (offer == NULL)
    {
      ua_negotiation_offer_async (priv->negotiation, offer_written_cb, g_object_ref (self));
      return;
    }
  ua_session_set_held_by_them (session, ua_negotiation_reads_as_hold (offer));
  ua_negotiation_answer_async (priv->negotiation, offer, answer_written_cb, g_object_ref (self));
}

/**
 * ua_invitation_accept_async:
 * @self: the call
 * @handler: reads their offer and writes our answer; closed when the call ends
 * @cancellable: (nullable): stops the waiting, not the call
 * @callback: called when the call is established, or is not
 * @user_data: for @callback
 *
 * Takes the call. It is established when the ACK has come.
 */
void
ua_invitation_accept_async (UaInvitation         *self,
                            UaDescriptionHandler *handler,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data)
{
  g_return_if_fail (UA_IS_INVITATION (self) && UA_IS_DESCRIPTION_HANDLER (handler));

  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ua_invitation_accept_async);
  if (priv->state != UA_SESSION_STATE_INITIAL)
    {
      g_task_return_new_error_literal (task, UA_ERROR, UA_ERROR_WRONG_STATE, "the call cannot be answered now");
      return;
    }
  ua_waiters_add (priv->beginning, g_steal_pointer (&task));
  begin_accept (self, handler);
}

/**
 * ua_invitation_accept_finish:
 * @self: the call
 * @result: the result
 * @error: a UA_ERROR; %UA_ERROR_CANCELED when the caller gave up or we hung up
 *
 * Ends ua_invitation_accept_async().
 *
 * Returns: %TRUE when the call is established
 */
gboolean
ua_invitation_accept_finish (UaInvitation  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (UA_IS_INVITATION (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ua_invitation_reject:
 * @self: the call
 * @status: 300–699: 486 busy, 603 declined …
 * @error: %UA_ERROR_WRONG_STATE
 *
 * Refuses the call.
 *
 * Returns: %FALSE when it was answered before
 */
gboolean
ua_invitation_reject (UaInvitation  *self,
                      guint          status,
                      GError       **error)
{
  g_return_val_if_fail (UA_IS_INVITATION (self), FALSE);
  g_return_val_if_fail (status >= 300 && status < 700, FALSE);

  if (ua_session_get_state (UA_SESSION (self)) != UA_SESSION_STATE_INITIAL)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_WRONG_STATE, "the call cannot be refused now");
      return FALSE;
    }
  respond (self, status, FALSE);
  ua_session_end (UA_SESSION (self), UA_SESSION_END_LOCAL, NULL);
  return TRUE;
}
