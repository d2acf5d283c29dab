/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sip-reader.h"

#include <osipparser2/osip_parser.h>
#include <string.h>

static void
begin (void)
{
  parser_init ();
}

static gsize
read_full (const char *octets,
           gsize       length)
{
  osip_message_t *message;
  gsize read = 0;

  osip_message_init (&message);
  if (osip_message_parse (message, octets, length) == 0 && message->from != NULL && message->to != NULL
      && message->cseq != NULL)
    read = 1 + (gsize) osip_list_size (&message->vias) + (gsize) osip_list_size (&message->contacts)
           + (gsize) osip_list_size (&message->routes) + (gsize) osip_list_size (&message->record_routes)
           + strlen (message->cseq->number);
  osip_message_free (message);
  return read;
}

static gsize
write_invite (void)
{
  osip_message_t *message;
  osip_uri_t *uri;
  char *octets = NULL;
  size_t length = 0;

  osip_message_init (&message);
  osip_uri_init (&uri);
  osip_uri_parse (uri, "sip:bob@biloxi.example.com");
  osip_message_set_uri (message, uri);
  osip_message_set_method (message, osip_strdup ("INVITE"));
  osip_message_set_version (message, osip_strdup ("SIP/2.0"));
  osip_message_set_via (message, "SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK74bf9;rport");
  osip_message_set_from (message, "\"Alice\" <sip:alice@atlanta.example.com>;tag=9fxced76sl");
  osip_message_set_to (message, "<sip:bob@biloxi.example.com>");
  osip_message_set_call_id (message, "3848276298220188511@atlanta.example.com");
  osip_message_set_cseq (message, "1 INVITE");
  osip_message_set_max_forwards (message, "70");
  osip_message_set_contact (message, "<sip:alice@df7jal23ls0d.invalid;transport=ws>");
  osip_message_set_allow (message, "INVITE, ACK, BYE, CANCEL, OPTIONS, MESSAGE");
  osip_message_set_supported (message, "timer, replaces, outbound, 100rel");
  osip_message_set_user_agent (message, "Earshot");
  osip_message_set_content_type (message, "application/sdp");
  osip_message_set_body (message, sip_reader_body, strlen (sip_reader_body));
  osip_message_to_str (message, &octets, &length);
  osip_free (octets);
  osip_message_free (message);
  return length;
}

const SipReader sip_reader_osip = { "libosip2", begin, NULL, read_full, write_invite };
