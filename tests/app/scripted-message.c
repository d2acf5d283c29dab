/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A message that a test writes by hand. */

#include "scripted-messages.h"

struct _PhoneMessage
{
  GObject parent_instance;

  char *text;
  GDateTime *time;
  PhoneMessageState state;
  char *error_text;
  PhoneFile *file;
};

G_DEFINE_FINAL_TYPE (PhoneMessage, phone_message, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (PhoneMessageState, phone_message_state,
                    G_DEFINE_ENUM_VALUE (PHONE_MESSAGE_STATE_RECEIVED, "received"),
                    G_DEFINE_ENUM_VALUE (PHONE_MESSAGE_STATE_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (PHONE_MESSAGE_STATE_SENT, "sent"),
                    G_DEFINE_ENUM_VALUE (PHONE_MESSAGE_STATE_NOT_SENT, "not-sent"),
                    G_DEFINE_ENUM_VALUE (PHONE_MESSAGE_STATE_DELIVERED, "delivered"),
                    G_DEFINE_ENUM_VALUE (PHONE_MESSAGE_STATE_READ, "read"))

enum
{
  PROP_TEXT = 1,
  PROP_TIME,
  PROP_MESSAGE_STATE,
  PROP_OUTGOING,
  PROP_ERROR_TEXT,
  PROP_FILE,
  N_MESSAGE_PROPS
};

static GParamSpec *message_props[N_MESSAGE_PROPS];

static void
phone_message_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PhoneMessage *self = PHONE_MESSAGE (object);

  switch (id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_TIME:
      g_value_set_boxed (value, self->time);
      break;
    case PROP_MESSAGE_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_OUTGOING:
      g_value_set_boolean (value, phone_message_is_outgoing (self));
      break;
    case PROP_ERROR_TEXT:
      g_value_set_string (value, self->error_text);
      break;
    case PROP_FILE:
      g_value_set_object (value, self->file);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
phone_message_finalize (GObject *object)
{
  PhoneMessage *self = PHONE_MESSAGE (object);

  g_free (self->text);
  g_free (self->error_text);
  g_clear_object (&self->file);
  g_date_time_unref (self->time);
  G_OBJECT_CLASS (phone_message_parent_class)->finalize (object);
}

static void
phone_message_class_init (PhoneMessageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = phone_message_get_property;
  object_class->finalize = phone_message_finalize;

  message_props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  message_props[PROP_TIME] = g_param_spec_boxed ("time", NULL, NULL, G_TYPE_DATE_TIME, flags);
  message_props[PROP_MESSAGE_STATE] = g_param_spec_enum ("state", NULL, NULL, PHONE_TYPE_MESSAGE_STATE, 0, flags);
  message_props[PROP_OUTGOING] = g_param_spec_boolean ("outgoing", NULL, NULL, FALSE, flags);
  message_props[PROP_ERROR_TEXT] = g_param_spec_string ("error-text", NULL, NULL, NULL, flags);
  message_props[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, PHONE_TYPE_FILE, flags);
  g_object_class_install_properties (object_class, N_MESSAGE_PROPS, message_props);
}

static void
phone_message_init (PhoneMessage *self)
{
}

const char *
phone_message_get_text (PhoneMessage *self)
{
  return self->text;
}

GDateTime *
phone_message_get_time (PhoneMessage *self)
{
  return self->time;
}

PhoneMessageState
phone_message_get_state (PhoneMessage *self)
{
  return self->state;
}

gboolean
phone_message_is_outgoing (PhoneMessage *self)
{
  return self->state != PHONE_MESSAGE_STATE_RECEIVED;
}

const char *
phone_message_get_error_text (PhoneMessage *self)
{
  return self->error_text;
}

PhoneFile *
phone_message_get_file (PhoneMessage *self)
{
  return self->file;
}

void
scripted_message_set_file (PhoneMessage *self,
                           PhoneFile    *file)
{
  g_set_object (&self->file, file);
  g_object_notify_by_pspec (G_OBJECT (self), message_props[PROP_FILE]);
}

void
scripted_message_set_error (PhoneMessage *self,
                            const char   *error_text)
{
  self->state = PHONE_MESSAGE_STATE_NOT_SENT;
  g_set_str (&self->error_text, error_text);
  g_object_notify_by_pspec (G_OBJECT (self), message_props[PROP_ERROR_TEXT]);
  g_object_notify_by_pspec (G_OBJECT (self), message_props[PROP_MESSAGE_STATE]);
}

void
scripted_message_set_state (PhoneMessage      *self,
                            PhoneMessageState  state,
                            const char        *error_text)
{
  self->state = state;
  g_set_str (&self->error_text, error_text);
  g_object_notify_by_pspec (G_OBJECT (self), message_props[PROP_ERROR_TEXT]);
  g_object_notify_by_pspec (G_OBJECT (self), message_props[PROP_MESSAGE_STATE]);
}

PhoneMessage *
scripted_message_new (const char        *text,
                      GDateTime         *time,
                      PhoneMessageState  state)
{
  PhoneMessage *self = g_object_new (PHONE_TYPE_MESSAGE, NULL);

  self->text = g_strdup (text);
  self->time = time != NULL ? g_date_time_ref (time) : g_date_time_new_now_local ();
  self->state = state;
  return self;
}
