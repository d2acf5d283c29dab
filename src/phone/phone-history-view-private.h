/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-history-view.h"

#include "store-database.h"

G_BEGIN_DECLS

/* Private to the room. */
PhoneHistoryView *phone_history_view_new    (StoreDatabase      *database);
/* A call that goes on is in the file already, and is none of the past. */
void              phone_history_view_hold   (PhoneHistoryView   *self,
                                             const char         *id);
/* It ended. */
void              phone_history_view_add    (PhoneHistoryView   *self,
                                             PhoneHistoryEntry  *entry);
void              phone_history_view_forget (PhoneHistoryView   *self,
                                             const char         *id);
/* Forgets all but those of these ids. */
void              phone_history_view_clear  (PhoneHistoryView   *self,
                                             const char *const  *spared);

G_END_DECLS
