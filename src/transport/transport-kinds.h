/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-tokens.h"
#include "transport-target.h"
#include "transport-trust.h"
#include "transport.h"

G_BEGIN_DECLS

/* The right kind of transport for a target, by the scheme of its URI. @trust: NULL: no key but an authority's. */
Transport *transport_kinds_make (TransportTarget  *target,
                                 SipClock         *clock,
                                 SipTokens        *tokens,
                                 TransportTrust   *trust,
                                 GError          **error);

G_END_DECLS
