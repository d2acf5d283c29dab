/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "scripted-phone.h"

#include "phone-blocked.h"

G_BEGIN_DECLS

/* @time: NULL: now. */
PhoneMessage *scripted_message_new        (const char        *text,
                                          GDateTime         *time,
                                          PhoneMessageState  state);
/* What others say of messages. */
void scripted_conversation_set_composing (PhoneConversation *self,
                                          gboolean           composing);
/* Which of its addresses is written to; NULL: its own. */
void scripted_conversation_choose        (PhoneConversation *self,
                                          const char        *address);
const char *scripted_conversation_get_own_address (PhoneConversation *self);
void scripted_conversation_set_standing  (PhoneConversation *self,
                                          PhoneStanding      standing);
void scripted_message_set_file           (PhoneMessage      *self,
                                          PhoneFile         *file);
/* A message that is a file. */
PhoneMessage *scripted_conversation_add_file (PhoneConversation *self,
                                          const char        *name,
                                          const char        *type,
                                          GBytes            *octets,
                                          PhoneMessageState  state);
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
