/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-account.h"
#include "phone-history.h"

G_BEGIN_DECLS

/* Which of @accounts (PhoneAccount) is meant; NULL: none, it may have been removed. The list holds it.
 * @position (out, nullable): where it stands in the list, if it does. */
PhoneAccount *phone_account_find      (GListModel        *accounts,
                                       const char        *id,
                                       guint             *position);
/* The one by which a past call was made, or came. */
PhoneAccount *phone_account_find_past (GListModel        *accounts,
                                       PhoneHistoryEntry *entry);

G_END_DECLS
