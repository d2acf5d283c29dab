/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-conversation-private.h"
#include "phone-file-private.h"
#include "ua-file-letter.h"
#include "ua-options.h"

G_BEGIN_DECLS

/* Private to the room: what is a file among the messages of a conversation. */

/* What is kept of a message, or the one of this session; transfer full (phone-conversation.c). */
PhoneMessage *phone_conversation_message_from_kept (PhoneConversation  *self,
                                               const StoreMessage *row);
/* Which of its messages are files; once they are in the list. */
void          phone_conversation_load_files   (PhoneConversation  *self);
/* A file came; @type is the whole header. NULL: it may not be kept. Transfer none. */
PhoneMessage *phone_conversation_receive_file (PhoneConversation  *self,
                                               const char         *type,
                                               GBytes             *octets);
/* Where a file lies on a server; NULL: the letter does not say, or it is no place that may be fetched from. */
UaFileLetter *phone_conversation_read_letter  (GBytes             *body);
/* It came; transfer none. */
PhoneMessage *phone_conversation_receive_letter (PhoneConversation *self,
                                               const UaFileLetter *letter);
/* The message joins the list and the store, and the file with it; transfer none. */
PhoneMessage *phone_conversation_append_file  (PhoneConversation  *self,
                                               StoreMessageState   state,
                                               const StoreFile    *row);
/* Whether a message of that type is a file that is taken. */
gboolean      phone_conversation_takes_file   (const char         *type);
/* Of a message that waits again: calls phone_outbox_add() once its file, if it is one, is read. */
void          phone_conversation_queue        (PhoneConversation  *self,
                                               PhoneMessage       *message);
/* What a message with a file is called on its way; transfer full. */
UaOptions    *phone_conversation_name_file    (PhoneFile          *file);
/* The types of files that are taken; NULL-terminated. */
const char *const *phone_conversation_list_file_types (void);

G_END_DECLS
