/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Private to the room: when the network changes, accounts that wait try at once. Only ever a hint: what the
 * monitor believes of the network may be wrong (DESKTOP 1), so it is never a reason not to try. */
#define PHONE_TYPE_NETWORK (phone_network_get_type ())
G_DECLARE_FINAL_TYPE (PhoneNetwork, phone_network, PHONE, NETWORK, GObject)

PhoneNetwork *phone_network_new (GNetworkMonitor *monitor,
                                 GListModel      *accounts); /* PhoneAccount */

G_END_DECLS
