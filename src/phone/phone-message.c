/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One message, for people. It wraps a row of the store, which is written again whenever its state changes. */

#include "config.h"

#include "phone-conversation-private.h"

struct _PhoneMessage
{
  GObject parent_instance;

  StoreMessage *row;
  GDateTime *time;
  PhoneFile *file; /* NULL: words alone */
};

G_DEFINE_ENUM_TYPE (PhoneMessageState, phone_message_state,
                    G_DEFINE_ENUM_VALUE (PHONE_MESSAGE_STATE_RECEIVED, "received"),
                    G_DEFINE_ENUM_VALUE (PHONE_MESSAGE_STATE_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (PHONE_MESSAGE_STATE_SENT, "sent"),
                    G_DEFINE_ENUM_VALUE (PHONE_MESSAGE_STATE_NOT_SENT, "not-sent"),
                    G_DEFINE_ENUM_VALUE (PHONE_MESSAGE_STATE_DELIVERED, "delivered"),
                    G_DEFINE_ENUM_VALUE (PHONE_MESSAGE_STATE_READ, "read"))

G_DEFINE_FINAL_TYPE (PhoneMessage, phone_message, G_TYPE_OBJECT)

enum
{
  PROP_TEXT = 1,
  PROP_TIME,
  PROP_STATE,
  PROP_OUTGOING,
  PROP_ERROR_TEXT,
  PROP_FILE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
phone_message_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PhoneMessage *self = PHONE_MESSAGE (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->row->text);
      break;
    case PROP_TIME:
      g_value_set_boxed (value, self->time);
      break;
    case PROP_STATE:
      g_value_set_enum (value, phone_message_get_state (self));
      break;
    case PROP_OUTGOING:
      g_value_set_boolean (value, phone_message_is_outgoing (self));
      break;
    case PROP_ERROR_TEXT:
      g_value_set_string (value, self->row->error_text);
      break;
    case PROP_FILE:
      g_value_set_object (value, self->file);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_message_finalize (GObject *object)
{
  PhoneMessage *self = PHONE_MESSAGE (object);

  g_clear_object (&self->file);
  store_message_free (self->row);
  g_date_time_unref (self->time);

  G_OBJECT_CLASS (phone_message_parent_class)->finalize (object);
}

static void
phone_message_class_init (PhoneMessageClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = phone_message_finalize;
  object_class->get_property = phone_message_get_property;

  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, readable);
  props[PROP_TIME] = g_param_spec_boxed ("time", NULL, NULL, G_TYPE_DATE_TIME, readable);
  props[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, PHONE_TYPE_MESSAGE_STATE, PHONE_MESSAGE_STATE_RECEIVED, readable);
  props[PROP_OUTGOING] = g_param_spec_boolean ("outgoing", NULL, NULL, FALSE, readable);
  props[PROP_ERROR_TEXT] = g_param_spec_string ("error-text", NULL, NULL, NULL, readable);
  props[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, PHONE_TYPE_FILE, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_message_init (PhoneMessage *self)
{
}

PhoneMessage *
phone_message_new (const StoreMessage *row)
{
  PhoneMessage *self = g_object_new (PHONE_TYPE_MESSAGE, NULL);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (row->time_us);

  if (utc == NULL)
    utc = g_date_time_new_from_unix_utc (0); /* a file may say anything */
  self->row = store_message_copy (row);
  self->time = g_date_time_to_local (utc);
  return self;
}

const StoreMessage *
phone_message_get_row (PhoneMessage *self)
{
  return self->row;
}

StoreMessage *
phone_message_edit_row (PhoneMessage *self)
{
  return self->row;
}

static StoreMessageState
to_store (PhoneMessageState state)
{
  switch (state)
    {
    case PHONE_MESSAGE_STATE_RECEIVED:
      return STORE_MESSAGE_STATE_RECEIVED;
    case PHONE_MESSAGE_STATE_SENDING:
      return STORE_MESSAGE_STATE_SENDING;
    case PHONE_MESSAGE_STATE_SENT:
      return STORE_MESSAGE_STATE_SENT;
    case PHONE_MESSAGE_STATE_NOT_SENT:
      return STORE_MESSAGE_STATE_NOT_SENT;
    case PHONE_MESSAGE_STATE_DELIVERED:
      return STORE_MESSAGE_STATE_DELIVERED;
    case PHONE_MESSAGE_STATE_READ:
      return STORE_MESSAGE_STATE_READ;
    }
  g_return_val_if_reached (STORE_MESSAGE_STATE_NOT_SENT);
}

void
phone_message_set_state (PhoneMessage      *self,
                         PhoneMessageState  state,
                         const char        *error_text)
{
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  if (g_set_str (&self->row->error_text, error_text))
    g_object_notify_by_pspec (object, props[PROP_ERROR_TEXT]);
  if (self->row->state != to_store (state))
    g_object_notify_by_pspec (object, props[PROP_STATE]);
  self->row->state = to_store (state);
  g_object_thaw_notify (object);
}

void
phone_message_set_unread (PhoneMessage *self,
                          gboolean      unread)
{
  self->row->unread = unread;
}

/**
 * phone_message_get_text:
 * @self: a message
 *
 * What it says; made fit to be shown.
 *
 * Returns: (transfer none): the text
 */
const char *
phone_message_get_text (PhoneMessage *self)
{
  g_return_val_if_fail (PHONE_IS_MESSAGE (self), NULL);

  return self->row->text;
}

/**
 * phone_message_get_time:
 * @self: a message
 *
 * When it was written, or came.
 *
 * Returns: (transfer none): the local time
 */
GDateTime *
phone_message_get_time (PhoneMessage *self)
{
  g_return_val_if_fail (PHONE_IS_MESSAGE (self), NULL);

  return self->time;
}

/**
 * phone_message_get_state:
 * @self: a message
 *
 * Whether it came, or what became of it.
 *
 * Returns: the state
 */
PhoneMessageState
phone_message_get_state (PhoneMessage *self)
{
  g_return_val_if_fail (PHONE_IS_MESSAGE (self), PHONE_MESSAGE_STATE_RECEIVED);

  switch (self->row->state)
    {
    case STORE_MESSAGE_STATE_RECEIVED:
      return PHONE_MESSAGE_STATE_RECEIVED;
    case STORE_MESSAGE_STATE_SENDING:
      return PHONE_MESSAGE_STATE_SENDING;
    case STORE_MESSAGE_STATE_SENT:
      return PHONE_MESSAGE_STATE_SENT;
    case STORE_MESSAGE_STATE_NOT_SENT:
      return PHONE_MESSAGE_STATE_NOT_SENT;
    case STORE_MESSAGE_STATE_DELIVERED:
      return PHONE_MESSAGE_STATE_DELIVERED;
    case STORE_MESSAGE_STATE_READ:
      return PHONE_MESSAGE_STATE_READ;
    }
  g_return_val_if_reached (PHONE_MESSAGE_STATE_RECEIVED);
}

/**
 * phone_message_is_outgoing:
 * @self: a message
 *
 * Whether we wrote it.
 *
 * Returns: %TRUE when we did
 */
gboolean
phone_message_is_outgoing (PhoneMessage *self)
{
  g_return_val_if_fail (PHONE_IS_MESSAGE (self), FALSE);

  return self->row->state != STORE_MESSAGE_STATE_RECEIVED;
}

/**
 * phone_message_get_error_text:
 * @self: a message
 *
 * Why it was not sent, as was said then.
 *
 * Returns: (transfer none) (nullable): a sentence
 */
const char *
phone_message_get_error_text (PhoneMessage *self)
{
  g_return_val_if_fail (PHONE_IS_MESSAGE (self), NULL);

  return self->row->error_text;
}

void
phone_message_set_file (PhoneMessage *self,
                        PhoneFile    *file)
{
  if (g_set_object (&self->file, file))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FILE]);
}

/**
 * phone_message_get_file:
 * @self: a message
 *
 * The picture or file that it is; its text is the name of it then.
 *
 * Returns: (transfer none) (nullable): the file; %NULL: words alone
 */
PhoneFile *
phone_message_get_file (PhoneMessage *self)
{
  g_return_val_if_fail (PHONE_IS_MESSAGE (self), NULL);

  return self->file;
}
