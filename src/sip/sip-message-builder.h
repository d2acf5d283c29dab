/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message.h"

G_BEGIN_DECLS

/* The only place a message is written. Free text is escaped or refused: no value may bring a line of its
 * own. */
typedef struct _SipMessageBuilder SipMessageBuilder;

SipMessageBuilder *sip_message_builder_new_request    (SipMethod    method,
                                                       SipUri      *request_uri);
SipMessageBuilder *sip_message_builder_new_extension  (const char  *method,
                                                       SipUri      *request_uri);
/* Via, From, To, Call-ID, CSeq and (for 1xx/2xx) Record-Route copied from @request (RFC 3261 §8.2.6);
 * @to_tag is added when To has none and the status is above 100. */
SipMessageBuilder *sip_message_builder_new_response   (SipMessage  *request,
                                                       guint        status,
                                                       const char  *reason,
                                                       const char  *to_tag);
/* To add credentials and send again. */
SipMessageBuilder *sip_message_builder_new_copy       (SipMessage  *message);
SipMessageBuilder *sip_message_builder_ref            (SipMessageBuilder *self);
void               sip_message_builder_unref          (SipMessageBuilder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SipMessageBuilder, sip_message_builder_unref)

void               sip_message_builder_set_header     (SipMessageBuilder *self,
                                                       SipHeader          header,
                                                       const char        *value); /* replaces all */
void               sip_message_builder_add_header     (SipMessageBuilder *self,
                                                       SipHeader          header,
                                                       const char        *value); /* after those there */
void               sip_message_builder_prepend_header (SipMessageBuilder *self,
                                                       SipHeader          header,
                                                       const char        *value); /* before them: Via */
/* FALSE and an error when the name is no token, the value has a line break, or the header is one that the
 * stack alone writes (Via, CSeq, Call-ID, Content-Length…). */
gboolean           sip_message_builder_add_extra      (SipMessageBuilder *self,
                                                       const char        *name,
                                                       const char        *value,
                                                       GError           **error);
void               sip_message_builder_set_address    (SipMessageBuilder *self,
                                                       SipHeader          header,
                                                       SipAddress        *address);
void               sip_message_builder_add_address    (SipMessageBuilder *self,
                                                       SipHeader          header,
                                                       SipAddress        *address);
void               sip_message_builder_set_number     (SipMessageBuilder *self,
                                                       SipHeader          header,
                                                       guint32            value);
void               sip_message_builder_set_cseq       (SipMessageBuilder *self,
                                                       guint32            number,
                                                       const char        *method_name);
void               sip_message_builder_set_body       (SipMessageBuilder *self,
                                                       const char        *content_type,
                                                       GBytes            *body);
void               sip_message_builder_remove_header  (SipMessageBuilder *self,
                                                       SipHeader          header);
/* The first field of it as written so far, borrowed until the next change; NULL: none. */
const char        *sip_message_builder_get_header     (SipMessageBuilder *self,
                                                       SipHeader          header);
/* Content-Length is written here; the result is parsed back, so it is what a peer will read. */
SipMessage        *sip_message_builder_end            (SipMessageBuilder *self);

G_END_DECLS
