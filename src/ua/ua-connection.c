/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A transport tells the truth and never recovers (CONTRACT T14); somebody has to be stubborn instead, and
 * only one. The connection makes a fresh transport for every attempt, waits a little longer after every
 * failure (J11), and never has a second socket behind the first.
 */

#include "ua-connection-recovery-private.h"

enum
{
  PROP_STATE = 1,
  PROP_ATTEMPT,
  PROP_NEXT_TRY_MS,
  PROP_LAST_ERROR,
  PROP_TARGET,
  N_PROPS
};

enum
{
  CONNECTING,
  CONNECTED,
  DISCONNECTED,
  TRANSPORT_FAILED,
  CLOSED,
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

/* What a step will tell together with all else that it changes. */
void
ua_connection_take_reason (UaConnection *self,
                           GError       *error)
{
  g_clear_error (&self->last_error);
  self->last_error = error;
}

void
ua_connection_take_last_error (UaConnection *self,
                               GError       *error)
{
  ua_connection_take_reason (self, error);
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
ua_connection_set_target (UaConnection    *self,
                          TransportTarget *target)
{
  if (self->target == target)
    return;

  g_clear_pointer (&self->target, transport_target_unref);
  self->target = target != NULL ? transport_target_ref (target) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TARGET]);
}

void
ua_connection_set_state (UaConnection     *self,
                         UaConnectionState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

void
ua_connection_tell_connecting (UaConnection *self)
{
  g_signal_emit (self, signals[CONNECTING], 0, self->attempt);
}

void
ua_connection_tell_connected (UaConnection *self)
{
  g_signal_emit (self, signals[CONNECTED], 0);
}

void
ua_connection_tell_down (UaConnection *self,
                         gboolean      asked)
{
  g_autoptr (GError) error = asked || self->last_error == NULL ? NULL : g_error_copy (self->last_error);

  g_signal_emit (self, signals[DISCONNECTED], 0, error);
}

void
ua_connection_tell_error (UaConnection *self)
{
  g_autoptr (GError) error = g_error_copy (self->last_error);

  g_signal_emit (self, signals[TRANSPORT_FAILED], 0, error);
}

void
ua_connection_tell_closed (UaConnection *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
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
    case PROP_TARGET:
      g_value_set_boxed (value, ua_connection_get_target (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* No farewell here: it would need the connection to be alive. Who wants one stops it first. */
static void
ua_connection_dispose (GObject *object)
{
  UaConnection *self = UA_CONNECTION (object);

  if (self->clock != NULL)
    {
      sip_clock_disarm (self->clock, &self->timer);
      sip_clock_disarm (self->clock, &self->scout.timer);
    }
  g_clear_object (&self->transport);
  g_clear_object (&self->scout.transport);
  g_clear_object (&self->before);
  g_ptr_array_set_size (self->closing, 0);
  g_clear_object (&self->source);
  g_clear_object (&self->servers);
  g_clear_object (&self->clock);
  g_clear_object (&self->tokens);
  G_OBJECT_CLASS (ua_connection_parent_class)->dispose (object);
}

static void
ua_connection_finalize (GObject *object)
{
  UaConnection *self = UA_CONNECTION (object);

  g_clear_error (&self->last_error);
  g_clear_pointer (&self->target, transport_target_unref);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  g_clear_pointer (&self->scout.servers, g_ptr_array_unref);
  g_clear_pointer (&self->scout.targets, g_ptr_array_unref);
  g_clear_object (&self->scout.finding);
  g_clear_object (&self->finding);
  g_free (self->scout.server);
  g_clear_pointer (&self->stopping, ua_waiters_free);
  g_ptr_array_unref (self->closing);
  g_hash_table_unref (self->found);
  g_hash_table_unref (self->marks);
  g_hash_table_unref (self->exposed);
  g_clear_pointer (&self->certificate, transport_certificate_unref);
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
  props[PROP_TARGET] =
    g_param_spec_boxed ("target", NULL, NULL, TRANSPORT_TYPE_TARGET,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static guint
new_signal (const char *name,
            guint       n_params,
            GType       type)
{
  return g_signal_new (name, UA_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n_params, type);
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
   * @attempt: 1 for the first since the line was up or asked for
   *
   * An attempt begins (U16).
   */
  signals[CONNECTING] = new_signal ("connecting", 1, G_TYPE_UINT);
  /**
   * UaConnection::connected:
   * @self: the connection
   *
   * The line is up (U17).
   */
  signals[CONNECTED] = new_signal ("connected", 0, G_TYPE_NONE);
  /**
   * UaConnection::disconnected:
   * @self: the connection
   * @error: (nullable): why; %NULL when it was asked for, or when the line moves to a better server and is up again
   *   at once
   *
   * The line was lost, or an attempt failed (U18).
   */
  signals[DISCONNECTED] = new_signal ("disconnected", 1, G_TYPE_ERROR);
  /**
   * UaConnection::transport-error:
   * @self: the connection
   * @error: what happened
   *
   * The line broke, or a server is given up (W51, W53).
   */
  signals[TRANSPORT_FAILED] = new_signal ("transport-error", 1, G_TYPE_ERROR);
  /**
   * UaConnection::closed:
   * @self: the connection
   *
   * Nothing more is tried until somebody asks for it (W53).
   */
  signals[CLOSED] = new_signal ("closed", 0, G_TYPE_NONE);
}

static void
ua_connection_init (UaConnection *self)
{
  self->policy = (UaConnectionPolicy) UA_CONNECTION_POLICY_INIT;
  self->stopping = ua_waiters_new ();
  self->closing = g_ptr_array_new_with_free_func (g_object_unref);
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->exposed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * ua_connection_new:
 * @server: what @source understands, or a list of that as ua_servers_parse() reads it
 * @clock: the time
 * @tokens: chance
 * @source: knows where the server can be reached, and makes transports
 *
 * Makes a connection that rests until ua_connection_start(). What is no list is taken as one server, so that @source
 * can say what is wrong with it.
 *
 * Returns: (transfer full): the connection
 */
UaConnection *
ua_connection_new (const char      *server,
                   SipClock        *clock,
                   SipTokens       *tokens,
                   TransportSource *source)
{
  g_return_val_if_fail (server != NULL, NULL);

  const char *itself[] = { server, NULL };
  g_autoptr (UaServers) servers = ua_servers_parse (server, NULL);

  if (servers == NULL)
    servers = ua_servers_new (itself);
  return ua_connection_new_for_servers (servers, clock, tokens, source);
}

/**
 * ua_connection_new_for_servers:
 * @servers: one server at least (W4); the connection sets and resets their error marks
 * @clock: the time
 * @tokens: chance
 * @source: knows where a server can be reached, and makes transports
 *
 * Makes a connection that rests until ua_connection_start().
 *
 * Returns: (transfer full): the connection
 */
UaConnection *
ua_connection_new_for_servers (UaServers       *servers,
                               SipClock        *clock,
                               SipTokens       *tokens,
                               TransportSource *source)
{
  g_return_val_if_fail (UA_IS_SERVERS (servers) && ua_servers_get_uri (servers, 0) != NULL, NULL);
  g_return_val_if_fail (SIP_IS_CLOCK (clock) && SIP_IS_TOKENS (tokens), NULL);
  g_return_val_if_fail (TRANSPORT_IS_SOURCE (source), NULL);

  UaConnection *self = g_object_new (UA_TYPE_CONNECTION, NULL);

  self->servers = g_object_ref (servers);
  self->server = g_strdup (ua_servers_get_uri (servers, 0));
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
