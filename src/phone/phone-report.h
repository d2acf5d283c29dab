/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-conversation.h"
#include "phone-trace.h"

G_BEGIN_DECLS

/* What a provider needs to find who molests somebody; a text that a person may give away, and that is never sent. */
char *phone_report_dup_text (PhoneTrace        *trace,
                             PhoneConversation *conversation);

G_END_DECLS
