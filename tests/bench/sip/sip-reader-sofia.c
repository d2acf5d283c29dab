/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sofia-SIP reads each header it knows as soon as it has found it, so there is no half way. */

#include "sip-reader.h"

#include <sofia-sip/msg.h>
#include <sofia-sip/msg_addr.h>
#include <sofia-sip/msg_mime.h>
#include <sofia-sip/sip.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_parser.h>
#include <string.h>

static gsize
read_full (const char *octets,
           gsize       length)
{
  msg_t *message = msg_make (sip_default_mclass (), 0, octets, (ssize_t) length);
  sip_t *sip = message != NULL ? sip_object (message) : NULL;
  gsize read = 0;

  if (sip != NULL && sip->sip_from != NULL && sip->sip_to != NULL && sip->sip_cseq != NULL)
    {
      read = sip->sip_cseq->cs_seq;
      for (sip_via_t *via = sip->sip_via; via != NULL; via = via->v_next)
        read++;
      for (sip_contact_t *contact = sip->sip_contact; contact != NULL; contact = contact->m_next)
        read++;
      for (sip_route_t *route = sip->sip_route; route != NULL; route = route->r_next)
        read++;
      for (sip_record_route_t *route = sip->sip_record_route; route != NULL; route = route->r_next)
        read++;
    }
  msg_destroy (message);
  return read;
}

static gsize
write_invite (void)
{
  msg_t *message = msg_create (sip_default_mclass (), 0);
  su_home_t *home = msg_home (message);
  sip_t *sip = sip_object (message);
  size_t length = 0;
  char *octets;

  sip_add_dup (message, sip, (sip_header_t *) sip_request_create (home, SIP_METHOD_INVITE, URL_STRING_MAKE ("sip:bob@biloxi.example.com"), NULL));
  sip_add_make (message, sip, sip_via_class, "SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK74bf9;rport");
  sip_add_make (message, sip, sip_from_class, "\"Alice\" <sip:alice@atlanta.example.com>;tag=9fxced76sl");
  sip_add_make (message, sip, sip_to_class, "<sip:bob@biloxi.example.com>");
  sip_add_make (message, sip, sip_call_id_class, "3848276298220188511@atlanta.example.com");
  sip_add_make (message, sip, sip_cseq_class, "1 INVITE");
  sip_add_make (message, sip, sip_max_forwards_class, "70");
  sip_add_make (message, sip, sip_contact_class, "<sip:alice@df7jal23ls0d.invalid;transport=ws>");
  sip_add_make (message, sip, sip_allow_class, "INVITE, ACK, BYE, CANCEL, OPTIONS, MESSAGE");
  sip_add_make (message, sip, sip_supported_class, "timer, replaces, outbound, 100rel");
  sip_add_make (message, sip, sip_user_agent_class, "Earshot");
  sip_add_make (message, sip, sip_content_type_class, "application/sdp");
  sip_add_make (message, sip, sip_payload_class, sip_reader_body);
  sip_complete_message (message);
  msg_serialize (message, (msg_pub_t *) sip);
  octets = msg_as_string (home, message, NULL, 0, &length);
  g_assert (octets != NULL);
  msg_destroy (message);
  return length;
}

const SipReader sip_reader_sofia = { "Sofia-SIP", NULL, NULL, read_full, write_invite };
