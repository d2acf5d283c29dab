/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message.h"
#include "ua-agent.h"

G_BEGIN_DECLS

/* Internal: is the line alive? */
void               ua_agent_make_vigil         (UaAgent            *self);
void               ua_agent_begin_vigil        (UaAgent            *self);
void               ua_agent_watch_sent         (UaAgent            *self,
                                                GBytes             *bytes);
void               ua_agent_watch_response     (UaAgent            *self,
                                                SipMessage         *response);
/* For the registerer: the registrar wants to hear of us this often (RFC 5626 §4.4). */
void               ua_agent_keep_flow_alive    (UaAgent            *self,
                                                guint               seconds);

G_END_DECLS
