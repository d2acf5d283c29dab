/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-blocked.h"

#include "store-blocked.h"

G_BEGIN_DECLS

PhoneBlockedAddress *phone_blocked_address_new     (const StoreBlocked  *row);
const StoreBlocked  *phone_blocked_address_get_row (PhoneBlockedAddress *self);
/* One more was turned away. */
void                 phone_blocked_address_count   (PhoneBlockedAddress *self,
                                                    gboolean             call);

PhoneBlocked        *phone_blocked_new             (StoreDatabase       *database); /* nullable: nobody is kept */
void                 phone_blocked_load            (PhoneBlocked        *self);
/* TRUE: they are blocked, and it is counted that they called or wrote. */
gboolean             phone_blocked_turn_away       (PhoneBlocked        *self,
                                                    const char          *address,
                                                    gboolean             call);

G_END_DECLS
