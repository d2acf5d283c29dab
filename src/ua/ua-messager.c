/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One instant message (RFC 3428): a request of its own with no dialog, and the answer says whether it got
 * there.
 */

#include "ua-messager.h"

#include "sip-message.h"

static void
answer_free (gpointer data)
{
  UaMessageAnswer *answer = data;

  ua_message_answer_clear (answer);
  g_free (answer);
}

/* The field may stand in the message several times. */
static char *
dup_accept (SipMessage *response)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint n = 0; n < sip_message_count_header (response, SIP_HEADER_ACCEPT); n++)
    g_strv_builder_add (values, sip_message_get_header_nth (response, SIP_HEADER_ACCEPT, n));
  all = g_strv_builder_end (values);
  return all[0] != NULL ? g_strjoinv (", ", all) : NULL;
}

static void
read_answer (UaMessageAnswer *answer,
             SipMessage      *response)
{
  guint32 seconds = 0;

  answer->status = sip_message_get_status (response);
  if (answer->status >= 300 && sip_message_get_number (response, SIP_HEADER_RETRY_AFTER, &seconds))
    answer->retry_after_s = seconds;
  answer->accept = dup_accept (response);
}

static void
request_answered_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SipMessage) response = ua_agent_request_finish (UA_AGENT (source), result, &error);

  if (response != NULL)
    read_answer (g_task_get_task_data (task), response);
  if (response == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (sip_message_get_status (response) < 300)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, sip_status_error_new (sip_message_get_status (response),
                                                     sip_message_get_reason (response)));
}

/**
 * ua_message_answer_clear:
 * @self: an answer
 *
 * Frees what it holds.
 */
void
ua_message_answer_clear (UaMessageAnswer *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->accept, g_free);
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
  g_task_set_task_data (task, g_new0 (UaMessageAnswer, 1), answer_free);
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

/**
 * ua_messager_send_finish_full:
 * @agent: who wrote
 * @result: the result
 * @answer: (out caller-allocates): what was answered, to be cleared
 * @error: a refusal as SIP_STATUS_ERROR, or a UA_ERROR
 *
 * Ends ua_messager_send_async(), and tells what the answer says beside yes and no.
 *
 * Returns: %TRUE when a 2xx came
 */
gboolean
ua_messager_send_finish_full (UaAgent          *agent,
                              GAsyncResult     *result,
                              UaMessageAnswer  *answer,
                              GError          **error)
{
  g_return_val_if_fail (UA_IS_AGENT (agent) && answer != NULL, FALSE);
  g_return_val_if_fail (g_task_is_valid (result, agent), FALSE);

  UaMessageAnswer *kept = g_task_get_task_data (G_TASK (result));

  *answer = *kept;
  kept->accept = NULL;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ua_messager_ask_async:
 * @agent: who asks
 * @target: whom
 * @cancellable: (nullable): stops the waiting
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks what bodies somebody takes (RFC 3261 §11). Ends with ua_messager_send_finish_full().
 */
void
ua_messager_ask_async (UaAgent             *agent,
                       SipUri              *target,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (UA_IS_AGENT (agent) && target != NULL);

  GTask *task = g_task_new (agent, cancellable, callback, user_data);

  g_task_set_source_tag (task, ua_messager_ask_async);
  g_task_set_task_data (task, g_new0 (UaMessageAnswer, 1), answer_free);
  ua_agent_request_async (agent, "OPTIONS", target, NULL, NULL, NULL, cancellable, request_answered_cb, task);
}
