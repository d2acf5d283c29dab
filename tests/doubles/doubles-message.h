/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message-builder.h"

G_BEGIN_DECLS

/* A message as a test writes it: lines end with \n, the head with an empty one. Aborts when it is none. */
SipMessage        *doubles_message_parse   (const char *text);
/* A whole request from a peer: Via with @branch (NULL: none, as in RFC 2543), From with tag "peer", To
 * without. */
SipMessage        *doubles_message_request (const char *method,
                                            const char *branch);
/* Such a request as a builder, for the side that sends: all but Via. */
SipMessageBuilder *doubles_message_begin   (const char *method);
/* An answer to @request with this To tag; NULL: none. */
SipMessage        *doubles_message_answer  (SipMessage *request,
                                            guint       status,
                                            const char *to_tag);
/* The same message without that header: what a sane peer never sends. */
SipMessage        *doubles_message_without (SipMessage *message,
                                            SipHeader   header);

G_END_DECLS
