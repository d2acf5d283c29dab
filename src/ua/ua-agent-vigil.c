/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the vigil over the line is told, how the far end is asked for a sign of life, and what becomes of a line that
 * gives none.
 */

#include "ua-agent-private.h"

#include "sip-parser.h"

#include <string.h>

#define KEEP_ALIVE_ID      "keep-alive" /* no branch looks like this */
#define MAX_FLOW_TIMER_S   3600

/* Any answer will do, even a refusal, so no challenge is answered and nobody waits. */
static void
send_options (UaAgent *self)
{
  g_autoptr (SipUri) domain = ua_agent_make_domain (self);
  g_autoptr (SipMessageBuilder) builder = ua_agent_begin_request (self, "OPTIONS", domain, NULL);

  sip_transactions_request (self->transactions, builder);
}

/* The second question is the registerer's, and only where nobody has ever answered the first: there are servers that
 * leave an OPTIONS alone, and none that does so with a REGISTER. */
static void
vigil_question_cb (UaVigil *vigil,
                   guint    nth,
                   UaAgent *self)
{
  if (nth > 1)
    return;
  /* RFC 5626 §3.5.1: where it is answered, CRLF CRLF costs less than a request. */
  if (self->transport != NULL && transport_answers_keep_alives (self->transport)
      && transport_send_keep_alive (self->transport, NULL))
    ua_vigil_sent (self->vigil, KEEP_ALIVE_ID);
  else
    send_options (self);
}

/* Who takes our line and never says a word is left for the next place, where there is one (RFC 3263 §4.3). */
static void
vigil_dead_cb (UaVigil *vigil,
               guint    silent_ms,
               UaAgent *self)
{
  g_autoptr (GError) error =
    g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_KEEP_ALIVE, "%s has been silent for %u ms and does not answer",
                 self->transport != NULL ? transport_get_url (self->transport) : "the line", silent_ms);

  if (ua_vigil_has_heard (vigil) || !ua_connection_pass_over (self->connection, error, 0))
    ua_connection_lose (self->connection, error);
}

static void
transport_keep_alive_received_cb (Transport *transport,
                                  UaAgent   *self)
{
  ua_vigil_heard (self->vigil);
  ua_vigil_answered (self->vigil, KEEP_ALIVE_ID);
}

void
ua_agent_make_vigil (UaAgent *self)
{
  self->vigil = ua_vigil_new (self->clock, self->tokens);
  g_signal_connect_object (self->vigil, "question", G_CALLBACK (vigil_question_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->vigil, "dead", G_CALLBACK (vigil_dead_cb), self, G_CONNECT_DEFAULT);
}

/* A WebSocket pings by itself; on the other wires an idle line is asked (TRUST F3, F7). */
void
ua_agent_begin_vigil (UaAgent *self)
{
  SipPort *port = SIP_PORT (self->tap);
  gboolean pings = g_str_has_prefix (sip_port_get_via_protocol (port), "WS");

  g_signal_connect_object (self->transport, "keep-alive-received", G_CALLBACK (transport_keep_alive_received_cb),
                           self, G_CONNECT_DEFAULT);
  ua_vigil_begin (self->vigil, sip_port_is_reliable (port), pings ? 0 : UA_VIGIL_IDLE_MS);
}

static gboolean
is_response (GBytes *bytes)
{
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);

  return size >= strlen ("SIP/") && strncmp (text, "SIP/", strlen ("SIP/")) == 0;
}

/* An INVITE is answered when a person does; its 100 is no measure either, for the next hop alone gives it. */
static gboolean
is_measured (SipMethod method)
{
  return method != SIP_METHOD_INVITE && method != SIP_METHOD_CANCEL;
}

static const char *
get_branch (SipMessage *message)
{
  SipVia *via = sip_message_get_via (message, 0);

  return via != NULL ? sip_via_get_branch (via) : NULL;
}

void
ua_agent_watch_sent (UaAgent *self,
                     GBytes  *bytes)
{
  g_autoptr (SipMessage) request = is_response (bytes) ? NULL : sip_parser_parse (bytes, NULL);

  if (request == NULL || sip_message_get_method (request) == SIP_METHOD_ACK)
    return;

  ua_vigil_sent (self->vigil, is_measured (sip_message_get_method (request)) ? get_branch (request) : NULL);
}

void
ua_agent_watch_response (UaAgent    *self,
                         SipMessage *response)
{
  const char *branch = get_branch (response);

  self->answers_options |= sip_message_get_method (response) == SIP_METHOD_OPTIONS;
  if (branch != NULL && is_measured (sip_message_get_method (response)))
    ua_vigil_answered (self->vigil, branch);
}

void
ua_agent_keep_flow_alive (UaAgent *self,
                          guint    seconds)
{
  guint interval_ms = CLAMP (seconds, UA_VIGIL_IDLE_ANSWER_MS / 1000, MAX_FLOW_TIMER_S) * 1000;

  if (self->transport == NULL)
    return;

  g_object_set (self->transport, "keep-alive-interval-ms", interval_ms, NULL);
  ua_vigil_limit_idle (self->vigil, interval_ms);
}

/**
 * ua_agent_check_line:
 * @self: the agent
 *
 * Asks the far end for a sign of life now; without one within three seconds the line is dropped as lost and made
 * again. For when something happened to the network. Means nothing while there is no line.
 */
void
ua_agent_check_line (UaAgent *self)
{
  g_return_if_fail (UA_IS_AGENT (self));

  ua_vigil_check (self->vigil, UA_VIGIL_CHECK_ANSWER_MS);
}

/**
 * ua_agent_get_round_trip_ms:
 * @self: the agent
 *
 * Tells how long the far end took for its last first answer, to any request but an INVITE, or to a keep-alive.
 *
 * Returns: milliseconds; -1 when none was measured on this line
 */
gint64
ua_agent_get_round_trip_ms (UaAgent *self)
{
  g_return_val_if_fail (UA_IS_AGENT (self), -1);

  return ua_vigil_get_round_trip_ms (self->vigil);
}
