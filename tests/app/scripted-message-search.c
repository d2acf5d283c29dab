/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Words found at once in the conversations a test has written. */

#include "phone-message-search.h"
#include "scripted-phone.h"

struct _PhoneMessageHit
{
  GObject parent_instance;

  PhoneConversation *conversation;
  PhoneMessage *message;
};

G_DEFINE_FINAL_TYPE (PhoneMessageHit, phone_message_hit, G_TYPE_OBJECT)

static void
phone_message_hit_finalize (GObject *object)
{
  g_object_unref (PHONE_MESSAGE_HIT (object)->conversation);
  g_object_unref (PHONE_MESSAGE_HIT (object)->message);
  G_OBJECT_CLASS (phone_message_hit_parent_class)->finalize (object);
}

static void
phone_message_hit_class_init (PhoneMessageHitClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = phone_message_hit_finalize;
}

static void
phone_message_hit_init (PhoneMessageHit *self)
{
}

const char *
phone_message_hit_get_title (PhoneMessageHit *self)
{
  return phone_conversation_get_title (self->conversation);
}

const char *
phone_message_hit_get_address (PhoneMessageHit *self)
{
  return phone_conversation_get_address (self->conversation);
}

const char *
phone_message_hit_get_text (PhoneMessageHit *self)
{
  return phone_message_get_text (self->message);
}

GDateTime *
phone_message_hit_get_time (PhoneMessageHit *self)
{
  return phone_message_get_time (self->message);
}

struct _PhoneMessageSearch
{
  GObject parent_instance;

  Phone *phone;
  GListStore *found;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PhoneMessageSearch, phone_message_search, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
get_item_type (GListModel *model)
{
  return PHONE_TYPE_MESSAGE_HIT;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (PHONE_MESSAGE_SEARCH (model)->found));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (PHONE_MESSAGE_SEARCH (model)->found), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
phone_message_search_finalize (GObject *object)
{
  g_clear_weak_pointer (&PHONE_MESSAGE_SEARCH (object)->phone);
  g_object_unref (PHONE_MESSAGE_SEARCH (object)->found);
  G_OBJECT_CLASS (phone_message_search_parent_class)->finalize (object);
}

static void
phone_message_search_class_init (PhoneMessageSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = phone_message_search_finalize;
}

static void
phone_message_search_init (PhoneMessageSearch *self)
{
  self->found = g_list_store_new (PHONE_TYPE_MESSAGE_HIT);
  g_signal_connect_object (self->found, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}

PhoneMessageSearch *
phone_message_search_new (Phone *phone)
{
  PhoneMessageSearch *self = g_object_new (PHONE_TYPE_MESSAGE_SEARCH, NULL);

  g_set_weak_pointer (&self->phone, phone);
  return self;
}

static void
search_in (PhoneMessageSearch *self,
           PhoneConversation  *conversation,
           const char         *text)
{
  for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (conversation)); n++)
    {
      g_autoptr (PhoneMessage) message = g_list_model_get_item (G_LIST_MODEL (conversation), n);
      g_autoptr (PhoneMessageHit) hit = NULL;

      if (!g_str_match_string (text, phone_message_get_text (message), TRUE))
        continue;
      hit = g_object_new (PHONE_TYPE_MESSAGE_HIT, NULL);
      hit->conversation = g_object_ref (conversation);
      hit->message = g_steal_pointer (&message);
      g_list_store_insert (self->found, 0, hit);
    }
}

void
phone_message_search_set_text (PhoneMessageSearch *self,
                               const char         *text)
{
  GListModel *conversations = self->phone != NULL ? phone_get_conversations (self->phone) : NULL;

  g_list_store_remove_all (self->found);
  for (guint n = 0; conversations != NULL && *text != '\0' && n < g_list_model_get_n_items (conversations); n++)
    {
      g_autoptr (PhoneConversation) conversation = g_list_model_get_item (conversations, n);

      search_in (self, conversation, text);
    }
}
