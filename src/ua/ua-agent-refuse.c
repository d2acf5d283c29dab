/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A number alone tells the far end that it may not; these say what was wrong with it, or when to come again, so that a
 * machine can do better and a person at the other side's log need not guess.
 */

#include "ua-agent-refuse.h"

#include "sip-slice.h"
#include "ua-agent-private.h"
#include "ua-error.h"

#include <string.h>

#define SURPLUS_RETRY_S 30

/* warn-codes of RFC 3261 §20.43 */
#define WARN_MEDIA_TYPE    304
#define WARN_MEDIA_FORMAT  305
#define WARN_MISCELLANEOUS 399

static void
respond (SipTransaction    *server,
         SipMessageBuilder *builder)
{
  g_autoptr (SipMessage) response = sip_message_builder_end (builder);

  if (!sip_transaction_respond (server, response))
    g_info ("a %u came too late", sip_message_get_status (response));
}

void
ua_agent_refuse (UaAgent        *self,
                 SipTransaction *server,
                 guint           status,
                 const char     *reason)
{
  g_autoptr (SipMessageBuilder) builder =
    ua_agent_begin_response (self, sip_transaction_get_request (server), status, reason, NULL);

  respond (server, builder);
}

/* "If an incoming request contains a Supported header field with a value 'timer' and a Session-Expires header field": a
 * short one of a proxy's is none of the caller's doing, who would not understand the 422. */
gboolean
ua_agent_refuse_brief (UaAgent        *self,
                       SipTransaction *server,
                       SipMessage     *request)
{
  guint32 asked_s = 0;

  if (self->session_expires_s == 0 || !sip_message_has_token (request, SIP_HEADER_SUPPORTED, "timer")
      || !sip_message_get_number (request, SIP_HEADER_SESSION_EXPIRES, &asked_s) || asked_s >= self->session_min_se_s)
    return FALSE;

  g_autoptr (SipMessageBuilder) builder =
    ua_agent_begin_response (self, request, SIP_STATUS_SESSION_INTERVAL_TOO_SMALL, NULL, NULL);

  sip_message_builder_set_number (builder, SIP_HEADER_MIN_SE, self->session_min_se_s);
  respond (server, builder);
  return TRUE;
}

gboolean
ua_agent_refuse_surplus (UaAgent        *self,
                         SipTransaction *server)
{
  if (self->sessions->len < UA_AGENT_MAX_SESSIONS)
    return FALSE;

  g_autoptr (SipMessageBuilder) builder = ua_agent_begin_response (
    self, sip_transaction_get_request (server), SIP_STATUS_SERVICE_UNAVAILABLE, NULL, NULL);

  sip_message_builder_set_number (builder, SIP_HEADER_RETRY_AFTER, SURPLUS_RETRY_S);
  respond (server, builder);
  return TRUE;
}

static guint
choose_warning (const char   *offer,
                const GError *error)
{
  if (!g_error_matches (error, UA_ERROR, UA_ERROR_BAD_DESCRIPTION))
    return WARN_MISCELLANEOUS;
  return offer != NULL && strstr (offer, "m=audio ") == NULL ? WARN_MEDIA_TYPE : WARN_MEDIA_FORMAT;
}

void
ua_agent_warn (UaAgent           *self,
               SipMessageBuilder *response,
               const char        *offer,
               const GError      *error)
{
  SipUri *here = self->contact != NULL ? self->contact : sip_address_get_uri (self->address);
  g_autoptr (GString) value = g_string_new (NULL);

  g_string_append_printf (value, "%u %s ", choose_warning (offer, error), sip_uri_get_host (here));
  sip_quoted_append (value, error != NULL ? error->message : "what is offered is not wanted");
  sip_message_builder_set_header (response, SIP_HEADER_WARNING, value->str);
}
