/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-tokens.h"
#include "transport-naptr-query.h"
#include "transport-source.h"
#include "transport-trust.h"

G_BEGIN_DECLS

/* The real TransportSource: DNS by GResolver and libresolv, the transports of this room. Forgets when it is dropped. */
#define TRANSPORT_TYPE_FINDER (transport_finder_get_type ())
G_DECLARE_FINAL_TYPE (TransportFinder, transport_finder, TRANSPORT, FINDER, GObject)

/* @trust: keys a person accepted; NULL: none. */
TransportSource *transport_finder_new (SipClock       *clock,
                                       SipTokens      *tokens,
                                       TransportTrust *trust);
/* Whom to ask instead of the system's DNS; NULL: the system's. */
void             transport_finder_ask (TransportFinder     *self,
                                       GResolver           *resolver,
                                       TransportNaptrQuery *naptr);
/* A target that was found answered at @address, "192.0.2.1:5061" or "[2001:db8::1]:5061": what praise() notes. */
void             transport_finder_remember (TransportFinder *self,
                                            TransportTarget *target,
                                            const char      *address);

G_END_DECLS
