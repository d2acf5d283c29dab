/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-history.h"

G_BEGIN_DECLS

/* A call that is over just now; scripted_history_add() puts one behind all others. */
PhoneHistoryEntry *scripted_history_add_newest (PhoneHistory     *self,
                                                PhoneHistoryKind  kind,
                                                const char       *name,
                                                const char       *address);
/* The id of the account by which it was made, or came. */
void               scripted_history_entry_set_account (PhoneHistoryEntry *self,
                                                       const char        *account);
/* How many calls were missed since somebody looked. */
void               scripted_history_set_unseen (PhoneHistory     *self,
                                                guint             n);

G_END_DECLS
