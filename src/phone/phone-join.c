/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two conversations are made one by hand, or an address is split off again, and both can be taken back, for nobody can be sure
 * before they see it. Only what a person said changes; no message is moved. */

#include "config.h"

#include "phone-join.h"

#include "phone-private.h"
#include "phone-thread.h"
#include "phone-threads.h"

struct _PhoneJoin
{
  GObject parent_instance;

  PhoneThreads *threads;
  GPtrArray *before; /* StoreJoin: what was said until then */
};

G_DEFINE_FINAL_TYPE (PhoneJoin, phone_join, G_TYPE_OBJECT)

static void
phone_join_finalize (GObject *object)
{
  PhoneJoin *self = PHONE_JOIN (object);

  g_object_unref (self->threads);
  g_ptr_array_unref (self->before);

  G_OBJECT_CLASS (phone_join_parent_class)->finalize (object);
}

static void
phone_join_class_init (PhoneJoinClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = phone_join_finalize;
}

static void
phone_join_init (PhoneJoin *self)
{
  self->before = g_ptr_array_new_with_free_func ((GDestroyNotify) store_join_free);
}

/* The last word may be "nothing". */
static PhoneJoin *
say (PhoneThreads *threads,
     GPtrArray    *joins)
{
  PhoneJoin *self = g_object_new (PHONE_TYPE_JOIN, NULL);

  self->threads = g_object_ref (threads);
  for (guint n = 0; n < joins->len; n++)
    {
      const StoreJoin *join = g_ptr_array_index (joins, n);
      const StoreJoin *old = phone_threads_get_join (threads, join->account, join->address);
      const StoreJoin nothing = { join->account, join->address, NULL, TRUE };

      g_ptr_array_add (self->before, store_join_copy (old != NULL ? old : &nothing));
    }
  phone_threads_say (threads, joins);
  return self;
}

static void
add_join (GPtrArray         *joins,
          PhoneConversation *conversation,
          const char        *with)
{
  const StoreJoin join = { conversation->account_id, conversation->key, (char *) with, FALSE };

  g_ptr_array_add (joins, store_join_copy (&join));
}

/**
 * phone_join_is_possible:
 * @into: a conversation
 * @other: another one
 *
 * Whether two conversations can be made one. Those of two accounts cannot, for whoever answers must know as whom; nor can one
 * with somebody who was not let in yet.
 *
 * Returns: %TRUE when phone_join_conversations() does it
 */
gboolean
phone_join_is_possible (PhoneConversation *into,
                        PhoneConversation *other)
{
  g_return_val_if_fail (PHONE_IS_CONVERSATION (into), FALSE);
  g_return_val_if_fail (PHONE_IS_CONVERSATION (other), FALSE);

  return phone_conversation_get_head (into) != phone_conversation_get_head (other)
         && g_str_equal (into->account_id, other->account_id)
         && phone_conversation_get_standing (into) < PHONE_STANDING_REQUEST
         && phone_conversation_get_standing (other) < PHONE_STANDING_REQUEST;
}

/**
 * phone_join_conversations:
 * @phone: a phone
 * @into: the conversation that stays
 * @other: the one that becomes part of it
 *
 * Makes two conversations one, after a restart, too.
 *
 * Returns: (transfer full) (nullable): with which to take it back; %NULL: they cannot be joined
 */
PhoneJoin *
phone_join_conversations (Phone             *phone,
                          PhoneConversation *into,
                          PhoneConversation *other)
{
  g_autoptr (GPtrArray) joins = g_ptr_array_new_with_free_func ((GDestroyNotify) store_join_free);

  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);
  g_return_val_if_fail (PHONE_IS_CONVERSATION (into), NULL);
  g_return_val_if_fail (PHONE_IS_CONVERSATION (other), NULL);

  if (!phone_join_is_possible (into, other))
    return NULL;

  add_join (joins, phone_conversation_get_head (other), phone_conversation_get_head (into)->key);
  return say (phone_conversations_get_threads (phone->conversations), joins);
}

static gboolean
is_joined_to (PhoneThreads      *threads,
              PhoneConversation *member,
              PhoneConversation *leaving)
{
  const StoreJoin *join = phone_threads_get_join (threads, member->account_id, member->key);

  return join != NULL && g_strcmp0 (join->with, leaving->key) == 0;
}

/* With whom those stay who were joined to whoever leaves: best with somebody who was not. */
static PhoneConversation *
find_anchor (PhoneThreads      *threads,
             PhoneConversation *head,
             PhoneConversation *leaving)
{
  PhoneConversation *anchor = NULL;

  for (guint n = 0; n < phone_conversation_get_n_members (head); n++)
    {
      PhoneConversation *member = phone_conversation_get_member (head, n);

      if (member == leaving)
        continue;
      if (!is_joined_to (threads, member, leaving))
        return member;
      if (anchor == NULL)
        anchor = member;
    }
  return anchor;
}

static void
keep_rest (PhoneThreads      *threads,
           PhoneConversation *head,
           PhoneConversation *leaving,
           GPtrArray         *joins)
{
  PhoneConversation *anchor = find_anchor (threads, head, leaving);

  for (guint n = 0; n < phone_conversation_get_n_members (head); n++)
    {
      PhoneConversation *member = phone_conversation_get_member (head, n);
      const StoreJoin nothing = { member->account_id, member->key, NULL, TRUE };

      if (member == leaving || !is_joined_to (threads, member, leaving))
        continue;
      if (member == anchor)
        g_ptr_array_add (joins, store_join_copy (&nothing));
      else
        add_join (joins, member, anchor->key);
    }
}

/**
 * phone_split_conversation:
 * @phone: a phone
 * @conversation: a conversation of several addresses
 * @address: one of them
 *
 * Makes an address a conversation of its own, after a restart, too, whoever has it.
 *
 * Returns: (transfer full) (nullable): with which to take it back; %NULL: there is nothing to split
 */
PhoneJoin *
phone_split_conversation (Phone             *phone,
                          PhoneConversation *conversation,
                          const char        *address)
{
  g_autoptr (GPtrArray) joins = g_ptr_array_new_with_free_func ((GDestroyNotify) store_join_free);
  PhoneConversation *head;
  PhoneConversation *leaving;
  PhoneThreads *threads;

  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);
  g_return_val_if_fail (PHONE_IS_CONVERSATION (conversation), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  threads = phone_conversations_get_threads (phone->conversations);
  head = phone_conversation_get_head (conversation);
  leaving = phone_conversation_find_member (head, address);
  if (leaving == NULL || phone_conversation_get_n_members (head) < 2)
    return NULL;

  add_join (joins, leaving, NULL);
  keep_rest (threads, head, leaving, joins);
  return say (threads, joins);
}

/**
 * phone_join_undo:
 * @self: what was said
 *
 * Takes it back: everything is as it was before.
 */
void
phone_join_undo (PhoneJoin *self)
{
  g_return_if_fail (PHONE_IS_JOIN (self));

  phone_threads_say (self->threads, self->before);
  g_ptr_array_set_size (self->before, 0);
}
