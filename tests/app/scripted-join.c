/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Conversations that are joined and parted without a store: what was joined is remembered in the conversation itself. */

#include "phone-join.h"

#include "phone-drop.h"
#include "scripted-messages.h"

#define PARTS "scripted-parts" /* GPtrArray of PhoneConversation, all but itself */

struct _PhoneJoin
{
  GObject parent_instance;

  Phone *phone;
  PhoneConversation *into;
  PhoneConversation *other;
  gboolean joined; /* and would be parted, if it were taken back */
};

G_DEFINE_FINAL_TYPE (PhoneJoin, phone_join, G_TYPE_OBJECT)

static void
phone_join_finalize (GObject *object)
{
  PhoneJoin *self = PHONE_JOIN (object);

  g_object_unref (self->phone);
  g_object_unref (self->into);
  g_object_unref (self->other);
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
}

static GPtrArray *
get_parts (PhoneConversation *conversation)
{
  GPtrArray *parts = g_object_get_data (G_OBJECT (conversation), PARTS);

  if (parts == NULL)
    {
      parts = g_ptr_array_new_with_free_func (g_object_unref);
      g_object_set_data_full (G_OBJECT (conversation), PARTS, parts, (GDestroyNotify) g_ptr_array_unref);
    }
  return parts;
}

guint
phone_conversation_get_n_addresses (PhoneConversation *self)
{
  return get_parts (self)->len + 1;
}

const char *
phone_conversation_get_nth_address (PhoneConversation *self,
                                    guint              position)
{
  return position == 0 ? scripted_conversation_get_own_address (self)
                       : phone_conversation_get_address (g_ptr_array_index (get_parts (self), position - 1));
}

void
phone_conversation_choose_address (PhoneConversation *self,
                                   const char        *address)
{
  scripted_conversation_choose (self, address);
}

gboolean
phone_join_is_possible (PhoneConversation *into,
                        PhoneConversation *other)
{
  return into != other && phone_conversation_get_account (into) == phone_conversation_get_account (other)
         && phone_conversation_get_standing (other) < PHONE_STANDING_REQUEST;
}

static PhoneJoin *
join_new (Phone             *phone,
          PhoneConversation *into,
          PhoneConversation *other,
          gboolean           joined)
{
  PhoneJoin *self = g_object_new (PHONE_TYPE_JOIN, NULL);

  self->phone = g_object_ref (phone);
  self->into = g_object_ref (into);
  self->other = g_object_ref (other);
  self->joined = joined;
  return self;
}

static void
join (Phone             *phone,
      PhoneConversation *into,
      PhoneConversation *other)
{
  g_ptr_array_add (get_parts (into), g_object_ref (other));
  phone_drop_conversation (phone, other);
  scripted_conversation_choose (into, phone_conversation_get_address (other));
}

static void
split (Phone             *phone,
       PhoneConversation *into,
       PhoneConversation *other)
{
  phone_restore_conversation (phone, other);
  g_ptr_array_remove (get_parts (into), other);
  scripted_conversation_choose (into, NULL);
}

PhoneJoin *
phone_join_conversations (Phone             *phone,
                          PhoneConversation *into,
                          PhoneConversation *other)
{
  join (phone, into, other);
  return join_new (phone, into, other, TRUE);
}

PhoneJoin *
phone_split_conversation (Phone             *phone,
                          PhoneConversation *conversation,
                          const char        *address)
{
  GPtrArray *parts = get_parts (conversation);

  for (guint n = 0; n < parts->len; n++)
    {
      g_autoptr (PhoneConversation) other = g_object_ref (g_ptr_array_index (parts, n));

      if (!g_str_equal (phone_conversation_get_address (other), address))
        continue;
      split (phone, conversation, other);
      return join_new (phone, conversation, other, FALSE);
    }
  return NULL;
}

void
phone_join_undo (PhoneJoin *self)
{
  if (self->joined)
    split (self->phone, self->into, self->other);
  else
    join (self->phone, self->into, self->other);
}
