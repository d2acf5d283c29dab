/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Taking a call. The handler comes only now, unless there was sound before: it writes the answer to what the INVITE
 * offers, or an offer when it offers nothing, and the 2xx goes out with it.
 */

#include "ua-invitation-private.h"

#include "ua-error.h"
#include "ua-session-private.h"

void
ua_invitation_confirm (UaInvitation *self,
                       const char   *description)
{
  UaSession *session = UA_SESSION (self);

  self->answered = TRUE;
  ua_invitation_rest_early (self);
  sip_dialog_confirm (ua_session_get_private (session)->dialog, NULL);
  ua_session_confirm (session, self->server, description);
}

static void
accept_with (UaInvitation *self,
             const char   *description,
             const GError *error)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));

  if (priv->state != UA_SESSION_STATE_ESTABLISHING || priv->agent == NULL)
    return;
  if (description != NULL)
    ua_invitation_confirm (self, description);
  else
    ua_invitation_refuse_description (self, error);
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

  ua_invitation_disarm (self);
  if (ua_invitation_is_early (self))
    {
      ua_invitation_accept_early (self, handler);
      return;
    }
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
 * @handler: reads their offer and writes our answer; closed when the call ends, or at once when
 *   ua_invitation_progress_async() was given another one, with which the call goes on
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
