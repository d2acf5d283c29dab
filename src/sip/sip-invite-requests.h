/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message.h"

G_BEGIN_DECLS

#define SIP_MAX_FORWARDS 70 /* RFC 3261 §8.1.1.6 */

/* The two requests that are not written anew but follow from an INVITE of ours; transfer full. */
SipMessage *sip_invite_make_ack    (SipMessage *invite,
                                    SipMessage *response);
SipMessage *sip_invite_make_cancel (SipMessage *invite,
                                    const char *reason);

G_END_DECLS
