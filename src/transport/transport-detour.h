/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "transport.h"

G_BEGIN_DECLS

/* The way round for what is too large for a datagram: TCP to the same address and port (RFC 3261 §18.1.1). */
#define TRANSPORT_TYPE_DETOUR (transport_detour_get_type ())
G_DECLARE_FINAL_TYPE (TransportDetour, transport_detour, TRANSPORT, DETOUR, GObject)

/* What could not go round after all and is to go straight; called from the main loop. */
typedef void (*TransportDetourFunc) (GBytes *message, Transport *road);

/* @road: the datagram transport that owns this and drops it before it goes; what comes in on the way round is
 * delivered there. @address: where it leads, "192.0.2.1:5060". */
TransportDetour *transport_detour_new  (Transport           *road,
                                        const char          *address,
                                        TransportDetourFunc  straight);

/* FALSE: this message goes straight. */
gboolean         transport_detour_take (TransportDetour     *self,
                                        GBytes              *message);

G_END_DECLS
