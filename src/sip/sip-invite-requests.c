/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An ACK to a refusal and a CANCEL are read hop by hop beside their INVITE, so each must be its copy in
 * all that matters for finding it: Request-URI, top Via, Route, From, Call-ID and the number of its CSeq. */

#include "sip-invite-requests.h"

#include "sip-message-builder.h"

static void
copy_header (SipMessageBuilder *builder,
             SipMessage        *from,
             SipHeader          header)
{
  const char *value;

  for (guint i = 0; (value = sip_message_get_header_nth (from, header, i)) != NULL; i++)
    sip_message_builder_add_header (builder, header, value);
}

static SipMessageBuilder *
follow (SipMessage *invite,
        SipMethod   method,
        SipMessage *to)
{
  SipMessageBuilder *builder =
    sip_message_builder_new_request (method, sip_message_get_request_uri (invite));
  guint32 cseq = 0;

  sip_message_builder_set_header (builder, SIP_HEADER_VIA, sip_message_get_header (invite, SIP_HEADER_VIA));
  sip_message_builder_set_number (builder, SIP_HEADER_MAX_FORWARDS, SIP_MAX_FORWARDS);
  copy_header (builder, invite, SIP_HEADER_ROUTE);
  copy_header (builder, invite, SIP_HEADER_FROM);
  copy_header (builder, to, SIP_HEADER_TO);
  copy_header (builder, invite, SIP_HEADER_CALL_ID);
  sip_message_get_cseq (invite, &cseq, NULL);
  sip_message_builder_set_cseq (builder, cseq, sip_method_get_name (method));

  return builder;
}

/**
 * sip_invite_make_ack:
 * @invite: our INVITE
 * @response: its non-2xx final response
 *
 * Writes the ACK that the transaction itself sends. RFC 3261 §17.1.1.3: "The To header field in the ACK
 * MUST equal the To header field in the response being acknowledged".
 *
 * Returns: (transfer full): the ACK
 */
SipMessage *
sip_invite_make_ack (SipMessage *invite,
                     SipMessage *response)
{
  g_return_val_if_fail (invite != NULL && response != NULL, NULL);

  g_autoptr (SipMessageBuilder) builder = follow (invite, SIP_METHOD_ACK, response);

  return sip_message_builder_end (builder);
}

/**
 * sip_invite_make_cancel:
 * @invite: our INVITE
 * @reason: (nullable): a value for Reason (RFC 3326)
 *
 * Writes the CANCEL. RFC 3261 §9.1: "The Request-URI, Call-ID, To, the numeric part of CSeq, and From header
 * fields in the CANCEL request MUST be identical to those in the request being cancelled".
 *
 * Returns: (transfer full): the CANCEL
 */
SipMessage *
sip_invite_make_cancel (SipMessage *invite,
                        const char *reason)
{
  g_return_val_if_fail (invite != NULL, NULL);

  g_autoptr (SipMessageBuilder) builder = follow (invite, SIP_METHOD_CANCEL, invite);

  if (reason != NULL)
    sip_message_builder_set_header (builder, SIP_HEADER_REASON, reason);

  return sip_message_builder_end (builder);
}
