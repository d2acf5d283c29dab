/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-negotiation.h"

G_BEGIN_DECLS

/* Inside of UaNegotiation: what its table speaks of. */
typedef enum
{
  UA_NEGOTIATION_EVENT_WE_OFFER,
  UA_NEGOTIATION_EVENT_THEY_OFFER,
  UA_NEGOTIATION_EVENT_THEY_ANSWER,
  UA_NEGOTIATION_EVENT_DONE,   /* the handler has done it */
  UA_NEGOTIATION_EVENT_FAILED, /* the handler could not, or the offer was refused */
  UA_NEGOTIATION_EVENT_CLOSE,
  UA_NEGOTIATION_N_EVENTS
} UaNegotiationEvent;

enum
{
  UA_NEGOTIATION_EFFECT_WRITE = 1 << 0,    /* ask the handler for a description */
  UA_NEGOTIATION_EFFECT_READ = 1 << 1,     /* give the handler theirs */
  UA_NEGOTIATION_EFFECT_ROLLBACK = 1 << 2, /* tell the handler that it came to nothing */
  UA_NEGOTIATION_EFFECT_CLOSE = 1 << 3,
};

G_END_DECLS
