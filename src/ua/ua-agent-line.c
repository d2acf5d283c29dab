/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Between the connection and the transactions: while the line is up there is a port, and when it is lost
 * everybody hears of it at once (CONTRACT T13).
 */

#include "ua-agent-private.h"

#include "sip-parser.h"

void
ua_agent_trace (UaAgent    *self,
                gboolean    outgoing,
                GBytes     *bytes,
                SipMessage *message)
{
  if (!ua_agent_is_traced (self))
    return;

  g_autoptr (SipMessage) read = message != NULL ? sip_message_ref (message) : sip_parser_parse (bytes, NULL);
  g_autofree char *text = read != NULL ? sip_message_dup_redacted (read)
                                       : g_strdup_printf ("(%" G_GSIZE_FORMAT " octets that are no message)",
                                                          g_bytes_get_size (bytes));

  ua_agent_emit_traced (self, outgoing, text);
}

static void
tap_sent_cb (UaTap   *tap,
             GBytes  *bytes,
             UaAgent *self)
{
  ua_agent_watch_sent (self, bytes);
  ua_agent_trace (self, TRUE, bytes, NULL);
}

static void
transport_received_cb (Transport *transport,
                       GBytes    *bytes,
                       UaAgent   *self)
{
  ua_vigil_heard (self->vigil);
  ua_agent_receive (self, bytes);
}

static gboolean
is_websocket (SipPort *port)
{
  return g_str_has_prefix (sip_port_get_via_protocol (port), "WS");
}

static gboolean
is_websocket_contact (SipUri *contact)
{
  return contact != NULL && g_strcmp0 (sip_uri_get_param (contact, "transport"), "ws") == 0;
}

/* RFC 7118 §5 lets a WebSocket client write any host under .invalid. That one is kept, so that a registration made
 * after the line was lost replaces the one before (RFC 3261 §10.2.1). On every other wire the contact is our end of
 * it and changes with it; the user part, which no other phone has, stays. */
static void
write_contact (UaAgent *self)
{
  SipPort *port = SIP_PORT (self->tap);
  g_autoptr (GError) error = NULL;

  if (is_websocket (port) && is_websocket_contact (self->contact))
    return;

  g_autofree char *via = g_ascii_strdown (sip_port_get_via_protocol (port), -1);
  g_autofree char *text = g_strdup_printf ("sip:%s@%s;transport=%s", self->contact_token,
                                           sip_port_get_sent_by (port), is_websocket (port) ? "ws" : via);
  SipUri *contact = sip_uri_parse (text, -1, &error);

  if (contact == NULL)
    {
      g_critical ("the port's sent-by makes no contact: %s", error->message);
      return;
    }
  g_clear_pointer (&self->contact, sip_uri_unref);
  self->contact = contact;
  g_object_notify (G_OBJECT (self), "contact");
}

void
ua_agent_drop_port (UaAgent *self)
{
  if (self->vigil != NULL)
    ua_vigil_end (self->vigil);
  if (self->transport != NULL)
    g_signal_handlers_disconnect_by_data (self->transport, self);
  if (self->tap != NULL)
    g_signal_handlers_disconnect_by_data (self->tap, self);
  sip_transactions_set_port (self->transactions, NULL);
  g_clear_object (&self->transport);
  g_clear_object (&self->tap);
}

/* A line may be left for a better one without a loss in between: to what lives on it that is the same. */
static void
leave_line (UaAgent *self)
{
  g_autoptr (GError) error =
    g_error_new_literal (TRANSPORT_ERROR, TRANSPORT_ERROR_LOST, "the line was left for another one");

  if (self->tap == NULL)
    return;
  ua_agent_drop_port (self);
  ua_agent_forget_registration (self);
  ua_agent_lose_line (self, error);
}

static void
connection_connected_cb (UaConnection *connection,
                         UaAgent      *self)
{
  leave_line (self);
  self->transport = g_object_ref (ua_connection_get_transport (connection));
  self->tap = ua_tap_new (self->transport);
  g_signal_connect_object (self->tap, "sent", G_CALLBACK (tap_sent_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->transport, "received", G_CALLBACK (transport_received_cb), self,
                           G_CONNECT_DEFAULT);
  sip_transactions_set_port (self->transactions, SIP_PORT (self->tap));
  write_contact (self);
  ua_agent_begin_vigil (self);
  ua_agent_regain_line (self);
}

static void
connection_disconnected_cb (UaConnection *connection,
                            const GError *error,
                            UaAgent      *self)
{
  if (self->tap == NULL)
    return;
  ua_agent_drop_port (self);
  ua_agent_forget_registration (self);
  ua_agent_lose_line (self, error);
}

void
ua_agent_follow_connection (UaAgent *self)
{
  g_signal_connect_object (self->connection, "connected", G_CALLBACK (connection_connected_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->connection, "disconnected", G_CALLBACK (connection_disconnected_cb), self,
                           G_CONNECT_DEFAULT);
  if (ua_connection_get_state (self->connection) == UA_CONNECTION_STATE_ONLINE)
    connection_connected_cb (self->connection, self);
}
