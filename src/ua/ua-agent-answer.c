/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How our answers look, and what we say we can do. */

#include "ua-agent-private.h"

#define RETRY_SOON_S 10

static const char *const methods[] = { "INVITE", "ACK",  "CANCEL",  "BYE",   "OPTIONS",
                                       "UPDATE", "INFO", "MESSAGE", "REFER", "PRACK", NULL };
static const char *const extensions[] = {
  "timer",  /* not where calls ask for no refresh */
  "from-change",
  "norefersub",
  "replaces",
  "199",
  "100rel", /* whether we say so depends (U14) */
  NULL,
};
static const char *const content_types[] = { "application/sdp", "text/plain", NULL };

const SipAbilities ua_agent_abilities = {
  .methods = methods,
  .extensions = extensions,
  .content_types = content_types,
};

const char *const *
ua_agent_get_methods (UaAgent *self)
{
  return self->methods != NULL ? (const char *const *) self->methods : methods;
}

const char *const *
ua_agent_get_types (UaAgent *self)
{
  return self->types != NULL ? (const char *const *) self->types : content_types;
}

/* What a REFER brings beside its address, a token that vouches for the referrer, is not ours to judge (RFC 3892 §4). */
gboolean
ua_agent_allows (const char *method)
{
  return g_strv_contains (methods, method) && !g_str_equal (method, "REFER");
}

static void
write_list (SipMessageBuilder *builder,
            SipHeader          header,
            const char *const *tokens)
{
  g_autofree char *list = g_strjoinv (", ", (char **) tokens);

  if (*list != '\0')
    sip_message_builder_set_header (builder, header, list);
}

/* Reliable provisional answers are not spoken of to everybody. */
static char **
dup_extensions (UaAgent  *self,
                gboolean  reliable)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; extensions[i] != NULL; i++)
    {
      gboolean unsaid = (!reliable && g_str_equal (extensions[i], "100rel"))
                        || (self->session_expires_s == 0 && g_str_equal (extensions[i], "timer"));

      if (!unsaid)
        g_strv_builder_add (builder, extensions[i]);
    }
  return g_strv_builder_end (builder);
}

char **
ua_agent_dup_extensions (UaAgent *self)
{
  return dup_extensions (self, self->rel100 != UA_REL100_UNSUPPORTED);
}

void
ua_agent_say_rel100 (UaAgent           *self,
                     SipMessageBuilder *invite,
                     UaRel100           rel100)
{
  g_auto (GStrv) supported = dup_extensions (self, rel100 != UA_REL100_UNSUPPORTED);

  write_list (invite, SIP_HEADER_SUPPORTED, (const char *const *) supported);
  if (rel100 == UA_REL100_REQUIRED)
    sip_message_builder_set_header (invite, SIP_HEADER_REQUIRE, "100rel");
}

void
ua_agent_introduce (UaAgent           *self,
                    SipMessageBuilder *builder)
{
  g_auto (GStrv) supported = dup_extensions (self, FALSE);

  write_list (builder, SIP_HEADER_ALLOW, ua_agent_get_methods (self));
  write_list (builder, SIP_HEADER_SUPPORTED, (const char *const *) supported);
  ua_agent_write_contact (self, builder);
}

/* What the RFC demands with a number, whoever says it. */
static void
write_duties (UaAgent           *self,
              SipMessageBuilder *builder,
              guint              status)
{
  if (status == SIP_STATUS_METHOD_NOT_ALLOWED || status == SIP_STATUS_NOT_IMPLEMENTED)
    write_list (builder, SIP_HEADER_ALLOW, ua_agent_get_methods (self));
  if (status == SIP_STATUS_UNSUPPORTED_MEDIA_TYPE)
    write_list (builder, SIP_HEADER_ACCEPT, ua_agent_get_types (self));
}

SipMessageBuilder *
ua_agent_begin_response (UaAgent    *self,
                         SipMessage *request,
                         guint       status,
                         const char *reason,
                         const char *to_tag)
{
  g_autofree char *tag = to_tag != NULL ? g_strdup (to_tag) : sip_tokens_next (self->tokens);
  SipMessageBuilder *builder = sip_message_builder_new_response (request, status, reason, tag);

  sip_message_builder_set_header (builder, SIP_HEADER_SERVER, self->user_agent);
  write_duties (self, builder, status);
  return builder;
}

static void
respond (SipTransaction    *server,
         SipMessageBuilder *builder)
{
  g_autoptr (SipMessage) response = sip_message_builder_end (builder);

  if (!sip_transaction_respond (server, response))
    g_info ("a %u came too late", sip_message_get_status (response));
}

void
ua_agent_answer (UaAgent        *self,
                 SipTransaction *server,
                 guint           status)
{
  g_autoptr (SipMessageBuilder) builder =
    ua_agent_begin_response (self, sip_transaction_get_request (server), status, NULL, NULL);

  respond (server, builder);
}

void
ua_agent_answer_options (UaAgent        *self,
                         SipTransaction *server)
{
  g_autoptr (SipMessageBuilder) builder =
    ua_agent_begin_response (self, sip_transaction_get_request (server), SIP_STATUS_OK, NULL, NULL);

  g_auto (GStrv) supported = ua_agent_dup_extensions (self);

  write_list (builder, SIP_HEADER_ALLOW, ua_agent_get_methods (self));
  write_list (builder, SIP_HEADER_ACCEPT, ua_agent_get_types (self));
  sip_message_builder_set_header (builder, SIP_HEADER_ACCEPT_ENCODING, "identity");
  write_list (builder, SIP_HEADER_SUPPORTED, (const char *const *) supported);
  respond (server, builder);
}

void
ua_agent_answer_not_allowed (UaAgent        *self,
                             SipTransaction *server)
{
  ua_agent_answer (self, server, SIP_STATUS_METHOD_NOT_ALLOWED);
}

/* RFC 3261 §14.2: a Retry-After "with a randomly chosen value of between 0 and 10 seconds". */
void
ua_agent_answer_later (UaAgent        *self,
                       SipTransaction *server)
{
  g_autoptr (SipMessageBuilder) builder = ua_agent_begin_response (
    self, sip_transaction_get_request (server), SIP_STATUS_SERVER_ERROR, NULL, NULL);

  sip_message_builder_set_number (builder, SIP_HEADER_RETRY_AFTER,
                                  sip_tokens_next_below (self->tokens, RETRY_SOON_S + 1));
  respond (server, builder);
}

/* A header that was handed to us as one line, "Name: value". */
static gboolean
add_line (SipMessageBuilder *builder,
          const char        *line)
{
  g_auto (GStrv) parts = g_strsplit (line, ":", 2);
  g_autoptr (GError) error = NULL;

  if (g_strv_length (parts) == 2)
    {
      const char *name = g_strstrip (parts[0]);
      SipHeader header = sip_header_lookup (name, -1);

      /* A registrar's answer carries Contact, which is not an extra of a call's. */
      if (header != SIP_HEADER_UNKNOWN)
        sip_message_builder_add_header (builder, header, g_strstrip (parts[1]));
      if (header != SIP_HEADER_UNKNOWN || sip_message_builder_add_extra (builder, name, g_strstrip (parts[1]), &error))
        return TRUE;
    }

  g_critical ("\"%s\" is no header: %s", line, error != NULL ? error->message : "no colon");
  return FALSE;
}

/**
 * ua_agent_respond:
 * @self: the agent
 * @server: what [signal@UaAgent::incoming-request] handed out
 * @status: the status code
 * @reason: (nullable): the reason phrase; %NULL: the usual one
 * @headers: (nullable) (array zero-terminated=1): further headers as "Name: value"
 *
 * Answers a request that was taken.
 *
 * Returns: %FALSE when it is too late, or a header may not stand there
 */
gboolean
ua_agent_respond (UaAgent           *self,
                  SipTransaction    *server,
                  guint              status,
                  const char        *reason,
                  const char *const *headers)
{
  g_return_val_if_fail (UA_IS_AGENT (self) && SIP_IS_TRANSACTION (server), FALSE);

  g_autoptr (SipMessageBuilder) builder =
    ua_agent_begin_response (self, sip_transaction_get_request (server), status, reason, NULL);

  for (guint i = 0; headers != NULL && headers[i] != NULL; i++)
    {
      if (!add_line (builder, headers[i]))
        return FALSE;
    }

  g_autoptr (SipMessage) response = sip_message_builder_end (builder);

  return sip_transaction_respond (server, response);
}
