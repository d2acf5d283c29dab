/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-conversation.h"
#include "phone-message-rules.h"
#include "phone-porter.h"
#include "phone-threads.h"

#include "sip-address.h"
#include "store-database.h"

G_BEGIN_DECLS

/* Private to the room: all conversations, the one with the newest message first. Signal:
 *   incoming-text (PhoneConversation *, PhoneMessage *) */
#define PHONE_TYPE_CONVERSATIONS (phone_conversations_get_type ())
G_DECLARE_FINAL_TYPE (PhoneConversations, phone_conversations, PHONE, CONVERSATIONS, GObject)

/* @accounts: a list of PhoneAccount, followed. */
PhoneConversations *phone_conversations_new       (StoreDatabase      *database,
                                                   GListModel         *accounts);
void                phone_conversations_load      (PhoneConversations *self);
GListModel         *phone_conversations_get_model (PhoneConversations *self); /* PhoneConversation, as they are shown */
GListModel         *phone_conversations_get_all   (PhoneConversations *self); /* PhoneConversation, of one address each */
PhoneThreads       *phone_conversations_get_threads (PhoneConversations *self);
/* Finds it or begins it. */
PhoneConversation  *phone_conversations_open      (PhoneConversations *self,
                                                   PhoneAccount       *account,
                                                   SipUri             *uri); /* transfer none */
/* The same for who is to be looked at: that in which it is shown, and the next message goes to @uri. */
PhoneConversation  *phone_conversations_show      (PhoneConversations *self,
                                                   PhoneAccount       *account,
                                                   SipUri             *uri); /* transfer none */
/* The same for somebody who wrote; a conversation that they begin has to be let in first. */
PhoneConversation  *phone_conversations_open_from (PhoneConversations *self,
                                                   PhoneAccount       *account,
                                                   SipAddress         *from); /* transfer none */
/* Out of the list; back into it; and deleted for ever, which also happens when they write before that. */
void                phone_conversations_drop      (PhoneConversations *self,
                                                   PhoneConversation  *conversation);
void                phone_conversations_restore   (PhoneConversations *self,
                                                   PhoneConversation  *conversation);
void                phone_conversations_forget    (PhoneConversations *self,
                                                   PhoneConversation  *conversation);
/* Emits incoming-text. */
void                phone_conversations_tell      (PhoneConversations *self,
                                                   PhoneConversation  *conversation,
                                                   PhoneMessage       *message);
/* TRUE: it was a message that can be shown. */
gboolean            phone_conversations_receive   (PhoneConversations *self,
                                                   PhoneAccount       *account,
                                                   SipAddress         *from,
                                                   GBytes             *body);

/* A message that is not plain text, as it came. */
typedef struct
{
  SipAddress *from;
  const char *content_type;
  GBytes     *body;
} PhoneNote;

/* An envelope, a receipt, that somebody is writing. FALSE: nothing of the kind, or not to be read. */
gboolean            phone_conversations_take      (PhoneConversations *self,
                                                   PhoneAccount       *account,
                                                   const PhoneNote    *note);
PhoneConversation  *phone_conversations_find      (PhoneConversations *self,
                                                   const char         *account_id,
                                                   const char         *key); /* transfer none; NULL: none */
PhoneMessageRules  *phone_conversations_get_rules (PhoneConversations *self);
PhonePorter        *phone_conversations_get_porter (PhoneConversations *self);
StoreDatabase      *phone_conversations_get_database (PhoneConversations *self);
/* The program ends: what is begun is written down now. */
void                phone_conversations_keep_drafts (PhoneConversations *self);

G_END_DECLS
