/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message-builder.h"
#include "ua-agent.h"

G_BEGIN_DECLS

/* Internal: refusals that say more than their number. */

/* With a reason phrase that names what was wrong (RFC 3261 §21.4.1). */
void     ua_agent_refuse         (UaAgent           *self,
                                  SipTransaction    *server,
                                  guint              status,
                                  const char        *reason);
/* 422 with Min-SE when the interval they ask for is too short (RFC 4028 §9). FALSE: it is not. */
gboolean ua_agent_refuse_brief   (UaAgent           *self,
                                  SipTransaction    *server,
                                  SipMessage        *request);
/* 503 with Retry-After when more calls are alive than a telephone can have (RFC 3261 §21.5.4). FALSE: there are not. */
gboolean ua_agent_refuse_surplus (UaAgent           *self,
                                  SipTransaction    *server);
/* What a 488 or 606 must not go without: the Warning (RFC 3261 §21.4.26, §20.43). @offer: theirs; NULL: none. */
void     ua_agent_warn           (UaAgent           *self,
                                  SipMessageBuilder *response,
                                  const char        *offer,
                                  const GError      *error);

G_END_DECLS
