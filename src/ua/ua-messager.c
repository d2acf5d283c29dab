/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One instant message (RFC 3428): a request of its own with no dialog, and the answer says whether it got
 * there.
 */

#include "ua-messager.h"

#include "sip-message.h"

static void
request_answered_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SipMessage) response = ua_agent_request_finish (UA_AGENT (source), result, &error);

  if (response == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (sip_message_get_status (response) < 300)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, sip_status_error_new (sip_message_get_status (response),
                                                     sip_message_get_reason (response)));
}

/**
 * ua_messager_send_async:
 * @agent: who writes
 * @target: to whom
 * @content_type: (nullable): what @body is; %NULL: text/plain
 * @body: what is written
 * @options: (nullable): what else to say
 * @cancellable: (nullable): stops the waiting, not the message
 * @callback: called when it got there, or did not
 * @user_data: for @callback
 *
 * Sends one message (CONTRACT U10).
 */
void
ua_messager_send_async (UaAgent             *agent,
                        SipUri              *target,
                        const char          *content_type,
                        GBytes              *body,
                        UaOptions           *options,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (UA_IS_AGENT (agent) && target != NULL && body != NULL);

  GTask *task = g_task_new (agent, cancellable, callback, user_data);

  g_task_set_source_tag (task, ua_messager_send_async);
  ua_agent_request_async (agent, "MESSAGE", target, options, content_type != NULL ? content_type : "text/plain",
                          body, cancellable, request_answered_cb, task);
}

/**
 * ua_messager_send_finish:
 * @agent: who wrote
 * @result: the result
 * @error: a refusal as SIP_STATUS_ERROR, or a UA_ERROR
 *
 * Ends ua_messager_send_async().
 *
 * Returns: %TRUE when a 2xx came
 */
gboolean
ua_messager_send_finish (UaAgent       *agent,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (UA_IS_AGENT (agent), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, agent), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
