/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Messages for tests that are about something else than messages. */

#include "doubles-message.h"

#include "sip-parser.h"

#include <string.h>

SipMessage *
doubles_message_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *wire = g_strjoinv ("\r\n", lines);
  g_autoptr (GBytes) bytes = g_bytes_new (wire, strlen (wire));
  SipMessage *message = sip_parser_parse (bytes, &error);

  g_assert_no_error (error);
  sip_message_check (message, &error);
  g_assert_no_error (error);

  return message;
}

SipMessage *
doubles_message_request (const char *method,
                         const char *branch)
{
  g_autofree char *param = branch == NULL ? g_strdup ("") : g_strconcat (";branch=", branch, NULL);
  g_autofree char *text = g_strdup_printf ("%s sip:us@here.example SIP/2.0\n"
                                           "Via: SIP/2.0/UDP peer.example:5060%s\n"
                                           "Max-Forwards: 70\n"
                                           "From: <sip:peer@there.example>;tag=peer\n"
                                           "To: <sip:us@here.example>\n"
                                           "Call-ID: call-from-peer\n"
                                           "CSeq: 7 %s\n"
                                           "Contact: <sip:peer@192.0.2.9>\n"
                                           "Content-Length: 0\n"
                                           "\n", method, param, method);

  return doubles_message_parse (text);
}

SipMessageBuilder *
doubles_message_begin (const char *method)
{
  g_autoptr (SipUri) uri = sip_uri_parse ("sip:peer@there.example", -1, NULL);
  SipMethod known = sip_method_from_name (method);
  SipMessageBuilder *builder = known == SIP_METHOD_OTHER ? sip_message_builder_new_extension (method, uri)
                                                         : sip_message_builder_new_request (known, uri);

  sip_message_builder_set_number (builder, SIP_HEADER_MAX_FORWARDS, 70);
  sip_message_builder_set_header (builder, SIP_HEADER_FROM, "<sip:us@here.example>;tag=us");
  sip_message_builder_set_header (builder, SIP_HEADER_TO, "<sip:peer@there.example>");
  sip_message_builder_set_header (builder, SIP_HEADER_CALL_ID, "call-from-us");
  sip_message_builder_set_cseq (builder, 3, method);
  sip_message_builder_set_header (builder, SIP_HEADER_CONTACT, "<sip:us@192.0.2.1>");

  return builder;
}

SipMessage *
doubles_message_answer (SipMessage *request,
                        guint       status,
                        const char *to_tag)
{
  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_response (request, status, NULL, to_tag);

  return sip_message_builder_end (builder);
}

SipMessage *
doubles_message_without (SipMessage *message,
                         SipHeader   header)
{
  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_copy (message);

  sip_message_builder_remove_header (builder, header);

  return sip_message_builder_end (builder);
}
