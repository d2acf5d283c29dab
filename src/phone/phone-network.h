/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "phone-calls.h"

G_BEGIN_DECLS

/* Private to the room: when the network changes, accounts that wait try at once, and those that are online look
 * whether they still are. Only ever a hint: what the monitor believes of the network may be wrong (DESKTOP 1), so it
 * is never a reason not to try. */
#define PHONE_TYPE_NETWORK (phone_network_get_type ())
G_DECLARE_FINAL_TYPE (PhoneNetwork, phone_network, PHONE, NETWORK, GObject)

/* Own addresses, NULL-terminated (transfer full); NULL: not known. */
typedef char **(*PhoneNetworkAddressesFunc) (gpointer user_data);

PhoneNetwork *phone_network_new           (GNetworkMonitor           *monitor,
                                           GListModel                *accounts); /* PhoneAccount */
/* Where a monitor may be blind, addresses are looked at now and then while there are calls. */
void          phone_network_follow_calls  (PhoneNetwork              *self,
                                           PhoneCalls                *calls);
/* For tests: instead of the machine's own. */
void          phone_network_set_addresses (PhoneNetwork              *self,
                                           PhoneNetworkAddressesFunc  list,
                                           gpointer                   user_data);
void          phone_network_look          (PhoneNetwork              *self);

G_END_DECLS
