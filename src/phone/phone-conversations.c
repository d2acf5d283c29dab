/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who wrote with whom. One conversation for an account and an address of record, however the address is spelt
 * (WISHES 29), the liveliest on top. */

#include "config.h"

#include "phone-conversations.h"

#include "phone-address.h"
#include "phone-conversation-private.h"
#include "phone-private.h"
#include "phone-text.h"
#include "store-outbox.h"
#include "ua-composing.h"
#include "ua-imdn.h"
#include "ua-multipart.h"

struct _PhoneConversations
{
  GObject parent_instance;

  StoreDatabase *database;
  GListModel *accounts;
  GListStore *conversations;
  PhoneMessageRules *rules;
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
                                      find_account (self, phone_conversation_get_account_id (conversation)));
    }
  for (guint n = position; n < position + added; n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, n);

      g_signal_connect_object (account, "incoming-note", G_CALLBACK (account_incoming_note_cb), self, G_CONNECT_DEFAULT);
    }
}

static void
phone_conversations_finalize (GObject *object)
{
  PhoneConversations *self = PHONE_CONVERSATIONS (object);

  g_object_unref (self->database);
  g_object_unref (self->accounts);
  g_object_unref (self->conversations);
  g_object_unref (self->rules);

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
  phone_conversation_set_rules (conversation, self->rules);
  phone_conversation_set_account (conversation,
                                  find_account (self, phone_conversation_get_account_id (conversation)));
  g_signal_connect_object (conversation, "notify::last-time", G_CALLBACK (last_time_cb), self, G_CONNECT_DEFAULT);
  g_list_store_insert (self->conversations, position, conversation);
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
  store_outbox_list_async (self->database, NULL, waiting_listed_cb, g_object_ref (self));
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

/* Who has a conversation with us; a receipt of anybody else makes none. */
static PhoneConversation *
find_from (PhoneConversations *self,
           PhoneAccount       *account,
           SipAddress         *from)
{
  g_autofree char *key = phone_address_to_key (sip_address_get_uri (from));

  return find (self, phone_account_get_id (account), key);
}

static gboolean
take_receipt (PhoneConversation *conversation,
              GBytes            *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaImdn) imdn = ua_imdn_parse (body, &error);

  if (imdn == NULL)
    g_info ("a receipt: %s", error->message);
  else if (conversation != NULL && imdn->state != UA_IMDN_FAILED)
    phone_conversation_advance (conversation, imdn->message_id,
                                imdn->state == UA_IMDN_DISPLAYED ? PHONE_MESSAGE_STATE_READ
                                                                 : PHONE_MESSAGE_STATE_DELIVERED);
  return TRUE;
}

static gboolean
take_composing (PhoneConversation *conversation,
                PhoneAccount      *account,
                GBytes            *body)
{
  UaComposing composing = { FALSE, 0 };
  g_autoptr (GError) error = NULL;

  if (!ua_composing_parse (body, &composing, &error))
    g_info ("who is writing: %s", error->message);
  else if (conversation != NULL)
    {
      phone_peer_saw (conversation->peer, account, FALSE);
      phone_conversation_take_typing (conversation, composing.active ? composing.refresh_s : 0);
    }
  return TRUE;
}

static void
take_wrapped_text (PhoneConversations *self,
                   PhoneAccount       *account,
                   SipAddress         *from,
                   const UaCpim       *cpim)
{
  gsize length;
  const char *data = g_bytes_get_data (cpim->body, &length);
  g_autofree char *text = phone_text_clean_body (data != NULL ? data : "", length);
  const char *said = sip_address_get_display_name (from);
  g_autofree char *name = phone_text_clean_line (said != NULL ? said : "");
  PhoneConversation *conversation;
  PhoneMessage *message;

  if (*text == '\0')
    return;

  conversation = phone_conversations_open (self, account, sip_address_get_uri (from));
  if (*name != '\0')
    phone_conversation_set_title (conversation, name);
  if (cpim->message_id != NULL)
    phone_peer_saw (conversation->peer, account, TRUE);
  message = phone_conversation_receive_cpim (conversation, text, cpim);
  if (message == NULL)
    return;

  phone_conversation_confirm (conversation, message, cpim);
  g_signal_emit (self, signals[INCOMING_TEXT], 0, conversation, message);
}

static gboolean
take_cpim (PhoneConversations *self,
           PhoneAccount       *account,
           SipAddress         *from,
           GBytes             *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaCpim) cpim = ua_cpim_parse (body, &error);

  if (cpim == NULL)
    {
      g_info ("a message: %s", error->message);
      return FALSE;
    }
  if (ua_media_type_is (cpim->content_type, UA_IMDN_TYPE))
    return take_receipt (find_from (self, account, from), cpim->body);
  if (ua_media_type_is (cpim->content_type, UA_COMPOSING_TYPE))
    return take_composing (find_from (self, account, from), account, cpim->body);
  if (cpim->content_type != NULL && !ua_media_type_is (cpim->content_type, "text/plain"))
    return FALSE;

  take_wrapped_text (self, account, from, cpim);
  return TRUE;
}

gboolean
phone_conversations_take (PhoneConversations *self,
                          PhoneAccount       *account,
                          const PhoneNote    *note)
{
  if (ua_media_type_is (note->content_type, UA_CPIM_TYPE))
    return take_cpim (self, account, note->from, note->body);
  if (ua_media_type_is (note->content_type, UA_IMDN_TYPE))
    return take_receipt (find_from (self, account, note->from), note->body);
  return ua_media_type_is (note->content_type, UA_COMPOSING_TYPE)
         && take_composing (find_from (self, account, note->from), account, note->body);
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
