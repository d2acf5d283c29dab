/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Our changes of a call that is up: hold, resume, and a new offer when the sound wants one. What is wanted is
 * written down and pursued whenever nothing else is going on, so that a change of theirs, a glare or a second
 * change of mind never loses it. A change that is refused leaves the call as it was (RFC 3261 §14.1).
 */

#include "ua-session-private.h"

#include "ua-error.h"

#include <string.h>

#define MAX_GLARES 5

/* While the call is stranded only its move goes out, and brings along what else is wanted. */
static gboolean
may_send (UaSessionPrivate *priv)
{
  return priv->agent != NULL && ua_agent_is_connected (priv->agent) && (!priv->stranded || priv->move_wanted);
}

static gboolean
may_offer (UaSessionPrivate *priv)
{
  return priv->state == UA_SESSION_STATE_ESTABLISHED && may_send (priv) && priv->change == NULL
         && priv->replacement == NULL && priv->timer.request == NULL && priv->changing == NULL && priv->retry_timer == 0
         && !ua_confirmation_is_running (priv->confirmation)
         && ua_negotiation_get_state (priv->negotiation) == UA_NEGOTIATION_STATE_STABLE;
}

static void
drop_request (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->change != NULL)
    g_signal_handlers_disconnect_by_data (priv->change, self);
  sip_clock_disarm (priv->clock, &priv->deaf_timer);
  g_clear_object (&priv->change);
}

/* Nothing is under way any more: who waits for a change is told that there will be none. */
void
ua_session_drop_change (UaSession    *self,
                        const GError *error)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  drop_request (self);
  ua_session_drop_replacement (self);
  ua_session_timer_stop (self);
  g_clear_object (&priv->changing);
  ua_session_drop_kept_change (self);
  g_clear_object (&priv->unanswered);
  g_clear_pointer (&priv->unconfirmed, sip_message_unref);
  g_clear_object (&priv->successor);
  sip_clock_disarm (priv->clock, &priv->retry_timer);
  ua_waiters_fail (priv->holding, error);
}

/* What the change under way was for is wanted as before. */
void
ua_session_put_off (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  drop_request (self);
  sip_clock_disarm (priv->clock, &priv->retry_timer);
  priv->offer_wanted = TRUE;
  priv->move_wanted |= priv->moving;
  priv->moving = FALSE;
  ua_negotiation_rollback (priv->negotiation);
}

/* The far end refused: all stays as it was. A call that could not be moved is one they know at least. */
void
ua_session_give_up (UaSession    *self,
                    const GError *error)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  drop_request (self);
  if (priv->moving)
    {
      g_info ("the call could not be moved: %s", error->message);
      ua_session_finish_move (self);
    }
  priv->n_glares = 0;
  priv->offer_wanted = FALSE;
  priv->hold_wanted = priv->held_by_us;
  ua_negotiation_rollback (priv->negotiation);
  ua_description_handler_set_hold (priv->handler, priv->held_by_us);
  ua_waiters_fail (priv->holding, error);
}

static void
retry_cb (gpointer user_data)
{
  UaSession *self = user_data;

  ua_session_get_private (self)->retry_timer = 0;
  ua_session_pursue (self);
}

/* RFC 3261 §14.1: who made the call waits 2.1 to 4 seconds, the other 0 to 2, in steps of 10 ms. */
guint
ua_session_choose_glare_ms (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  SipTokens *tokens = ua_agent_get_tokens (priv->agent);

  return priv->ours ? 2100 + 10 * sip_tokens_next_below (tokens, 191) : 10 * sip_tokens_next_below (tokens, 201);
}

static void
retry_after_glare (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  guint delay_ms = ua_session_choose_glare_ms (self);

  ua_session_put_off (self);
  priv->n_glares++;
  priv->retry_timer = sip_clock_arm (priv->clock, delay_ms, retry_cb, self);
}

/* A change that comes to nothing leaves the call as it was; a dialog that was to take over and cannot leaves none. */
static void
fail_offer (UaSession    *self,
            const GError *error)
{
  if (ua_session_get_private (self)->replacement != NULL)
    ua_session_leave (self, UA_SESSION_END_FAILED, error);
  else
    ua_session_give_up (self, error);
}

/* Whoever called the negotiation off has seen to all else. */
static gboolean
is_offer_over (UaSession    *self,
               const GError *error)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  return priv->state != UA_SESSION_STATE_ESTABLISHED || (priv->change == NULL && priv->replacement == NULL)
         || priv->agent == NULL || g_error_matches (error, UA_ERROR, UA_ERROR_CANCELED);
}

static void
answer_settled_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (UaSession) self = user_data;
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (GError) error = NULL;
  gboolean settled = ua_negotiation_settle_finish (UA_NEGOTIATION (source), result, &error);

  if (is_offer_over (self, error))
    return;
  if (!settled)
    {
      fail_offer (self, error);
      return;
    }
  drop_request (self);
  ua_session_forget_replacement (self);
  priv->n_glares = 0;
  if (priv->moving)
    ua_session_finish_move (self);
  ua_session_set_held_by_us (self, priv->hold_offered);
  ua_session_pursue (self);
}

void
ua_session_take_answer (UaSession  *self,
                        UaRequest  *request,
                        SipMessage *response)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autofree char *answer = ua_session_dup_description (response);

  ua_session_learn (self, response);
  ua_session_timer_granted (self, ua_request_get_message (request), response);
  ua_request_acknowledge (request, priv->dialog, response);
  if (answer != NULL)
    {
      ua_session_set_held_by_them (self, ua_negotiation_reads_as_hold (answer));
      ua_negotiation_settle_async (priv->negotiation, answer, answer_settled_cb, g_object_ref (self));
      return;
    }

  g_autoptr (GError) error =
    g_error_new_literal (UA_ERROR, UA_ERROR_BAD_DESCRIPTION, "the answer to our offer is missing");

  fail_offer (self, error);
}

/* RFC 3261 §14.2: the far end says 500 while the change before is not through, and always when to ask again; a proxy that
 * has no way to it says nothing of the kind. */
static gboolean
is_unfinished (SipMessage *response)
{
  guint32 seconds = 0;

  return sip_message_get_status (response) == SIP_STATUS_SERVER_ERROR
         && sip_message_get_number (response, SIP_HEADER_RETRY_AFTER, &seconds);
}

/* 491, or a change before this one; the latter matters when a call must be moved. */
static gboolean
is_glare (UaSessionPrivate *priv,
          SipMessage       *response)
{
  return sip_message_get_status (response) == SIP_STATUS_REQUEST_PENDING || (is_unfinished (response) && priv->moving);
}

/* They are busy with the same: what was asked is put off and asked again a little later. */
gboolean
ua_session_retry_after_glare (UaSession  *self,
                              SipMessage *response)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (!is_glare (priv, response) || priv->n_glares >= MAX_GLARES)
    return FALSE;

  retry_after_glare (self);
  return TRUE;
}

/* RFC 5057 §5.1: 481 says that the far end has forgotten the dialog; 408 that it may be dead. */
static void
receive_refusal (UaSession  *self,
                 SipMessage *response)
{
  guint status = sip_message_get_status (response);
  g_autoptr (GError) refusal = sip_status_error_new (status, sip_message_get_reason (response));
  g_autoptr (GError) lost = g_error_new_literal (UA_ERROR, UA_ERROR_DIALOG, refusal->message);

  if (!is_unfinished (response) && ua_session_must_replace (self, status))
    ua_session_replace (self, status == SIP_STATUS_NO_TRANSACTION);
  else if (status == SIP_STATUS_NO_TRANSACTION)
    ua_session_end (self, UA_SESSION_END_FAILED, lost);
  else if (status == SIP_STATUS_REQUEST_TIMEOUT)
    ua_session_leave (self, UA_SESSION_END_FAILED, lost);
  else if (!ua_session_retry_after_glare (self, response))
    ua_session_give_up (self, refusal);
}

static void
change_provisional_cb (UaRequest  *change,
                       SipMessage *response,
                       UaSession  *self)
{
  ua_session_watch_move (self, sip_message_get_status (response));
}

static void
change_answered_cb (UaRequest  *change,
                    SipMessage *response,
                    UaSession  *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (sip_message_get_status (response) >= 300)
    {
      receive_refusal (self, response);
      return;
    }
  sip_dialog_receive_response (priv->dialog, response);
  ua_session_take_answer (self, change, response);
}

static void
change_failed_cb (UaRequest    *change,
                  const GError *error,
                  UaSession    *self)
{
  gboolean timed_out = g_error_matches (error, UA_ERROR, UA_ERROR_REQUEST_TIMEOUT);

  if (timed_out && ua_session_must_replace (self, SIP_STATUS_REQUEST_TIMEOUT))
    ua_session_replace (self, FALSE);
  else if (timed_out)
    ua_session_leave (self, UA_SESSION_END_FAILED, error);
  else
    ua_session_give_up (self, error);
}

void
ua_session_send_offer (UaSession         *self,
                       UaRequest         *request,
                       SipMessageBuilder *builder,
                       const char        *offer)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (GBytes) body = g_bytes_new (offer, strlen (offer));

  ua_session_timer_ask (self, builder);
  ua_trickle_announce (priv->handler, builder);
  sip_message_builder_set_body (builder, UA_DESCRIPTION_CONTENT_TYPE, body);
  if (request == priv->replacement)
    ua_agent_preempt (priv->agent, builder);
  ua_request_send (request, builder);
}

static void
send_change (UaSession  *self,
             const char *offer)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (SipMessageBuilder) builder = sip_dialog_make_request (priv->dialog, SIP_METHOD_INVITE, 0);

  ua_agent_dress (priv->agent, builder);
  ua_agent_introduce (priv->agent, builder);
  g_signal_connect_object (priv->change, "provisional", G_CALLBACK (change_provisional_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (priv->change, "answered", G_CALLBACK (change_answered_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (priv->change, "failed", G_CALLBACK (change_failed_cb), self, G_CONNECT_DEFAULT);
  ua_session_send_offer (self, priv->change, builder, offer);
}

static void
offer_written_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (UaSession) self = user_data;
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = ua_negotiation_offer_finish (UA_NEGOTIATION (source), result, &error);

  if (is_offer_over (self, error))
    return;
  if (offer == NULL)
    fail_offer (self, error);
  else if (priv->replacement != NULL)
    ua_session_send_replacement (self, offer);
  else
    send_change (self, offer);
}

void
ua_session_begin_offer (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  priv->hold_offered = priv->hold_wanted;
  ua_description_handler_set_hold (priv->handler, priv->hold_offered);
  ua_negotiation_offer_async (priv->negotiation, offer_written_cb, g_object_ref (self));
}

/* Brings about what is wanted, if there is anything, as soon as nothing else is going on. */
void
ua_session_pursue (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (ua_session_take_up_change (self) || !may_offer (priv))
    return;
  if (priv->hold_wanted == priv->held_by_us && !priv->offer_wanted && !priv->move_wanted)
    {
      ua_waiters_succeed (priv->holding);
      ua_session_timer_pursue (self);
      return;
    }

  if (priv->move_wanted)
    ua_description_handler_renew (priv->handler);
  priv->moving = priv->move_wanted;
  priv->move_wanted = FALSE;
  priv->offer_wanted = FALSE;
  priv->change = ua_request_new (priv->agent, priv->dialog);
  ua_session_begin_offer (self);
}

/**
 * ua_session_set_hold_async:
 * @self: the session, established
 * @hold: whether to keep them waiting
 * @cancellable: (nullable): stops the waiting
 * @callback: called when they agreed, or refused
 * @user_data: for @callback
 *
 * Puts the far end on hold, or takes it back (RFC 3264 §8.4).
 */
void
ua_session_set_hold_async (UaSession           *self,
                           gboolean             hold,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (UA_IS_SESSION (self));

  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ua_session_set_hold_async);
  if (priv->state != UA_SESSION_STATE_ESTABLISHED || priv->agent == NULL)
    {
      g_task_return_new_error_literal (task, UA_ERROR, UA_ERROR_WRONG_STATE, "the call is not up");
      return;
    }
  priv->hold_wanted = hold;
  ua_waiters_add (priv->holding, g_steal_pointer (&task));
  ua_session_pursue (self);
}

/**
 * ua_session_set_hold_finish:
 * @self: the session
 * @result: the result
 * @error: %UA_ERROR_WRONG_STATE, a refusal as SIP_STATUS_ERROR, or why the call ended meanwhile
 *
 * Ends ua_session_set_hold_async().
 *
 * Returns: %TRUE when they agreed
 */
gboolean
ua_session_set_hold_finish (UaSession     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (UA_IS_SESSION (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
