/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An account whose state a test sets by hand. */

#include "scripted-phone.h"

struct _PhoneAccount
{
  GObject parent_instance;

  char *address;
  char *display_name;
  char *server;
  char *status_text;
  GError *error;
  PhoneAccountState state;
  guint attempt;
  guint seconds;
  guint tries;
  gboolean practice;
  gboolean enabled;
};

G_DEFINE_FINAL_TYPE (PhoneAccount, phone_account, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (PhoneAccountState, phone_account_state,
                    G_DEFINE_ENUM_VALUE (PHONE_ACCOUNT_STATE_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (PHONE_ACCOUNT_STATE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (PHONE_ACCOUNT_STATE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (PHONE_ACCOUNT_STATE_CONNECTED, "connected"),
                    G_DEFINE_ENUM_VALUE (PHONE_ACCOUNT_STATE_REGISTERED, "registered"),
                    G_DEFINE_ENUM_VALUE (PHONE_ACCOUNT_STATE_REFUSED, "refused"))

enum
{
  PROP_ID = 1,
  PROP_ADDRESS,
  PROP_DISPLAY_NAME,
  PROP_SERVER,
  PROP_STATE,
  PROP_STATUS_TEXT,
  PROP_ATTEMPT,
  PROP_ENABLED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
phone_account_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PhoneAccount *self = PHONE_ACCOUNT (object);

  switch (id)
    {
    case PROP_ID:
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_DISPLAY_NAME:
      g_value_set_string (value, self->display_name);
      break;
    case PROP_SERVER:
      g_value_set_string (value, self->server);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_STATUS_TEXT:
      g_value_set_string (value, self->status_text);
      break;
    case PROP_ATTEMPT:
      g_value_set_uint (value, self->attempt);
      break;
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
phone_account_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  PHONE_ACCOUNT (object)->enabled = g_value_get_boolean (value);
}

static void
phone_account_finalize (GObject *object)
{
  PhoneAccount *self = PHONE_ACCOUNT (object);

  g_free (self->address);
  g_free (self->display_name);
  g_free (self->server);
  g_free (self->status_text);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (phone_account_parent_class)->finalize (object);
}

static void
phone_account_class_init (PhoneAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = phone_account_get_property;
  object_class->set_property = phone_account_set_property;
  object_class->finalize = phone_account_finalize;

  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  props[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  props[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, NULL, flags);
  props[PROP_SERVER] = g_param_spec_string ("server", NULL, NULL, NULL, flags);
  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PHONE_TYPE_ACCOUNT_STATE, 0, flags);
  props[PROP_STATUS_TEXT] = g_param_spec_string ("status-text", NULL, NULL, NULL, flags);
  props[PROP_ATTEMPT] = g_param_spec_uint ("attempt", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, TRUE, flags | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_account_init (PhoneAccount *self)
{
  self->enabled = TRUE;
}

PhoneAccount *
scripted_account_new (const char *address,
                      gboolean    practice)
{
  PhoneAccount *self = g_object_new (PHONE_TYPE_ACCOUNT, NULL);

  self->address = g_strdup (address);
  self->practice = practice;
  return self;
}

void
scripted_account_set_state (PhoneAccount      *self,
                            PhoneAccountState  state,
                            const char        *status_text)
{
  self->state = state;
  g_set_str (&self->status_text, status_text);
  g_clear_error (&self->error);
  if (status_text != NULL)
    self->error = g_error_new_literal (PHONE_ERROR, PHONE_ERROR_BAD_SERVER, status_text);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS_TEXT]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

void
scripted_account_set_waiting (PhoneAccount *self,
                              guint         attempt,
                              guint         seconds)
{
  self->attempt = attempt;
  self->seconds = seconds;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ATTEMPT]);
}

/* Time passes and nobody is told. */
void
scripted_account_pass_second (PhoneAccount *self)
{
  self->seconds--;
}

void
scripted_account_describe (PhoneAccount *self,
                           const char   *server,
                           const char   *display_name)
{
  g_set_str (&self->server, server);
  g_set_str (&self->display_name, display_name);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SERVER]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DISPLAY_NAME]);
}

guint
scripted_account_get_tries (PhoneAccount *self)
{
  return self->tries;
}

const char *
phone_account_get_id (PhoneAccount *self)
{
  return self->address;
}

const char *
phone_account_get_address (PhoneAccount *self)
{
  return self->address;
}

const char *
phone_account_get_display_name (PhoneAccount *self)
{
  return self->display_name;
}

const char *
phone_account_get_server (PhoneAccount *self)
{
  return self->server;
}

PhoneAccountState
phone_account_get_state (PhoneAccount *self)
{
  return self->state;
}

const char *
phone_account_get_status_text (PhoneAccount *self)
{
  return self->status_text;
}

guint
phone_account_get_attempt (PhoneAccount *self)
{
  return self->attempt;
}

guint
phone_account_get_seconds_to_next_try (PhoneAccount *self)
{
  return self->seconds;
}

const GError *
phone_account_get_last_error (PhoneAccount *self)
{
  return self->error;
}

gboolean
phone_account_is_practice (PhoneAccount *self)
{
  return self->practice;
}

void
phone_account_go_online (PhoneAccount *self)
{
  self->tries++;
  scripted_account_set_state (self, PHONE_ACCOUNT_STATE_CONNECTING, "Connecting to the server");
}

void
phone_account_go_offline_async (PhoneAccount        *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  scripted_account_set_state (self, PHONE_ACCOUNT_STATE_OFFLINE, "Offline");
  g_task_return_boolean (task, TRUE);
}

gboolean
phone_account_go_offline_finish (PhoneAccount  *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
phone_account_retry_now (PhoneAccount *self)
{
  phone_account_go_online (self);
}
