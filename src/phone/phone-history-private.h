/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-history.h"

#include "phone-call.h"
#include "store-calls.h"

G_BEGIN_DECLS

/* Private to the room. */
PhoneHistory      *phone_history_new          (StoreDatabase     *database);
/* Reads what is kept; what ended since then stays above it. */
void               phone_history_load         (PhoneHistory      *self);
/* Calls (StoreCall) of another telephone come, behind all others, and go again by their ids (char *). */
void               phone_history_append       (PhoneHistory      *self,
                                               GPtrArray         *rows);
void               phone_history_forget       (PhoneHistory      *self,
                                               GPtrArray         *ids);
/* Writes the call down from now to its end, when it joins the list. @kept FALSE: in memory alone. */
void               phone_history_follow       (PhoneHistory      *self,
                                               PhoneCall         *call,
                                               gboolean           kept);

PhoneHistoryEntry *phone_history_entry_new    (const StoreCall   *call);
const char        *phone_history_entry_get_id (PhoneHistoryEntry *self);
const char        *phone_history_entry_get_account_id (PhoneHistoryEntry *self);
/* What the person calls who has this address, or else how the number in it is written; nullable, both. */
void               phone_history_entry_set_known_name (PhoneHistoryEntry *self,
                                                       const char        *name,
                                                       const char        *spelled);

G_END_DECLS
