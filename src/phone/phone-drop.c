/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Throwing a conversation away is one click, so it can be had back for a moment. Should the other side write meanwhile, what
 * was thrown away is gone, and they begin anew. */

#include "config.h"

#include "phone-drop.h"

#include "phone-conversation-private.h"
#include "phone-private.h"

/**
 * phone_drop_conversation:
 * @phone: a phone
 * @conversation: one of its conversations
 *
 * Takes a conversation out of the list; it is deleted by phone_forget_conversation().
 */
void
phone_drop_conversation (Phone             *phone,
                         PhoneConversation *conversation)
{
  g_return_if_fail (PHONE_IS_PHONE (phone));
  g_return_if_fail (PHONE_IS_CONVERSATION (conversation));

  phone_conversations_drop (phone->conversations, conversation);
}

/**
 * phone_restore_conversation:
 * @phone: a phone
 * @conversation: a conversation that was dropped
 *
 * Puts a conversation back into the list; one that was forgotten meanwhile stays so.
 */
void
phone_restore_conversation (Phone             *phone,
                            PhoneConversation *conversation)
{
  g_return_if_fail (PHONE_IS_PHONE (phone));
  g_return_if_fail (PHONE_IS_CONVERSATION (conversation));

  phone_conversations_restore (phone->conversations, conversation);
}

/**
 * phone_forget_conversation:
 * @phone: a phone
 * @conversation: a conversation that was dropped
 *
 * Deletes a conversation with all its messages; one that was put back stays.
 */
void
phone_forget_conversation (Phone             *phone,
                           PhoneConversation *conversation)
{
  g_return_if_fail (PHONE_IS_PHONE (phone));
  g_return_if_fail (PHONE_IS_CONVERSATION (conversation));

  phone_conversations_forget (phone->conversations, conversation);
}
