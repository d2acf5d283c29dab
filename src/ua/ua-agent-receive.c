/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What comes in, step by step: read it, check it, find its transaction, find its dialog, and only then ask
 * whether somebody wants it. Whatever nobody wants is refused as the RFC says; nothing is left without an
 * answer.
 */

#include "ua-agent-private.h"

#include "sip-parser.h"
#include "ua-agent-events.h"
#include "ua-agent-referrals.h"
#include "ua-invitation-private.h"
#include "ua-rel100.h"
#include "ua-session-private.h"

static void
send_bytes (UaAgent *self,
            GBytes  *bytes)
{
  g_autoptr (GError) error = NULL;

  if (self->tap == NULL || sip_port_send (SIP_PORT (self->tap), bytes, &error))
    return;
  g_info ("a reply could not be sent: %s", error->message);
}

/* RFC 4475 §3.1.2: what can still be routed back is told that it was not understood. */
static void
refuse_unreadable (UaAgent      *self,
                   GBytes       *bytes,
                   const GError *error)
{
  static const char *const reasons[] = {
    [SIP_PARSE_ERROR_START_LINE] = "Bad Request-Line",     [SIP_PARSE_ERROR_HEADER] = "Bad Header Field",
    [SIP_PARSE_ERROR_FRAMING] = "Bad Content-Length",      [SIP_PARSE_ERROR_INCOMPLETE] = "Incomplete Message",
    [SIP_PARSE_ERROR_TOO_LARGE] = NULL,
  };
  guint status = g_error_matches (error, SIP_PARSE_ERROR, SIP_PARSE_ERROR_TOO_LARGE) ? SIP_STATUS_MESSAGE_TOO_LARGE
                                                                                     : SIP_STATUS_BAD_REQUEST;
  g_autoptr (GBytes) reply = sip_parser_salvage_reply (bytes, status, reasons[error->code]);

  g_info ("a message could not be read: %s", error->message);
  if (reply != NULL)
    send_bytes (self, reply);
}

static void
refuse_insane (UaAgent               *self,
               SipMessage            *message,
               const SipSanityResult *result)
{
  g_info ("%s: %s", result->check, result->detail != NULL ? result->detail : "refused");
  if (result->verdict == SIP_SANITY_DROP)
    return;

  g_autoptr (SipMessageBuilder) builder =
    ua_agent_begin_response (self, message, result->status, result->detail, NULL);
  g_auto (GStrv) line = g_strsplit (result->header != NULL ? result->header : "", ":", 2);

  if (g_strv_length (line) == 2)
    sip_message_builder_set_header (builder, sip_header_lookup (g_strstrip (line[0]), -1), g_strstrip (line[1]));

  g_autoptr (SipMessage) response = sip_message_builder_end (builder);

  send_bytes (self, sip_message_get_bytes (response));
}

/* What an INFO carries is the business of its call, and its package comes before its type (RFC 6086 §4.2.3). */
static gboolean
has_known_bodies (SipMessage *message)
{
  return ua_agent_allows (sip_message_get_method_name (message)) &&
         (sip_message_is_response (message) || sip_message_get_method (message) != SIP_METHOD_INFO);
}

/* News of a list MUST require "eventlist" (RFC 4662 §4.1), which we say only where we ask for a list; "trickle-ice" is said by
 * the calls that can (ua-trickle.c). */
static char **
dup_understood (UaAgent    *self,
                SipMessage *message)
{
  g_auto (GStrv) extensions = ua_agent_dup_extensions (self);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_addv (builder, (const char **) extensions);
  g_strv_builder_add (builder, "trickle-ice");
  if (sip_message_get_method (message) == SIP_METHOD_NOTIFY)
    g_strv_builder_add (builder, "eventlist");
  return g_strv_builder_end (builder);
}

/* Which methods are welcome turns out when it is known who takes them, and so do the bodies of those that are
 * not ours to understand; everything else is checked. */
static void
check_sanity (UaAgent         *self,
              SipMessage      *message,
              SipSanityResult *result)
{
  g_autofree char *type = sip_message_dup_content_type (message);
  const char *methods[] = { sip_message_get_method_name (message), NULL };
  const char *types[] = { type, NULL };
  g_auto (GStrv) extensions = dup_understood (self, message);
  SipAbilities abilities = {
    .methods = methods,
    .extensions = (const char *const *) extensions,
    .content_types = has_known_bodies (message) ? ua_agent_get_types (self) : types,
    .sent_by = self->tap != NULL ? sip_port_get_sent_by (SIP_PORT (self->tap)) : NULL,
  };

  sip_sanity_check (message, &abilities, result);
}

void
ua_agent_receive (UaAgent *self,
                  GBytes  *bytes)
{
  g_autoptr (UaAgent) hold = g_object_ref (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (SipMessage) message = sip_parser_parse (bytes, &error);
  SipSanityResult result = { 0 };

  ua_agent_trace (self, FALSE, bytes, message);
  if (message == NULL)
    {
      refuse_unreadable (self, bytes, error);
      return;
    }
  if (sip_message_is_response (message))
    ua_agent_watch_response (self, message);
  check_sanity (self, message, &result);
  if (result.verdict == SIP_SANITY_PASS)
    sip_transactions_receive (self->transactions, message);
  else
    refuse_insane (self, message, &result);
  sip_sanity_result_clear (&result);
}

static guint
count_waiting (UaAgent *self)
{
  guint n_waiting = 0;

  for (guint i = 0; i < self->sessions->len; i++)
    {
      UaSession *session = g_ptr_array_index (self->sessions, i);

      if (UA_IS_INVITATION (session) && ua_session_get_state (session) == UA_SESSION_STATE_INITIAL)
        n_waiting++;
    }
  return n_waiting;
}

static gboolean
is_description (SipMessage *request)
{
  g_autofree char *type = sip_message_dup_content_type (request);

  return g_bytes_get_size (sip_message_get_body (request)) == 0
         || g_strcmp0 (type, UA_DESCRIPTION_CONTENT_TYPE) == 0;
}

static void
receive_invite (UaAgent        *self,
                SipTransaction *server,
                SipMessage     *request)
{
  if (sip_message_count_header (request, SIP_HEADER_REPLACES) > 0)
    ua_agent_receive_replaces (self, server, request);
  else
    ua_agent_receive_call (self, server, request, NULL);
}

/* @replaced: the call of ours that is to end when this one is accepted (RFC 3891 §3); NULL: none. */
void
ua_agent_receive_call (UaAgent        *self,
                       SipTransaction *server,
                       SipMessage     *request,
                       UaSession      *replaced)
{
  g_autoptr (GError) error = NULL;

  if (ua_agent_refuse_surplus (self, server) || ua_agent_refuse_brief (self, server, request))
    return;
  if (count_waiting (self) >= UA_AGENT_MAX_INCOMING)
    {
      ua_agent_answer (self, server, SIP_STATUS_BUSY_HERE);
      return;
    }
  if (!is_description (request))
    {
      ua_agent_answer (self, server, SIP_STATUS_UNSUPPORTED_MEDIA_TYPE);
      return;
    }
  if (!ua_rel100_admit (self, server))
    return;

  g_autoptr (UaInvitation) invitation = ua_invitation_new (self, server, &error);

  if (invitation == NULL)
    {
      g_info ("an INVITE makes no dialog: %s", error->message);
      ua_agent_refuse (self, server, SIP_STATUS_BAD_REQUEST, error->message);
      return;
    }
  ua_session_set_replaced (UA_SESSION (invitation), replaced);
  if (!ua_agent_offer_session (self, invitation))
    ua_invitation_reject (invitation, replaced != NULL ? SIP_STATUS_DECLINE : SIP_STATUS_TEMPORARILY_UNAVAILABLE, NULL);
}

/* RFC 3261 §9.2: the CANCEL is answered for itself; what it means is another matter. */
static void
receive_cancel (UaAgent        *self,
                SipTransaction *server,
                SipMessage     *request)
{
  SipTransaction *invite = sip_transactions_find_cancelled (self->transactions, request);
  g_autoptr (GPtrArray) sessions = ua_agent_list_sessions (self);

  if (invite == NULL)
    {
      ua_agent_answer (self, server, SIP_STATUS_NO_TRANSACTION);
      return;
    }

  ua_agent_answer (self, server, SIP_STATUS_OK);
  for (guint i = 0; i < sessions->len; i++)
    ua_session_receive_cancel (g_ptr_array_index (sessions, i), invite, request);
}

static void
receive_message (UaAgent        *self,
                 SipTransaction *server,
                 SipMessage     *request)
{
  if (ua_agent_offer_message (self, request))
    ua_agent_answer (self, server, SIP_STATUS_OK);
  else if (!ua_agent_offer_request (self, server, request))
    ua_agent_answer_not_allowed (self, server);
}

/* What is said to a request outside a dialog that nobody took. REFER: CONTRACT U24, A.6 item 8. */
static void
refuse_untaken (UaAgent        *self,
                SipTransaction *server,
                SipMessage     *request)
{
  SipMethod method = sip_message_get_method (request);

  if (method == SIP_METHOD_OPTIONS)
    ua_agent_answer_options (self, server);
  else if (method == SIP_METHOD_REFER)
    ua_agent_answer (self, server, SIP_STATUS_DECLINE);
  else if (method == SIP_METHOD_NOTIFY || method == SIP_METHOD_BYE || method == SIP_METHOD_UPDATE
           || method == SIP_METHOD_INFO || method == SIP_METHOD_PRACK)
    ua_agent_answer (self, server, SIP_STATUS_NO_TRANSACTION);
  else if (method == SIP_METHOD_OTHER)
    ua_agent_answer (self, server, SIP_STATUS_NOT_IMPLEMENTED);
  else
    ua_agent_answer_not_allowed (self, server);
}

static void
receive_outside (UaAgent        *self,
                 SipTransaction *server,
                 SipMessage     *request)
{
  SipMethod method = sip_message_get_method (request);

  if (method == SIP_METHOD_INVITE)
    receive_invite (self, server, request);
  else if (method == SIP_METHOD_MESSAGE)
    receive_message (self, server, request);
  else if (method == SIP_METHOD_REFER && ua_agent_receive_referral (self, NULL, server, request))
    return;
  else if (!ua_agent_offer_request (self, server, request))
    refuse_untaken (self, server, request);
}

static void
receive_inside (UaAgent        *self,
                SipTransaction *server,
                SipMessage     *request)
{
  SipDialog *dialog = NULL;
  UaSession *session = ua_dialogs_find (self->dialogs, request, &dialog);

  if (session != NULL)
    ua_session_receive_request (session, dialog, server, request);
  else if (server != NULL && !ua_agent_take_notify (self, server, request)
           && !ua_agent_take_subscribe (self, server, request))
    ua_agent_answer (self, server, SIP_STATUS_NO_TRANSACTION);
}

/* RFC 3261 §8.2, §12.2.2: by tag inside or outside a dialog. An ACK has no transaction and gets no answer. */
void
ua_agent_receive_request (UaAgent        *self,
                          SipTransaction *server,
                          SipMessage     *request)
{
  SipMethod method = sip_message_get_method (request);
  gboolean inside = sip_address_get_tag (sip_message_get_to (request)) != NULL;

  if (server != NULL && method == SIP_METHOD_CANCEL)
    receive_cancel (self, server, request);
  else if (inside)
    receive_inside (self, server, request);
  else if (server == NULL)
    g_info ("an ACK to nothing is left alone");
  else if (sip_transactions_is_merged (self->transactions, request)
           || sip_transactions_is_loop (self->transactions, request))
    ua_agent_answer (self, server, SIP_STATUS_LOOP_DETECTED);
  else
    receive_outside (self, server, request);
}
