/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The web's way to a SIP server: one message a frame, through the proxies and fire walls that know HTTPS and
 * nothing else. libsoup does the handshake and the frames; what is added here is distrust: a server that does
 * not say "sip", a certificate with a fault, a frame without end, a line without an answer are all refused.
 */

#include "transport-websocket-private.h"

#include "transport-ports.h"

#define PING_INTERVAL_S 22 /* TRUST F3: a line that died is noticed within 35 s, whenever it died */
#define PONG_TIMEOUT_S  10

#define MAX_REASON 123 /* octets; RFC 6455 §5.5: a control frame has 125, two are the code's */

G_DEFINE_FINAL_TYPE (TransportWebsocket, transport_websocket, TRANSPORT_TYPE_TRANSPORT)

enum
{
  PROP_PING_INTERVAL = 1,
  PROP_PONG_TIMEOUT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_open (TransportWebsocket *self)
{
  return self->connection != NULL &&
         soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN;
}

static void
transport_websocket_open (Transport *transport)
{
  TransportWebsocket *self = TRANSPORT_WEBSOCKET (transport);

  if (self->uri != NULL)
    transport_websocket_shake_hands (self);
  else if (self->connection != NULL)
    transport_websocket_use (self);
  else
    transport_failed (transport, g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_REFUSED,
                                              "%s called us and cannot be called back", transport_get_url (transport)));
}

/* RFC 6455 §7.4: some codes may never be sent, and some not by us. */
static gushort
sendable_code (guint code)
{
  switch (code)
    {
    case SOUP_WEBSOCKET_CLOSE_NORMAL:
    case SOUP_WEBSOCKET_CLOSE_GOING_AWAY:
    case SOUP_WEBSOCKET_CLOSE_PROTOCOL_ERROR:
    case SOUP_WEBSOCKET_CLOSE_UNSUPPORTED_DATA:
    case SOUP_WEBSOCKET_CLOSE_BAD_DATA:
    case SOUP_WEBSOCKET_CLOSE_POLICY_VIOLATION:
    case SOUP_WEBSOCKET_CLOSE_TOO_BIG:
      return (gushort) code;
    default:
      return code >= 3000 && code <= 4999 ? (gushort) code : SOUP_WEBSOCKET_CLOSE_NORMAL;
    }
}

static char *
sendable_reason (const char *reason)
{
  const char *end = NULL;

  if (reason == NULL)
    return NULL;

  g_utf8_validate_len (reason, MIN (strlen (reason), MAX_REASON), &end);

  return g_strndup (reason, (gsize) (end - reason));
}

static void
transport_websocket_close (Transport  *transport,
                           guint       code,
                           const char *reason)
{
  TransportWebsocket *self = TRANSPORT_WEBSOCKET (transport);
  g_autofree char *text = sendable_reason (reason);
  gboolean awaited = transport_get_state (transport) == TRANSPORT_STATE_DISCONNECTING;

  if (self->opening != NULL)
    {
      g_cancellable_cancel (self->opening);
      g_clear_object (&self->opening);
    }
  if (awaited && is_open (self))
    {
      soup_websocket_connection_close (self->connection, sendable_code (code), text);
      return;
    }

  transport_websocket_drop (self, FALSE);
  transport_closed (transport, 0, NULL);
}

static gboolean
transport_websocket_write (Transport  *transport,
                           GBytes     *bytes,
                           GError    **error)
{
  TransportWebsocket *self = TRANSPORT_WEBSOCKET (transport);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (!is_open (self))
    {
      g_set_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_NOT_CONNECTED, "%s is closing the connection",
                   transport_get_url (transport));
      return FALSE;
    }

  soup_websocket_connection_send_message (self->connection,
                                          g_utf8_validate_len (data, size, NULL) ? SOUP_WEBSOCKET_DATA_TEXT
                                                                                 : SOUP_WEBSOCKET_DATA_BINARY,
                                          bytes);

  return TRUE;
}

static void
transport_websocket_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  TransportWebsocket *self = TRANSPORT_WEBSOCKET (object);

  switch (id)
    {
    case PROP_PING_INTERVAL:
      g_value_set_uint (value, self->ping_interval_s);
      break;
    case PROP_PONG_TIMEOUT:
      g_value_set_uint (value, self->pong_timeout_s);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
transport_websocket_set_property (GObject      *object,
                                  guint         id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  TransportWebsocket *self = TRANSPORT_WEBSOCKET (object);

  switch (id)
    {
    case PROP_PING_INTERVAL:
      self->ping_interval_s = g_value_get_uint (value);
      break;
    case PROP_PONG_TIMEOUT:
      self->pong_timeout_s = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
transport_websocket_dispose (GObject *object)
{
  TransportWebsocket *self = TRANSPORT_WEBSOCKET (object);

  transport_websocket_drop (self, FALSE);
  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (transport_websocket_parent_class)->dispose (object);
}

static void
transport_websocket_finalize (GObject *object)
{
  TransportWebsocket *self = TRANSPORT_WEBSOCKET (object);

  g_clear_object (&self->opening);
  g_clear_pointer (&self->uri, g_uri_unref);
  g_clear_pointer (&self->judge, transport_judge_free);

  G_OBJECT_CLASS (transport_websocket_parent_class)->finalize (object);
}

static void
transport_websocket_class_init (TransportWebsocketClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  TransportClass *transport_class = TRANSPORT_TRANSPORT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS;

  transport_class->open = transport_websocket_open;
  transport_class->close = transport_websocket_close;
  transport_class->write = transport_websocket_write;
  object_class->get_property = transport_websocket_get_property;
  object_class->set_property = transport_websocket_set_property;
  object_class->dispose = transport_websocket_dispose;
  object_class->finalize = transport_websocket_finalize;

  /* Seconds between pings of the WebSocket itself; zero: none. Hold from the next connection on. */
  properties[PROP_PING_INTERVAL] = g_param_spec_uint ("ping-interval", NULL, NULL, 0, G_MAXINT, PING_INTERVAL_S, flags);
  /* Seconds in which the pong must come. */
  properties[PROP_PONG_TIMEOUT] = g_param_spec_uint ("pong-timeout", NULL, NULL, 0, G_MAXINT, PONG_TIMEOUT_S, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
transport_websocket_init (TransportWebsocket *self)
{
}

static TransportWebsocket *
new_for_uri (GUri      *uri,
             SipClock  *clock,
             SipTokens *tokens)
{
  /* A server's libsoup says http of what its client called ws. */
  const char *scheme = g_uri_get_scheme (uri);
  gboolean secure = g_str_equal (scheme, "wss") || g_str_equal (scheme, "https");
  g_autofree char *shown = g_uri_join (SOUP_HTTP_URI_FLAGS, secure ? "wss" : "ws", NULL, g_uri_get_host (uri),
                                       g_uri_get_port (uri), g_uri_get_path (uri), NULL, NULL);

  return g_object_new (TRANSPORT_TYPE_WEBSOCKET,
                       "url", shown,
                       "via-protocol", secure ? "WSS" : "WS",
                       "clock", clock,
                       "tokens", tokens,
                       NULL);
}

/* A pinned address is connected to without asking DNS; who has to answer there, and what Host says, stays. */
static SoupSession *
make_session (TransportTarget *target)
{
  g_autoptr (GSocketConnectable) pinned = NULL;
  SoupSession *session = NULL;

  if (transport_target_get_address (target) != NULL)
    pinned = transport_ports_connectable (target);
  session = soup_session_new_with_options ("timeout", 0, "idle-timeout", 1, "remote-connectable", pinned, NULL);

  /* What a frame holds may not grow behind the limit on frames. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_WEBSOCKET_EXTENSION_MANAGER);

  return session;
}

/**
 * transport_websocket_new_to:
 * @target: `ws:` or `wss:` with a host; port (80 or 443 when absent), path and query are kept (CONTRACT W4, W6)
 * @clock: the clock
 * @tokens: the source of chance
 * @trust: (nullable): keys that a person accepted, for `wss:`
 * @error: return location for %TRANSPORT_ERROR_BAD_URL
 *
 * Makes a transport that leads to a WebSocket server; it is not connected yet.
 *
 * Returns: (transfer full) (nullable): a new transport
 */
Transport *
transport_websocket_new_to (TransportTarget  *target,
                            SipClock         *clock,
                            SipTokens        *tokens,
                            TransportTrust   *trust,
                            GError          **error)
{
  g_return_val_if_fail (target != NULL, NULL);
  g_return_val_if_fail (SIP_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (SIP_IS_TOKENS (tokens), NULL);

  g_autoptr (GUri) uri = g_uri_parse (transport_target_get_uri (target), SOUP_HTTP_URI_FLAGS, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";

  if (!g_str_equal (scheme, "ws") && !g_str_equal (scheme, "wss"))
    {
      g_set_error_literal (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL, "a WebSocket's URL begins with ws: or wss:");
      return NULL;
    }
  if (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    {
      g_set_error_literal (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL, "the WebSocket's URL names no host");
      return NULL;
    }

  TransportWebsocket *self = new_for_uri (uri, clock, tokens);

  if (g_str_equal (scheme, "wss"))
    self->judge = transport_judge_new (target, trust);
  self->uri = g_steal_pointer (&uri);
  self->session = make_session (target);

  return TRANSPORT_TRANSPORT (self);
}

/**
 * transport_websocket_new:
 * @url: `ws:` or `wss:` with a host
 * @clock: the clock
 * @tokens: the source of chance
 * @error: return location for %TRANSPORT_ERROR_BAD_URL
 *
 * Makes a transport that leads to where a URL says, found by DNS, and trusts no key but an authority's.
 *
 * Returns: (transfer full) (nullable): a new transport
 */
Transport *
transport_websocket_new (const char  *url,
                         SipClock    *clock,
                         SipTokens   *tokens,
                         GError     **error)
{
  g_return_val_if_fail (url != NULL, NULL);

  g_autoptr (TransportTarget) target = transport_target_new (url, NULL, NULL);

  return transport_websocket_new_to (target, clock, tokens, NULL, error);
}

/**
 * transport_websocket_new_accepted:
 * @connection: an open connection that a server accepted
 * @clock: the clock
 * @tokens: the source of chance
 *
 * Makes the server's end of a line. It is connected already, and cannot be connected again.
 *
 * Returns: (transfer full): a new transport
 */
Transport *
transport_websocket_new_accepted (SoupWebsocketConnection *connection,
                                  SipClock                *clock,
                                  SipTokens               *tokens)
{
  g_return_val_if_fail (SOUP_IS_WEBSOCKET_CONNECTION (connection), NULL);
  g_return_val_if_fail (SIP_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (SIP_IS_TOKENS (tokens), NULL);

  TransportWebsocket *self = new_for_uri (soup_websocket_connection_get_uri (connection), clock, tokens);

  self->connection = g_object_ref (connection);
  transport_connect_async (TRANSPORT_TRANSPORT (self), NULL, NULL, NULL);

  return TRANSPORT_TRANSPORT (self);
}
