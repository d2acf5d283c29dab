/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message-builder.h"
#include "ua-agent.h"

G_BEGIN_DECLS

/* Internal: what goes out. */
SipMessageBuilder *ua_agent_begin_request      (UaAgent            *self,
                                                const char         *method,
                                                SipUri             *target,
                                                UaOptions          *options);
/* Who stays unnamed (RFC 3323 §4.1.1.3). */
SipAddress        *ua_agent_make_anonymous     (void);
/* What every request carries. */
void               ua_agent_dress              (UaAgent            *self,
                                                SipMessageBuilder  *request);
gboolean           ua_agent_answer_challenge   (UaAgent            *self,
                                                SipMessage         *response,
                                                SipMessageBuilder  *request,
                                                guint               tries,
                                                GError            **error);
/* Credentials ahead of a challenge, when a nonce is still good. */
void               ua_agent_preempt            (UaAgent            *self,
                                                SipMessageBuilder  *request);
void               ua_agent_learn              (UaAgent            *self,
                                                SipMessage         *response);

G_END_DECLS
