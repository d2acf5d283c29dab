/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-transaction.h"
#include "ua-agent.h"
#include "ua-session.h"

G_BEGIN_DECLS

/* Inside of UaAgent: what comes in. */

/* ua-agent-receive.c */
void               ua_agent_receive            (UaAgent            *self,
                                                GBytes             *bytes);
void               ua_agent_receive_request    (UaAgent            *self,
                                                SipTransaction     *server,
                                                SipMessage         *request);

/* ua-agent-replaces.c */
void               ua_agent_receive_replaces   (UaAgent            *self,
                                                SipTransaction     *server,
                                                SipMessage         *request);
/* For ua-agent-replaces.c, in ua-agent-receive.c. */
void               ua_agent_receive_call       (UaAgent            *self,
                                                SipTransaction     *server,
                                                SipMessage         *request,
                                                UaSession          *replaced);

G_END_DECLS
