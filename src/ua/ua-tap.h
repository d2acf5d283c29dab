/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "transport.h"

G_BEGIN_DECLS

/* Internal: the port that the transactions see, which is the transport with somebody listening. Signal:
 *   sent (GBytes *)   what was given to the transport */
#define UA_TYPE_TAP (ua_tap_get_type ())
G_DECLARE_FINAL_TYPE (UaTap, ua_tap, UA, TAP, GObject)

UaTap *ua_tap_new (Transport *transport);

G_END_DECLS
