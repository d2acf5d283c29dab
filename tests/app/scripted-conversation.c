/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Conversations whose messages a test writes by hand; sending works, or fails when the text is "fail". */

#include "scripted-messages.h"

G_DEFINE_ENUM_TYPE (PhoneStanding, phone_standing,
                    G_DEFINE_ENUM_VALUE (PHONE_STANDING_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (PHONE_STANDING_MUTED, "muted"),
                    G_DEFINE_ENUM_VALUE (PHONE_STANDING_REQUEST, "request"),
                    G_DEFINE_ENUM_VALUE (PHONE_STANDING_BLOCKED, "blocked"))

struct _PhoneConversation
{
  GObject parent_instance;

  PhoneAccount *account;
  char *title;
  char *address;
  char *chosen; /* NULL: its own */
  GListStore *messages;
  guint unread;
  gboolean composing;
  char *draft;
  PhoneStanding standing;
};

static GType
phone_conversation_get_item_type (GListModel *model)
{
  return PHONE_TYPE_MESSAGE;
}

static guint
phone_conversation_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (PHONE_CONVERSATION (model)->messages));
}

static gpointer
phone_conversation_get_item (GListModel *model,
                             guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (PHONE_CONVERSATION (model)->messages), position);
}

static void
phone_conversation_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = phone_conversation_get_item_type;
  iface->get_n_items = phone_conversation_get_n_items;
  iface->get_item = phone_conversation_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PhoneConversation, phone_conversation, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, phone_conversation_list_model_init))

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

static void
phone_conversation_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PhoneConversation *self = PHONE_CONVERSATION (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
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
      g_value_set_uint (value, self->unread);
      break;
    case PROP_COMPOSING:
      g_value_set_boolean (value, self->composing);
      break;
    case PROP_DRAFT:
      g_value_set_string (value, self->draft);
      break;
    case PROP_STANDING:
      g_value_set_enum (value, self->standing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
phone_conversation_finalize (GObject *object)
{
  PhoneConversation *self = PHONE_CONVERSATION (object);

  g_clear_object (&self->account);
  g_clear_object (&self->messages);
  g_free (self->title);
  g_free (self->address);
  g_free (self->chosen);
  g_free (self->draft);
  G_OBJECT_CLASS (phone_conversation_parent_class)->finalize (object);
}

static void
phone_conversation_class_init (PhoneConversationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = phone_conversation_get_property;
  object_class->finalize = phone_conversation_finalize;

  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  props[PROP_LAST_TEXT] = g_param_spec_string ("last-text", NULL, NULL, NULL, flags);
  props[PROP_LAST_TIME] = g_param_spec_boxed ("last-time", NULL, NULL, G_TYPE_DATE_TIME, flags);
  props[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_COMPOSING] = g_param_spec_boolean ("composing", NULL, NULL, FALSE, flags);
  props[PROP_DRAFT] = g_param_spec_string ("draft", NULL, NULL, NULL, flags);
  props[PROP_STANDING] = g_param_spec_enum ("standing", NULL, NULL, PHONE_TYPE_STANDING, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_conversation_init (PhoneConversation *self)
{
  self->messages = g_list_store_new (PHONE_TYPE_MESSAGE);
  g_signal_connect_object (self->messages, "items-changed",
                           G_CALLBACK (g_list_model_items_changed), self, G_CONNECT_SWAPPED);
}

PhoneConversation *
scripted_conversation_new (PhoneAccount *account,
                           const char   *title,
                           const char   *address)
{
  PhoneConversation *self = g_object_new (PHONE_TYPE_CONVERSATION, NULL);

  g_set_object (&self->account, account);
  self->title = g_strdup (title);
  self->address = g_strdup (address);
  return self;
}

PhoneMessage *
scripted_conversation_add (PhoneConversation *self,
                           const char        *text,
                           GDateTime         *time,
                           PhoneMessageState  state)
{
  g_autoptr (PhoneMessage) message = scripted_message_new (text, time, state);

  g_list_store_append (self->messages, message);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LAST_TEXT]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LAST_TIME]);
  return message;
}

void
scripted_conversation_set_unread (PhoneConversation *self,
                                  guint              unread)
{
  self->unread = unread;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_UNREAD]);
}

static PhoneMessage *
get_last (PhoneConversation *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->messages));
  g_autoptr (PhoneMessage) last = n > 0 ? g_list_model_get_item (G_LIST_MODEL (self->messages), n - 1) : NULL;

  return last;
}

const char *
phone_conversation_get_address (PhoneConversation *self)
{
  return self->chosen != NULL ? self->chosen : self->address;
}

const char *
scripted_conversation_get_own_address (PhoneConversation *self)
{
  return self->address;
}

void
scripted_conversation_choose (PhoneConversation *self,
                              const char        *address)
{
  g_set_str (&self->chosen, address);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ADDRESS]);
}

const char *
phone_conversation_get_title (PhoneConversation *self)
{
  return self->title;
}

const char *
phone_conversation_get_last_text (PhoneConversation *self)
{
  PhoneMessage *last = get_last (self);

  return last != NULL ? phone_message_get_text (last) : NULL;
}

GDateTime *
phone_conversation_get_last_time (PhoneConversation *self)
{
  PhoneMessage *last = get_last (self);

  return last != NULL ? phone_message_get_time (last) : NULL;
}

guint
phone_conversation_get_unread (PhoneConversation *self)
{
  return self->unread;
}

PhoneAccount *
phone_conversation_get_account (PhoneConversation *self)
{
  return self->account;
}

void
phone_conversation_mark_read (PhoneConversation *self)
{
  if (self->unread > 0)
    scripted_conversation_set_unread (self, 0);
}

void
phone_conversation_send_async (PhoneConversation   *self,
                               const char          *text,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  PhoneMessage *message = scripted_conversation_add (self, text, NULL, PHONE_MESSAGE_STATE_SENT);

  if (g_strcmp0 (text, "fail") != 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  scripted_message_set_error (message, "The other side could not be reached");
  g_task_return_new_error (task, PHONE_ERROR, PHONE_ERROR_BAD_TARGET, "scripted failure");
}

gboolean
phone_conversation_send_finish (PhoneConversation  *self,
                                GAsyncResult       *result,
                                GError            **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
phone_conversation_get_composing (PhoneConversation *self)
{
  return self->composing;
}

void
scripted_conversation_set_composing (PhoneConversation *self,
                                     gboolean           composing)
{
  self->composing = composing;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPOSING]);
}

const char *
phone_conversation_get_draft (PhoneConversation *self)
{
  return self->draft;
}

void
phone_conversation_set_draft (PhoneConversation *self,
                              const char        *draft)
{
  if (g_set_str (&self->draft, draft != NULL && *draft != '\0' ? draft : NULL))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DRAFT]);
}

void
phone_conversation_retry (PhoneConversation *self,
                          PhoneMessage      *message)
{
  scripted_message_set_state (message, PHONE_MESSAGE_STATE_SENT, NULL);
}

PhoneStanding
phone_conversation_get_standing (PhoneConversation *self)
{
  return self->standing;
}

void
scripted_conversation_set_standing (PhoneConversation *self,
                                    PhoneStanding      standing)
{
  self->standing = standing;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STANDING]);
}
