/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "scripted-phone.h"

#include "phone-blocked.h"

G_BEGIN_DECLS

/* What others say of messages. */
void scripted_conversation_set_composing (PhoneConversation *self,
                                          gboolean           composing);
void scripted_conversation_set_standing  (PhoneConversation *self,
                                          PhoneStanding      standing);
/* Who is blocked calls, or writes. */
void scripted_messages_turn_away         (PhoneBlocked      *blocked,
                                          const char        *address,
                                          gboolean           call);
/* The list tells that it stands in another way, as that of the phone does. */
void scripted_messages_follow            (Phone             *phone,
                                          PhoneConversation *conversation);
/* @error_text: why it waits; nullable. */
void scripted_message_set_state          (PhoneMessage      *self,
                                          PhoneMessageState  state,
                                          const char        *error_text);

G_END_DECLS
