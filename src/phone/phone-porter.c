/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A telephone takes what anybody sends. Who is neither among the people one knows nor was ever called or written to is a
 * stranger, whose first message waits in a place of its own until the person has looked at it, and who learns nothing
 * meanwhile: not that it came, not that it was read. */

#include "config.h"

#include "phone-porter.h"

#include "phone-account-private.h"
#include "phone-call.h"
#include "phone-conversation-private.h"
#include "phone-private.h"
#include "store-called.h"

struct _PhonePorter
{
  GObject parent_instance;

  StoreDatabase *database;
  GListModel *conversations;
  PhoneBlocked *blocked;
  GHashTable *called; /* set of addresses, as they are shown */
};

G_DEFINE_FINAL_TYPE (PhonePorter, phone_porter, G_TYPE_OBJECT)

static const char *
skip_scheme (const char *address)
{
  return g_str_has_prefix (address, "sips:") ? address + strlen ("sips:") : address;
}

static gboolean
was_called (PhonePorter *self,
            const char  *address)
{
  return g_hash_table_contains (self->called, skip_scheme (address));
}

static void
judge (PhonePorter       *self,
       PhoneConversation *conversation)
{
  const char *address = conversation->key;

  phone_conversation_set_blocked (conversation, phone_blocked_has (self->blocked, address));
  if (was_called (self, address))
    phone_conversation_accept (conversation);
}

/* A judgement may move a conversation in the list; so all of them are looked at, and then judged. */
static void
judge_all (PhonePorter *self)
{
  guint n_items = g_list_model_get_n_items (self->conversations);
  g_autoptr (GPtrArray) all = g_ptr_array_new_full (n_items, g_object_unref);

  for (guint n = 0; n < n_items; n++)
    g_ptr_array_add (all, g_list_model_get_item (self->conversations, n));
  for (guint n = 0; n < all->len; n++)
    judge (self, g_ptr_array_index (all, n));
}

static void
conversations_changed_cb (GListModel  *conversations,
                          guint        position,
                          guint        removed,
                          guint        added,
                          PhonePorter *self)
{
  for (guint n = position; n < position + added && removed == 0; n++)
    {
      g_autoptr (PhoneConversation) conversation = g_list_model_get_item (conversations, n);

      phone_conversation_set_blocked (conversation, phone_blocked_has (self->blocked, conversation->key));
    }
}

static void
phone_porter_finalize (GObject *object)
{
  PhonePorter *self = PHONE_PORTER (object);

  g_object_unref (self->database);
  g_object_unref (self->conversations);
  g_object_unref (self->blocked);
  g_hash_table_unref (self->called);

  G_OBJECT_CLASS (phone_porter_parent_class)->finalize (object);
}

static void
phone_porter_class_init (PhonePorterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = phone_porter_finalize;
}

static void
phone_porter_init (PhonePorter *self)
{
  self->called = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

PhonePorter *
phone_porter_new (StoreDatabase *database,
                  GListModel    *conversations)
{
  PhonePorter *self = g_object_new (PHONE_TYPE_PORTER, NULL);

  self->database = g_object_ref (database);
  self->conversations = g_object_ref (conversations);
  self->blocked = phone_blocked_new (database);
  g_signal_connect_object (self->blocked, "changed", G_CALLBACK (judge_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (conversations, "items-changed", G_CALLBACK (conversations_changed_cb), self,
                           G_CONNECT_DEFAULT);
  return self;
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PhonePorter) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) addresses = store_called_list_finish (STORE_DATABASE (source), result, &error);

  if (addresses == NULL)
    {
      g_info ("whom one called: %s", error->message);
      return;
    }

  for (guint n = 0; n < addresses->len; n++)
    g_hash_table_add (self->called, g_strdup (skip_scheme (g_ptr_array_index (addresses, n))));
  judge_all (self);
}

void
phone_porter_load (PhonePorter *self)
{
  phone_blocked_load (self->blocked);
  store_called_list_async (self->database, NULL, listed_cb, g_object_ref (self));
}

static void
calls_changed_cb (GListModel  *calls,
                  guint        position,
                  guint        removed,
                  guint        added,
                  PhonePorter *self)
{
  for (guint n = position; n < position + added; n++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, n);
      const char *address = phone_call_get_remote_address (call);

      if (phone_call_is_incoming (call) || address == NULL || was_called (self, address))
        continue;
      g_hash_table_add (self->called, g_strdup (skip_scheme (address)));
      judge_all (self);
    }
}

void
phone_porter_follow_calls (PhonePorter *self,
                           GListModel  *calls)
{
  g_signal_connect_object (calls, "items-changed", G_CALLBACK (calls_changed_cb), self, G_CONNECT_DEFAULT);
}

PhoneBlocked *
phone_porter_get_blocked (PhonePorter *self)
{
  return self->blocked;
}

void
phone_porter_meet (PhonePorter       *self,
                   PhoneConversation *conversation)
{
  PhoneAccount *account = phone_conversation_get_account (conversation);

  /* Whoever is met at the practice exchange is part of the practice. */
  if (account != NULL && !phone_account_is_practice (account)
      && !was_called (self, conversation->key))
    phone_conversation_ask (conversation);
}

/**
 * phone_get_blocked:
 * @phone: a phone
 *
 * Of whom nothing is wanted.
 *
 * Returns: (transfer none): a list of #PhoneBlockedAddress
 */
PhoneBlocked *
phone_get_blocked (Phone *phone)
{
  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);

  return phone_porter_get_blocked (phone_conversations_get_porter (phone->conversations));
}
