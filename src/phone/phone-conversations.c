/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who wrote with whom. One conversation for an account and an address of record, however the address is spelt
 * (WISHES 29), the liveliest on top. */

#include "config.h"

#include "phone-conversations.h"

#include "phone-address.h"
#include "phone-conversation-private.h"
#include "phone-text.h"

struct _PhoneConversations
{
  GObject parent_instance;

  StoreDatabase *database;
  GListModel *accounts;
  GListStore *conversations;
};

G_DEFINE_FINAL_TYPE (PhoneConversations, phone_conversations, G_TYPE_OBJECT)

enum
{
  INCOMING_TEXT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static PhoneAccount *
find_account (PhoneConversations *self,
              const char         *id)
{
  for (guint n = 0; n < g_list_model_get_n_items (self->accounts); n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (self->accounts, n);

      if (g_str_equal (phone_account_get_id (account), id))
        return account; /* the list holds it */
    }
  return NULL;
}

static PhoneConversation *
find (PhoneConversations *self,
      const char         *account_id,
      const char         *key)
{
  GListModel *model = G_LIST_MODEL (self->conversations);

  for (guint n = 0; n < g_list_model_get_n_items (model); n++)
    {
      g_autoptr (PhoneConversation) conversation = g_list_model_get_item (model, n);

      if (g_str_equal (phone_conversation_get_account_id (conversation), account_id) &&
          g_str_equal (phone_conversation_get_address (conversation), key))
        return conversation; /* the list holds it */
    }
  return NULL;
}

/* An account that comes or goes takes its conversations along. */
static void
accounts_changed_cb (GListModel         *accounts,
                     guint               position,
                     guint               removed,
                     guint               added,
                     PhoneConversations *self)
{
  GListModel *model = G_LIST_MODEL (self->conversations);

  for (guint n = 0; n < g_list_model_get_n_items (model); n++)
    {
      g_autoptr (PhoneConversation) conversation = g_list_model_get_item (model, n);

      phone_conversation_set_account (conversation,
                                      find_account (self, phone_conversation_get_account_id (conversation)));
    }
}

static void
phone_conversations_finalize (GObject *object)
{
  PhoneConversations *self = PHONE_CONVERSATIONS (object);

  g_object_unref (self->database);
  g_object_unref (self->accounts);
  g_object_unref (self->conversations);

  G_OBJECT_CLASS (phone_conversations_parent_class)->finalize (object);
}

static void
phone_conversations_class_init (PhoneConversationsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = phone_conversations_finalize;

  signals[INCOMING_TEXT] = g_signal_new ("incoming-text", PHONE_TYPE_CONVERSATIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 2, PHONE_TYPE_CONVERSATION, PHONE_TYPE_MESSAGE);
}

static void
phone_conversations_init (PhoneConversations *self)
{
  self->conversations = g_list_store_new (PHONE_TYPE_CONVERSATION);
}

PhoneConversations *
phone_conversations_new (StoreDatabase *database,
                         GListModel    *accounts)
{
  PhoneConversations *self = g_object_new (PHONE_TYPE_CONVERSATIONS, NULL);

  self->database = g_object_ref (database);
  self->accounts = g_object_ref (accounts);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self, G_CONNECT_DEFAULT);
  return self;
}

/* A new message brings its conversation to the top. */
static void
last_time_cb (PhoneConversation  *conversation,
              GParamSpec         *pspec,
              PhoneConversations *self)
{
  g_autoptr (PhoneConversation) hold = g_object_ref (conversation);
  guint position;

  if (!g_list_store_find (self->conversations, conversation, &position) || position == 0)
    return;

  g_list_store_remove (self->conversations, position);
  g_list_store_insert (self->conversations, 0, conversation);
}

static void
add (PhoneConversations *self,
     guint               position,
     PhoneConversation  *conversation)
{
  phone_conversation_set_account (conversation,
                                  find_account (self, phone_conversation_get_account_id (conversation)));
  g_signal_connect_object (conversation, "notify::last-time", G_CALLBACK (last_time_cb), self, G_CONNECT_DEFAULT);
  g_list_store_insert (self->conversations, position, conversation);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PhoneConversations) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = store_conversations_list_finish (STORE_DATABASE (source), result, &error);

  if (rows == NULL)
    {
      g_info ("conversations: %s", error->message);
      return;
    }

  for (guint n = 0; n < rows->len; n++)
    {
      const StoreConversation *row = g_ptr_array_index (rows, n);
      g_autoptr (PhoneConversation) conversation = NULL;

      if (find (self, row->account, row->address) != NULL)
        continue;
      conversation = phone_conversation_new (self->database, row->account, row->address);
      phone_conversation_set_summary (conversation, row);
      add (self, g_list_model_get_n_items (G_LIST_MODEL (self->conversations)), conversation);
    }
}

void
phone_conversations_load (PhoneConversations *self)
{
  store_conversations_list_async (self->database, NULL, listed_cb, g_object_ref (self));
}

GListModel *
phone_conversations_get_model (PhoneConversations *self)
{
  return G_LIST_MODEL (self->conversations);
}

PhoneConversation *
phone_conversations_open (PhoneConversations *self,
                          PhoneAccount       *account,
                          SipUri             *uri)
{
  g_autofree char *key = phone_address_to_key (uri);
  PhoneConversation *conversation = find (self, phone_account_get_id (account), key);
  g_autoptr (PhoneConversation) fresh = NULL;

  if (conversation != NULL)
    return conversation;

  fresh = phone_conversation_new (self->database, phone_account_get_id (account), key);
  add (self, 0, fresh);
  return fresh; /* the list holds it */
}

gboolean
phone_conversations_receive (PhoneConversations *self,
                             PhoneAccount       *account,
                             SipAddress         *from,
                             GBytes             *body)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autofree char *text = phone_text_clean_body (data != NULL ? data : "", length);
  const char *said = sip_address_get_display_name (from);
  g_autofree char *name = phone_text_clean_line (said != NULL ? said : "");
  PhoneConversation *conversation;

  if (*text == '\0')
    return TRUE; /* taken, and nothing to show */

  conversation = phone_conversations_open (self, account, sip_address_get_uri (from));
  if (*name != '\0')
    phone_conversation_set_title (conversation, name);
  g_signal_emit (self, signals[INCOMING_TEXT], 0, conversation, phone_conversation_receive (conversation, text));
  return TRUE;
}
