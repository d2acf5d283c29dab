/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sip-message-builder.h"
#include "sip-parser.h"
#include "sip-reader.h"

#include <string.h>

static SipUri *target;
static GBytes *body;

static void
begin (void)
{
  target = sip_uri_parse ("sip:bob@biloxi.example.com", -1, NULL);
  body = g_bytes_new_static (sip_reader_body, strlen (sip_reader_body));
}

static gsize
read_index (const char *octets,
            gsize       length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (octets, length);
  g_autoptr (SipMessage) message = sip_parser_parse (bytes, NULL);

  return message != NULL ? 1 + sip_message_get_status (message) : 0;
}

static gsize
read_addresses (SipMessage *message,
                SipHeader   header)
{
  gsize read = 0;

  for (guint i = 0; i < sip_message_count_header (message, header); i++)
    read += sip_message_get_address (message, header, i) != NULL;
  return read;
}

static gsize
read_full (const char *octets,
           gsize       length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (octets, length);
  g_autoptr (SipMessage) message = sip_parser_parse (bytes, NULL);
  guint32 cseq = 0;
  gsize read;

  if (message == NULL || !sip_message_get_cseq (message, &cseq, NULL))
    return 0;
  read = sip_message_get_from (message) != NULL && sip_message_get_to (message) != NULL;
  for (guint i = 0; i < sip_message_count_header (message, SIP_HEADER_VIA); i++)
    read += sip_message_get_via (message, i) != NULL;
  return read + cseq + read_addresses (message, SIP_HEADER_CONTACT) + read_addresses (message, SIP_HEADER_ROUTE)
         + read_addresses (message, SIP_HEADER_RECORD_ROUTE);
}

static gsize
write_invite (void)
{
  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_request (SIP_METHOD_INVITE, target);
  g_autoptr (SipMessage) message = NULL;

  sip_message_builder_set_header (builder, SIP_HEADER_VIA, "SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK74bf9;rport");
  sip_message_builder_set_header (builder, SIP_HEADER_FROM, "\"Alice\" <sip:alice@atlanta.example.com>;tag=9fxced76sl");
  sip_message_builder_set_header (builder, SIP_HEADER_TO, "<sip:bob@biloxi.example.com>");
  sip_message_builder_set_header (builder, SIP_HEADER_CALL_ID, "3848276298220188511@atlanta.example.com");
  sip_message_builder_set_cseq (builder, 1, "INVITE");
  sip_message_builder_set_number (builder, SIP_HEADER_MAX_FORWARDS, 70);
  sip_message_builder_set_header (builder, SIP_HEADER_CONTACT, "<sip:alice@df7jal23ls0d.invalid;transport=ws>");
  sip_message_builder_set_header (builder, SIP_HEADER_ALLOW, "INVITE, ACK, BYE, CANCEL, OPTIONS, MESSAGE");
  sip_message_builder_set_header (builder, SIP_HEADER_SUPPORTED, "timer, replaces, outbound, 100rel");
  sip_message_builder_set_header (builder, SIP_HEADER_USER_AGENT, "Earshot");
  sip_message_builder_set_body (builder, "application/sdp", body);
  message = sip_message_builder_end (builder);
  return g_bytes_get_size (sip_message_get_bytes (message));
}

const SipReader sip_reader_earshot = { "Earshot", begin, read_index, read_full, write_invite };
