/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-clock.h"

G_BEGIN_DECLS

/* The clock contract on the GLib main loop. */
#define TRANSPORT_TYPE_CLOCK (transport_clock_get_type ())
G_DECLARE_FINAL_TYPE (TransportClock, transport_clock, TRANSPORT, CLOCK, GObject)

SipClock *transport_clock_new (void);

G_END_DECLS
