/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-conversation-private.h"

G_BEGIN_DECLS

/* Private to the room: several conversations that are shown as one, their messages in one order. It belongs to its head, which
 * says for it what changed. */
#define PHONE_TYPE_THREAD (phone_thread_get_type ())
G_DECLARE_FINAL_TYPE (PhoneThread, phone_thread, PHONE, THREAD, GObject)

PhoneThread       *phone_thread_new            (PhoneConversation *head); /* not held */
/* @others: PhoneConversation, all but the head; none: it is alone again. */
void               phone_thread_set_others     (PhoneThread       *self,
                                                GPtrArray         *others);
guint              phone_thread_get_n_members  (PhoneThread       *self);
PhoneConversation *phone_thread_get_member     (PhoneThread       *self,
                                                guint              position); /* 0: the head */
/* Which one is written to, and which one has the newest message. */
PhoneConversation *phone_thread_get_current    (PhoneThread       *self);
PhoneConversation *phone_thread_get_newest     (PhoneThread       *self);
void               phone_thread_choose         (PhoneThread       *self,
                                                PhoneConversation *member);
guint              phone_thread_get_n_messages (PhoneThread       *self);
PhoneMessage      *phone_thread_get_message    (PhoneThread       *self,
                                                guint              position); /* transfer full; NULL: there is none */

/* Of any conversation, of one address or several; all transfer none. */
PhoneConversation *phone_conversation_get_head      (PhoneConversation *self);
guint              phone_conversation_get_n_members (PhoneConversation *self);
PhoneConversation *phone_conversation_get_member    (PhoneConversation *self,
                                                     guint              position);
PhoneConversation *phone_conversation_find_member   (PhoneConversation *self,
                                                     const char        *address); /* NULL: none has it */
PhoneConversation *phone_conversation_get_current   (PhoneConversation *self);
void               phone_conversation_notify_address (PhoneConversation *self);
/* What was begun is not lost with the address it was begun for; what @to has begun itself stays. */
void               phone_conversation_move_draft     (PhoneConversation *from,
                                                      PhoneConversation *to);
/* Has its messages read from the store. */
void               phone_conversation_look          (PhoneConversation *self);

G_END_DECLS
