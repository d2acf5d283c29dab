/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message.h"

G_BEGIN_DECLS

/* Which transaction a message belongs to, as text that is equal for equal transactions. NULL: the message
 * lacks what is needed. @method overrides that of the message; NULL: its own, an ACK counting as its
 * INVITE. */
char     *sip_matching_client_key  (SipMessage *message);
char     *sip_matching_server_key  (SipMessage *request,
                                    const char *method);
/* From tag, Call-ID and CSeq: the same for every copy of one request that a fork made. */
char     *sip_matching_twin_key    (SipMessage *request);
/* The client key that @via would have if it were ours. */
char     *sip_matching_via_key     (SipVia     *via,
                                    const char *method);
/* RFC 2543 has no branch to tell answers apart: the To tag of an ACK must be that of our response. */
gboolean  sip_matching_acknowledges (SipMessage *ack,
                                     SipMessage *response);

G_END_DECLS
