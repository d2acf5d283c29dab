/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Calling. One INVITE may ring many telephones and be answered by more than one (RFC 3261 §13.2.2.4); the
 * first 2xx is the call, its request refuses the others. Hanging up before an answer is a CANCEL, which an
 * answer may cross.
 */

#include "ua-inviter.h"

#include "ua-error.h"
#include "ua-session-focus.h"
#include "ua-session-private.h"

#include <string.h>

#define MAX_EARLY_DIALOGS 64 /* TRUST 3 */

struct _UaInviter
{
  UaSession  parent_instance;
  SipUri    *target;
  UaOptions *options;
  UaRequest *request;
  GPtrArray *early;         /* SipDialog, one for each telephone that rings */
  char      *preview_tag;   /* whose description was taken before the call was answered */
};

G_DEFINE_FINAL_TYPE (UaInviter, ua_inviter, UA_TYPE_SESSION)

static SipDialog *
find_early (UaInviter  *self,
            SipMessage *response)
{
  for (guint i = 0; i < self->early->len; i++)
    {
      SipDialog *dialog = g_ptr_array_index (self->early, i);

      if (sip_dialog_matches (dialog, response))
        return dialog;
    }
  return NULL;
}

static void
keep_early (UaInviter  *self,
            SipMessage *response)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));
  g_autoptr (GError) error = NULL;

  if (find_early (self, response) != NULL || self->early->len >= MAX_EARLY_DIALOGS)
    return;

  SipDialog *dialog = sip_dialog_new_client (ua_request_get_message (self->request), response, &error);

  if (dialog == NULL)
    {
      g_info ("a provisional answer makes no dialog: %s", error->message);
      return;
    }
  ua_dialogs_add (ua_agent_get_dialogs (priv->agent), dialog, self);
  g_ptr_array_add (self->early, dialog);
}

/* All early dialogs go but @kept, which is the call now. */
static void
drop_early (UaInviter *self,
            SipDialog *kept)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));

  for (guint i = 0; i < self->early->len; i++)
    {
      SipDialog *dialog = g_ptr_array_index (self->early, i);

      if (dialog == kept)
        continue;
      if (priv->agent != NULL)
        ua_dialogs_remove (ua_agent_get_dialogs (priv->agent), dialog);
      sip_dialog_terminate (dialog);
    }
  g_ptr_array_set_size (self->early, 0);
}

static void
preview_settled_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (UaSession) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ua_negotiation_settle_finish (UA_NEGOTIATION (source), result, &error))
    return;
  if (ua_session_get_state (self) == UA_SESSION_STATE_ESTABLISHING)
    ua_session_leave (self, UA_SESSION_END_FAILED, error);
}

/* RFC 6337 §3.1.1: an unreliable provisional answer may carry a description, which is a preview of the one in
 * the 2xx. The first one is taken. */
static void
take_preview (UaInviter  *self,
              SipMessage *response)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));
  const char *tag = sip_address_get_tag (sip_message_get_to (response));
  g_autofree char *description = ua_session_dup_description (response);

  if (description == NULL || tag == NULL || self->preview_tag != NULL)
    return;

  self->preview_tag = g_strdup (tag);
  ua_negotiation_settle_async (priv->negotiation, description, preview_settled_cb, g_object_ref (self));
}

static void
request_provisional_cb (UaRequest  *request,
                        SipMessage *response,
                        UaInviter  *self)
{
  UaSession *session = UA_SESSION (self);
  guint status = sip_message_get_status (response);

  if (status == SIP_STATUS_TRYING || ua_session_get_state (session) != UA_SESSION_STATE_ESTABLISHING)
    return;
  if (sip_address_get_tag (sip_message_get_to (response)) != NULL)
    keep_early (self, response);
  take_preview (self, response);
  ua_session_emit_progress (session, status);
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

/* The preview came from one telephone and the answer from another: what was agreed is not what they know, so
 * a new offer follows as soon as the call is up. */
static void
settle (UaInviter  *self,
        SipMessage *response)
{
  UaSession *session = UA_SESSION (self);
  UaSessionPrivate *priv = ua_session_get_private (session);
  const char *tag = sip_address_get_tag (sip_message_get_to (response));
  g_autofree char *answer = ua_session_dup_description (response);

  if (answer == NULL && self->preview_tag == NULL)
    {
      g_autoptr (GError) error =
        g_error_new_literal (UA_ERROR, UA_ERROR_BAD_DESCRIPTION, "the answer to our offer is missing");

      ua_session_leave (session, UA_SESSION_END_FAILED, error);
      return;
    }
  if (self->preview_tag != NULL && g_strcmp0 (self->preview_tag, tag) != 0)
    priv->offer_wanted = TRUE;
  ua_session_set_held_by_them (session, answer != NULL && ua_negotiation_reads_as_hold (answer));
  ua_negotiation_settle_async (priv->negotiation, answer != NULL ? answer : "", answer_settled_cb,
                               g_object_ref (self));
}

static void
receive_acceptance (UaInviter  *self,
                    SipMessage *response)
{
  UaSession *session = UA_SESSION (self);
  g_autoptr (GError) error = NULL;
  SipDialog *early = find_early (self, response);
  g_autoptr (SipDialog) dialog =
    early != NULL ? g_object_ref (early)
                  : sip_dialog_new_client (ua_request_get_message (self->request), response, &error);

  if (dialog == NULL)
    {
      g_autoptr (GError) reason = g_error_new_literal (UA_ERROR, UA_ERROR_DIALOG, error->message);

      ua_session_end (session, UA_SESSION_END_FAILED, reason);
      return;
    }
  sip_dialog_confirm (dialog, response);
  ua_session_note_contact (session, response);
  drop_early (self, dialog);
  ua_session_set_dialog (session, dialog);
  ua_request_acknowledge (self->request, dialog, response);
  settle (self, response);
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
    receive_acceptance (self, response);
  else
    {
      g_autoptr (GError) error = sip_status_error_new (status, sip_message_get_reason (response));

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
send_invite (UaInviter  *self,
             const char *offer)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));
  g_autoptr (SipMessageBuilder) builder =
    ua_agent_begin_request (priv->agent, "INVITE", self->target, self->options);
  g_autoptr (GBytes) body = g_bytes_new (offer, strlen (offer));

  sip_message_builder_set_header (builder, SIP_HEADER_CALL_ID, priv->call_id);
  sip_message_builder_set_body (builder, UA_DESCRIPTION_CONTENT_TYPE, body);
  ua_agent_preempt (priv->agent, builder);
  self->request = ua_request_new (priv->agent, NULL);
  g_signal_connect_object (self->request, "provisional", G_CALLBACK (request_provisional_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->request, "answered", G_CALLBACK (request_answered_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->request, "failed", G_CALLBACK (request_failed_cb), self, G_CONNECT_DEFAULT);
  ua_request_send (self->request, builder);
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
    send_invite (self, offer);
}

static void
ua_inviter_part (UaSession *session)
{
  UaInviter *self = UA_INVITER (session);
  UaSessionPrivate *priv = ua_session_get_private (session);

  if (priv->dialog != NULL)
    {
      ua_session_send_bye (session);
      return;
    }
  if (self->request == NULL || !ua_request_is_pending (self->request))
    {
      ua_session_end (session, priv->end, NULL);
      return;
    }
  ua_session_be_patient (session);
  ua_request_cancel (self->request, NULL);
}

static void
ua_inviter_tidy (UaSession *session)
{
  UaInviter *self = UA_INVITER (session);

  drop_early (self, NULL);
}

static void
ua_inviter_dispose (GObject *object)
{
  UaInviter *self = UA_INVITER (object);

  drop_early (self, NULL);
  g_clear_object (&self->request);
  G_OBJECT_CLASS (ua_inviter_parent_class)->dispose (object);
}

static void
ua_inviter_finalize (GObject *object)
{
  UaInviter *self = UA_INVITER (object);

  g_ptr_array_unref (self->early);
  g_clear_pointer (&self->target, sip_uri_unref);
  g_clear_pointer (&self->options, ua_options_unref);
  g_free (self->preview_tag);
  G_OBJECT_CLASS (ua_inviter_parent_class)->finalize (object);
}

static void
ua_inviter_class_init (UaInviterClass *klass)
{
  UaSessionClass *session_class = UA_SESSION_CLASS (klass);

  session_class->part = ua_inviter_part;
  session_class->tidy = ua_inviter_tidy;
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
  if (priv->state == UA_SESSION_STATE_ESTABLISHING)
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
