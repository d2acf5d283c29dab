/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The way most SIP servers are reached. GIO finds the fastest of a host's addresses and speaks TLS; this file makes
 * sure that nothing is said to anybody who has not proved to be the one that was meant, and that a line which died
 * without a word is noticed.
 */

#include "transport-tcp.h"

#include "transport-failure.h"
#include "transport-judge.h"
#include "transport-pipe.h"
#include "transport-ports.h"
#include "transport-private.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#define USER_TIMEOUT_MS 20000 /* TRUST F3: for what TCP sent and nobody acknowledged */

struct _TransportTcp
{
  Transport parent_instance;

  TransportTarget *target;
  TransportJudge  *judge;   /* NULL: plain TCP */
  GCancellable    *opening; /* of the attempt under way */
  TransportPipe   *pipe;    /* when it is open, and while it closes */
};

/* One attempt; the answer to one that was given up must not disturb the next. */
typedef struct
{
  TransportTcp *self;
  GCancellable    *cancellable;
  GSocket         *socket;
} Opening;

G_DEFINE_FINAL_TYPE (TransportTcp, transport_tcp, TRANSPORT_TYPE_TRANSPORT)

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->self);
  g_object_unref (opening->cancellable);
  g_clear_object (&opening->socket);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
pipe_message_cb (GBytes   *bytes,
                 gpointer  owner)
{
  transport_delivered (TRANSPORT_TRANSPORT (owner), bytes);
}

static void
pipe_ended_cb (GError   *error,
               gpointer  owner)
{
  TransportTcp *self = TRANSPORT_TCP (owner);

  g_clear_pointer (&self->pipe, transport_pipe_drop);
  transport_closed (TRANSPORT_TRANSPORT (self), 0, error);
}

static const TransportPipeFuncs pipe_funcs = { pipe_message_cb, pipe_ended_cb };

static void
fail (TransportTcp *self,
      GError          *error)
{
  g_clear_object (&self->opening);
  transport_failed (TRANSPORT_TRANSPORT (self), error);
}

static void
use (TransportTcp *self,
     GIOStream       *stream,
     GSocket         *socket)
{
  Transport *transport = TRANSPORT_TRANSPORT (self);
  g_autoptr (GSocketAddress) local = g_socket_get_local_address (socket, NULL);
  g_autofree char *sent_by = transport_ports_write (local);

  g_clear_object (&self->opening);
  transport_note_addresses (transport, socket);
  if (sent_by != NULL)
    transport_set_sent_by (transport, sent_by);

  self->pipe = transport_pipe_new (stream, transport_get_url (transport), &pipe_funcs, self);
  transport_opened (transport);
  transport_wonder (transport);
}

/* Asked only where GIO has something against it; what it likes is judged after the handshake, before a word of
 * ours is said. */
static gboolean
accept_certificate_cb (GTlsConnection       *tls,
                       GTlsCertificate      *shown,
                       GTlsCertificateFlags  faults,
                       TransportTcp      *self)
{
  g_autoptr (TransportCertificate) certificate = transport_judge_certificate (self->judge, shown, faults);

  transport_note_certificate (TRANSPORT_TRANSPORT (self), certificate);

  return certificate->accepted;
}

/* NULL: there is nothing against this connection. */
static GError *
find_fault (TransportTcp *self,
            GTlsConnection  *tls,
            const GError    *error)
{
  Transport *transport = TRANSPORT_TRANSPORT (self);
  const TransportCertificate *shown = NULL;
  g_autoptr (TransportCertificate) certificate = NULL;

  if (error == NULL && (certificate = transport_judge_connection (self->judge, tls)) != NULL)
    transport_note_certificate (transport, certificate);

  shown = transport_get_certificate (transport);
  if (error == NULL ? shown == NULL || !shown->accepted : shown != NULL && !shown->accepted)
    return transport_failure_of_certificate (transport_get_url (transport), shown);
  if (error != NULL)
    return transport_failure_of_opening (transport_get_url (transport), error, 0);

  return NULL;
}

static void
handshake_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  TransportTcp *self = opening->self;
  GTlsConnection *tls = G_TLS_CONNECTION (source);
  GError *fault = NULL;

  g_tls_connection_handshake_finish (tls, result, &error);
  g_signal_handlers_disconnect_by_data (tls, self);
  if (self->opening != opening->cancellable)
    return;

  fault = find_fault (self, tls, error);
  if (fault != NULL)
    {
      fail (self, fault);
      return;
    }

  transport_note_tls (TRANSPORT_TRANSPORT (self), tls);
  use (self, G_IO_STREAM (tls), opening->socket);
}

static void
shake_hands (Opening   *opening,
             GIOStream *connection)
{
  TransportTcp *self = opening->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOStream) tls = g_tls_client_connection_new (connection, transport_judge_get_server (self->judge),
                                                           &error);

  if (tls == NULL)
    {
      fail (self, transport_failure_of_opening (transport_get_url (TRANSPORT_TRANSPORT (self)), error, 0));
      opening_free (opening);
      return;
    }

  /* RFC 3261 has messages that say how long they are; who cuts one short is found out without a last word. */
  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (tls), FALSE);
  g_signal_connect_object (tls, "accept-certificate", G_CALLBACK (accept_certificate_cb), self, G_CONNECT_DEFAULT);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (tls), G_PRIORITY_DEFAULT, opening->cancellable, handshake_cb,
                                    opening);
}

static void
connect_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection = NULL;
  TransportTcp *self = opening->self;

  connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &error);
  if (self->opening != opening->cancellable)
    return;
  if (connection == NULL)
    {
      fail (self, transport_failure_of_opening (transport_get_url (TRANSPORT_TRANSPORT (self)), error, 0));
      return;
    }

  opening->socket = g_object_ref (g_socket_connection_get_socket (connection));
  g_socket_set_keepalive (opening->socket, TRUE);
  g_socket_set_option (opening->socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  g_socket_set_option (opening->socket, IPPROTO_TCP, TCP_USER_TIMEOUT, USER_TIMEOUT_MS, NULL);

  if (self->judge != NULL)
    shake_hands (g_steal_pointer (&opening), G_IO_STREAM (connection));
  else
    use (self, G_IO_STREAM (connection), opening->socket);
}

/* RFC 8305 comes with GSocketClient. What is set for the web's proxies is not meant for telephones. */
static void
transport_tcp_open (Transport *transport)
{
  TransportTcp *self = TRANSPORT_TCP (transport);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnectable) to = transport_ports_connectable (self->target);
  Opening *opening = g_new0 (Opening, 1);

  self->opening = g_cancellable_new ();
  opening->self = g_object_ref (self);
  opening->cancellable = g_object_ref (self->opening);

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_async (client, to, self->opening, connect_cb, opening);
}

static void
give_up (TransportTcp *self)
{
  if (self->opening == NULL)
    return;

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
}

static void
transport_tcp_close (Transport  *transport,
                        guint       code,
                        const char *reason)
{
  TransportTcp *self = TRANSPORT_TCP (transport);

  give_up (self);
  if (self->pipe != NULL && transport_get_state (transport) == TRANSPORT_STATE_DISCONNECTING)
    {
      transport_pipe_close (self->pipe);
      return;
    }

  g_clear_pointer (&self->pipe, transport_pipe_drop);
  transport_closed (transport, 0, NULL);
}

static gboolean
transport_tcp_write (Transport  *transport,
                        GBytes     *bytes,
                        GError    **error)
{
  TransportTcp *self = TRANSPORT_TCP (transport);

  if (self->pipe != NULL)
    return transport_pipe_write (self->pipe, bytes, error);

  g_set_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_NOT_CONNECTED, "%s is not connected",
               transport_get_url (transport));
  return FALSE;
}

static void
transport_tcp_dispose (GObject *object)
{
  TransportTcp *self = TRANSPORT_TCP (object);

  give_up (self);
  g_clear_pointer (&self->pipe, transport_pipe_drop);

  G_OBJECT_CLASS (transport_tcp_parent_class)->dispose (object);
}

static void
transport_tcp_finalize (GObject *object)
{
  TransportTcp *self = TRANSPORT_TCP (object);

  transport_target_unref (self->target);
  g_clear_pointer (&self->judge, transport_judge_free);

  G_OBJECT_CLASS (transport_tcp_parent_class)->finalize (object);
}

static void
transport_tcp_class_init (TransportTcpClass *klass)
{
  TransportClass *transport_class = TRANSPORT_TRANSPORT_CLASS (klass);

  transport_class->open = transport_tcp_open;
  transport_class->close = transport_tcp_close;
  transport_class->write = transport_tcp_write;
  G_OBJECT_CLASS (klass)->dispose = transport_tcp_dispose;
  G_OBJECT_CLASS (klass)->finalize = transport_tcp_finalize;
}

static void
transport_tcp_init (TransportTcp *self)
{
}

/**
 * transport_tcp_new:
 * @target: `tcp:` or `tls:` with a host; the port is 5060 or 5061 when absent
 * @clock: the clock
 * @tokens: the source of chance
 * @trust: (nullable): keys that a person accepted, for `tls:`
 * @error: return location for %TRANSPORT_ERROR_BAD_URL
 *
 * Makes a transport that leads to a server over TCP or TLS; it is not connected yet.
 *
 * Returns: (transfer full) (nullable): a new transport
 */
Transport *
transport_tcp_new (TransportTarget  *target,
                      SipClock         *clock,
                      SipTokens        *tokens,
                      TransportTrust   *trust,
                      GError          **error)
{
  g_return_val_if_fail (target != NULL, NULL);
  g_return_val_if_fail (SIP_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (SIP_IS_TOKENS (tokens), NULL);

  g_autofree char *scheme = transport_ports_check (target, (const char *[]) { "tcp", "tls", NULL }, error);
  g_autofree char *shown = NULL;
  g_autofree char *via = NULL;

  if (scheme == NULL)
    return NULL;

  shown = transport_ports_show (target);
  via = g_ascii_strup (scheme, -1);
  TransportTcp *self = g_object_new (TRANSPORT_TYPE_TCP,
                                        "url", shown,
                                        "via-protocol", via,
                                        "clock", clock,
                                        "tokens", tokens,
                                        NULL);

  self->target = transport_target_ref (target);
  if (g_str_equal (scheme, "tls"))
    self->judge = transport_judge_new (target, trust);

  return TRANSPORT_TRANSPORT (self);
}
