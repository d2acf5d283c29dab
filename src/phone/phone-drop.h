/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* A conversation that a person throws away leaves the list at once, and is there again until it is forgotten. */
void phone_drop_conversation    (Phone             *phone,
                                 PhoneConversation *conversation);
/* Puts it back; of one that was forgotten there is nothing to put back. */
void phone_restore_conversation (Phone             *phone,
                                 PhoneConversation *conversation);
/* Deletes it with all its messages. */
void phone_forget_conversation  (Phone             *phone,
                                 PhoneConversation *conversation);

G_END_DECLS
