/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the caller hears of us before the answer: that it rings, and, when a person asked for that, sound. Both may have
 * to be made sure of (RFC 3262), and then the answer itself waits until they know what we described.
 */

#include "ua-invitation-private.h"

#include "ua-error.h"
#include "ua-rel100.h"
#include "ua-session-private.h"

#include <string.h>

#define SERVER_TIME_OUT 504 /* RFC 3262 §3: an INVITE whose provisional answer has no PRACK is refused with a 5xx */

static UaSessionPrivate *
get_session (UaInvitation *self)
{
  return ua_session_get_private (UA_SESSION (self));
}

gboolean
ua_invitation_is_open (UaInvitation *self)
{
  UaSessionPrivate *priv = get_session (self);

  return !self->answered && priv->agent != NULL
         && (priv->state == UA_SESSION_STATE_INITIAL || priv->state == UA_SESSION_STATE_ESTABLISHING);
}

static void
reliable_expired_cb (UaReliable   *reliable,
                     UaInvitation *self)
{
  g_autoptr (UaInvitation) hold = g_object_ref (self);
  g_autoptr (GError) error =
    g_error_new_literal (UA_ERROR, UA_ERROR_NO_PRACK, "our provisional answer was never confirmed");

  if (ua_invitation_is_open (self))
    ua_invitation_refuse (self, SERVER_TIME_OUT, error);
}

static void
send_reliably (UaInvitation      *self,
               SipMessageBuilder *builder)
{
  UaSessionPrivate *priv = get_session (self);

  if (self->reliable == NULL)
    {
      self->reliable = ua_reliable_new (self->server, priv->clock, ua_agent_get_tokens (priv->agent));
      g_signal_connect_object (self->reliable, "expired", G_CALLBACK (reliable_expired_cb), self, G_CONNECT_DEFAULT);
    }
  if (!ua_reliable_send (self->reliable, builder))
    g_info ("a reliable provisional answer came too late");
}

static void
send_plainly (UaInvitation      *self,
              SipMessageBuilder *builder)
{
  g_autoptr (SipMessage) response = sip_message_builder_end (builder);

  if (!sip_transaction_respond (self->server, response))
    g_info ("a %u came too late", sip_message_get_status (response));
}

static void
say (UaInvitation *self,
     guint         status,
     const char   *description,
     gboolean      reliable)
{
  UaSessionPrivate *priv = get_session (self);
  g_autoptr (SipMessageBuilder) builder =
    ua_agent_begin_response (priv->agent, sip_transaction_get_request (self->server), status, NULL,
                             sip_dialog_get_local_tag (priv->dialog));

  ua_agent_introduce (priv->agent, builder);
  ua_trickle_announce (priv->handler, builder);
  if (description != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new (description, strlen (description));

      sip_message_builder_set_body (builder, UA_DESCRIPTION_CONTENT_TYPE, body);
    }
  if (reliable)
    send_reliably (self, builder);
  else
    send_plainly (self, builder);
}

static gboolean
wants_reliably (UaInvitation *self,
                gboolean      described)
{
  return ua_rel100_wants (get_session (self)->agent, sip_transaction_get_request (self->server), described);
}

/* RFC 3262 §3: no second one before the first is acknowledged; who hears our sound need not be told that it rings. */
void
ua_invitation_say_ringing (UaInvitation *self)
{
  if (ua_invitation_is_open (self) && !ua_reliable_is_running (self->reliable))
    say (self, SIP_STATUS_RINGING, NULL, wants_reliably (self, FALSE));
}

gboolean
ua_invitation_is_early (UaInvitation *self)
{
  return self->early != NULL && self->early->negotiation != NULL;
}

/* The answer, as soon as nothing that was said before it is open. RFC 3262 §3: the 2xx is delayed while a reliable
 * response with a description is unacknowledged. RFC 6337 §3.1.1: it repeats what went out unreliably. */
static void
go_on (UaInvitation *self)
{
  UaSessionPrivate *priv = get_session (self);

  if (priv->state != UA_SESSION_STATE_ESTABLISHING || !ua_invitation_is_open (self) || self->early_description == NULL)
    return;
  if (!self->early_sent || !self->early_reliable)
    ua_invitation_confirm (self, self->early_description);
  else if (self->early->answer == UA_EARLY_ANSWER_FIRM && self->pracking == NULL
           && ua_negotiation_get_state (priv->negotiation) == UA_NEGOTIATION_STATE_STABLE)
    ua_invitation_confirm (self, NULL);
}

void
ua_invitation_agree_early (UaInvitation *self)
{
  ua_waiters_succeed (self->progressing);
  go_on (self);
}

void
ua_invitation_send_early (UaInvitation *self)
{
  UaSessionPrivate *priv = get_session (self);

  if (self->early_description == NULL || self->early_sent)
    return;
  if (priv->state == UA_SESSION_STATE_ESTABLISHING)
    {
      ua_invitation_agree_early (self);
      return;
    }
  self->early_reliable = wants_reliably (self, TRUE);
  if (self->early_reliable && ua_reliable_is_running (self->reliable))
    return;
  self->early_sent = TRUE;
  say (self, SIP_STATUS_SESSION_PROGRESS, self->early_description, self->early_reliable);
  if (!self->early_reliable)
    ua_invitation_agree_early (self);
}

static void
describe (UaInvitation *self,
          const char   *description,
          const GError *error)
{
  if (!ua_invitation_is_open (self))
    return;
  if (description == NULL)
    {
      ua_invitation_refuse_description (self, error);
      return;
    }
  self->early_description = g_strdup (description);
  ua_invitation_send_early (self);
}

static void
answer_written_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (UaInvitation) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = ua_negotiation_answer_finish (UA_NEGOTIATION (source), result, &error);

  describe (self, answer, error);
}

static void
offer_written_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (UaInvitation) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = ua_negotiation_offer_finish (UA_NEGOTIATION (source), result, &error);

  describe (self, offer, error);
}

static void
early_settled_cb (UaEarly      *early,
                  UaInvitation *self)
{
  g_autoptr (UaInvitation) hold = g_object_ref (self);

  if (!ua_invitation_is_open (self))
    return;
  ua_session_set_held_by_them (UA_SESSION (self), early->held);
  go_on (self);
}

static void
early_gave_up_cb (UaEarly      *early,
                  UaInvitation *self)
{
  go_on (self);
}

static void
early_failed_cb (UaEarly      *early,
                 const GError *error,
                 UaInvitation *self)
{
  g_autoptr (UaInvitation) hold = g_object_ref (self);

  if (ua_invitation_is_open (self))
    ua_invitation_refuse (self, SIP_STATUS_SERVER_ERROR, error);
}

static void
ensure_early (UaInvitation *self)
{
  UaSessionPrivate *priv = get_session (self);

  if (self->early != NULL)
    return;
  self->early = ua_early_new (priv->agent, priv->dialog, FALSE);
  ua_early_learn (self->early, sip_transaction_get_request (self->server));
  g_signal_connect_object (self->early, "settled", G_CALLBACK (early_settled_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->early, "gave-up", G_CALLBACK (early_gave_up_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->early, "failed", G_CALLBACK (early_failed_cb), self, G_CONNECT_DEFAULT);
}

static void
begin_progress (UaInvitation         *self,
                UaDescriptionHandler *handler,
                const char           *offer)
{
  UaSession *session = UA_SESSION (self);
  UaSessionPrivate *priv = get_session (self);

  ua_session_set_handler (session, handler);
  /* RFC 8840 §4.1.2: whoever may not get our description is told all of it. */
  if (!wants_reliably (self, TRUE) && ua_trickle_is_known (sip_transaction_get_request (self->server)))
    ua_description_handler_set_trickle (handler, UA_DESCRIPTION_TRICKLE_HALF);
  ensure_early (self);
  ua_early_set_handler (self->early, handler, priv->negotiation);
  if (offer == NULL)
    {
      ua_negotiation_offer_async (priv->negotiation, offer_written_cb, g_object_ref (self));
      return;
    }
  self->early->held = ua_negotiation_reads_as_hold (offer);
  ua_session_set_held_by_them (session, self->early->held);
  ua_negotiation_answer_async (priv->negotiation, offer, answer_written_cb, g_object_ref (self));
}

/**
 * ua_invitation_progress_async:
 * @self: the call, not accepted yet
 * @handler: reads their offer and writes our answer; closed when the call ends
 * @cancellable: (nullable): stops the waiting, not the call
 * @callback: called when the early description is agreed, or is not
 * @user_data: for @callback
 *
 * Gives the caller sound before the answer: 183 with a description (RFC 3960), sent reliably when they can. When they
 * have offered nothing it is an offer, which must be sent reliably (RFC 3262 §5). Only for who was asked to: this is what
 * opens a microphone (TRUST 3.5).
 */
void
ua_invitation_progress_async (UaInvitation         *self,
                              UaDescriptionHandler *handler,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data)
{
  g_return_if_fail (UA_IS_INVITATION (self) && UA_IS_DESCRIPTION_HANDLER (handler));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *offer = ua_session_dup_description (sip_transaction_get_request (self->server));

  g_task_set_source_tag (task, ua_invitation_progress_async);
  if (!ua_invitation_is_open (self) || ua_session_get_state (UA_SESSION (self)) != UA_SESSION_STATE_INITIAL
      || ua_invitation_is_early (self))
    g_task_return_new_error_literal (task, UA_ERROR, UA_ERROR_WRONG_STATE, "the call is not to be answered early now");
  else if (offer == NULL && !wants_reliably (self, TRUE))
    g_task_return_new_error_literal (task, UA_ERROR, UA_ERROR_WRONG_STATE, "the caller cannot be made an early offer");
  else
    {
      ua_waiters_add (self->progressing, g_steal_pointer (&task));
      begin_progress (self, handler, offer);
    }
}

/**
 * ua_invitation_progress_finish:
 * @self: the call
 * @result: the result
 * @error: %UA_ERROR_WRONG_STATE, %UA_ERROR_NO_PRACK, or why the call ended meanwhile
 *
 * Ends ua_invitation_progress_async().
 *
 * Returns: %TRUE when the early description is agreed
 */
gboolean
ua_invitation_progress_finish (UaInvitation  *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (UA_IS_INVITATION (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ua_invitation_accept_early (UaInvitation         *self,
                            UaDescriptionHandler *handler)
{
  UaSession *session = UA_SESSION (self);

  if (ua_session_get_handler (session) != handler)
    ua_description_handler_close (handler);
  ua_session_step (session, UA_SESSION_EVENT_BEGIN);
  if (self->early_description != NULL && !self->early_sent)
    ua_waiters_succeed (self->progressing);
  go_on (self);
}

gboolean
ua_invitation_receive_early (UaSession      *session,
                             SipDialog      *dialog,
                             SipTransaction *server,
                             SipMessage     *request)
{
  UaInvitation *self = UA_INVITATION (session);
  SipMethod method = sip_message_get_method (request);

  if (get_session (self)->agent == NULL || ua_session_get_state (session) >= UA_SESSION_STATE_TERMINATING)
    return FALSE;
  if (method == SIP_METHOD_PRACK && self->reliable != NULL)
    ua_invitation_receive_prack (self, server, request);
  else if (method == SIP_METHOD_UPDATE && ua_invitation_is_open (self))
    {
      ensure_early (self);
      ua_early_receive_update (self->early, server, request);
    }
  else
    return FALSE;
  return TRUE;
}

gboolean
ua_invitation_offer_early (UaSession *session)
{
  UaInvitation *self = UA_INVITATION (session);

  if (!ua_invitation_is_open (self) || !ua_invitation_is_early (self))
    return FALSE;
  self->early->offer_wanted = TRUE;
  ua_early_pursue (self->early);
  return TRUE;
}

void
ua_invitation_rest_early (UaInvitation *self)
{
  if (self->reliable != NULL)
    ua_reliable_rest (self->reliable);
  if (self->early != NULL)
    get_session (self)->offer_wanted |= ua_early_hand_over (self->early);
}

void
ua_invitation_stop_early (UaInvitation *self)
{
  UaAgent *agent = get_session (self)->agent;
  g_autoptr (SipTransaction) server = g_steal_pointer (&self->pracking);
  g_autoptr (UaEarly) early = self->early != NULL ? g_object_ref (self->early) : NULL;

  if (self->reliable != NULL)
    ua_reliable_rest (self->reliable);
  /* The 481 may be the word on which the line breaks. */
  if (early != NULL)
    ua_early_stop (early);
  if (server != NULL && agent != NULL)
    ua_agent_answer (agent, server, SIP_STATUS_NO_TRANSACTION);
}

void
ua_invitation_clear_early (UaInvitation *self)
{
  UaSessionPrivate *priv = get_session (self);
  g_autoptr (GError) error =
    priv->end_error != NULL ? g_error_copy (priv->end_error)
                            : g_error_new_literal (UA_ERROR, UA_ERROR_CANCELED, "the call is over");

  ua_invitation_stop_early (self);
  ua_waiters_fail (self->progressing, error);
  g_clear_object (&self->reliable);
  g_clear_object (&self->early);
}
