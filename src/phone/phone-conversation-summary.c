/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is said of a conversation without reading its messages. Where several addresses are one conversation (WISHES D9), it is
 * said of all of them. */

#include "config.h"

#include "phone-conversation-private.h"

#include "phone-join.h"
#include "phone-spelling.h"
#include "phone-thread.h"

PhoneConversation *
phone_conversation_get_head (PhoneConversation *self)
{
  return self->head != NULL ? self->head : self;
}

guint
phone_conversation_get_n_members (PhoneConversation *self)
{
  return self->thread != NULL ? phone_thread_get_n_members (self->thread) : 1;
}

PhoneConversation *
phone_conversation_get_member (PhoneConversation *self,
                               guint              position)
{
  return self->thread != NULL ? phone_thread_get_member (self->thread, position) : self;
}

PhoneConversation *
phone_conversation_find_member (PhoneConversation *self,
                                const char        *address)
{
  for (guint n = 0; n < phone_conversation_get_n_members (self); n++)
    {
      PhoneConversation *member = phone_conversation_get_member (self, n);

      if (g_strcmp0 (member->key, address) == 0)
        return member;
    }
  return NULL;
}

PhoneConversation *
phone_conversation_get_current (PhoneConversation *self)
{
  return self->thread != NULL ? phone_thread_get_current (self->thread) : self;
}

/**
 * phone_conversation_get_address:
 * @self: a conversation
 *
 * With whom it is; of several addresses the one that is written to: the last that was used, or was chosen since.
 *
 * Returns: (transfer none): the address
 */
const char *
phone_conversation_get_address (PhoneConversation *self)
{
  g_return_val_if_fail (PHONE_IS_CONVERSATION (self), NULL);

  return phone_conversation_get_current (self)->key;
}

/**
 * phone_conversation_get_title:
 * @self: a conversation
 *
 * What the far end calls itself, or else its address.
 *
 * Returns: (transfer none): the title
 */
const char *
phone_conversation_get_title (PhoneConversation *self)
{
  guint n_members;

  g_return_val_if_fail (PHONE_IS_CONVERSATION (self), NULL);

  n_members = phone_conversation_get_n_members (self);
  for (guint n = 0; n < n_members; n++)
    if (phone_conversation_get_member (self, n)->known_name != NULL)
      return phone_conversation_get_member (self, n)->known_name;
  for (guint n = 0; n < n_members; n++)
    {
      PhoneConversation *member = phone_conversation_get_member (self, n);

      if (member->title != NULL || member->spelled != NULL)
        return phone_spelling_choose (member->title, member->key, member->spelled);
    }
  return self->key;
}

static PhoneConversation *
get_newest (PhoneConversation *self)
{
  return self->thread != NULL ? phone_thread_get_newest (self->thread) : self;
}

/**
 * phone_conversation_get_last_text:
 * @self: a conversation
 *
 * The newest message.
 *
 * Returns: (transfer none) (nullable): its text; %NULL: there is none
 */
const char *
phone_conversation_get_last_text (PhoneConversation *self)
{
  g_return_val_if_fail (PHONE_IS_CONVERSATION (self), NULL);

  return get_newest (self)->last_text;
}

/**
 * phone_conversation_get_last_time:
 * @self: a conversation
 *
 * When the newest message was written, or came.
 *
 * Returns: (transfer none) (nullable): the local time; %NULL: there is none
 */
GDateTime *
phone_conversation_get_last_time (PhoneConversation *self)
{
  g_return_val_if_fail (PHONE_IS_CONVERSATION (self), NULL);

  return get_newest (self)->last_time;
}

/**
 * phone_conversation_get_unread:
 * @self: a conversation
 *
 * How many messages nobody has looked at.
 *
 * Returns: the count
 */
guint
phone_conversation_get_unread (PhoneConversation *self)
{
  guint unread = 0;

  g_return_val_if_fail (PHONE_IS_CONVERSATION (self), 0);

  for (guint n = 0; n < phone_conversation_get_n_members (self); n++)
    unread += phone_conversation_get_member (self, n)->unread;
  return unread;
}

/**
 * phone_conversation_get_account:
 * @self: a conversation
 *
 * Whose it is.
 *
 * Returns: (transfer none) (nullable): the account; %NULL: it was removed
 */
PhoneAccount *
phone_conversation_get_account (PhoneConversation *self)
{
  g_return_val_if_fail (PHONE_IS_CONVERSATION (self), NULL);

  return self->account;
}

/**
 * phone_conversation_get_n_addresses:
 * @self: a conversation
 *
 * How many addresses are one conversation.
 *
 * Returns: one or more
 */
guint
phone_conversation_get_n_addresses (PhoneConversation *self)
{
  g_return_val_if_fail (PHONE_IS_CONVERSATION (self), 0);

  return phone_conversation_get_n_members (self);
}

/**
 * phone_conversation_get_nth_address:
 * @self: a conversation
 * @position: below phone_conversation_get_n_addresses()
 *
 * One of its addresses.
 *
 * Returns: (transfer none) (nullable): the address; %NULL: there are not so many
 */
const char *
phone_conversation_get_nth_address (PhoneConversation *self,
                                    guint              position)
{
  g_return_val_if_fail (PHONE_IS_CONVERSATION (self), NULL);

  return position < phone_conversation_get_n_members (self) ? phone_conversation_get_member (self, position)->key : NULL;
}

/**
 * phone_conversation_choose_address:
 * @self: a conversation
 * @address: one of its addresses; any other is ignored
 *
 * Says to which of its addresses the next message goes, until another one writes.
 */
void
phone_conversation_choose_address (PhoneConversation *self,
                                   const char        *address)
{
  PhoneConversation *member;

  g_return_if_fail (PHONE_IS_CONVERSATION (self));
  g_return_if_fail (address != NULL);

  member = phone_conversation_find_member (self, address);
  if (self->thread != NULL && member != NULL)
    phone_thread_choose (self->thread, member);
}
