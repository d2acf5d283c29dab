/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"
#include "phone-book.h"

#include "store-database.h"

G_BEGIN_DECLS

/* Private to the room: sees to it that whoever one knows is called so, in calls, past calls and conversations. */
#define PHONE_TYPE_NAMES (phone_names_get_type ())
G_DECLARE_FINAL_TYPE (PhoneNames, phone_names, PHONE, NAMES, GObject)

/* @lists: of PhoneCall, PhoneHistoryEntry or PhoneConversation; NULL-terminated. */
PhoneNames  *phone_names_new        (PhonePeople  *people,
                                     GListModel   *accounts,
                                     GListModel  **lists);
PhonePeople *phone_names_get_people (PhoneNames   *self);
/* Says what the person calls who is in @item: a PhoneCall, PhoneHistoryEntry or PhoneConversation. */
void         phone_names_tell       (PhoneNames   *self,
                                     gpointer      item);
PhoneBook   *phone_names_get_book   (PhoneNames   *self);

/* What the person calls whoever has the address of the call (phone-call-caller.c); nullable: they know nobody by it. */
void         phone_call_set_known_name (PhoneCall  *self,
                                        const char *name,
                                        const char *spelled);
/* The number of a stranger as people write it, for a call as well as for a conversation; nullable: it is none. */
void         phone_conversation_set_spelled (PhoneConversation *self,
                                             const char        *spelled);

G_END_DECLS
