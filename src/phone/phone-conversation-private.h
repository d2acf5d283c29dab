/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-conversation.h"

#include "phone-account.h"
#include "store-conversations.h"
#include "store-messages.h"

G_BEGIN_DECLS

/* Inside of PhoneConversation: phone-conversation.c is the object and the list, phone-conversation-send.c what
 * happens to a message we write. */
struct _PhoneConversation
{
  GObject parent_instance;

  StoreDatabase *database;
  PhoneAccount *account; /* weak */
  char *account_id;
  char *key;
  char *title; /* NULL: the address serves */
  char *known_name; /* what the person calls them; NULL: nobody they know */

  GListStore *messages;
  gboolean asked; /* the store, for what was kept */
  char *last_text;
  GDateTime *last_time;
  guint unread;
};

PhoneMessage      *phone_message_new               (const StoreMessage *row);
const StoreMessage *phone_message_get_row          (PhoneMessage       *self);
void               phone_message_set_state         (PhoneMessage       *self,
                                                    PhoneMessageState   state,
                                                    const char         *error_text);
void               phone_message_set_unread        (PhoneMessage       *self,
                                                    gboolean            unread);

/* @key: a normalised address; @account_id stays when the account goes. */
PhoneConversation *phone_conversation_new          (StoreDatabase      *database,
                                                    const char         *account_id,
                                                    const char         *key);
/* What the store's list says, before any message is read. */
void               phone_conversation_set_summary  (PhoneConversation  *self,
                                                    const StoreConversation *row);
void               phone_conversation_set_account  (PhoneConversation  *self,
                                                    PhoneAccount       *account); /* held weakly */
const char        *phone_conversation_get_account_id (PhoneConversation *self);
void               phone_conversation_set_title    (PhoneConversation  *self,
                                                    const char         *title);
/* What the person calls who has this address; nullable: they know nobody by it. */
void               phone_conversation_set_known_name (PhoneConversation *self,
                                                      const char        *name);
/* For the files of the class: the message joins the list and the store. Both transfer none. */
PhoneMessage      *phone_conversation_append       (PhoneConversation  *self,
                                                    StoreMessageState   state,
                                                    const char         *text);
void               phone_conversation_save         (PhoneConversation  *self,
                                                    PhoneMessage       *message);
PhoneMessage      *phone_conversation_receive      (PhoneConversation  *self,
                                                    const char         *text); /* transfer none */

G_END_DECLS
