/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Starting and stopping (CONTRACT U4, U5). Stopping is a courtesy to the far ends: every call is ended, what
 * was sent gets a moment to be answered, and then the line is closed.
 */

#include "ua-agent-private.h"

#include "ua-agent-referrals.h"
#include "ua-error.h"
#include "ua-request.h"

static void
connection_stopped_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (UaAgent) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ua_connection_stop_finish (UA_CONNECTION (source), result, &error))
    g_info ("closing the line: %s", error->message);
  if (self->state == UA_AGENT_STATE_CLOSING)
    self->state = UA_AGENT_STATE_RESTING;
  ua_waiters_succeed (self->stopping);
}

static gboolean
has_pending_requests (UaAgent *self)
{
  for (guint i = 0; i < self->requests->len; i++)
    {
      if (ua_request_is_pending (g_ptr_array_index (self->requests, i)))
        return TRUE;
    }
  return FALSE;
}

static void
close_line (UaAgent *self)
{
  sip_clock_disarm (self->clock, &self->stop_timer);
  self->state = UA_AGENT_STATE_CLOSING;
  ua_connection_stop_async (self->connection, NULL, connection_stopped_cb, g_object_ref (self));
}

static void
stop_timer_cb (gpointer user_data)
{
  UaAgent *self = user_data;

  self->stop_timer = 0;
  close_line (self);
}

void
ua_agent_close_when_quiet (UaAgent *self)
{
  if (self->state == UA_AGENT_STATE_ENDING && self->sessions->len == 0 && !has_pending_requests (self))
    close_line (self);
}

/**
 * ua_agent_start:
 * @self: the agent
 *
 * Connects (U4). Harmless when under way already; overrules a stop that has not closed the line yet.
 */
void
ua_agent_start (UaAgent *self)
{
  g_return_if_fail (UA_IS_AGENT (self));

  g_autoptr (GError) overruled =
    g_error_new_literal (UA_ERROR, UA_ERROR_CANCELED, "the agent was started again");

  sip_clock_disarm (self->clock, &self->stop_timer);
  if (self->state == UA_AGENT_STATE_ENDING)
    ua_waiters_fail (self->stopping, overruled);
  self->state = UA_AGENT_STATE_RUNNING;
  ua_connection_start (self->connection);
}

static void
hang_up_all (UaAgent *self)
{
  g_autoptr (GPtrArray) sessions = ua_agent_list_sessions (self);

  for (guint i = 0; i < sessions->len; i++)
    ua_session_hang_up_async (g_ptr_array_index (sessions, i), NULL, NULL, NULL);
}

/**
 * ua_agent_stop_async:
 * @self: the agent
 * @cancellable: (nullable): stops the waiting
 * @callback: called when the line is closed
 * @user_data: for @callback
 *
 * Ends all sessions, waits a little for what was sent to be answered, and disconnects (U5).
 */
void
ua_agent_stop_async (UaAgent             *self,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_return_if_fail (UA_IS_AGENT (self));

  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ua_agent_stop_async);
  ua_waiters_add (self->stopping, task);
  if (self->state == UA_AGENT_STATE_ENDING || self->state == UA_AGENT_STATE_CLOSING)
    return;

  self->state = UA_AGENT_STATE_ENDING;
  self->stop_timer = sip_clock_arm (self->clock, UA_AGENT_STOP_PATIENCE_MS, stop_timer_cb, self);
  ua_agent_refuse_referrals (self);
  hang_up_all (self);
  ua_agent_close_when_quiet (self);
}

/**
 * ua_agent_stop_finish:
 * @self: the agent
 * @result: the result
 * @error: why the waiting ended early
 *
 * Ends ua_agent_stop_async().
 *
 * Returns: %TRUE when the line is closed
 */
gboolean
ua_agent_stop_finish (UaAgent       *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (UA_IS_AGENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
