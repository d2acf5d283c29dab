/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message-builder.h"
#include "sip-transaction.h"
#include "ua-agent.h"

G_BEGIN_DECLS

/* Internal: what both ends say of reliable provisional answers (RFC 3262). */

/* What an INVITE asks for. */
UaRel100  ua_rel100_read        (SipMessage        *invite);
/* FALSE when the caller cannot do what we insist on, and was told so. */
gboolean  ua_rel100_admit       (UaAgent           *agent,
                                 SipTransaction    *server);
/* Are our provisional answers to @invite to be made sure of? @described: they carry a description. */
gboolean  ua_rel100_wants       (UaAgent           *agent,
                                 SipMessage        *invite,
                                 gboolean           described);
/* Does this response want a PRACK, and with which number? */
gboolean  ua_rel100_is_reliable (SipMessage        *response,
                                 guint32           *rseq);
/* "RSeq CSeq method", what a PRACK to @response names. */
char     *ua_rel100_make_rack   (SipMessage        *response);

G_END_DECLS
