/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was written to and from one address. Its messages are read from the store when somebody first looks at
 * them; until then the summary of the store's list is enough. */

#include "config.h"

#include "phone-conversation-private.h"

#include "phone-account-private.h"
#include "phone-conversation-files.h"
#include "phone-names.h"
#include "phone-outbox.h"
#include "phone-spelling.h"
#include "phone-thread.h"

/* How many messages are shown; older ones stay in the file. */
#define SHOWN_MAX 500

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PhoneConversation, phone_conversation, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_TITLE = 1,
  PROP_ADDRESS,
  PROP_LAST_TEXT,
  PROP_LAST_TIME,
  PROP_UNREAD,
  PROP_COMPOSING,
  PROP_DRAFT,
  PROP_STANDING,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

PhoneMessage *
phone_conversation_find (PhoneConversation *self,
                         const char        *id)
{
  GListModel *messages = G_LIST_MODEL (self->messages);

  for (guint n = 0; n < g_list_model_get_n_items (messages); n++)
    {
      g_autoptr (PhoneMessage) message = g_list_model_get_item (messages, n);

      if (g_str_equal (phone_message_get_row (message)->id, id))
        return message; /* the list holds it */
    }
  return NULL;
}

/* One that waited to be sent may have gone since it was read. */
static PhoneMessage *
message_from_kept (PhoneConversation  *self,
                   const StoreMessage *row)
{
  for (guint n = 0; n < self->resumed->len; n++)
    {
      PhoneMessage *message = g_ptr_array_index (self->resumed, n);

      if (g_str_equal (phone_message_get_row (message)->id, row->id))
        return g_object_ref (message);
    }
  return phone_message_new (row);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PhoneConversation) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = store_messages_list_finish (STORE_DATABASE (source), result, &error);
  g_autoptr (GPtrArray) older = g_ptr_array_new_with_free_func (g_object_unref);

  if (rows == NULL)
    {
      g_info ("messages: %s", error->message);
      return;
    }

  /* Newest first there, oldest first here; those of this session are in the list already. */
  for (guint n = rows->len; n > 0; n--)
    {
      const StoreMessage *row = g_ptr_array_index (rows, n - 1);

      if (phone_conversation_find (self, row->id) == NULL)
        g_ptr_array_add (older, message_from_kept (self, row));
    }
  g_list_store_splice (self->messages, 0, 0, older->pdata, older->len);
  phone_conversation_load_files (self);
  if (self->unread == 0)
    phone_conversation_pay_receipts (self);
}

void
phone_conversation_look (PhoneConversation *self)
{
  if (self->asked)
    return;

  self->asked = TRUE;
  if (!self->asks && !self->blocked)
    phone_peer_ask (self->peer, self->account);
  store_messages_list_async (self->database, self->account_id, self->key, NULL, SHOWN_MAX, NULL, listed_cb,
                             g_object_ref (self));
}

static GType
phone_conversation_get_item_type (GListModel *model)
{
  return PHONE_TYPE_MESSAGE;
}

static guint
phone_conversation_get_n_items (GListModel *model)
{
  PhoneConversation *self = PHONE_CONVERSATION (model);

  if (self->thread != NULL)
    return phone_thread_get_n_messages (self->thread);

  phone_conversation_look (self);
  return g_list_model_get_n_items (G_LIST_MODEL (self->messages));
}

static gpointer
phone_conversation_get_item (GListModel *model,
                             guint       position)
{
  PhoneConversation *self = PHONE_CONVERSATION (model);

  if (self->thread != NULL)
    return phone_thread_get_message (self->thread, position);

  phone_conversation_look (self);
  return g_list_model_get_item (G_LIST_MODEL (self->messages), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = phone_conversation_get_item_type;
  iface->get_n_items = phone_conversation_get_n_items;
  iface->get_item = phone_conversation_get_item;
}

static void
phone_conversation_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PhoneConversation *self = PHONE_CONVERSATION (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, phone_conversation_get_title (self));
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, phone_conversation_get_address (self));
      break;
    case PROP_LAST_TEXT:
      g_value_set_string (value, phone_conversation_get_last_text (self));
      break;
    case PROP_LAST_TIME:
      g_value_set_boxed (value, phone_conversation_get_last_time (self));
      break;
    case PROP_UNREAD:
      g_value_set_uint (value, phone_conversation_get_unread (self));
      break;
    case PROP_COMPOSING:
      g_value_set_boolean (value, phone_conversation_get_composing (self));
      break;
    case PROP_DRAFT:
      g_value_set_string (value, self->draft);
      break;
    case PROP_STANDING:
      g_value_set_enum (value, phone_conversation_get_standing (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_conversation_dispose (GObject *object)
{
  PhoneConversation *self = PHONE_CONVERSATION (object);

  phone_conversation_close_draft (self);
  if (self->outbox != NULL)
    phone_outbox_close (self->outbox);
  g_clear_object (&self->outbox);
  g_clear_object (&self->thread);
  g_clear_weak_pointer (&self->head);
  g_clear_object (&self->typing);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (phone_conversation_parent_class)->dispose (object);
}

static void
phone_conversation_finalize (GObject *object)
{
  PhoneConversation *self = PHONE_CONVERSATION (object);

  g_clear_object (&self->rules);
  g_clear_object (&self->peer);
  g_ptr_array_unref (self->resumed);
  g_free (self->draft);
  g_clear_weak_pointer (&self->account);
  g_object_unref (self->database);
  g_object_unref (self->messages);
  g_free (self->account_id);
  g_free (self->key);
  g_free (self->title);
  g_free (self->known_name);
  g_free (self->spelled);
  g_free (self->last_text);
  g_clear_pointer (&self->last_time, g_date_time_unref);

  G_OBJECT_CLASS (phone_conversation_parent_class)->finalize (object);
}

static void
phone_conversation_class_init (PhoneConversationClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = phone_conversation_dispose;
  object_class->finalize = phone_conversation_finalize;
  object_class->get_property = phone_conversation_get_property;

  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, readable);
  props[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, readable);
  props[PROP_LAST_TEXT] = g_param_spec_string ("last-text", NULL, NULL, NULL, readable);
  props[PROP_LAST_TIME] = g_param_spec_boxed ("last-time", NULL, NULL, G_TYPE_DATE_TIME, readable);
  props[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0, readable);
  props[PROP_COMPOSING] = g_param_spec_boolean ("composing", NULL, NULL, FALSE, readable);
  props[PROP_DRAFT] = g_param_spec_string ("draft", NULL, NULL, NULL, readable);
  props[PROP_STANDING] =
    g_param_spec_enum ("standing", NULL, NULL, PHONE_TYPE_STANDING, PHONE_STANDING_OPEN, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

/* Of several addresses, the thread tells. */
static void
messages_changed_cb (PhoneConversation *self,
                     guint              position,
                     guint              removed,
                     guint              added)
{
  if (self->thread == NULL)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
phone_conversation_init (PhoneConversation *self)
{
  self->messages = g_list_store_new (PHONE_TYPE_MESSAGE);
  self->outbox = phone_outbox_new (self);
  self->resumed = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect_object (self->messages, "items-changed", G_CALLBACK (messages_changed_cb), self, G_CONNECT_SWAPPED);
}

PhoneConversation *
phone_conversation_new (StoreDatabase *database,
                        const char    *account_id,
                        const char    *key)
{
  PhoneConversation *self = g_object_new (PHONE_TYPE_CONVERSATION, NULL);

  self->database = g_object_ref (database);
  self->account_id = g_strdup (account_id);
  self->key = g_strdup (key);
  self->peer = phone_peer_new (database, account_id, key);
  return self;
}

void
phone_conversation_notify_draft (PhoneConversation *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DRAFT]);
}

void
phone_conversation_notify_standing (PhoneConversation *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STANDING]);
}

void
phone_conversation_notify_address (PhoneConversation *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ADDRESS]);
}

void
phone_conversation_notify_composing (PhoneConversation *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPOSING]);
}

void
phone_conversation_set_summary (PhoneConversation       *self,
                                const StoreConversation *row)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (row->last_time_us);

  self->title = g_strdup (row->title);
  self->last_text = g_strdup (row->last_text);
  self->last_time = utc != NULL && row->last_text != NULL ? g_date_time_to_local (utc) : NULL;
  self->unread = row->unread;
  self->draft = g_strdup (row->draft);
  self->asks = row->asks;
  self->muted = row->muted;
}

void
phone_conversation_set_account (PhoneConversation *self,
                                PhoneAccount      *account)
{
  g_set_weak_pointer (&self->account, account);
  if (account != NULL)
    g_set_object (&self->clock, phone_account_get_clock (account));
  phone_outbox_set_account (self->outbox, account);
}

const char *
phone_conversation_get_account_id (PhoneConversation *self)
{
  return self->account_id;
}

void
phone_conversation_set_title (PhoneConversation *self,
                              const char        *title)
{
  if (g_set_str (&self->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
}

void
phone_conversation_set_known_name (PhoneConversation *self,
                                   const char        *name)
{
  if (g_set_str (&self->known_name, name))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
  if (name != NULL)
    phone_conversation_accept (self);
}

void
phone_conversation_set_spelled (PhoneConversation *self,
                                const char        *spelled)
{
  if (g_set_str (&self->spelled, spelled))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
}

void
phone_conversation_set_unread (PhoneConversation *self,
                               guint              unread)
{
  if (self->unread == unread)
    return;

  self->unread = unread;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_UNREAD]);
}

PhoneMessage *
phone_conversation_append_row (PhoneConversation  *self,
                               const StoreMessage *row)
{
  g_autoptr (PhoneMessage) message = phone_message_new (row);
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  g_list_store_append (self->messages, message);
  g_set_str (&self->last_text, row->text);
  g_clear_pointer (&self->last_time, g_date_time_unref);
  self->last_time = g_date_time_ref (phone_message_get_time (message));
  g_object_notify_by_pspec (object, props[PROP_LAST_TEXT]);
  g_object_notify_by_pspec (object, props[PROP_LAST_TIME]);
  if (row->unread)
    phone_conversation_set_unread (self, self->unread + 1);
  g_object_thaw_notify (object);
  phone_conversation_save (self, message);
  return message; /* the list holds it */
}

PhoneMessage *
phone_conversation_append (PhoneConversation *self,
                           StoreMessageState  state,
                           const char        *text)
{
  g_autofree char *id = g_uuid_string_random ();
  StoreMessage row = { .id = id, .account = self->account_id, .address = self->key, .state = state,
                       .unread = state == STORE_MESSAGE_STATE_RECEIVED, .time_us = g_get_real_time (),
                       .text = (char *) text };

  return phone_conversation_append_row (self, &row);
}

PhoneMessage *
phone_conversation_receive (PhoneConversation *self,
                            const char        *text)
{
  phone_conversation_take_typing (self, 0);
  return phone_conversation_append (self, STORE_MESSAGE_STATE_RECEIVED, text);
}
