/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a user of a transport may ask of it. A wait is joined, never begun twice, and each answer comes when the
 * state it speaks of is already true.
 */

#include "transport-private.h"

#include "transport-log.h"

#include "sip-limits.h"

/* CONTRACT T15: a handler of a state may not ask for the next one; an asynchronous call of its own may. */
static gboolean
refuse_loop (Transport *self,
             GTask     *task)
{
  TransportPrivate *priv = transport_get_private (self);

  if (!priv->telling)
    return FALSE;

  g_task_return_new_error (task, TRANSPORT_ERROR, TRANSPORT_ERROR_LOOP,
                           "%s: called from inside a notification of its state", priv->url);

  return TRUE;
}

/**
 * transport_connect_async:
 * @self: a transport
 * @cancellable: (nullable): ends this wait, not the attempt
 * @callback: called when there is an answer
 * @user_data: data for @callback
 *
 * Opens the line. Who asks while it is being opened joins the wait; who asks while it is being closed waits
 * for the end of that and for the attempt after it; who asks while it is up is told so (CONTRACT T8, T17).
 */
void
transport_connect_async (Transport           *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (TRANSPORT_IS_TRANSPORT (self));

  TransportPrivate *priv = transport_get_private (self);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, transport_connect_async);
  if (g_task_return_error_if_cancelled (task) || refuse_loop (self, task))
    return;
  if (priv->state == TRANSPORT_STATE_CONNECTED)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  transport_waiters_add (priv->connecting, g_steal_pointer (&task));
  if (priv->state == TRANSPORT_STATE_DISCONNECTED)
    transport_step (self, TRANSPORT_EVENT_CONNECT, &(TransportCause) { 0 });
}

/**
 * transport_connect_finish:
 * @self: a transport
 * @result: what the callback was given
 * @error: return location for a `TRANSPORT_ERROR` or `G_IO_ERROR_CANCELLED`
 *
 * Ends transport_connect_async().
 *
 * Returns: %TRUE when the line was opened
 */
gboolean
transport_connect_finish (Transport     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
call_off (Transport *self)
{
  TransportPrivate *priv = transport_get_private (self);
  g_autoptr (GError) error = NULL;

  error = g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_STATE_CHANGED, "%s is being closed", priv->url);
  transport_waiters_tell (priv->connecting, error);
}

/**
 * transport_disconnect_async:
 * @self: a transport
 * @code: the code the far end is given; zero for 1000 (CONTRACT W30)
 * @reason: (nullable): a short reason for the far end
 * @cancellable: (nullable): ends this wait, not the closing
 * @callback: called when the line is down
 * @user_data: data for @callback
 *
 * Closes the line; who waits for it to open is told %TRANSPORT_ERROR_STATE_CHANGED. The state has changed
 * when this returns (CONTRACT T9, T18).
 */
void
transport_disconnect_async (Transport           *self,
                            guint                code,
                            const char          *reason,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (TRANSPORT_IS_TRANSPORT (self));

  TransportPrivate *priv = transport_get_private (self);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, transport_disconnect_async);
  if (g_task_return_error_if_cancelled (task) || refuse_loop (self, task))
    return;

  if (priv->state == TRANSPORT_STATE_DISCONNECTED)
    g_task_return_boolean (task, TRUE);
  else
    transport_waiters_add (priv->closing, g_steal_pointer (&task));

  if (priv->state == TRANSPORT_STATE_CONNECTING || priv->state == TRANSPORT_STATE_CONNECTED)
    transport_step (self, TRANSPORT_EVENT_DISCONNECT,
                    &(TransportCause) { .code = code != 0 ? code : TRANSPORT_CLOSE_NORMAL, .reason = reason });
  else
    call_off (self);
}

/**
 * transport_disconnect_finish:
 * @self: a transport
 * @result: what the callback was given
 * @error: return location for %TRANSPORT_ERROR_LOOP or `G_IO_ERROR_CANCELLED`
 *
 * Ends transport_disconnect_async().
 *
 * Returns: %TRUE when the line is down
 */
gboolean
transport_disconnect_finish (Transport     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * transport_send:
 * @self: a transport
 * @message: one whole SIP message
 * @error: return location for %TRANSPORT_ERROR_NOT_CONNECTED, %TRANSPORT_ERROR_TOO_LARGE, or what the wire says
 *
 * Hands a message to the wire (CONTRACT T19, J7).
 *
 * Returns: %TRUE when it was taken
 */
gboolean
transport_send (Transport  *self,
                GBytes     *message,
                GError    **error)
{
  g_return_val_if_fail (TRANSPORT_IS_TRANSPORT (self), FALSE);
  g_return_val_if_fail (message != NULL, FALSE);

  TransportPrivate *priv = transport_get_private (self);

  if (priv->state != TRANSPORT_STATE_CONNECTED)
    {
      g_set_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_NOT_CONNECTED, "%s is not connected", priv->url);
      return FALSE;
    }
  if (g_bytes_get_size (message) > SIP_MAX_STREAM)
    {
      g_set_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_TOO_LARGE, "a message of %zu octets is too large",
                   g_bytes_get_size (message));
      return FALSE;
    }

  transport_log_message (self, TRUE, message);

  return TRANSPORT_TRANSPORT_GET_CLASS (self)->write (self, message, error);
}

/**
 * transport_send_keep_alive:
 * @self: a transport
 * @error: return location for %TRANSPORT_ERROR_NOT_CONNECTED, or what the wire says
 *
 * Sends CRLF CRLF, unless the answer to an earlier one is still due. Without an answer in time the line
 * counts as lost (CONTRACT W39, T12). Over datagrams it only keeps a router's memory fresh: nobody has to answer
 * there (RFC 5626 §3.5), so nobody is waited for who has never done so.
 *
 * Returns: %TRUE when it was sent or did not need to be
 */
gboolean
transport_send_keep_alive (Transport  *self,
                           GError    **error)
{
  g_return_val_if_fail (TRANSPORT_IS_TRANSPORT (self), FALSE);

  TransportPrivate *priv = transport_get_private (self);
  g_autoptr (GBytes) ping = g_bytes_new_static (TRANSPORT_PING, strlen (TRANSPORT_PING));

  if (priv->state == TRANSPORT_STATE_CONNECTED && !sip_port_is_reliable (SIP_PORT (self)) &&
      !transport_answers_keep_alives (self))
    transport_keep_alive_wonder (priv->keep_alive);
  else if (priv->state == TRANSPORT_STATE_CONNECTED && !transport_keep_alive_ping (priv->keep_alive))
    return TRUE;

  return transport_send (self, ping, error);
}
