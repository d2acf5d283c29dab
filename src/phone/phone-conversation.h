/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PhoneAccount PhoneAccount;

/* The messages exchanged with one address: a GListModel of PhoneMessage, oldest first. Properties (notify):
 * title, address, last-text, last-time, unread, composing, draft, standing. */
#define PHONE_TYPE_CONVERSATION (phone_conversation_get_type ())
G_DECLARE_FINAL_TYPE (PhoneConversation, phone_conversation, PHONE, CONVERSATION, GObject)

#define PHONE_TYPE_STANDING (phone_standing_get_type ())
GType phone_standing_get_type (void) G_GNUC_CONST;

typedef enum
{
  PHONE_STANDING_OPEN,
  PHONE_STANDING_MUTED,   /* nobody is told when a message comes */
  PHONE_STANDING_REQUEST, /* a stranger wrote, and learns nothing until they are let in */
  PHONE_STANDING_BLOCKED, /* nothing of theirs comes any more */
} PhoneStanding;

#define PHONE_TYPE_MESSAGE (phone_message_get_type ())
G_DECLARE_FINAL_TYPE (PhoneMessage, phone_message, PHONE, MESSAGE, GObject)

#define PHONE_TYPE_MESSAGE_STATE (phone_message_state_get_type ())
GType phone_message_state_get_type (void) G_GNUC_CONST;

typedef enum
{
  PHONE_MESSAGE_STATE_RECEIVED,
  PHONE_MESSAGE_STATE_SENDING,    /* or waiting for it: then error-text says for what */
  PHONE_MESSAGE_STATE_SENT,       /* the far end or its server took it */
  PHONE_MESSAGE_STATE_NOT_SENT,   /* error-text says why */
  PHONE_MESSAGE_STATE_DELIVERED,  /* the far end says that it has it */
  PHONE_MESSAGE_STATE_READ,       /* the far end says that it was shown */
} PhoneMessageState;

/* Properties of PhoneMessage: text, time (GDateTime), state, outgoing, error-text. */
const char       *phone_message_get_text            (PhoneMessage      *self);
GDateTime        *phone_message_get_time            (PhoneMessage      *self);
PhoneMessageState phone_message_get_state           (PhoneMessage      *self);
gboolean          phone_message_is_outgoing         (PhoneMessage      *self);
const char       *phone_message_get_error_text      (PhoneMessage      *self);

const char       *phone_conversation_get_address    (PhoneConversation *self);
const char       *phone_conversation_get_title      (PhoneConversation *self);
const char       *phone_conversation_get_last_text  (PhoneConversation *self);
GDateTime        *phone_conversation_get_last_time  (PhoneConversation *self);
guint             phone_conversation_get_unread     (PhoneConversation *self);
PhoneAccount     *phone_conversation_get_account    (PhoneConversation *self);
PhoneStanding     phone_conversation_get_standing   (PhoneConversation *self);
/* Lets a stranger in; writing to them does, too. */
void              phone_conversation_accept         (PhoneConversation *self);
void              phone_conversation_set_muted      (PhoneConversation *self,
                                                     gboolean           muted);
void              phone_conversation_mark_read      (PhoneConversation *self);
/* Whether the far end is writing just now. */
gboolean          phone_conversation_get_composing  (PhoneConversation *self);
/* What was begun and not sent; kept. NULL: nothing. Changing it tells the far end that we write, where that is allowed. */
const char       *phone_conversation_get_draft      (PhoneConversation *self);
void              phone_conversation_set_draft      (PhoneConversation *self,
                                                     const char        *draft);
/* Sends a message that was not sent once more. */
void              phone_conversation_retry          (PhoneConversation *self,
                                                     PhoneMessage      *message);
/* The message is in the list before this returns; the result says how the first attempt went. One that could not be sent
 * for want of a line waits in its list and goes by itself. */
void              phone_conversation_send_async     (PhoneConversation    *self,
                                                     const char           *text,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean          phone_conversation_send_finish    (PhoneConversation    *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);

G_END_DECLS
