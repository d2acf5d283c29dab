/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The transports of a connection: made, connected, listened to and closed. A transport serves one attempt; it is
 * never connected again (CONTRACT T14).
 */

#include "ua-connection-recovery-private.h"

/* CONTRACT T15: a stop from within a transport's own notification is refused; here, later, it is not. */
static void
transport_disconnect_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (UaConnection) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!transport_disconnect_finish (TRANSPORT_TRANSPORT (source), result, &error))
    g_info ("closing the connection: %s", error->message);
  if (g_error_matches (error, TRANSPORT_ERROR, TRANSPORT_ERROR_LOOP))
    {
      transport_disconnect_async (TRANSPORT_TRANSPORT (source), 0, NULL, NULL, transport_disconnect_cb,
                                  g_steal_pointer (&self));
      return;
    }

  g_ptr_array_remove_fast (self->closing, source);
  if (self->closing->len == 0)
    ua_waiters_succeed (self->stopping);
  if (self->before != TRANSPORT_TRANSPORT (source))
    return;

  g_clear_object (&self->before);
  if (self->state == UA_CONNECTION_STATE_TRYING)
    ua_connection_open_line (self);
}

/* Nobody listens to it any more, and its wire is closed. */
void
ua_connection_release (UaConnection *self,
                       Transport    *transport)
{
  g_signal_handlers_disconnect_by_data (transport, self);
  if (transport_get_state (transport) == TRANSPORT_STATE_DISCONNECTED)
    return;

  g_ptr_array_add (self->closing, g_object_ref (transport));
  transport_disconnect_async (transport, 0, NULL, NULL, transport_disconnect_cb, g_object_ref (self));
}

void
ua_connection_drop_line (UaConnection *self)
{
  g_autoptr (Transport) transport = g_steal_pointer (&self->transport);

  if (self->finding != NULL)
    g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  if (transport != NULL)
    ua_connection_release (self, transport);
  ua_connection_set_target (self, NULL);
}

/* A line is gone, or is to go; what follows depends on the policy and on what is left. */
void
ua_connection_fall (UaConnection      *self,
                    UaConnectionEvent  event,
                    const GError      *why)
{
  gboolean is_over;

  ua_connection_take_reason (self, g_error_copy (why));
  ua_connection_settle (self);
  if (event == UA_CONNECTION_EVENT_LOST && self->source != NULL)
    ua_connection_blame (self, why);
  is_over = self->source == NULL || self->policy.recovery == UA_RECOVERY_OFF || ua_connection_is_hopeless (self, NULL);
  ua_connection_step (self, is_over ? UA_CONNECTION_EVENT_OVER : event);
}

static void
transport_notify_state_cb (Transport    *transport,
                           GParamSpec   *pspec,
                           UaConnection *self)
{
  TransportState state = transport_get_state (transport);

  if (self->state == UA_CONNECTION_STATE_TRYING && state == TRANSPORT_STATE_CONNECTED)
    {
      ua_connection_step (self, UA_CONNECTION_EVENT_OPENED);
      return;
    }
  if (self->state != UA_CONNECTION_STATE_ONLINE || state == TRANSPORT_STATE_CONNECTED)
    return;

  const GError *why = transport_get_last_error (transport);
  g_autoptr (GError) closed = g_error_new_literal (TRANSPORT_ERROR, TRANSPORT_ERROR_LOST, "the connection was closed");

  ua_connection_fall (self, UA_CONNECTION_EVENT_LOST, why != NULL ? why : closed);
}

static void
transport_received_cb (Transport    *transport,
                       GBytes       *bytes,
                       UaConnection *self)
{
  self->has_spoken = TRUE;
  g_signal_handlers_disconnect_by_func (transport, transport_received_cb, self);
}

void
ua_connection_take_transport (UaConnection *self,
                              Transport    *transport)
{
  g_set_object (&self->transport, transport);
  self->has_spoken = FALSE;
  g_signal_connect_object (transport, "notify::state", G_CALLBACK (transport_notify_state_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (transport, "received", G_CALLBACK (transport_received_cb), self, G_CONNECT_DEFAULT);
}

static void
fail_attempt (UaConnection *self,
              GError       *error)
{
  ua_connection_take_reason (self, error);
  ua_connection_blame (self, error);
  ua_connection_step (self, ua_connection_judge_failure (self));
}

static void
transport_connect_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (UaConnection) self = user_data;
  g_autoptr (GError) error = NULL;

  if (transport_connect_finish (TRANSPORT_TRANSPORT (source), result, &error))
    return;
  if (self->state != UA_CONNECTION_STATE_TRYING || self->transport != TRANSPORT_TRANSPORT (source))
    return;

  fail_attempt (self, g_steal_pointer (&error));
}

static void
try_around_given (UaConnection *self)
{
  if (self->transport != NULL && transport_is_connected (self->transport))
    {
      g_autoptr (Transport) transport = g_object_ref (self->transport);

      ua_connection_take_transport (self, transport);
      ua_connection_step (self, UA_CONNECTION_EVENT_OPENED);
      return;
    }
  fail_attempt (self, g_error_new_literal (TRANSPORT_ERROR, TRANSPORT_ERROR_LOST,
                                           "the connection is closed and cannot be made again"));
}

/* CONTRACT W2: the options of the transport come from whoever owns the connection. */
Transport *
ua_connection_make_transport (UaConnection     *self,
                              TransportTarget  *target,
                              GError          **error)
{
  Transport *transport = transport_source_make (self->source, target, error);

  if (transport == NULL)
    return NULL;

  g_object_set (transport, "connection-timeout-ms", MAX (self->policy.connection_timeout_ms, 1),
                "keep-alive-debounce-ms", MAX (self->policy.keep_alive_debounce_ms, 1), NULL);
  if (self->policy.keep_alive_interval_ms > 0)
    g_object_set (transport, "keep-alive-interval-ms", self->policy.keep_alive_interval_ms, NULL);
  return transport;
}

static void
connect_to (UaConnection    *self,
            TransportTarget *target)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Transport) transport = ua_connection_make_transport (self, target, &error);

  ua_connection_set_target (self, target);
  if (transport == NULL)
    {
      fail_attempt (self, g_steal_pointer (&error));
      return;
    }
  ua_connection_take_transport (self, transport);
  transport_connect_async (transport, NULL, transport_connect_cb, g_object_ref (self));
}

/* A server's address may hold a key, so it is not named. */
static GError *
nothing_usable_error (UaConnection *self)
{
  if (self->last_error != NULL)
    return g_error_copy (self->last_error);
  return g_error_new_literal (TRANSPORT_ERROR, TRANSPORT_ERROR_BUSY, "the server asked to be left alone for now");
}

static void
source_find_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (UaConnection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) targets = transport_source_find_finish (TRANSPORT_SOURCE (source), result, &error);
  TransportTarget *target;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->finding);
  ua_connection_take_found (self, self->server, targets);
  if (targets == NULL)
    {
      fail_attempt (self, g_steal_pointer (&error));
      return;
    }

  target = ua_connection_pick_target (self);
  if (target != NULL)
    connect_to (self, target);
  else if (ua_connection_pass_server (self))
    ua_connection_open_line (self);
  else
    fail_attempt (self, nothing_usable_error (self));
}

/* While the line before is still closing this waits: there is never a second socket. */
void
ua_connection_open_line (UaConnection *self)
{
  TransportTarget *target;

  if (self->before != NULL)
    return;

  self->n_round++;
  if (self->source == NULL)
    {
      try_around_given (self);
      return;
    }

  target = ua_connection_pick_target (self);
  if (target != NULL)
    {
      connect_to (self, target);
      return;
    }
  self->finding = g_cancellable_new ();
  transport_source_find_async (self->source, self->server, self->finding, source_find_cb, g_object_ref (self));
}
