/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-policy.h"

#include "store-accounts.h"

G_BEGIN_DECLS

/* Private to the room. */
PhonePolicy       *phone_policy_new        (const StorePolicy *record);
const StorePolicy *phone_policy_get_record (PhonePolicy       *self);

G_END_DECLS
