/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What nearly every test of ua sets up first: an agent with a line, a clock and a person behind it who takes
 * what comes. Alice and Bob are two of these. */

#include "doubles-desk.h"

#include "doubles-credentials.h"
#include "doubles-wait.h"
#include "sip-message-builder.h"

#include <string.h>

#define SLICE_MS  50
#define MAX_TURNS 12

static void
note (DoublesDesk *self,
      const char  *format,
      const char  *what)
{
  g_string_append (self->heard, self->heard->len > 0 ? ", " : "");
  g_string_append_printf (self->heard, "%s%s", format, what);
}

static Transport *
make_transport (TransportTarget  *target,
                gpointer          user_data,
                GError          **error)
{
  DoublesDesk *self = user_data;

  g_clear_object (&self->transport);
  self->n_attempts++;
  self->transport = doubles_transport_new (self->via_protocol, SIP_CLOCK (self->clock), self->tokens);
  doubles_transport_set_opening (self->transport, self->opening);
  doubles_transport_set_answering (self->transport, !self->silent);
  return TRANSPORT_TRANSPORT (g_object_ref (self->transport));
}

static gboolean
agent_incoming_session_cb (UaAgent      *agent,
                           UaInvitation *invitation,
                           gpointer      user_data)
{
  DoublesDesk *self = user_data;

  if (ua_invitation_get_replaced (invitation) != NULL && !self->take_replacing)
    return FALSE;
  note (self, "call", "");
  if (!self->take_calls)
    return FALSE;
  g_set_object (&self->invitation, invitation);
  return TRUE;
}

static gboolean
agent_incoming_message_cb (UaAgent    *agent,
                           SipAddress *from,
                           const char *content_type,
                           GBytes     *body,
                           gpointer    user_data)
{
  DoublesDesk *self = user_data;
  gsize size = 0;
  const char *text = g_bytes_get_data (body, &size);
  g_autofree char *copy = g_strndup (text, size);

  note (self, "text ", copy);
  return self->take_messages;
}

static gboolean
agent_incoming_request_cb (UaAgent        *agent,
                           SipTransaction *server,
                           SipMessage     *request,
                           gpointer        user_data)
{
  note (user_data, "request ", sip_message_get_method_name (request));
  return FALSE;
}

DoublesDesk *
doubles_desk_new (DoublesClock *clock,
                  const char   *name,
                  const char   *via_protocol)
{
  DoublesDesk *self = g_new0 (DoublesDesk, 1);
  g_autofree char *text = g_strdup_printf ("<sip:%s@example.org>", name);
  g_autoptr (SipAddress) address = sip_address_parse (text, -1, NULL);

  self->clock = g_object_ref (clock);
  self->tokens = sip_tokens_new_seeded (g_str_hash (name));
  self->via_protocol = g_strdup (via_protocol);
  self->take_calls = TRUE;
  self->take_messages = TRUE;
  self->heard = g_string_new (NULL);
  self->credentials = UA_CREDENTIALS (doubles_credentials_new ("example.org", name, "secret"));
  self->source = doubles_source_new (make_transport, self);
  self->connection = ua_connection_new ("wss://double.invalid", SIP_CLOCK (clock), self->tokens,
                                        TRANSPORT_SOURCE (self->source));
  self->agent = ua_agent_new (address, self->connection, self->credentials, SIP_CLOCK (clock), self->tokens);
  g_signal_connect (self->agent, "incoming-session", G_CALLBACK (agent_incoming_session_cb), self);
  g_signal_connect (self->agent, "incoming-message", G_CALLBACK (agent_incoming_message_cb), self);
  g_signal_connect (self->agent, "incoming-request", G_CALLBACK (agent_incoming_request_cb), self);
  return self;
}

/* Whatever the test left behind, nothing may hold the agent or its connection any more. */
void
doubles_desk_free (DoublesDesk *self)
{
  g_clear_object (&self->invitation);
  doubles_desk_settle (self);
  g_assert_finalize_object (self->agent);
  g_assert_finalize_object (self->connection);
  g_assert_finalize_object (self->source);
  g_clear_object (&self->transport);
  g_clear_object (&self->credentials);
  g_clear_object (&self->tokens);
  g_clear_object (&self->clock);
  g_string_free (self->heard, TRUE);
  g_free (self->via_protocol);
  g_free (self);
}

void
doubles_desk_open (DoublesDesk *self)
{
  ua_agent_start (self->agent);
  doubles_desk_settle (self);
  g_assert_true (ua_agent_is_connected (self->agent));
}

void
doubles_desk_fall_silent (DoublesDesk *self,
                          gboolean     silent)
{
  self->silent = silent;
  if (self->transport != NULL)
    doubles_transport_set_answering (self->transport, !silent);
}

void
doubles_desk_join (DoublesDesk *self,
                   DoublesDesk *other)
{
  doubles_transport_pair (self->transport, other->transport);
}

void
doubles_desk_settle (DoublesDesk *self)
{
  for (guint i = 0; i < MAX_TURNS; i++)
    {
      doubles_clock_advance (self->clock, 0);
      doubles_wait_settle ();
    }
}

void
doubles_desk_advance (DoublesDesk *self,
                      guint        ms)
{
  for (guint left = ms; left > 0;)
    {
      guint slice = MIN (left, SLICE_MS);

      doubles_clock_advance (self->clock, slice);
      doubles_wait_settle ();
      left -= slice;
    }
  doubles_desk_settle (self);
}

SipMessage *
doubles_desk_pop_request (DoublesDesk *self,
                          const char  *method)
{
  doubles_desk_settle (self);

  g_autoptr (SipMessage) message = doubles_transport_pop_message (self->transport);

  g_assert_nonnull (message);
  g_assert_true (sip_message_is_request (message));
  g_assert_cmpstr (sip_message_get_method_name (message), ==, method);
  return g_steal_pointer (&message);
}

SipMessage *
doubles_desk_pop_response (DoublesDesk *self,
                           guint        status)
{
  doubles_desk_settle (self);

  g_autoptr (SipMessage) message = doubles_transport_pop_message (self->transport);

  g_assert_nonnull (message);
  g_assert_cmpuint (sip_message_get_status (message), ==, status);
  return g_steal_pointer (&message);
}

void
doubles_desk_expect_silence (DoublesDesk *self)
{
  doubles_desk_settle (self);
  g_assert_cmpuint (doubles_transport_get_n_written (self->transport), ==, 0);
}

void
doubles_desk_answer (DoublesDesk *self,
                     SipMessage  *request,
                     guint        status,
                     const char  *to_tag,
                     const char  *rest)
{
  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_response (request, status, NULL, to_tag);
  g_auto (GStrv) parts = g_strsplit (rest, "\n\n", 2);
  g_auto (GStrv) lines = g_strsplit (parts[0] != NULL ? parts[0] : "", "\n", -1);
  const char *body = parts[0] != NULL ? parts[1] : NULL;

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) field = g_strsplit (lines[i], ": ", 2);

      g_assert_nonnull (field[1]);
      sip_message_builder_add_header (builder, sip_header_lookup (field[0], -1), field[1]);
    }
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      sip_message_builder_set_body (builder, "application/sdp", bytes);
    }

  g_autoptr (SipMessage) response = sip_message_builder_end (builder);
  GBytes *octets = sip_message_get_bytes (response);
  g_autofree char *text = g_strndup (g_bytes_get_data (octets, NULL), g_bytes_get_size (octets));

  doubles_transport_deliver (self->transport, text);
  doubles_desk_settle (self);
}

void
doubles_desk_expect (DoublesDesk *self,
                     const char  *heard)
{
  g_assert_cmpstr (self->heard->str, ==, heard);
  g_string_truncate (self->heard, 0);
}
