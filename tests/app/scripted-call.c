/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A call whose state a test sets by hand; verbs change it as a willing far end would. */

#include "scripted-phone.h"
#include "scripted-quality.h"
#include "scripted-recording.h"
#include "scripted-video.h"

struct _PhoneCall
{
  GObject parent_instance;

  PhoneAccount *account;
  char *id;
  char *name;
  char *address;
  char *end_text;
  GString *digits;
  PhoneVideo *video;
  PhoneCallQuality *quality;
  PhoneRecording *recording;
  PhoneCallState state;
  guint duration;
  double input;
  double output;
  gboolean incoming;
  gboolean muted;
  gboolean anonymous;
  gboolean asserted;
};

G_DEFINE_FINAL_TYPE (PhoneCall, phone_call, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (PhoneCallState, phone_call_state,
                    G_DEFINE_ENUM_VALUE (PHONE_CALL_STATE_CALLING, "calling"),
                    G_DEFINE_ENUM_VALUE (PHONE_CALL_STATE_RINGING, "ringing"),
                    G_DEFINE_ENUM_VALUE (PHONE_CALL_STATE_INCOMING, "incoming"),
                    G_DEFINE_ENUM_VALUE (PHONE_CALL_STATE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (PHONE_CALL_STATE_ACTIVE, "active"),
                    G_DEFINE_ENUM_VALUE (PHONE_CALL_STATE_HELD, "held"),
                    G_DEFINE_ENUM_VALUE (PHONE_CALL_STATE_ENDING, "ending"),
                    G_DEFINE_ENUM_VALUE (PHONE_CALL_STATE_ENDED, "ended"))

enum
{
  PROP_STATE = 1,
  PROP_REMOTE_NAME,
  PROP_REMOTE_ADDRESS,
  PROP_MUTED,
  PROP_DURATION,
  PROP_INPUT_LEVEL,
  PROP_OUTPUT_LEVEL,
  PROP_END_TEXT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
phone_call_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  PhoneCall *self = PHONE_CALL (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_REMOTE_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_REMOTE_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_MUTED:
      g_value_set_boolean (value, self->muted);
      break;
    case PROP_DURATION:
      g_value_set_uint (value, self->duration);
      break;
    case PROP_INPUT_LEVEL:
      g_value_set_double (value, self->input);
      break;
    case PROP_OUTPUT_LEVEL:
      g_value_set_double (value, self->output);
      break;
    case PROP_END_TEXT:
      g_value_set_string (value, self->end_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
phone_call_set_property (GObject      *object,
                         guint         id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  phone_call_set_muted (PHONE_CALL (object), g_value_get_boolean (value));
}

static void
phone_call_finalize (GObject *object)
{
  PhoneCall *self = PHONE_CALL (object);

  g_clear_object (&self->account);
  g_clear_object (&self->video);
  g_clear_object (&self->quality);
  g_clear_object (&self->recording);
  g_free (self->id);
  g_free (self->name);
  g_free (self->address);
  g_free (self->end_text);
  g_string_free (self->digits, TRUE);
  G_OBJECT_CLASS (phone_call_parent_class)->finalize (object);
}

static void
phone_call_class_init (PhoneCallClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = phone_call_get_property;
  object_class->set_property = phone_call_set_property;
  object_class->finalize = phone_call_finalize;

  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PHONE_TYPE_CALL_STATE, 0, flags);
  props[PROP_REMOTE_NAME] = g_param_spec_string ("remote-name", NULL, NULL, NULL, flags);
  props[PROP_REMOTE_ADDRESS] = g_param_spec_string ("remote-address", NULL, NULL, NULL, flags);
  props[PROP_MUTED] = g_param_spec_boolean ("muted", NULL, NULL, FALSE,
                                            flags | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_DURATION] = g_param_spec_uint ("duration", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_INPUT_LEVEL] = g_param_spec_double ("input-level", NULL, NULL, 0, 1, 0, flags);
  props[PROP_OUTPUT_LEVEL] = g_param_spec_double ("output-level", NULL, NULL, 0, 1, 0, flags);
  props[PROP_END_TEXT] = g_param_spec_string ("end-text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_signal_new ("hearing-changed", PHONE_TYPE_CALL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("digits-failed", PHONE_TYPE_CALL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
phone_call_init (PhoneCall *self)
{
  static guint last_id;

  self->id = g_strdup_printf ("call-%u", ++last_id);
  self->digits = g_string_new (NULL);
  self->video = scripted_video_new ();
  self->quality = scripted_quality_new ();
  self->recording = scripted_recording_new ();
}

PhoneCallQuality *
phone_call_get_quality (PhoneCall *self)
{
  return self->quality;
}

PhoneRecording *
phone_call_get_recording (PhoneCall *self)
{
  return self->recording;
}

gboolean
phone_call_start_recording (PhoneCall  *self,
                            GFile      *file,
                            GError    **error)
{
  if (self->state == PHONE_CALL_STATE_ACTIVE || self->state == PHONE_CALL_STATE_HELD)
    {
      scripted_recording_begin (self->recording, file);
      return TRUE;
    }
  g_set_error_literal (error, PHONE_RECORDING_ERROR, PHONE_RECORDING_ERROR_NOT_NOW,
                       "This call cannot be recorded at the moment.");
  return FALSE;
}

void
phone_call_stop_recording (PhoneCall *self)
{
  scripted_recording_stop (self->recording);
}

PhoneVideo *
phone_call_get_video (PhoneCall *self)
{
  return self->video;
}

PhoneCall *
scripted_call_new (PhoneAccount *account,
                   const char   *name,
                   const char   *address,
                   gboolean      incoming)
{
  PhoneCall *self = g_object_new (PHONE_TYPE_CALL, NULL);

  g_set_object (&self->account, account);
  self->name = g_strdup (name);
  self->address = g_strdup (address);
  self->incoming = incoming;
  self->state = incoming ? PHONE_CALL_STATE_INCOMING : PHONE_CALL_STATE_CALLING;
  return self;
}

void
scripted_call_set_state (PhoneCall      *self,
                         PhoneCallState  state)
{
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

void
scripted_call_set_end_text (PhoneCall  *self,
                            const char *end_text)
{
  g_set_str (&self->end_text, end_text);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_END_TEXT]);
}

void
scripted_call_set_duration (PhoneCall *self,
                            guint      seconds)
{
  self->duration = seconds;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DURATION]);
}

void
scripted_call_set_levels (PhoneCall *self,
                          double     input,
                          double     output)
{
  self->input = input;
  self->output = output;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_INPUT_LEVEL]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OUTPUT_LEVEL]);
}

void
scripted_call_set_caller (PhoneCall *self,
                          gboolean   anonymous,
                          gboolean   asserted)
{
  self->anonymous = anonymous;
  self->asserted = asserted;
}

void
scripted_call_fail_digits (PhoneCall  *self,
                           const char *reason)
{
  g_autoptr (GError) error = g_error_new_literal (PHONE_ERROR, PHONE_ERROR_SOUND, reason);

  g_signal_emit_by_name (self, "digits-failed", error);
}

gboolean
phone_call_is_anonymous (PhoneCall *self)
{
  return self->anonymous;
}

gboolean
phone_call_is_asserted (PhoneCall *self)
{
  return self->asserted;
}

const char *
scripted_call_get_digits (PhoneCall *self)
{
  return self->digits->str;
}

PhoneCallState
phone_call_get_state (PhoneCall *self)
{
  return self->state;
}

const char *
phone_call_get_id (PhoneCall *self)
{
  return self->id;
}

const char *
phone_call_get_remote_name (PhoneCall *self)
{
  return self->name;
}

const char *
phone_call_get_remote_address (PhoneCall *self)
{
  return self->address;
}

PhoneAccount *
phone_call_get_account (PhoneCall *self)
{
  return self->account;
}

gboolean
phone_call_is_incoming (PhoneCall *self)
{
  return self->incoming;
}

gboolean
phone_call_is_muted (PhoneCall *self)
{
  return self->muted;
}

void
phone_call_set_muted (PhoneCall *self,
                      gboolean   muted)
{
  if (self->muted == muted)
    return;
  self->muted = muted;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MUTED]);
}

guint
phone_call_get_duration (PhoneCall *self)
{
  return self->duration;
}

const char *
phone_call_get_end_text (PhoneCall *self)
{
  return self->end_text;
}

void
phone_call_answer_async (PhoneCall           *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  scripted_call_set_state (self, PHONE_CALL_STATE_ACTIVE);
  g_task_return_boolean (task, TRUE);
}

gboolean
phone_call_answer_finish (PhoneCall     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
phone_call_decline (PhoneCall *self)
{
  scripted_call_set_state (self, PHONE_CALL_STATE_ENDED);
}

void
phone_call_hang_up (PhoneCall *self)
{
  scripted_call_set_state (self, PHONE_CALL_STATE_ENDED);
}

void
phone_call_set_hold_async (PhoneCall           *self,
                           gboolean             hold,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  scripted_call_set_state (self, hold ? PHONE_CALL_STATE_HELD : PHONE_CALL_STATE_ACTIVE);
  g_task_return_boolean (task, TRUE);
}

gboolean
phone_call_set_hold_finish (PhoneCall     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
phone_call_send_digits (PhoneCall   *self,
                        const char  *digits,
                        GError     **error)
{
  g_string_append (self->digits, digits);
  return TRUE;
}
