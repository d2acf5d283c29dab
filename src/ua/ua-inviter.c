/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Calling. One INVITE may ring many telephones and be answered by more than one (RFC 3261 §13.2.2.4); the
 * first 2xx is the call, its request refuses the others. Hanging up before an answer is a CANCEL, which an
 * answer may cross.
 */

#include "ua-inviter-private.h"

#include "ua-error.h"
#include "ua-reason.h"
#include "ua-session-focus.h"
#include "ua-session-private.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (UaInviter, ua_inviter, UA_TYPE_SESSION)

static void offer_written_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
request_provisional_cb (UaRequest  *request,
                        SipMessage *response,
                        UaInviter  *self)
{
  ua_inviter_receive_provisional (self, response);
}

/* RFC 3261 §21.4.26, §21.6.4: our offer is what they refused, and not us. Whoever rang and answered it before knew it well
 * enough. */
static gboolean
was_the_offer (UaInviter  *self,
               SipMessage *refusal)
{
  guint status = sip_message_get_status (refusal);

  return self->offered && self->first == NULL && (status == 488 || status == 606);
}

static gboolean
offer_otherwise (UaInviter  *self,
                 SipMessage *refusal)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));

  if (!was_the_offer (self, refusal) || !ua_description_handler_reconsider (priv->handler))
    return FALSE;
  ua_negotiation_rollback (priv->negotiation);
  ua_negotiation_offer_async (priv->negotiation, offer_written_cb, g_object_ref (self));
  return TRUE;
}

/* RFC 3261 §12.3: a refusal ends every dialog that rang, also when the call goes on elsewhere. */
static gboolean
is_over (UaInviter  *self,
         SipMessage *refusal)
{
  ua_inviter_drop_early (self, NULL);
  return ua_session_get_state (UA_SESSION (self)) == UA_SESSION_STATE_ESTABLISHING
         && !ua_inviter_take_redirect (self, refusal) && !offer_otherwise (self, refusal);
}

/* A 2xx that crossed our CANCEL is refused by the request itself, as soon as this returns. */
static void
request_answered_cb (UaRequest  *request,
                     SipMessage *response,
                     UaInviter  *self)
{
  UaSession *session = UA_SESSION (self);
  guint status = sip_message_get_status (response);

  if (ua_session_get_state (session) != UA_SESSION_STATE_ESTABLISHING)
    ua_session_end (session, ua_session_get_end (session), NULL);
  else if (status < 300)
    ua_inviter_receive_acceptance (self, response);
  else if (is_over (self, response))
    {
      g_autoptr (GError) error = sip_status_error_new (status, sip_message_get_reason (response));

      ua_session_learn_reason (session, response);
      ua_session_end (session, UA_SESSION_END_FAILED, error);
    }
}

static void
request_failed_cb (UaRequest    *request,
                   const GError *error,
                   UaInviter    *self)
{
  UaSession *session = UA_SESSION (self);

  if (ua_session_get_state (session) != UA_SESSION_STATE_ESTABLISHING)
    ua_session_end (session, ua_session_get_end (session), NULL);
  else
    ua_session_end (session, UA_SESSION_END_FAILED, error);
}

static void
send_with (UaInviter         *self,
           SipMessageBuilder *builder)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));

  ua_agent_preempt (priv->agent, builder);
  self->request = ua_request_new (priv->agent, NULL);
  g_signal_connect_object (self->request, "provisional", G_CALLBACK (request_provisional_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->request, "answered", G_CALLBACK (request_answered_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->request, "failed", G_CALLBACK (request_failed_cb), self, G_CONNECT_DEFAULT);
  ua_request_send (self->request, builder);
}

SipUri *
ua_inviter_get_target (UaInviter *self)
{
  return self->target;
}

UaInviterRedirect **
ua_inviter_get_redirect (UaInviter *self)
{
  return &self->redirect;
}

/* RFC 3261 §8.1.3.4: To, From and Call-ID stay; Request-URI, branch and CSeq are new. */
static void
send_on (UaInviter *self,
         GBytes    *offer)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));
  SipMessage *before = ua_request_get_message (self->request);
  g_autoptr (SipMessageBuilder) builder = ua_agent_begin_request (priv->agent, "INVITE", self->target, self->options);

  sip_message_builder_set_address (builder, SIP_HEADER_FROM, sip_message_get_from (before));
  sip_message_builder_set_address (builder, SIP_HEADER_TO, sip_message_get_to (before));
  sip_message_builder_set_header (builder, SIP_HEADER_CALL_ID, priv->call_id);
  sip_message_builder_set_cseq (builder, ua_request_get_cseq (self->request) + 1, "INVITE");
  if (offer != NULL)
    sip_message_builder_set_body (builder, UA_DESCRIPTION_CONTENT_TYPE, offer);
  ua_session_timer_ask (UA_SESSION (self), builder);
  ua_trickle_announce (priv->handler, builder);
  ua_inviter_tell_senders (self, builder);
  g_signal_handlers_disconnect_by_data (self->request, self);
  g_clear_object (&self->request);
  send_with (self, builder);
}

static void
send_invite (UaInviter *self,
             GBytes    *offer)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));
  g_autoptr (SipMessageBuilder) builder =
    ua_agent_begin_request (priv->agent, "INVITE", self->target, self->options);

  sip_message_builder_set_header (builder, SIP_HEADER_CALL_ID, priv->call_id);
  self->offered = offer != NULL;
  if (offer != NULL)
    sip_message_builder_set_body (builder, UA_DESCRIPTION_CONTENT_TYPE, offer);
  ua_session_timer_ask (UA_SESSION (self), builder);
  ua_trickle_announce (priv->handler, builder);
  send_with (self, builder);
}

static void
send_offer (UaInviter  *self,
            const char *offer)
{
  g_autoptr (GBytes) body = g_bytes_new (offer, strlen (offer));

  if (self->request != NULL)
    send_on (self, body);
  else
    send_invite (self, body);
}

static void
offer_written_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (UaInviter) self = user_data;
  UaSession *session = UA_SESSION (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = ua_negotiation_offer_finish (UA_NEGOTIATION (source), result, &error);

  if (ua_session_get_state (session) != UA_SESSION_STATE_ESTABLISHING)
    return;
  if (offer == NULL)
    ua_session_end (session, UA_SESSION_END_FAILED, error);
  else
    send_offer (self, offer);
}

/* The offer that was made holds for who is called next, unless somebody who rang has answered it: then it is spent, and
 * so is the path of its sound. */
void
ua_inviter_send_again (UaInviter *self,
                       SipUri    *target)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));
  g_autoptr (SipMessage) before = sip_message_ref (ua_request_get_message (self->request));
  gboolean spent = ua_inviter_forget_early (self);

  sip_uri_ref (target);
  sip_uri_unref (self->target);
  self->target = target;
  if (spent)
    ua_description_handler_renew (priv->handler);
  if (spent && self->offered)
    ua_negotiation_offer_async (priv->negotiation, offer_written_cb, g_object_ref (self));
  else
    send_on (self, self->offered ? sip_message_get_body (before) : NULL);
}

static void
ua_inviter_part (UaSession *session)
{
  UaInviter *self = UA_INVITER (session);
  UaSessionPrivate *priv = ua_session_get_private (session);

  ua_inviter_acknowledge_late (self, NULL);
  if (priv->dialog != NULL)
    {
      ua_session_send_bye (session);
      return;
    }
  ua_inviter_drop_early (self, NULL);
  if (self->request == NULL || !ua_request_is_pending (self->request))
    {
      ua_session_end (session, priv->end, NULL);
      return;
    }
  ua_session_be_patient (session);
  ua_request_cancel (self->request, ua_reason_for_end (priv->end, priv->end_error));
}

static void
ua_inviter_tidy (UaSession *session)
{
  UaInviter *self = UA_INVITER (session);

  ua_inviter_acknowledge_late (self, NULL);
  ua_inviter_drop_early (self, NULL);
}

static void
ua_inviter_dispose (GObject *object)
{
  UaInviter *self = UA_INVITER (object);

  ua_inviter_drop_early (self, NULL);
  g_clear_object (&self->first);
  g_clear_object (&self->winner);
  g_clear_object (&self->request);
  G_OBJECT_CLASS (ua_inviter_parent_class)->dispose (object);
}

static void
ua_inviter_finalize (GObject *object)
{
  UaInviter *self = UA_INVITER (object);

  g_ptr_array_unref (self->early);
  g_clear_pointer (&self->redirect, ua_inviter_redirect_free);
  g_clear_pointer (&self->target, sip_uri_unref);
  g_clear_pointer (&self->options, ua_options_unref);
  g_clear_pointer (&self->accepted, sip_message_unref);
  G_OBJECT_CLASS (ua_inviter_parent_class)->finalize (object);
}

static void
ua_inviter_class_init (UaInviterClass *klass)
{
  UaSessionClass *session_class = UA_SESSION_CLASS (klass);

  ua_inviter_install_redirect (klass);
  session_class->part = ua_inviter_part;
  session_class->tidy = ua_inviter_tidy;
  session_class->receive_early = ua_inviter_receive_early;
  session_class->offer_early = ua_inviter_offer_early;
  G_OBJECT_CLASS (klass)->dispose = ua_inviter_dispose;
  G_OBJECT_CLASS (klass)->finalize = ua_inviter_finalize;
}

static void
ua_inviter_init (UaInviter *self)
{
  self->early = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ua_inviter_new:
 * @agent: whose call it is
 * @target: whom to call
 * @handler: writes our offer and reads their answer; closed when the call ends
 * @options: (nullable): what else to say
 *
 * Makes a call that is not sent yet.
 *
 * Returns: (transfer full): the call
 */
UaInviter *
ua_inviter_new (UaAgent              *agent,
                SipUri               *target,
                UaDescriptionHandler *handler,
                UaOptions            *options)
{
  g_return_val_if_fail (UA_IS_AGENT (agent) && target != NULL, NULL);
  g_return_val_if_fail (UA_IS_DESCRIPTION_HANDLER (handler), NULL);

  UaInviter *self = g_object_new (UA_TYPE_INVITER, NULL);
  g_autoptr (SipAddress) remote = sip_address_new (NULL, target);
  g_autofree char *call_id = sip_tokens_next (ua_agent_get_tokens (agent));

  ua_session_begin (UA_SESSION (self), agent, remote, call_id);
  ua_session_set_handler (UA_SESSION (self), handler);
  self->target = sip_uri_ref (target);
  self->options = options != NULL ? ua_options_ref (options) : NULL;
  return self;
}

static gboolean
check_may_call (UaInviter  *self,
                GError    **error)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));
  SipUriScheme scheme = sip_uri_get_scheme (self->target);

  if (scheme == SIP_URI_SCHEME_OTHER)
    g_set_error (error, UA_ERROR, UA_ERROR_INVALID_TARGET, "%s: cannot be called",
                 sip_uri_get_scheme_name (self->target));
  else if (priv->agent == NULL || !ua_agent_is_connected (priv->agent))
    g_set_error_literal (error, UA_ERROR, UA_ERROR_CONNECTION, "there is no connection");
  else
    return TRUE;
  return FALSE;
}

/**
 * ua_inviter_invite_async:
 * @self: the call
 * @cancellable: (nullable): stops the waiting, not the call
 * @callback: called when the call is established, or is not
 * @user_data: for @callback
 *
 * Calls (CONTRACT U13).
 */
void
ua_inviter_invite_async (UaInviter           *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (UA_IS_INVITER (self));

  UaSession *session = UA_SESSION (self);
  UaSessionPrivate *priv = ua_session_get_private (session);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;

  g_task_set_source_tag (task, ua_inviter_invite_async);
  if (priv->state != UA_SESSION_STATE_INITIAL)
    {
      g_task_return_new_error_literal (task, UA_ERROR, UA_ERROR_WRONG_STATE, "the call was sent before");
      return;
    }
  ua_waiters_add (priv->beginning, g_steal_pointer (&task));
  if (!check_may_call (self, &error))
    {
      ua_session_end (session, UA_SESSION_END_FAILED, error);
      return;
    }
  ua_agent_keep_session (priv->agent, session);
  ua_session_step (session, UA_SESSION_EVENT_BEGIN);
  if (priv->state != UA_SESSION_STATE_ESTABLISHING)
    return;
  if (self->options != NULL && ua_options_get_without_description (self->options))
    send_invite (self, NULL);
  else
    ua_negotiation_offer_async (priv->negotiation, offer_written_cb, g_object_ref (self));
}

/**
 * ua_inviter_invite_finish:
 * @self: the call
 * @result: the result
 * @error: a refusal as SIP_STATUS_ERROR, or a UA_ERROR; %UA_ERROR_CANCELED when we hung up
 *
 * Ends ua_inviter_invite_async().
 *
 * Returns: %TRUE when the call is established
 */
gboolean
ua_inviter_invite_finish (UaInviter     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (UA_IS_INVITER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
