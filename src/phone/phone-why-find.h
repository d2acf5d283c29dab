/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-why.h"
#include "phone.h"

G_BEGIN_DECLS

/* Why something came to nothing (transfer full); NULL: no rule knows more than is said of it already. */
PhoneWhy *phone_find_why_call    (Phone             *self,
                                  PhoneCall         *call);
PhoneWhy *phone_find_why_account (Phone             *self,
                                  PhoneAccount      *account);
/* Of its newest message. */
PhoneWhy *phone_find_why_message (Phone             *self,
                                  PhoneConversation *conversation);
/* As long as the trace has it. */
PhoneWhy *phone_find_why_past_call (Phone           *self,
                                  PhoneHistoryEntry *entry);

G_END_DECLS
