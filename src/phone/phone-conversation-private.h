/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-conversation.h"

#include "phone-account.h"
#include "phone-message-private.h"
#include "phone-message-rules.h"
#include "phone-peer.h"
#include "phone-typing.h"
#include "sip-uri.h"
#include "store-conversations.h"
#include "store-messages.h"
#include "ua-cpim.h"

G_BEGIN_DECLS

typedef struct _PhoneOutbox PhoneOutbox;
typedef struct _PhoneThread PhoneThread;

/* Inside of PhoneConversation: phone-conversation.c is the object and the list, phone-conversation-send.c what
 * happens to a message we write, phone-conversation-receive.c what else comes, phone-conversation-draft.c what is begun. */
struct _PhoneConversation
{
  GObject parent_instance;

  StoreDatabase *database;
  PhoneAccount *account; /* weak */
  char *account_id;
  char *key;
  char *title; /* NULL: the address serves */
  char *known_name, *spelled; /* what the person calls them (NULL: nobody they know); their number as people write it */
  PhoneThread *thread; /* with other addresses; NULL: one address (phone-thread.h) */
  PhoneConversation *head; /* weak: the conversation it is shown in; NULL: itself */

  GListStore *messages;
  gboolean asks;    /* a stranger, and nobody let them in yet */
  gboolean muted;
  gboolean blocked; /* not kept here */
  gboolean asked; /* the store, for what was kept */
  char *last_text;
  GDateTime *last_time;
  guint unread;

  PhoneMessageRules *rules; /* NULL: those of everybody */
  PhoneOutbox *outbox;
  GPtrArray *resumed; /* PhoneMessage of an earlier life, for the list when it is read */
  PhonePeer *peer;
  PhoneTyping *typing; /* NULL: nobody wrote yet */
  char *draft; /* NULL: nothing was begun */
  guint keep_draft; /* a timer of the clock */
  SipClock *clock; /* of the account; NULL: there never was one */
};

void               phone_conversation_set_unread   (PhoneConversation  *self, guint unread);

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
PhoneMessage      *phone_conversation_append_row   (PhoneConversation  *self,
                                                    const StoreMessage *row);
void               phone_conversation_save         (PhoneConversation  *self,
                                                    PhoneMessage       *message);
PhoneMessage      *phone_conversation_receive      (PhoneConversation  *self,
                                                    const char         *text); /* transfer none */
/* The same of what lay in an envelope; NULL: it is known already. */
PhoneMessage      *phone_conversation_receive_cpim (PhoneConversation  *self,
                                                    const char         *text,
                                                    const UaCpim       *cpim);
/* Tells its writer that it arrived, where they asked and the person allows it. */
void               phone_conversation_confirm      (PhoneConversation  *self,
                                                    PhoneMessage       *message,
                                                    const UaCpim       *cpim);
/* A receipt of the far end. */
void               phone_conversation_advance      (PhoneConversation  *self,
                                                    const char         *id,
                                                    PhoneMessageState   state);
/* Tells who asked for it that what is in the list was read. */
void               phone_conversation_pay_receipts (PhoneConversation  *self);
void               phone_conversation_take_typing  (PhoneConversation  *self, guint seconds);
void               phone_conversation_set_rules    (PhoneConversation  *self, PhoneMessageRules *rules);
/* A message of an earlier life waits to be sent; it is the same object in the list, whenever that is read. */
void               phone_conversation_resume       (PhoneConversation  *self,
                                                    const StoreMessage *row);
/* In an envelope that asks for what the person wants to know; NULL: plain. */
GBytes            *phone_conversation_wrap         (PhoneConversation  *self,
                                                    PhoneMessage       *message,
                                                    SipUri             *target);
PhoneMessage      *phone_conversation_find         (PhoneConversation  *self,
                                                    const char         *id); /* transfer none */
void               phone_conversation_forget_draft (PhoneConversation  *self); /* it was sent */
void               phone_conversation_close_draft  (PhoneConversation  *self); /* it ends */
void               phone_conversation_notify_draft (PhoneConversation  *self);
void               phone_conversation_notify_standing (PhoneConversation *self);
/* phone-conversation-standing.c: a stranger wrote first; and whether nothing is wanted of them. */
void               phone_conversation_ask          (PhoneConversation  *self);
void               phone_conversation_set_blocked  (PhoneConversation  *self,
                                                    gboolean            blocked);
void               phone_conversation_notify_composing (PhoneConversation *self);

G_END_DECLS
