/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-agent.h"

G_BEGIN_DECLS

/* Internal: what those who keep something at a server do about the agent's going and coming (CONTRACT U4, U5), as its
 * signal "life (guint)". */
typedef enum
{
  UA_AGENT_LIFE_UNREGISTER, /* it goes: registrations first */
  UA_AGENT_LIFE_WITHDRAW,   /* then, after the calls, subscriptions and publications */
  UA_AGENT_LIFE_RETURN,     /* it stays after all */
} UaAgentLife;

void ua_agent_emit_life (UaAgent     *self,
                         UaAgentLife  life);

G_END_DECLS
