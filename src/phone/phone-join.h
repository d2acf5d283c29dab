/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* One conversation may have several addresses: those of one person, and those that were joined by hand. Which one is written to
 * is phone_conversation_get_address(), whose notify also tells that there are others than before. */
guint       phone_conversation_get_n_addresses  (PhoneConversation *self);
const char *phone_conversation_get_nth_address  (PhoneConversation *self,
                                                 guint              position);
void        phone_conversation_choose_address   (PhoneConversation *self,
                                                 const char        *address);

/* What somebody said of conversations, to be taken back. */
#define PHONE_TYPE_JOIN (phone_join_get_type ())
G_DECLARE_FINAL_TYPE (PhoneJoin, phone_join, PHONE, JOIN, GObject)

/* Whether these two can be one: both of one account, and nobody there who has to be let in first. */
gboolean    phone_join_is_possible              (PhoneConversation *into,
                                                 PhoneConversation *other);
/* From now on they are one, @into, after a restart, too. */
PhoneJoin  *phone_join_conversations            (Phone             *phone,
                                                 PhoneConversation *into,
                                                 PhoneConversation *other);
/* From now on @address is a conversation of its own. NULL: it is one already. */
PhoneJoin  *phone_split_conversation            (Phone             *phone,
                                                 PhoneConversation *conversation,
                                                 const char        *address);
void        phone_join_undo                     (PhoneJoin         *self);

G_END_DECLS
