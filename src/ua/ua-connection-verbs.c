/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What may be asked of a connection, and what it tells. A verb that means nothing in a state does nothing; only the
 * machine decides what an event leads to.
 */

#include "ua-connection-recovery-private.h"

/**
 * ua_connection_set_policy:
 * @self: the connection
 * @policy: what follows a loss, and how patient transports are
 *
 * Sets the policy for attempts from now on (W2, W7–W11).
 */
void
ua_connection_set_policy (UaConnection             *self,
                          const UaConnectionPolicy *policy)
{
  g_return_if_fail (UA_IS_CONNECTION (self) && policy != NULL);

  self->policy = *policy;
}

/**
 * ua_connection_get_policy:
 * @self: the connection
 *
 * Gets the policy that holds for the next attempt (W14).
 *
 * Returns: (transfer none): the policy
 */
const UaConnectionPolicy *
ua_connection_get_policy (UaConnection *self)
{
  g_return_val_if_fail (UA_IS_CONNECTION (self), NULL);

  return &self->policy;
}

/**
 * ua_connection_start:
 * @self: the connection
 *
 * Goes online and stays there, until stopped or given up. Harmless when under way already.
 */
void
ua_connection_start (UaConnection *self)
{
  g_return_if_fail (UA_IS_CONNECTION (self));

  if (self->state != UA_CONNECTION_STATE_RESTING)
    return;

  ua_connection_forgive (self, TRUE);
  ua_connection_step (self, UA_CONNECTION_EVENT_START);
}

/**
 * ua_connection_retry_now:
 * @self: the connection
 *
 * Ends a wait, or begins again where everything was given up: the network changed, or a person asked. Means nothing
 * in other states.
 */
void
ua_connection_retry_now (UaConnection *self)
{
  g_return_if_fail (UA_IS_CONNECTION (self));

  gboolean is_given_up = self->state == UA_CONNECTION_STATE_RESTING && self->last_error != NULL;

  if (self->state != UA_CONNECTION_STATE_WAITING && !is_given_up)
    return;

  ua_connection_forgive (self, TRUE);
  ua_connection_step (self, is_given_up ? UA_CONNECTION_EVENT_START : UA_CONNECTION_EVENT_RETRY);
}

/**
 * ua_connection_lose:
 * @self: the connection
 * @why: what makes the line in use suspect
 *
 * Drops a line that cannot be trusted any more, as lost, and makes another one at once, by the clock's next turn. Means
 * nothing unless online.
 */
void
ua_connection_lose (UaConnection *self,
                    const GError *why)
{
  g_return_if_fail (UA_IS_CONNECTION (self) && why != NULL);

  if (self->state == UA_CONNECTION_STATE_ONLINE)
    ua_connection_fall (self, UA_CONNECTION_EVENT_LEAVE, why);
}

/**
 * ua_connection_pass_over:
 * @self: the connection
 * @why: what the server did
 * @retry_after_s: how long it is not to be tried again, an hour at most; 0: no word on that, a minute, and
 *   twice as long each time within an hour
 *
 * Leaves a server that answers but is no good for the next place where there is one (RFC 3263 §4.3). Means nothing
 * unless online.
 *
 * Returns: %FALSE when there is no other place; the line stays then
 */
gboolean
ua_connection_pass_over (UaConnection *self,
                         const GError *why,
                         guint         retry_after_s)
{
  g_return_val_if_fail (UA_IS_CONNECTION (self) && why != NULL, FALSE);

  if (self->state != UA_CONNECTION_STATE_ONLINE || self->policy.recovery == UA_RECOVERY_OFF
      || !ua_connection_has_other_place (self))
    return FALSE;

  ua_connection_bar (self, self->target, retry_after_s);
  if (self->policy.recovery == UA_RECOVERY_CONTRACT && !ua_connection_has_other_target (self))
    ua_servers_set_error (self->servers, self->server);
  ua_connection_fall (self, UA_CONNECTION_EVENT_LEAVE, why);
  return TRUE;
}

/**
 * ua_connection_set_engaged:
 * @self: the connection
 * @engaged: whether calls are up
 *
 * Says whether a move back to a better server would disturb.
 */
void
ua_connection_set_engaged (UaConnection *self,
                           gboolean      engaged)
{
  g_return_if_fail (UA_IS_CONNECTION (self));

  self->engaged = engaged;
  if (engaged && self->scout.servers != NULL)
    ua_connection_step (self, UA_CONNECTION_EVENT_VAIN);
}

/**
 * ua_connection_stop_async:
 * @self: the connection
 * @cancellable: (nullable): stops the waiting
 * @callback: called when the line is closed
 * @user_data: for @callback
 *
 * Goes offline; no attempt follows (W50).
 */
void
ua_connection_stop_async (UaConnection        *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (UA_IS_CONNECTION (self));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ua_connection_stop_async);
  if (self->state != UA_CONNECTION_STATE_RESTING)
    ua_connection_step (self, UA_CONNECTION_EVENT_STOP);
  if (self->closing->len == 0)
    g_task_return_boolean (task, TRUE);
  else
    ua_waiters_add (self->stopping, g_steal_pointer (&task));
}

/**
 * ua_connection_stop_finish:
 * @self: the connection
 * @result: the result
 * @error: why the waiting ended early
 *
 * Ends ua_connection_stop_async().
 *
 * Returns: %TRUE when the line is closed
 */
gboolean
ua_connection_stop_finish (UaConnection  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (UA_IS_CONNECTION (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ua_connection_get_state:
 * @self: the connection
 *
 * Tells how things stand.
 *
 * Returns: the state
 */
UaConnectionState
ua_connection_get_state (UaConnection *self)
{
  g_return_val_if_fail (UA_IS_CONNECTION (self), UA_CONNECTION_STATE_RESTING);

  return self->state;
}

/**
 * ua_connection_get_attempt:
 * @self: the connection
 *
 * Counts the attempts since the line was last up or asked for.
 *
 * Returns: 1 for the first; 0 when there is no need to try
 */
guint
ua_connection_get_attempt (UaConnection *self)
{
  g_return_val_if_fail (UA_IS_CONNECTION (self), 0);

  return self->attempt;
}

/**
 * ua_connection_get_next_try_ms:
 * @self: the connection
 *
 * Tells when the next attempt begins.
 *
 * Returns: milliseconds of the clock; 0 when none waits
 */
gint64
ua_connection_get_next_try_ms (UaConnection *self)
{
  g_return_val_if_fail (UA_IS_CONNECTION (self), 0);

  return self->next_try_ms;
}

/**
 * ua_connection_get_last_error:
 * @self: the connection
 *
 * Tells why the line is down.
 *
 * Returns: (transfer none) (nullable): the error; %NULL when online, stopped, or never tried
 */
const GError *
ua_connection_get_last_error (UaConnection *self)
{
  g_return_val_if_fail (UA_IS_CONNECTION (self), NULL);

  return self->last_error;
}

/**
 * ua_connection_get_transport:
 * @self: the connection
 *
 * Gives the wire in use.
 *
 * Returns: (transfer none) (nullable): the transport; %NULL unless trying or online
 */
Transport *
ua_connection_get_transport (UaConnection *self)
{
  g_return_val_if_fail (UA_IS_CONNECTION (self), NULL);

  gboolean is_in_use = self->state == UA_CONNECTION_STATE_TRYING || self->state == UA_CONNECTION_STATE_ONLINE;

  return is_in_use ? self->transport : NULL;
}

/**
 * ua_connection_get_server:
 * @self: the connection
 *
 * Names the server in use, or the last one that was (W16).
 *
 * Returns: (transfer none): as it was given; before the first attempt, the one that was named first
 */
const char *
ua_connection_get_server (UaConnection *self)
{
  g_return_val_if_fail (UA_IS_CONNECTION (self), NULL);

  return self->server;
}

/**
 * ua_connection_get_servers:
 * @self: the connection
 *
 * Gives the servers and their error marks.
 *
 * Returns: (transfer none) (nullable): the servers; %NULL around a transport that was given
 */
UaServers *
ua_connection_get_servers (UaConnection *self)
{
  g_return_val_if_fail (UA_IS_CONNECTION (self), NULL);

  return self->servers;
}

/**
 * ua_connection_get_target:
 * @self: the connection
 *
 * Tells where the line leads, or where it is tried now.
 *
 * Returns: (transfer none) (nullable): the place; %NULL unless trying or online, and while it is looked for
 */
TransportTarget *
ua_connection_get_target (UaConnection *self)
{
  g_return_val_if_fail (UA_IS_CONNECTION (self), NULL);

  return self->target;
}

/**
 * ua_connection_get_certificate:
 * @self: the connection
 *
 * Gets what a server showed that could not prove who it is, the last one that failed so; it outlives the attempt.
 *
 * Returns: (transfer none) (nullable): the certificate; %NULL when every server proved who it is
 */
const TransportCertificate *
ua_connection_get_certificate (UaConnection *self)
{
  g_return_val_if_fail (UA_IS_CONNECTION (self), NULL);

  return self->certificate;
}
