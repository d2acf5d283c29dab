/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* All the ways in which a call ends meet here, and each of them ends in one place: media closed, dialog
 * gone, everybody who waited told, the agent's hold released. Why it ended is what was said first.
 */

#include "ua-session-private.h"

#include "ua-error.h"
#include "ua-reason.h"

static void
fix_end (UaSession    *self,
         UaSessionEnd  how,
         const GError *error)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->end != UA_SESSION_END_NONE)
    return;

  priv->end = how;
  if (error == NULL)
    return;

  priv->end_error = g_error_copy (error);
  g_object_notify (G_OBJECT (self), "end-error");
}

/* Whoever still waits for the call to be up, or for a change of it, learns why it will not come. */
static void
disappoint (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (GError) error =
    priv->end_error != NULL ? g_error_copy (priv->end_error)
                            : g_error_new_literal (UA_ERROR, UA_ERROR_CANCELED, "the call is over");

  ua_waiters_fail (priv->beginning, error);
  ua_session_drop_change (self, error);
}

void
ua_session_end (UaSession    *self,
                UaSessionEnd  how,
                const GError *error)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  UaSessionClass *klass = UA_SESSION_GET_CLASS (self);
  g_autoptr (UaSession) hold = g_object_ref (self);

  if (priv->state == UA_SESSION_STATE_TERMINATED)
    return;

  fix_end (self, how, error);
  /* Who heard of the error may have hung up. */
  if (priv->state == UA_SESSION_STATE_TERMINATED)
    return;
  ua_session_step (self, UA_SESSION_EVENT_END);
  if (klass->tidy != NULL)
    klass->tidy (self);
  disappoint (self);
  ua_session_emit_ended (self);
  ua_waiters_succeed (priv->leaving);
  if (priv->agent != NULL)
    ua_agent_drop_session (priv->agent, self);
}

void
ua_session_leave (UaSession    *self,
                  UaSessionEnd  how,
                  const GError *error)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  UaSessionState before = priv->state;
  g_autoptr (UaSession) hold = g_object_ref (self);

  if (before == UA_SESSION_STATE_TERMINATING || before == UA_SESSION_STATE_TERMINATED)
    return;

  fix_end (self, how, error);
  if (priv->state != before)
    return;
  ua_session_step (self, UA_SESSION_EVENT_LEAVE);
  disappoint (self);
  if (priv->state != UA_SESSION_STATE_TERMINATING)
    return;
  if (before == UA_SESSION_STATE_ESTABLISHED)
    {
      /* A change that waits for its ACK is pointless now: the BYE ends what it would have changed. */
      if (priv->confirmation != NULL)
        ua_confirmation_stop (priv->confirmation);
      ua_session_send_bye (self);
    }
  else
    UA_SESSION_GET_CLASS (self)->part (self);
}

static void
patience_cb (gpointer user_data)
{
  UaSession *self = user_data;
  UaSessionPrivate *priv = ua_session_get_private (self);

  priv->patience_timer = 0;
  ua_session_end (self, priv->end, NULL);
}

/* What was sent goes on being answered and repeated without us; a person need not watch it. */
void
ua_session_be_patient (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->patience_timer == 0)
    priv->patience_timer = sip_clock_arm (priv->clock, UA_SESSION_PATIENCE_MS, patience_cb, self);
}

static void
bye_answered_cb (UaRequest  *bye,
                 SipMessage *response,
                 UaSession  *self)
{
  ua_session_end (self, ua_session_get_end (self), NULL);
}

static void
bye_failed_cb (UaRequest    *bye,
               const GError *error,
               UaSession    *self)
{
  g_info ("BYE: %s", error->message);
  ua_session_end (self, ua_session_get_end (self), NULL);
}

/* RFC 3261 §15.1.1: the session is over whatever is said to the BYE. */
void
ua_session_send_bye (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->agent != NULL && priv->dialog != NULL && !ua_agent_is_connected (priv->agent))
    ua_agent_owe_bye (priv->agent, priv->dialog);
  if (priv->agent == NULL || priv->dialog == NULL || !ua_agent_is_connected (priv->agent))
    {
      ua_session_end (self, priv->end, NULL);
      return;
    }

  g_autoptr (SipMessageBuilder) builder = sip_dialog_make_request (priv->dialog, SIP_METHOD_BYE, 0);
  g_autoptr (UaRequest) bye = ua_request_new (priv->agent, priv->dialog);

  ua_agent_dress (priv->agent, builder);
  sip_message_builder_set_header (builder, SIP_HEADER_REASON, ua_reason_for_end (priv->end, priv->end_error));
  g_signal_connect_object (bye, "answered", G_CALLBACK (bye_answered_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (bye, "failed", G_CALLBACK (bye_failed_cb), self, G_CONNECT_DEFAULT);
  ua_session_be_patient (self);
  ua_request_send (bye, builder);
}

/* The far end may have an answer of ours, or we one of theirs, and so believe in a call that is none here (TRUST F10). */
static void
end_without_line (UaSession    *self,
                  UaSessionEnd  how,
                  const GError *error)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->agent != NULL && priv->dialog != NULL
      && sip_dialog_get_state (priv->dialog) == SIP_DIALOG_STATE_CONFIRMED)
    ua_agent_owe_bye (priv->agent, priv->dialog);
  ua_session_end (self, how, error);
}

/* CONTRACT A.6 item 5: a confirmed dialog outlives the line; one that is being made cannot. */
void
ua_session_lose_line (UaSession    *self,
                      const GError *error)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (GError) reason = g_error_new_literal (UA_ERROR, UA_ERROR_CONNECTION,
                                                   error != NULL ? error->message : "the line was closed");

  if (priv->state == UA_SESSION_STATE_TERMINATING)
    end_without_line (self, priv->end, NULL);
  else if (priv->state == UA_SESSION_STATE_ESTABLISHED)
    ua_session_strand (self, reason);
  else
    end_without_line (self, UA_SESSION_END_FAILED, reason);
}

gboolean
ua_session_receive_cancel (UaSession      *self,
                           SipTransaction *invite,
                           SipMessage     *cancel)
{
  UaSessionClass *klass = UA_SESSION_GET_CLASS (self);

  if (ua_session_cancel_change (self, invite))
    return TRUE;
  return klass->receive_cancel != NULL && klass->receive_cancel (self, invite, cancel);
}

/**
 * ua_session_hang_up_async:
 * @self: the session
 * @cancellable: (nullable): stops the waiting
 * @callback: called when the call has ended
 * @user_data: for @callback
 *
 * Ends the call in any state, as the RFC says: CANCEL, 480, or BYE.
 */
void
ua_session_hang_up_async (UaSession           *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (UA_IS_SESSION (self));

  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ua_session_hang_up_async);
  if (priv->state == UA_SESSION_STATE_TERMINATED)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  ua_waiters_add (priv->leaving, g_steal_pointer (&task));
  ua_session_leave (self, UA_SESSION_END_LOCAL, NULL);
}

/**
 * ua_session_hang_up_finish:
 * @self: the session
 * @result: the result
 * @error: why the waiting ended early
 *
 * Ends ua_session_hang_up_async().
 *
 * Returns: %TRUE when the call has ended
 */
gboolean
ua_session_hang_up_finish (UaSession     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (UA_IS_SESSION (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
