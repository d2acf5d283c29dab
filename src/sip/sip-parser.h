/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message.h"

G_BEGIN_DECLS

#define SIP_PARSE_ERROR (sip_parse_error_quark ())
GQuark      sip_parse_error_quark (void);

typedef enum
{
  SIP_PARSE_ERROR_START_LINE,
  SIP_PARSE_ERROR_HEADER,     /* the message names it */
  SIP_PARSE_ERROR_FRAMING,    /* Content-Length cannot be true */
  SIP_PARSE_ERROR_INCOMPLETE, /* no end of the header section */
  SIP_PARSE_ERROR_TOO_LARGE,
} SipParseError;

/* Fast and shallow: start line, header lines, body extent. @bytes holds one message (a datagram's trailing
 * octets are ignored); absent Content-Length means the rest (RFC 3261 §18.3). */
SipMessage *sip_parser_parse      (GBytes      *bytes,
                                   GError     **error);
/* Deep: every header whose grammar is known is parsed; the error names the first bad one. */
gboolean    sip_message_check     (SipMessage  *self,
                                   GError     **error);
/* The same for one header. */
gboolean    sip_message_check_header (SipMessage *self,
                                      SipHeader   header,
                                      GError    **error);
/* For answering what could not be parsed: reads whatever Via, From, To, Call-ID and CSeq it can from bad
 * bytes and builds a reply; NULL when nothing can be routed or it was not a request. */
GBytes     *sip_parser_salvage_reply (GBytes   *bytes,
                                      guint     status,
                                      const char *reason);

/* For a log: any octets, message or not, with credentials and keys replaced (TRUST, redaction rule). */
char       *sip_parser_dup_redacted  (GBytes     *bytes);

G_END_DECLS
