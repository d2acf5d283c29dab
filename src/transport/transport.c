/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every layer above believes this object about one thing: whether there is a line. So the states, their waits
 * and their timers are written once, here, and a new kind of transport adds three verbs and no opinion.
 */

#include "transport.h"

#include "transport-private.h"

#include "sip-uri.h"

static void port_iface_init (SipPortInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (Transport, transport, G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (Transport)
                                  G_IMPLEMENT_INTERFACE (SIP_TYPE_PORT, port_iface_init))

G_DEFINE_QUARK (transport-error-quark, transport_error)

G_DEFINE_ENUM_TYPE (TransportState, transport_state,
                    G_DEFINE_ENUM_VALUE (TRANSPORT_STATE_DISCONNECTED, "disconnected"),
                    G_DEFINE_ENUM_VALUE (TRANSPORT_STATE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (TRANSPORT_STATE_CONNECTED, "connected"),
                    G_DEFINE_ENUM_VALUE (TRANSPORT_STATE_DISCONNECTING, "disconnecting"))

enum
{
  PROP_URL = 1,
  PROP_CLOCK,
  PROP_TOKENS,
  PROP_CONNECTION_TIMEOUT_MS,
  PROP_KEEP_ALIVE_INTERVAL_MS,
  PROP_KEEP_ALIVE_DEBOUNCE_MS,
  PROP_STATE,
  PROP_VIA_PROTOCOL,
  N_PROPS
};

#define CONNECTION_TIMEOUT_MS  5000  /* CONTRACT W7 */
#define KEEP_ALIVE_INTERVAL_MS 0     /* CONTRACT W10 */
#define KEEP_ALIVE_DEBOUNCE_MS 10000 /* CONTRACT W11, RFC 5626 §4.4.1 */

static GParamSpec *properties[N_PROPS];

TransportPrivate *
transport_get_private (Transport *self)
{
  return transport_get_instance_private (self);
}

static const char *
transport_get_sent_by (SipPort *port)
{
  return transport_get_private (TRANSPORT_TRANSPORT (port))->sent_by;
}

static const char *
transport_port_get_via_protocol (SipPort *port)
{
  return transport_get_via_protocol (TRANSPORT_TRANSPORT (port));
}

static gboolean
transport_is_reliable (SipPort *port)
{
  return TRUE;
}

static gboolean
transport_port_send (SipPort  *port,
                     GBytes   *message,
                     GError  **error)
{
  return transport_send (TRANSPORT_TRANSPORT (port), message, error);
}

static void
port_iface_init (SipPortInterface *iface)
{
  iface->get_via_protocol = transport_port_get_via_protocol;
  iface->get_sent_by = transport_get_sent_by;
  iface->is_reliable = transport_is_reliable;
  iface->send = transport_port_send;
}

static void
transport_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  TransportPrivate *priv = transport_get_private (TRANSPORT_TRANSPORT (object));

  switch (id)
    {
    case PROP_URL:
      g_value_set_string (value, priv->url);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, priv->clock);
      break;
    case PROP_TOKENS:
      g_value_set_object (value, priv->tokens);
      break;
    case PROP_CONNECTION_TIMEOUT_MS:
      g_value_set_uint (value, priv->timeout_ms);
      break;
    case PROP_KEEP_ALIVE_INTERVAL_MS:
      g_value_set_uint (value, priv->interval_ms);
      break;
    case PROP_KEEP_ALIVE_DEBOUNCE_MS:
      g_value_set_uint (value, priv->debounce_ms);
      break;
    case PROP_STATE:
      g_value_set_enum (value, priv->state);
      break;
    case PROP_VIA_PROTOCOL:
      g_value_set_string (value, priv->via_protocol);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
transport_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  TransportPrivate *priv = transport_get_private (TRANSPORT_TRANSPORT (object));

  switch (id)
    {
    case PROP_URL:
      priv->url = g_value_dup_string (value);
      break;
    case PROP_CLOCK:
      priv->clock = g_value_dup_object (value);
      break;
    case PROP_TOKENS:
      priv->tokens = g_value_dup_object (value);
      break;
    case PROP_CONNECTION_TIMEOUT_MS:
      priv->timeout_ms = g_value_get_uint (value);
      break;
    case PROP_KEEP_ALIVE_INTERVAL_MS:
      priv->interval_ms = g_value_get_uint (value);
      break;
    case PROP_KEEP_ALIVE_DEBOUNCE_MS:
      priv->debounce_ms = g_value_get_uint (value);
      break;
    case PROP_VIA_PROTOCOL:
      priv->via_protocol = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
keep_alive_due_cb (gpointer user_data)
{
  Transport *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!transport_send_keep_alive (self, &error))
    g_debug ("keep-alive to %s: %s", transport_get_url (self), error->message);
}

/* CONTRACT T12 asks for it and W55 does not forbid it: a line without an answer is no line. */
static void
keep_alive_missed_cb (gpointer user_data)
{
  Transport *self = user_data;
  TransportPrivate *priv = transport_get_private (self);
  g_autoptr (GError) error = NULL;

  error = g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_KEEP_ALIVE, "%s did not answer a keep-alive within %u ms",
                       priv->url, priv->debounce_ms);
  transport_step (self, TRANSPORT_EVENT_MISSED, &(TransportCause) { .code = TRANSPORT_CLOSE_NORMAL, .error = error });
}

static void
transport_constructed (GObject *object)
{
  Transport *self = TRANSPORT_TRANSPORT (object);
  TransportPrivate *priv = transport_get_private (self);
  g_autofree char *token = NULL;

  G_OBJECT_CLASS (transport_parent_class)->constructed (object);

  g_assert (priv->url != NULL && priv->via_protocol != NULL && priv->clock != NULL && priv->tokens != NULL);

  token = sip_tokens_next (priv->tokens);
  priv->sent_by = g_strconcat (token, ".invalid", NULL);
  priv->keep_alive = transport_keep_alive_new (priv->clock, priv->tokens, keep_alive_due_cb, keep_alive_missed_cb,
                                               self);
}

static void
transport_dispose (GObject *object)
{
  TransportPrivate *priv = transport_get_private (TRANSPORT_TRANSPORT (object));

  sip_clock_disarm (priv->clock, &priv->timeout_id);
  transport_keep_alive_end (priv->keep_alive);

  G_OBJECT_CLASS (transport_parent_class)->dispose (object);
}

static void
transport_finalize (GObject *object)
{
  TransportPrivate *priv = transport_get_private (TRANSPORT_TRANSPORT (object));

  transport_keep_alive_free (priv->keep_alive);
  transport_waiters_unref (priv->connecting);
  transport_waiters_unref (priv->closing);
  transport_forget (TRANSPORT_TRANSPORT (object));
  g_clear_error (&priv->last_error);
  g_object_unref (priv->clock);
  g_object_unref (priv->tokens);
  g_free (priv->url);
  g_free (priv->via_protocol);
  g_free (priv->sent_by);

  G_OBJECT_CLASS (transport_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags later = G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS;

  /* Where it leads, without user information and query: fit for people and logs (CONTRACT J3). */
  properties[PROP_URL] = g_param_spec_string ("url", NULL, NULL, NULL, once);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SIP_TYPE_CLOCK, once);
  properties[PROP_TOKENS] = g_param_spec_object ("tokens", NULL, NULL, SIP_TYPE_TOKENS, once);
  /* How long opening, and closing, may take (CONTRACT W7). */
  properties[PROP_CONNECTION_TIMEOUT_MS] =
      g_param_spec_uint ("connection-timeout-ms", NULL, NULL, 1, G_MAXUINT, CONNECTION_TIMEOUT_MS, later);
  /* How often CRLF CRLF is sent; zero: never. Holds from the next connection on (CONTRACT W10). */
  properties[PROP_KEEP_ALIVE_INTERVAL_MS] =
      g_param_spec_uint ("keep-alive-interval-ms", NULL, NULL, 0, G_MAXUINT, KEEP_ALIVE_INTERVAL_MS, later);
  /* How long its answer may take before the line counts as lost (CONTRACT W11, T12). */
  properties[PROP_KEEP_ALIVE_DEBOUNCE_MS] =
      g_param_spec_uint ("keep-alive-debounce-ms", NULL, NULL, 1, G_MAXUINT, KEEP_ALIVE_DEBOUNCE_MS, later);
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, TRANSPORT_TYPE_STATE, TRANSPORT_STATE_DISCONNECTED,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /* What stands in Via (CONTRACT J2). */
  properties[PROP_VIA_PROTOCOL] = g_param_spec_string ("via-protocol", NULL, NULL, NULL, once);

  g_object_class_install_properties (klass, N_PROPS, properties);
}

static void
transport_class_init (TransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = transport_get_property;
  object_class->set_property = transport_set_property;
  object_class->constructed = transport_constructed;
  object_class->dispose = transport_dispose;
  object_class->finalize = transport_finalize;

  install_properties (object_class);

  /**
   * Transport::received:
   * @self: the transport
   * @message: one whole message, never a keep-alive
   *
   * Something came in. Only emitted while connected (CONTRACT T20, J10).
   */
  g_signal_new ("received", TRANSPORT_TYPE_TRANSPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_BYTES);
  /**
   * Transport::keep-alive-received:
   * @self: the transport
   *
   * The far end has shown that it is there: CRLF, or a pong of the layer below.
   */
  g_signal_new ("keep-alive-received", TRANSPORT_TYPE_TRANSPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
transport_init (Transport *self)
{
  TransportPrivate *priv = transport_get_private (self);

  priv->connecting = transport_waiters_new ();
  priv->closing = transport_waiters_new ();
}

/**
 * transport_get_state:
 * @self: a transport
 *
 * Gets where the line is between up and down (CONTRACT T4).
 *
 * Returns: the state
 */
TransportState
transport_get_state (Transport *self)
{
  g_return_val_if_fail (TRANSPORT_IS_TRANSPORT (self), TRANSPORT_STATE_DISCONNECTED);

  return transport_get_private (self)->state;
}

/**
 * transport_is_connected:
 * @self: a transport
 *
 * Tells whether messages pass now (CONTRACT T6).
 *
 * Returns: %TRUE only when the state is %TRANSPORT_STATE_CONNECTED
 */
gboolean
transport_is_connected (Transport *self)
{
  g_return_val_if_fail (TRANSPORT_IS_TRANSPORT (self), FALSE);

  return transport_get_private (self)->state == TRANSPORT_STATE_CONNECTED;
}

/**
 * transport_get_url:
 * @self: a transport
 *
 * Gets where the line leads, for people and logs: user information and query are left out (CONTRACT J3).
 *
 * Returns: (transfer none): the URL
 */
const char *
transport_get_url (Transport *self)
{
  g_return_val_if_fail (TRANSPORT_IS_TRANSPORT (self), NULL);

  return transport_get_private (self)->url;
}

/**
 * transport_get_via_protocol:
 * @self: a transport
 *
 * Gets the token for the Via header field; chosen at construction (CONTRACT J2).
 *
 * Returns: (transfer none): `WS`, `WSS`, `UDP`, `TCP` or `TLS`
 */
const char *
transport_get_via_protocol (Transport *self)
{
  g_return_val_if_fail (TRANSPORT_IS_TRANSPORT (self), NULL);

  return transport_get_private (self)->via_protocol;
}

/* RFC 7118 §5.3: there is one transport parameter, `ws`, with and without TLS. */
static char *
dup_transport_param (const char *via_protocol)
{
  return g_ascii_strdown (g_str_equal (via_protocol, "WSS") ? "ws" : via_protocol, -1);
}

/**
 * transport_dup_sip_uri:
 * @self: a transport
 *
 * Writes the far end as a SIP URI for a Route header field (CONTRACT J4, W55).
 *
 * Returns: (transfer full) (nullable): `sip:host:port;transport=ws;lr`; %NULL when the URL names no host
 */
char *
transport_dup_sip_uri (Transport *self)
{
  g_return_val_if_fail (TRANSPORT_IS_TRANSPORT (self), NULL);

  TransportPrivate *priv = transport_get_private (self);
  g_autoptr (GUri) url = g_uri_parse (priv->url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *param = dup_transport_param (priv->via_protocol);

  if (url == NULL || g_uri_get_host (url) == NULL || *g_uri_get_host (url) == '\0')
    return NULL;

  g_autoptr (SipUri) host = sip_uri_new (SIP_URI_SCHEME_SIP, NULL, g_uri_get_host (url), MAX (g_uri_get_port (url), 0));
  g_autoptr (SipUri) hop = sip_uri_with_param (host, "transport", param);
  g_autoptr (SipUri) loose = sip_uri_with_param (hop, "lr", "");

  return sip_uri_to_string (loose);
}

/**
 * transport_get_last_error:
 * @self: a transport
 *
 * Gets why the line is down (CONTRACT W25). It is set before the state is notified.
 *
 * Returns: (transfer none) (nullable): the error; %NULL before the first attempt, while up, and after a
 *   disconnection that was asked for (T23)
 */
const GError *
transport_get_last_error (Transport *self)
{
  g_return_val_if_fail (TRANSPORT_IS_TRANSPORT (self), NULL);

  return transport_get_private (self)->last_error;
}

/**
 * transport_get_close_code:
 * @self: a transport
 *
 * Gets the code with which the far end closed, as RFC 6455 §7.4 numbers them (CONTRACT J9).
 *
 * Returns: the code; zero when there was none
 */
guint
transport_get_close_code (Transport *self)
{
  g_return_val_if_fail (TRANSPORT_IS_TRANSPORT (self), 0);

  return transport_get_private (self)->close_code;
}

/**
 * transport_get_clock:
 * @self: a transport
 *
 * Gets the clock by which this transport lives.
 *
 * Returns: (transfer none): the clock
 */
SipClock *
transport_get_clock (Transport *self)
{
  g_return_val_if_fail (TRANSPORT_IS_TRANSPORT (self), NULL);

  return transport_get_private (self)->clock;
}
