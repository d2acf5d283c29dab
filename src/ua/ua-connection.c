/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A transport tells the truth and never recovers (CONTRACT T14); somebody has to be stubborn instead, and
 * only one. The connection makes a fresh transport for every attempt, waits a little longer after every
 * failure (J11), and never has a second socket behind the first.
 */

#include "ua-connection-private.h"

enum
{
  PROP_STATE = 1,
  PROP_ATTEMPT,
  PROP_NEXT_TRY_MS,
  PROP_LAST_ERROR,
  N_PROPS
};

enum
{
  CONNECTING,
  CONNECTED,
  DISCONNECTED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (UaConnectionState, ua_connection_state,
                    G_DEFINE_ENUM_VALUE (UA_CONNECTION_STATE_RESTING, "resting"),
                    G_DEFINE_ENUM_VALUE (UA_CONNECTION_STATE_TRYING, "trying"),
                    G_DEFINE_ENUM_VALUE (UA_CONNECTION_STATE_ONLINE, "online"),
                    G_DEFINE_ENUM_VALUE (UA_CONNECTION_STATE_WAITING, "waiting"))

G_DEFINE_FINAL_TYPE (UaConnection, ua_connection, G_TYPE_OBJECT)

void
ua_connection_take_last_error (UaConnection *self,
                 GError       *error)
{
  g_clear_error (&self->last_error);
  self->last_error = error;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LAST_ERROR]);
}

void
ua_connection_set_next_try (UaConnection *self,
              gint64        next_try_ms)
{
  if (self->next_try_ms == next_try_ms)
    return;

  self->next_try_ms = next_try_ms;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NEXT_TRY_MS]);
}

void
ua_connection_set_attempt (UaConnection *self,
             guint         attempt)
{
  if (self->attempt == attempt)
    return;

  self->attempt = attempt;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ATTEMPT]);
}

void
ua_connection_set_state (UaConnection     *self,
           UaConnectionState state)
{
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

void
ua_connection_tell_connecting (UaConnection *self)
{
  g_signal_emit (self, signals[CONNECTING], 0, self->attempt);
}

void
ua_connection_tell_down (UaConnection *self,
           gboolean      asked)
{
  g_autoptr (GError) error = asked || self->last_error == NULL ? NULL : g_error_copy (self->last_error);

  g_signal_emit (self, signals[DISCONNECTED], 0, error);
}

void
ua_connection_tell_up (UaConnection *self)
{
  self->n_failures = 0;
  ua_connection_set_attempt (self, 0);
  ua_connection_take_last_error (self, NULL);
  g_signal_emit (self, signals[CONNECTED], 0);
}

static void
ua_connection_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  UaConnection *self = UA_CONNECTION (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ATTEMPT:
      g_value_set_uint (value, self->attempt);
      break;
    case PROP_NEXT_TRY_MS:
      g_value_set_int64 (value, self->next_try_ms);
      break;
    case PROP_LAST_ERROR:
      g_value_set_boxed (value, self->last_error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_connection_dispose (GObject *object)
{
  UaConnection *self = UA_CONNECTION (object);

  if (self->clock != NULL)
    sip_clock_disarm (self->clock, &self->timer);
  ua_connection_drop_line (self);
  g_clear_object (&self->source);
  g_clear_object (&self->closing);
  g_clear_object (&self->clock);
  g_clear_object (&self->tokens);
  G_OBJECT_CLASS (ua_connection_parent_class)->dispose (object);
}

static void
ua_connection_finalize (GObject *object)
{
  UaConnection *self = UA_CONNECTION (object);

  g_clear_error (&self->last_error);
  g_clear_pointer (&self->stopping, ua_waiters_free);
  g_free (self->server);
  G_OBJECT_CLASS (ua_connection_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  props[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, UA_TYPE_CONNECTION_STATE, UA_CONNECTION_STATE_RESTING,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_ATTEMPT] =
    g_param_spec_uint ("attempt", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_NEXT_TRY_MS] =
    g_param_spec_int64 ("next-try-ms", NULL, NULL, 0, G_MAXINT64, 0,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_LAST_ERROR] =
    g_param_spec_boxed ("last-error", NULL, NULL, G_TYPE_ERROR,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
ua_connection_class_init (UaConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ua_connection_get_property;
  object_class->dispose = ua_connection_dispose;
  object_class->finalize = ua_connection_finalize;
  install_properties (object_class);

  /**
   * UaConnection::connecting:
   * @self: the connection
   * @attempt: 1 for the first
   *
   * An attempt begins (U16).
   */
  signals[CONNECTING] = g_signal_new ("connecting", UA_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  /**
   * UaConnection::connected:
   * @self: the connection
   *
   * The line is up (U17).
   */
  signals[CONNECTED] = g_signal_new ("connected", UA_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
  /**
   * UaConnection::disconnected:
   * @self: the connection
   * @error: (nullable): why; %NULL when it was asked for
   *
   * The line was lost, or an attempt failed (U18).
   */
  signals[DISCONNECTED] = g_signal_new ("disconnected", UA_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ua_connection_init (UaConnection *self)
{
  self->stopping = ua_waiters_new ();
}

/**
 * ua_connection_new:
 * @server: what @source understands
 * @clock: the time
 * @tokens: chance
 * @source: knows where the server can be reached, and makes transports
 *
 * Makes a connection that rests until ua_connection_start().
 *
 * Returns: (transfer full): the connection
 */
UaConnection *
ua_connection_new (const char      *server,
                   SipClock        *clock,
                   SipTokens       *tokens,
                   TransportSource *source)
{
  g_return_val_if_fail (server != NULL && TRANSPORT_IS_SOURCE (source), NULL);
  g_return_val_if_fail (SIP_IS_CLOCK (clock) && SIP_IS_TOKENS (tokens), NULL);

  UaConnection *self = g_object_new (UA_TYPE_CONNECTION, NULL);

  self->server = g_strdup (server);
  self->clock = g_object_ref (clock);
  self->tokens = g_object_ref (tokens);
  self->source = g_object_ref (source);
  return self;
}

/**
 * ua_connection_new_for_transport:
 * @transport: a wire that is up already
 * @clock: the time
 *
 * Makes a connection around one transport that cannot be made again: a server's side.
 *
 * Returns: (transfer full): the connection
 */
UaConnection *
ua_connection_new_for_transport (Transport *transport,
                                 SipClock  *clock)
{
  g_return_val_if_fail (TRANSPORT_IS_TRANSPORT (transport), NULL);
  g_return_val_if_fail (SIP_IS_CLOCK (clock), NULL);

  UaConnection *self = g_object_new (UA_TYPE_CONNECTION, NULL);

  self->server = g_strdup (transport_get_url (transport));
  self->clock = g_object_ref (clock);
  self->transport = g_object_ref (transport);
  return self;
}

/**
 * ua_connection_start:
 * @self: the connection
 *
 * Goes online and stays there, until stopped. Harmless when under way already.
 */
void
ua_connection_start (UaConnection *self)
{
  g_return_if_fail (UA_IS_CONNECTION (self));

  if (self->state == UA_CONNECTION_STATE_RESTING)
    ua_connection_step (self, UA_CONNECTION_EVENT_START);
}

/**
 * ua_connection_retry_now:
 * @self: the connection
 *
 * Ends a wait: the network changed, or a person asked. Means nothing in other states.
 */
void
ua_connection_retry_now (UaConnection *self)
{
  g_return_if_fail (UA_IS_CONNECTION (self));

  if (self->state == UA_CONNECTION_STATE_WAITING)
    ua_connection_step (self, UA_CONNECTION_EVENT_RETRY);
}

/**
 * ua_connection_lose:
 * @self: the connection
 * @why: what makes the line in use suspect
 *
 * Drops a line that cannot be trusted any more, as lost, and makes another one at once. Means nothing unless online.
 */
void
ua_connection_lose (UaConnection *self,
                    const GError *why)
{
  g_return_if_fail (UA_IS_CONNECTION (self) && why != NULL);

  if (self->state != UA_CONNECTION_STATE_ONLINE)
    return;

  ua_connection_take_last_error (self, g_error_copy (why));
  ua_connection_step (self, UA_CONNECTION_EVENT_LOST);
  ua_connection_retry_now (self);
}

/**
 * ua_connection_pass_over:
 * @self: the connection
 * @why: what the server did
 * @retry_after_s: how long it is not to be tried again; 0: no word on that
 *
 * Leaves a server that answers but is no good for the next place where there is one (RFC 3263 §4.3).
 *
 * Returns: %FALSE when there is no other place; the line stays then
 */
gboolean
ua_connection_pass_over (UaConnection *self,
                         const GError *why,
                         guint         retry_after_s)
{
  g_return_val_if_fail (UA_IS_CONNECTION (self) && why != NULL, FALSE);

  return FALSE;
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
  if (self->closing == NULL)
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
 * Returns: (transfer none) (nullable): the error; %NULL when online, or never tried
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

  return self->state == UA_CONNECTION_STATE_TRYING || self->state == UA_CONNECTION_STATE_ONLINE ? self->transport : NULL;
}

/**
 * ua_connection_get_server:
 * @self: the connection
 *
 * Names the server.
 *
 * Returns: (transfer none): as given at construction
 */
const char *
ua_connection_get_server (UaConnection *self)
{
  g_return_val_if_fail (UA_IS_CONNECTION (self), NULL);

  return self->server;
}
