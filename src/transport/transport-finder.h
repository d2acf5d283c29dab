/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-tokens.h"
#include "transport-source.h"
#include "transport-trust.h"

G_BEGIN_DECLS

/* The real TransportSource: DNS by GResolver, the transports of this room. */
#define TRANSPORT_TYPE_FINDER (transport_finder_get_type ())
G_DECLARE_FINAL_TYPE (TransportFinder, transport_finder, TRANSPORT, FINDER, GObject)

/* @trust: keys a person accepted; NULL: none. */
TransportSource *transport_finder_new (SipClock       *clock,
                                       SipTokens      *tokens,
                                       TransportTrust *trust);

G_END_DECLS
