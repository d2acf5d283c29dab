/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-tokens.h"
#include "transport-target.h"
#include "transport-trust.h"
#include "transport.h"

G_BEGIN_DECLS

/* SIP over TCP, and over TLS (RFC 3261 §18, RFC 5922): tcp: and tls: by GIO. */
#define TRANSPORT_TYPE_TCP (transport_tcp_get_type ())
G_DECLARE_FINAL_TYPE (TransportTcp, transport_tcp, TRANSPORT, TCP, Transport)

/* @trust: keys that a person accepted; NULL: none. */
Transport *transport_tcp_new (TransportTarget  *target,
                                 SipClock         *clock,
                                 SipTokens        *tokens,
                                 TransportTrust   *trust,
                                 GError          **error);

G_END_DECLS
