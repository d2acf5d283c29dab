/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message-builder.h"
#include "sip-sanity.h"
#include "ua-agent.h"

G_BEGIN_DECLS

/* Internal: how we answer, and what we say we can do. */
extern const SipAbilities ua_agent_abilities;
/* What bodies are taken. */
const char *const *ua_agent_get_types          (UaAgent            *self);
gboolean           ua_agent_allows             (const char         *method);
const char *const *ua_agent_get_methods        (UaAgent            *self);
SipMessageBuilder *ua_agent_begin_response     (UaAgent            *self,
                                                SipMessage         *request,
                                                guint               status,
                                                const char         *reason,
                                                const char         *to_tag); /* NULL: a new one */
void               ua_agent_answer             (UaAgent            *self,
                                                SipTransaction     *server,
                                                guint               status);
/* 200 with what we can do (RFC 3261 §11.2). */
void               ua_agent_answer_options     (UaAgent            *self,
                                                SipTransaction     *server);
/* The far end may not ask this of us: 405 with Allow. */
void               ua_agent_answer_not_allowed (UaAgent            *self,
                                                SipTransaction     *server);
/* 500 with Retry-After: ask again soon (RFC 3261 §14.2). */
void               ua_agent_answer_later       (UaAgent            *self,
                                                SipTransaction     *server);
/* What may be required of us. */
char             **ua_agent_dup_extensions     (UaAgent            *self);
/* Of an INVITE that was introduced. */
void               ua_agent_say_rel100         (UaAgent            *self,
                                                SipMessageBuilder  *invite,
                                                UaRel100            rel100);
/* What makes or renews a dialog carries: where we are and what we can do. */
void               ua_agent_introduce          (UaAgent            *self,
                                                SipMessageBuilder  *builder);

G_END_DECLS
