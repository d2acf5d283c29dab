/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message.h"
#include "ua-session.h"

G_BEGIN_DECLS

/* Internal: why a request is sent or a call refused, in the words of RFC 3326. */
typedef enum
{
  UA_REASON_PROTOCOL_SIP,
  UA_REASON_PROTOCOL_Q850,
} UaReasonProtocol;

/* The value of Reason for the BYE or CANCEL of a call that ends so. Never NULL. */
const char *ua_reason_for_end  (UaSessionEnd      how,
                                const GError     *error);
/* The cause= of the first value of @protocol; 0: none. */
guint       ua_reason_get_cause (SipMessage      *message,
                                UaReasonProtocol  protocol);
/* The text= of the first value that has one, else the text of the first Warning (RFC 3261 §20.43); NULL: neither. */
char       *ua_reason_dup_text (SipMessage       *message);

G_END_DECLS
