/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Being called. Until a person accepts there is nothing here but the INVITE itself: no description handler,
 * so nothing that could open a microphone or a socket (TRUST 3.5). The call is up when the ACK has come and
 * not before.
 */

#include "ua-invitation-private.h"

#include "ua-error.h"
#include "ua-reason.h"
#include "ua-session-focus.h"
#include "ua-session-private.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (UaInvitation, ua_invitation, UA_TYPE_SESSION)

static void
respond (UaInvitation *self,
         guint         status)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));
  g_autoptr (UaInvitation) hold = g_object_ref (self);

  if (priv->agent == NULL)
    return;

  g_autoptr (SipMessageBuilder) builder = ua_invitation_begin_response (self, status);

  if (status == SIP_STATUS_NOT_ACCEPTABLE_HERE || status == SIP_STATUS_NOT_ACCEPTABLE_ANYWHERE)
    {
      g_autofree char *offer = ua_session_dup_description (sip_transaction_get_request (self->server));

      ua_agent_warn (priv->agent, builder, offer, self->objection);
    }

  g_autoptr (SipMessage) response = sip_message_builder_end (builder);

  self->answered = TRUE;
  ua_invitation_stop_early (self);
  if (!sip_transaction_respond (self->server, response))
    g_info ("a %u came too late", status);
}

static void
no_answer_cb (gpointer user_data)
{
  g_autoptr (UaInvitation) self = g_object_ref (user_data);
  g_autoptr (GError) error = g_error_new_literal (UA_ERROR, UA_ERROR_NO_ANSWER, "nobody answered the call");

  self->no_answer_timer = 0;
  respond (self, SIP_STATUS_TEMPORARILY_UNAVAILABLE);
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

void
ua_invitation_disarm (UaInvitation *self)
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
  gboolean media = ua_error_is_media (priv->end_error);

  if (!self->answered)
    {
      respond (self, media ? SIP_STATUS_SERVER_ERROR : SIP_STATUS_TEMPORARILY_UNAVAILABLE);
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
  if (!settled)
    {
      ua_session_leave (self, UA_SESSION_END_FAILED, error);
      return;
    }
  ua_session_step (self, UA_SESSION_EVENT_CONFIRM);
  ua_session_pursue (self);
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
    {
      settle (session, ack);
      return;
    }
  ua_session_step (session, UA_SESSION_EVENT_CONFIRM);
  ua_session_pursue (session);
}

/* RFC 3326 §3.1: a forking proxy says why it gives up on us: another telephone was quicker, or refused for all of us. */
static UaSessionEnd
read_end (SipMessage *cancel)
{
  switch (ua_reason_get_cause (cancel, UA_REASON_PROTOCOL_SIP))
    {
    case SIP_STATUS_OK:
      return UA_SESSION_END_ELSEWHERE;
    case SIP_STATUS_BUSY_EVERYWHERE:
    case SIP_STATUS_DECLINE:
      return UA_SESSION_END_DECLINED_ELSEWHERE;
    default:
      return UA_SESSION_END_REMOTE;
    }
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

  respond (self, SIP_STATUS_REQUEST_TERMINATED);
  ua_session_learn_reason (session, cancel);
  ua_session_end (session, read_end (cancel), NULL);
  return TRUE;
}

/* However the call ended, its INVITE is not left without an answer. */
static void
ua_invitation_tidy (UaSession *session)
{
  UaInvitation *self = UA_INVITATION (session);

  ua_invitation_disarm (self);
  if (!self->answered)
    respond (self, SIP_STATUS_REQUEST_TERMINATED);
  ua_invitation_clear_early (self);
}

static void
ua_invitation_dispose (GObject *object)
{
  UaInvitation *self = UA_INVITATION (object);

  ua_invitation_disarm (self);
  ua_invitation_clear_early (self);
  g_clear_object (&self->server);
  g_clear_pointer (&self->caller, ua_caller_unref);
  G_OBJECT_CLASS (ua_invitation_parent_class)->dispose (object);
}

static void
ua_invitation_finalize (GObject *object)
{
  UaInvitation *self = UA_INVITATION (object);

  g_clear_error (&self->objection);
  ua_waiters_free (self->progressing);
  g_free (self->early_description);
  G_OBJECT_CLASS (ua_invitation_parent_class)->finalize (object);
}

static void
ua_invitation_class_init (UaInvitationClass *klass)
{
  UaSessionClass *session_class = UA_SESSION_CLASS (klass);

  session_class->part = ua_invitation_part;
  session_class->tidy = ua_invitation_tidy;
  session_class->receive_cancel = ua_invitation_receive_cancel;
  session_class->acknowledged = ua_invitation_acknowledged;
  session_class->receive_early = ua_invitation_receive_early;
  session_class->offer_early = ua_invitation_offer_early;
  G_OBJECT_CLASS (klass)->dispose = ua_invitation_dispose;
  G_OBJECT_CLASS (klass)->finalize = ua_invitation_finalize;
}

static void
ua_invitation_init (UaInvitation *self)
{
  self->progressing = ua_waiters_new ();
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
  ua_session_learn (session, invite);
  ua_session_note_contact (session, invite);
  ua_agent_keep_session (agent, session);
  self->server = g_object_ref (server);
  self->caller = ua_caller_new (invite, ua_agent_trusts_identity (agent));
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
 * ua_invitation_dup_offer:
 * @self: the call
 *
 * Gets the description that came with the INVITE, for those who want to look into it before the call is answered.
 *
 * Returns: (transfer full) (nullable): the offer; %NULL: there is none
 */
char *
ua_invitation_dup_offer (UaInvitation *self)
{
  g_return_val_if_fail (UA_IS_INVITATION (self), NULL);

  return ua_session_dup_description (sip_transaction_get_request (self->server));
}

/**
 * ua_invitation_get_caller:
 * @self: the call
 *
 * Tells who calls, as the INVITE has it.
 *
 * Returns: (transfer none): the caller
 */
UaCaller *
ua_invitation_get_caller (UaInvitation *self)
{
  g_return_val_if_fail (UA_IS_INVITATION (self), NULL);

  return self->caller;
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
  ua_invitation_say_ringing (self);
}

void
ua_invitation_refuse (UaInvitation *self,
                      guint         status,
                      const GError *error)
{
  if (!self->answered)
    respond (self, status);
  ua_session_end (UA_SESSION (self), UA_SESSION_END_FAILED, error);
}

/* What keeps us from saying what the handler should say, on the wire. */
void
ua_invitation_refuse_description (UaInvitation *self,
                                  const GError *error)
{
  gboolean bad = g_error_matches (error, UA_ERROR, UA_ERROR_BAD_DESCRIPTION);

  if (self->objection == NULL)
    self->objection = g_error_copy (error);
  ua_invitation_refuse (self, bad ? SIP_STATUS_NOT_ACCEPTABLE_HERE : SIP_STATUS_SERVER_ERROR, error);
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
  respond (self, status);
  ua_session_end (UA_SESSION (self), UA_SESSION_END_LOCAL, NULL);
  return TRUE;
}

SipMessageBuilder *
ua_invitation_begin_response (UaInvitation *self,
                              guint         status)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));

  return ua_agent_begin_response (priv->agent, sip_transaction_get_request (self->server), status, NULL,
                                  sip_dialog_get_local_tag (priv->dialog));
}

void
ua_invitation_refuse_with (UaInvitation      *self,
                           SipMessageBuilder *builder)
{
  g_autoptr (SipMessage) response = sip_message_builder_end (builder);

  self->answered = TRUE;
  ua_invitation_stop_early (self);
  if (!sip_transaction_respond (self->server, response))
    g_info ("a %u came too late", sip_message_get_status (response));
  ua_session_end (UA_SESSION (self), UA_SESSION_END_LOCAL, NULL);
}
