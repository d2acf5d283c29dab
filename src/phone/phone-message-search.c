/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What somebody once wrote, found again by its words. A person types faster than a disk reads: an answer to what is no
 * longer asked is thrown away.
 */

#include "config.h"

#include "phone-message-search.h"

#include "phone-conversations.h"
#include "phone-thread.h"
#include "phone-private.h"
#include "store-search.h"

#define FOUND_MAX 50

struct _PhoneMessageHit
{
  GObject parent_instance;

  char *title;
  char *address;
  char *text;
  GDateTime *time;
};

G_DEFINE_FINAL_TYPE (PhoneMessageHit, phone_message_hit, G_TYPE_OBJECT)

enum
{
  HIT_PROP_TITLE = 1,
  HIT_PROP_ADDRESS,
  HIT_PROP_TEXT,
  HIT_PROP_TIME,
  HIT_N_PROPS
};

static GParamSpec *hit_props[HIT_N_PROPS];

static void
phone_message_hit_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  PhoneMessageHit *self = PHONE_MESSAGE_HIT (object);

  switch (prop_id)
    {
    case HIT_PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case HIT_PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case HIT_PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case HIT_PROP_TIME:
      g_value_set_boxed (value, self->time);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_message_hit_finalize (GObject *object)
{
  PhoneMessageHit *self = PHONE_MESSAGE_HIT (object);

  g_free (self->title);
  g_free (self->address);
  g_free (self->text);
  g_date_time_unref (self->time);

  G_OBJECT_CLASS (phone_message_hit_parent_class)->finalize (object);
}

static void
phone_message_hit_class_init (PhoneMessageHitClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = phone_message_hit_finalize;
  object_class->get_property = phone_message_hit_get_property;

  hit_props[HIT_PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, readable);
  hit_props[HIT_PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, readable);
  hit_props[HIT_PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, readable);
  hit_props[HIT_PROP_TIME] = g_param_spec_boxed ("time", NULL, NULL, G_TYPE_DATE_TIME, readable);
  g_object_class_install_properties (object_class, HIT_N_PROPS, hit_props);
}

static void
phone_message_hit_init (PhoneMessageHit *self)
{
}

struct _PhoneMessageSearch
{
  GObject parent_instance;

  Phone *phone; /* weak */
  char *text;
  guint asked; /* how often; only the answer to the last question counts */
  GListStore *found;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PhoneMessageSearch, phone_message_search, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_TEXT = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

typedef struct
{
  PhoneMessageSearch *search;
  guint number;
} Question;

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
phone_message_search_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  if (prop_id == PROP_TEXT)
    g_value_set_string (value, PHONE_MESSAGE_SEARCH (object)->text);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
phone_message_search_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  if (prop_id == PROP_TEXT)
    phone_message_search_set_text (PHONE_MESSAGE_SEARCH (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
phone_message_search_finalize (GObject *object)
{
  PhoneMessageSearch *self = PHONE_MESSAGE_SEARCH (object);

  g_clear_weak_pointer (&self->phone);
  g_object_unref (self->found);
  g_free (self->text);

  G_OBJECT_CLASS (phone_message_search_parent_class)->finalize (object);
}

static void
phone_message_search_class_init (PhoneMessageSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = phone_message_search_finalize;
  object_class->get_property = phone_message_search_get_property;
  object_class->set_property = phone_message_search_set_property;

  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL,
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_message_search_init (PhoneMessageSearch *self)
{
  self->found = g_list_store_new (PHONE_TYPE_MESSAGE_HIT);
  g_signal_connect_object (self->found, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}

/**
 * phone_message_search_new:
 * @phone: a phone; held weakly
 *
 * Makes a search that looks for nothing yet.
 *
 * Returns: (transfer full): the search
 */
PhoneMessageSearch *
phone_message_search_new (Phone *phone)
{
  PhoneMessageSearch *self;

  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);

  self = g_object_new (PHONE_TYPE_MESSAGE_SEARCH, NULL);
  g_set_weak_pointer (&self->phone, phone);
  return self;
}

static PhoneMessageHit *
hit_new (PhoneMessageSearch *self,
         const StoreMessage *row)
{
  PhoneMessageHit *hit = g_object_new (PHONE_TYPE_MESSAGE_HIT, NULL);
  PhoneConversation *conversation =
    self->phone != NULL ? phone_conversations_find (self->phone->conversations, row->account, row->address) : NULL;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (row->time_us);

  if (utc == NULL)
    utc = g_date_time_new_from_unix_utc (0); /* a file may say anything */
  hit->title = g_strdup (conversation != NULL ? phone_conversation_get_title (phone_conversation_get_head (conversation)) : row->address);
  hit->address = g_strdup (row->address);
  hit->text = g_strdup (row->text);
  hit->time = g_date_time_to_local (utc);
  return hit;
}

static void
show (PhoneMessageSearch *self,
      GPtrArray          *rows)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint n = 0; rows != NULL && n < rows->len; n++)
    g_ptr_array_add (hits, hit_new (self, g_ptr_array_index (rows, n)));
  g_list_store_splice (self->found, 0, get_n_items (G_LIST_MODEL (self)), hits->pdata, hits->len);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (PhoneMessageSearch) self = question->search;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = store_search_messages_finish (STORE_DATABASE (source), result, &error);

  if (rows == NULL)
    g_info ("searching messages: %s", error->message);
  if (question->number == self->asked)
    show (self, rows);
}

/**
 * phone_message_search_set_text:
 * @self: a search
 * @text: (nullable): what is looked for; %NULL or "": nothing
 *
 * Looks for other words; the list changes when they are found.
 */
void
phone_message_search_set_text (PhoneMessageSearch *self,
                               const char         *text)
{
  Question *question;

  g_return_if_fail (PHONE_IS_MESSAGE_SEARCH (self));

  if (!g_set_str (&self->text, text))
    return;

  self->asked++;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
  if (text == NULL || *text == '\0' || self->phone == NULL)
    {
      show (self, NULL);
      return;
    }
  question = g_new (Question, 1);
  *question = (Question) { g_object_ref (self), self->asked };
  store_search_messages_async (phone_conversations_get_database (self->phone->conversations), text, FOUND_MAX, NULL,
                               found_cb, question);
}

/**
 * phone_message_hit_get_title:
 * @self: a message that was found
 *
 * What its conversation is called.
 *
 * Returns: (transfer none): the title
 */
const char *
phone_message_hit_get_title (PhoneMessageHit *self)
{
  g_return_val_if_fail (PHONE_IS_MESSAGE_HIT (self), NULL);

  return self->title;
}

/**
 * phone_message_hit_get_address:
 * @self: a message that was found
 *
 * With whom that is.
 *
 * Returns: (transfer none): the address
 */
const char *
phone_message_hit_get_address (PhoneMessageHit *self)
{
  g_return_val_if_fail (PHONE_IS_MESSAGE_HIT (self), NULL);

  return self->address;
}

/**
 * phone_message_hit_get_text:
 * @self: a message that was found
 *
 * What it says.
 *
 * Returns: (transfer none): the text
 */
const char *
phone_message_hit_get_text (PhoneMessageHit *self)
{
  g_return_val_if_fail (PHONE_IS_MESSAGE_HIT (self), NULL);

  return self->text;
}

/**
 * phone_message_hit_get_time:
 * @self: a message that was found
 *
 * When it was written, or came.
 *
 * Returns: (transfer none): the local time
 */
GDateTime *
phone_message_hit_get_time (PhoneMessageHit *self)
{
  g_return_val_if_fail (PHONE_IS_MESSAGE_HIT (self), NULL);

  return self->time;
}
