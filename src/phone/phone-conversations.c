/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who wrote with whom. One conversation for an account and an address of record, however the address is spelt
 * (WISHES 29), the liveliest on top. */

#include "config.h"

#include "phone-conversations.h"

#include "phone-account-find.h"
#include "phone-address.h"
#include "phone-conversation-private.h"
#include "phone-join.h"
#include "phone-private.h"
#include "phone-thread.h"
#include "phone-threads.h"
#include "store-outbox.h"

struct _PhoneConversations
{
  GObject parent_instance;

  StoreDatabase *database;
  GListModel *accounts;
  GListStore *conversations; /* of one address each */
  PhoneThreads *threads;     /* which of them are shown as one */
  PhoneMessageRules *rules;
  PhonePorter *porter;
  GPtrArray *dropped; /* PhoneConversation that may come back */
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
              PhoneConversation  *conversation)
{
  return phone_account_find (self->accounts, phone_conversation_get_account_id (conversation), NULL);
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
          g_str_equal (conversation->key, key))
        return conversation; /* the list holds it */
    }
  return NULL;
}

static gboolean
account_incoming_note_cb (PhoneAccount       *account,
                          SipAddress         *from,
                          const char         *content_type,
                          GBytes             *body,
                          PhoneConversations *self)
{
  return phone_conversations_take (self, account, &(PhoneNote){ from, content_type, body });
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
                                      find_account (self, conversation));
    }
  for (guint n = position; n < position + added; n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, n);

      g_signal_connect_object (account, "incoming-note", G_CALLBACK (account_incoming_note_cb), self, G_CONNECT_DEFAULT);
    }
  phone_threads_regroup (self->threads);
}

static void
phone_conversations_finalize (GObject *object)
{
  PhoneConversations *self = PHONE_CONVERSATIONS (object);

  g_object_unref (self->database);
  g_object_unref (self->accounts);
  g_object_unref (self->threads);
  g_object_unref (self->conversations);
  g_object_unref (self->rules);
  g_object_unref (self->porter);
  g_ptr_array_unref (self->dropped);

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
  self->rules = phone_message_rules_new ();
  self->dropped = g_ptr_array_new_with_free_func (g_object_unref);
}

PhoneConversations *
phone_conversations_new (StoreDatabase *database,
                         GListModel    *accounts)
{
  PhoneConversations *self = g_object_new (PHONE_TYPE_CONVERSATIONS, NULL);

  self->database = g_object_ref (database);
  self->accounts = g_object_ref (accounts);
  self->threads = phone_threads_new (database, G_LIST_MODEL (self->conversations));
  self->porter = phone_porter_new (database, G_LIST_MODEL (self->conversations));
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

  if (phone_threads_is_grouping (self->threads)
      || !g_list_store_find (self->conversations, conversation, &position) || position == 0)
    return;

  g_list_store_remove (self->conversations, position);
  g_list_store_insert (self->conversations, 0, conversation);
  phone_threads_reorder (self->threads);
}

/* Lists that show only some conversations look at it again. */
static void
standing_cb (PhoneConversation  *conversation,
             GParamSpec         *pspec,
             PhoneConversations *self)
{
  guint position;

  if (g_list_store_find (self->conversations, conversation, &position))
    g_list_model_items_changed (G_LIST_MODEL (self->conversations), position, 1, 1);
  phone_threads_touch (self->threads, conversation);
}

static void
add (PhoneConversations *self,
     guint               position,
     PhoneConversation  *conversation)
{
  phone_conversation_set_rules (conversation, self->rules);
  phone_conversation_set_account (conversation,
                                  find_account (self, conversation));
  g_signal_connect_object (conversation, "notify::last-time", G_CALLBACK (last_time_cb), self, G_CONNECT_DEFAULT);
  g_list_store_insert (self->conversations, position, conversation);
  /* While the list tells of a new one, it must not tell of a change of it: whoever knows them is asked meanwhile. */
  g_signal_connect_object (conversation, "notify::standing", G_CALLBACK (standing_cb), self, G_CONNECT_DEFAULT);
}

/* What waited when the program ended goes on waiting, in its order. */
static void
waiting_listed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (PhoneConversations) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = store_outbox_list_finish (STORE_DATABASE (source), result, &error);

  if (rows == NULL)
    g_info ("what waits to be sent: %s", error->message);
  for (guint n = 0; rows != NULL && n < rows->len; n++)
    {
      const StoreMessage *row = g_ptr_array_index (rows, n);
      PhoneConversation *conversation = find (self, row->account, row->address);

      if (conversation != NULL)
        phone_conversation_resume (conversation, row);
    }
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
  phone_threads_regroup (self->threads);
  store_outbox_list_async (self->database, NULL, waiting_listed_cb, g_object_ref (self));
}

void
phone_conversations_load (PhoneConversations *self)
{
  phone_threads_load (self->threads);
  store_conversations_list_async (self->database, NULL, listed_cb, g_object_ref (self));
  phone_porter_load (self->porter);
}

GListModel *
phone_conversations_get_model (PhoneConversations *self)
{
  return phone_threads_get_model (self->threads);
}

GListModel *
phone_conversations_get_all (PhoneConversations *self)
{
  return G_LIST_MODEL (self->conversations);
}

PhoneThreads *
phone_conversations_get_threads (PhoneConversations *self)
{
  return self->threads;
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* The store tells its trouble by itself. */
  if (!store_conversations_delete_finish (STORE_DATABASE (source), result, &error))
    g_info ("a conversation was not deleted: %s", error->message);
}

/* Those of all its addresses, for what is done to them parts them. */
static GPtrArray *
list_members (PhoneConversation *conversation)
{
  GPtrArray *members = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint n = 0; n < phone_conversation_get_n_members (conversation); n++)
    g_ptr_array_add (members, g_object_ref (phone_conversation_get_member (conversation, n)));
  return members;
}

void
phone_conversations_drop (PhoneConversations *self,
                          PhoneConversation  *conversation)
{
  g_autoptr (GPtrArray) members = list_members (conversation);
  guint position;

  for (guint n = 0; n < members->len; n++)
    {
      if (!g_list_store_find (self->conversations, members->pdata[n], &position))
        continue;
      g_ptr_array_add (self->dropped, g_object_ref (members->pdata[n]));
      g_list_store_remove (self->conversations, position);
    }
  phone_threads_regroup (self->threads);
}

static gint
compare_times (gconstpointer first,
               gconstpointer second,
               gpointer      user_data)
{
  GDateTime *a = ((const PhoneConversation *) first)->last_time;
  GDateTime *b = ((const PhoneConversation *) second)->last_time;

  if (a == NULL || b == NULL)
    return (b == NULL) - (a == NULL);
  return g_date_time_compare (b, a);
}

void
phone_conversations_restore (PhoneConversations *self,
                             PhoneConversation  *conversation)
{
  g_autoptr (GPtrArray) members = list_members (conversation);

  for (guint n = 0; n < members->len; n++)
    {
      if (g_ptr_array_find (self->dropped, members->pdata[n], NULL))
        g_list_store_insert_sorted (self->conversations, members->pdata[n], compare_times, NULL);
      g_ptr_array_remove (self->dropped, members->pdata[n]);
    }
  phone_threads_regroup (self->threads);
}

static void
forget (PhoneConversations *self,
        PhoneConversation  *conversation)
{
  if (!g_ptr_array_find (self->dropped, conversation, NULL))
    return;

  store_conversations_delete_async (self->database, conversation->account_id, conversation->key, NULL, deleted_cb, NULL);
  g_ptr_array_remove (self->dropped, conversation);
}

void
phone_conversations_forget (PhoneConversations *self,
                            PhoneConversation  *conversation)
{
  g_autoptr (GPtrArray) members = list_members (conversation);

  for (guint n = 0; n < members->len; n++)
    forget (self, members->pdata[n]);
}

/* Who is written to again begins anew. */
static void
forget_dropped (PhoneConversations *self,
                const char         *account_id,
                const char         *key)
{
  for (guint n = self->dropped->len; n > 0; n--)
    {
      PhoneConversation *dropped = g_ptr_array_index (self->dropped, n - 1);

      if (g_str_equal (phone_conversation_get_account_id (dropped), account_id)
          && g_str_equal (dropped->key, key))
        forget (self, dropped);
    }
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

  forget_dropped (self, phone_account_get_id (account), key);
  fresh = phone_conversation_new (self->database, phone_account_get_id (account), key);
  add (self, 0, fresh);
  phone_threads_regroup (self->threads);
  return fresh; /* the list holds it */
}

PhoneConversation *
phone_conversations_show (PhoneConversations *self,
                          PhoneAccount       *account,
                          SipUri             *uri)
{
  PhoneConversation *conversation = phone_conversations_open (self, account, uri);
  PhoneConversation *head = phone_conversation_get_head (conversation);

  phone_conversation_choose_address (head, conversation->key);
  return head;
}

/* Somebody wrote: a conversation that they begin has to be let in first. */
PhoneConversation *
phone_conversations_open_from (PhoneConversations *self,
                               PhoneAccount       *account,
                               SipAddress         *from)
{
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->conversations));
  PhoneConversation *conversation = phone_conversations_open (self, account, sip_address_get_uri (from));

  /* An address that was joined to somebody is no stranger's. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->conversations)) > n_before && conversation->head == NULL
      && phone_conversation_get_n_members (conversation) == 1)
    phone_porter_meet (self->porter, conversation);
  return conversation;
}

void
phone_conversations_tell (PhoneConversations *self,
                          PhoneConversation  *conversation,
                          PhoneMessage       *message)
{
  g_signal_emit (self, signals[INCOMING_TEXT], 0, phone_conversation_get_head (conversation), message);
}

PhonePorter *
phone_conversations_get_porter (PhoneConversations *self)
{
  return self->porter;
}

PhoneMessageRules *
phone_conversations_get_rules (PhoneConversations *self)
{
  return self->rules;
}

StoreDatabase *
phone_conversations_get_database (PhoneConversations *self)
{
  return self->database;
}

void
phone_conversations_keep_drafts (PhoneConversations *self)
{
  GListModel *model = G_LIST_MODEL (self->conversations);

  for (guint n = 0; n < g_list_model_get_n_items (model); n++)
    {
      g_autoptr (PhoneConversation) conversation = g_list_model_get_item (model, n);

      phone_conversation_close_draft (conversation);
    }
}

PhoneConversation *
phone_conversations_find (PhoneConversations *self,
                          const char         *account_id,
                          const char         *key)
{
  return find (self, account_id, key);
}

/**
 * phone_get_message_rules:
 * @phone: a phone
 *
 * What holds for all its conversations.
 *
 * Returns: (transfer none): the rules
 */
PhoneMessageRules *
phone_get_message_rules (Phone *phone)
{
  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);

  return phone_conversations_get_rules (phone->conversations);
}
