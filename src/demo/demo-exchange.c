/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The practice exchange: everything a person needs to try the phone without an account, in this process and
 * on loopback alone. A web page in a browser on this machine cannot use it either: whatever says an Origin
 * is refused, and nothing but REGISTER is answered without the password, which is made anew at each start.
 */

#include "demo-exchange.h"

#include "demo-line.h"

#include "transport-clock.h"
#include "transport-websocket.h"

#define DOMAIN "practice.invalid"
#define USERNAME "you"
#define LIMIT_LINES 4

struct _DemoExchange
{
  GObject parent_instance;

  MediaEngine   *engine;
  SipClock      *clock;
  SipTokens     *tokens;
  DemoRegistrar *registrar;
  SoupServer    *http;   /* NULL: stopped */
  char          *server; /* NULL: stopped */
  GPtrArray     *lines;  /* DemoLine */
};

G_DEFINE_FINAL_TYPE (DemoExchange, demo_exchange, G_TYPE_OBJECT)

static void
line_closed_cb (DemoLine     *line,
                DemoExchange *self)
{
  g_ptr_array_remove (self->lines, line);
}

static void
refuse_browsers_cb (SoupServer        *server,
                    SoupServerMessage *message,
                    const char        *path,
                    GHashTable        *query,
                    gpointer           user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_message_headers_get_one (headers, "Origin") != NULL)
    soup_server_message_set_status (message, SOUP_STATUS_FORBIDDEN, NULL);
}

static void
websocket_opened_cb (SoupServer              *server,
                     SoupServerMessage       *message,
                     const char              *path,
                     SoupWebsocketConnection *connection,
                     gpointer                 user_data)
{
  DemoExchange *self = user_data;

  if (self->lines->len >= LIMIT_LINES)
    {
      soup_websocket_connection_close (connection, SOUP_WEBSOCKET_CLOSE_POLICY_VIOLATION, "too many lines");
      return;
    }

  g_autoptr (Transport) transport = transport_websocket_new_accepted (connection, self->clock, self->tokens);
  DemoLine *line = demo_line_new (transport, self->registrar, self->engine, self->tokens, DOMAIN);

  g_ptr_array_add (self->lines, line);
  g_signal_connect_object (line, "closed", G_CALLBACK (line_closed_cb), self, G_CONNECT_DEFAULT);
}

static char *
dup_listening_url (SoupServer *http)
{
  GSList *uris = soup_server_get_uris (http);
  char *url = uris != NULL ? g_strdup_printf ("ws://127.0.0.1:%d/", g_uri_get_port (uris->data)) : NULL;

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return url;
}

/**
 * demo_exchange_start:
 * @self: the exchange
 * @port: where to listen; 0: any free port
 * @error: why it cannot listen
 *
 * Starts listening on 127.0.0.1, and nowhere else.
 *
 * Returns: %TRUE when it listens
 */
gboolean
demo_exchange_start (DemoExchange  *self,
                     guint          port,
                     GError       **error)
{
  char *protocols[] = { (char *) "sip", NULL };

  g_return_val_if_fail (DEMO_IS_EXCHANGE (self), FALSE);
  g_return_val_if_fail (self->http == NULL && port <= G_MAXUINT16, FALSE);

  g_autoptr (SoupServer) http = soup_server_new (NULL, NULL);
  g_autoptr (GSocketAddress) loopback = g_inet_socket_address_new_from_string ("127.0.0.1", port);

  soup_server_add_early_handler (http, "/", refuse_browsers_cb, NULL, NULL);
  soup_server_add_websocket_handler (http, "/", NULL, protocols, websocket_opened_cb, self, NULL);
  if (!soup_server_listen (http, loopback, 0, error))
    return FALSE;

  self->registrar = demo_registrar_new (DOMAIN, USERNAME, self->clock, self->tokens);
  self->server = dup_listening_url (http);
  self->http = g_steal_pointer (&http);
  return TRUE;
}

static gpointer
hold_line (gconstpointer line,
           gpointer      user_data)
{
  return g_object_ref ((gpointer) line);
}

/**
 * demo_exchange_stop:
 * @self: the exchange
 *
 * Stops listening and closes every line; a stopped exchange may be started again.
 */
void
demo_exchange_stop (DemoExchange *self)
{
  g_return_if_fail (DEMO_IS_EXCHANGE (self));

  if (self->http == NULL)
    return;

  g_autoptr (GPtrArray) lines = g_ptr_array_copy (self->lines, hold_line, NULL);

  for (guint i = 0; i < lines->len; i++)
    demo_line_close (g_ptr_array_index (lines, i));
  soup_server_disconnect (self->http);
  g_clear_object (&self->http);
  g_clear_object (&self->registrar);
  g_clear_pointer (&self->server, g_free);
}

/**
 * demo_exchange_get_server:
 * @self: the exchange
 *
 * Tells where a phone connects.
 *
 * Returns: (transfer none) (nullable): "ws://127.0.0.1:PORT/"; %NULL: not started
 */
const char *
demo_exchange_get_server (DemoExchange *self)
{
  g_return_val_if_fail (DEMO_IS_EXCHANGE (self), NULL);

  return self->server;
}

/**
 * demo_exchange_get_domain:
 * @self: the exchange
 *
 * Tells the host of every address here; it can never be resolved (RFC 6761 §6.4).
 *
 * Returns: (transfer none): the domain
 */
const char *
demo_exchange_get_domain (DemoExchange *self)
{
  g_return_val_if_fail (DEMO_IS_EXCHANGE (self), NULL);

  return DOMAIN;
}

/**
 * demo_exchange_get_username:
 * @self: the exchange
 *
 * Tells the user that may register.
 *
 * Returns: (transfer none): the user name
 */
const char *
demo_exchange_get_username (DemoExchange *self)
{
  g_return_val_if_fail (DEMO_IS_EXCHANGE (self), NULL);

  return USERNAME;
}

/**
 * demo_exchange_get_password:
 * @self: the exchange
 *
 * Tells the password of this start.
 *
 * Returns: (transfer none) (nullable): the password; %NULL: not started
 */
const char *
demo_exchange_get_password (DemoExchange *self)
{
  g_return_val_if_fail (DEMO_IS_EXCHANGE (self), NULL);

  return self->registrar != NULL ? demo_registrar_get_password (self->registrar) : NULL;
}

/**
 * demo_exchange_dup_address:
 * @self: the exchange
 *
 * Gives the address of the user that may register.
 *
 * Returns: (transfer full): a SIP URI
 */
char *
demo_exchange_dup_address (DemoExchange *self)
{
  g_return_val_if_fail (DEMO_IS_EXCHANGE (self), NULL);

  return g_strdup ("sip:" USERNAME "@" DOMAIN);
}

/**
 * demo_exchange_dup_line:
 * @self: the exchange
 * @name: "echo", "partner" or "callback"
 *
 * Gives the address of one of the lines.
 *
 * Returns: (transfer full): a SIP URI
 */
char *
demo_exchange_dup_line (DemoExchange *self,
                        const char   *name)
{
  g_return_val_if_fail (DEMO_IS_EXCHANGE (self) && name != NULL, NULL);

  return g_strdup_printf ("sip:%s@" DOMAIN, name);
}

static void
demo_exchange_dispose (GObject *object)
{
  DemoExchange *self = DEMO_EXCHANGE (object);

  demo_exchange_stop (self);
  g_ptr_array_set_size (self->lines, 0);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (demo_exchange_parent_class)->dispose (object);
}

static void
demo_exchange_finalize (GObject *object)
{
  DemoExchange *self = DEMO_EXCHANGE (object);

  g_ptr_array_unref (self->lines);
  g_object_unref (self->clock);
  g_object_unref (self->tokens);

  G_OBJECT_CLASS (demo_exchange_parent_class)->finalize (object);
}

static void
demo_exchange_class_init (DemoExchangeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = demo_exchange_dispose;
  object_class->finalize = demo_exchange_finalize;
}

static void
demo_exchange_init (DemoExchange *self)
{
  self->clock = transport_clock_new ();
  self->tokens = sip_tokens_new ();
  self->lines = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * demo_exchange_new:
 * @engine: makes the sound of its lines
 *
 * Makes an exchange that does not listen yet.
 *
 * Returns: (transfer full): the exchange
 */
DemoExchange *
demo_exchange_new (MediaEngine *engine)
{
  g_return_val_if_fail (MEDIA_IS_ENGINE (engine), NULL);

  DemoExchange *self = g_object_new (DEMO_TYPE_EXCHANGE, NULL);

  self->engine = g_object_ref (engine);
  return self;
}
