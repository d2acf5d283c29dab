/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-address.h"
#include "sip-headers.h"
#include "sip-status.h"
#include "sip-via.h"

G_BEGIN_DECLS

/* One immutable request or response (RFC 3261 §7). Headers are parsed when asked for; the body is never
 * copied. */
typedef struct _SipMessage SipMessage;

#define SIP_TYPE_MESSAGE (sip_message_get_type ())
GType         sip_message_get_type          (void) G_GNUC_CONST;

typedef enum
{
  SIP_METHOD_OTHER,
  SIP_METHOD_INVITE,
  SIP_METHOD_ACK,
  SIP_METHOD_BYE,
  SIP_METHOD_CANCEL,
  SIP_METHOD_OPTIONS,
  SIP_METHOD_REGISTER,
  SIP_METHOD_PRACK,
  SIP_METHOD_SUBSCRIBE,
  SIP_METHOD_NOTIFY,
  SIP_METHOD_PUBLISH,
  SIP_METHOD_INFO,
  SIP_METHOD_REFER,
  SIP_METHOD_MESSAGE,
  SIP_METHOD_UPDATE,
} SipMethod;

SipMethod     sip_method_from_name          (const char *name); /* case-sensitive (RFC 3261 §7.1) */
const char   *sip_method_get_name           (SipMethod   method);

SipMessage   *sip_message_ref               (SipMessage *self);
void          sip_message_unref             (SipMessage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SipMessage, sip_message_unref)

gboolean      sip_message_is_request        (SipMessage *self);
gboolean      sip_message_is_response       (SipMessage *self);
SipMethod     sip_message_get_method        (SipMessage *self); /* of a response: the method of its CSeq */
const char   *sip_message_get_method_name   (SipMessage *self);
const char   *sip_message_get_version       (SipMessage *self); /* "SIP/2.0" */
SipUri       *sip_message_get_request_uri   (SipMessage *self); /* NULL for a response */
guint         sip_message_get_status        (SipMessage *self); /* 0 for a request */
const char   *sip_message_get_reason        (SipMessage *self);

/* Values as written, unfolded and trimmed; a comma-separated list counts one value an element where the
 * header's grammar is a list. UNKNOWN headers go by name. */
guint         sip_message_count_header      (SipMessage *self,
                                             SipHeader   header);
const char   *sip_message_get_header        (SipMessage *self,
                                             SipHeader   header); /* the first; NULL: absent */
const char   *sip_message_get_header_nth    (SipMessage *self,
                                             SipHeader   header,
                                             guint       index);
const char   *sip_message_get_header_by_name (SipMessage *self,
                                              const char *name,
                                              guint       index);
/* Parsed forms; NULL when absent or malformed (sip_message_check() says which). Borrowed. */
SipVia       *sip_message_get_via           (SipMessage *self,
                                             guint       index);
SipAddress   *sip_message_get_from          (SipMessage *self);
SipAddress   *sip_message_get_to            (SipMessage *self);
SipAddress   *sip_message_get_address       (SipMessage *self,
                                             SipHeader   header,
                                             guint       index); /* Contact, Route, Record-Route, Refer-To… */
const char   *sip_message_get_call_id       (SipMessage *self);
gboolean      sip_message_get_cseq          (SipMessage *self,
                                             guint32    *number,
                                             const char **method_name);
gboolean      sip_message_get_number        (SipMessage *self,
                                             SipHeader   header,
                                             guint32    *value); /* Expires, Max-Forwards, RSeq… */
gboolean      sip_message_has_token         (SipMessage *self,
                                             SipHeader   header,
                                             const char *token); /* Supported, Allow…; any case */
GBytes       *sip_message_get_body          (SipMessage *self); /* never NULL */
char         *sip_message_dup_content_type  (SipMessage *self); /* "type/subtype", lower case; NULL: none */
GBytes       *sip_message_get_bytes         (SipMessage *self); /* the whole message as received or built */
/* For a log: the text with credentials and keys replaced (TRUST, redaction rule). */
char         *sip_message_dup_redacted      (SipMessage *self);

G_END_DECLS
