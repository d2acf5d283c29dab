/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-tokens.h"
#include "transport-target.h"
#include "transport.h"

G_BEGIN_DECLS

/* SIP over UDP (RFC 3261 §18): one datagram, one message; not reliable. What is too large takes a detour. */
#define TRANSPORT_TYPE_DATAGRAM (transport_datagram_get_type ())
G_DECLARE_FINAL_TYPE (TransportDatagram, transport_datagram, TRANSPORT, DATAGRAM, Transport)

Transport *transport_datagram_new (TransportTarget  *target,
                                   SipClock         *clock,
                                   SipTokens        *tokens,
                                   GError          **error);

G_END_DECLS
