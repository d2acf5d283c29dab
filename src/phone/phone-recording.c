/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Recording a call as a person means it: only where their own rule allows, only with the others' consent where the rule asks
 * for it, and always to be seen. It outlives the call by the moment that a file needs to become whole. */

#include "config.h"

#include "phone-recording-private.h"

#include "phone-words.h"

struct _PhoneRecording
{
  GObject parent_instance;

  PhoneRecordingRules *rules; /* NULL: not told yet, so nothing is allowed */
  MediaRecorder *recorder;    /* the last; NULL: none */
  GFile *file;
  char *error_text;
  gboolean agreed;
};

enum
{
  PROP_STATE = 1,
  PROP_DURATION,
  PROP_FILE,
  PROP_ERROR_TEXT,
  PROP_AGREED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_QUARK (phone-recording-error-quark, phone_recording_error)

G_DEFINE_ENUM_TYPE (PhoneRecordingState, phone_recording_state,
                    G_DEFINE_ENUM_VALUE (PHONE_RECORDING_STATE_OFF, "off"),
                    G_DEFINE_ENUM_VALUE (PHONE_RECORDING_STATE_RECORDING, "recording"),
                    G_DEFINE_ENUM_VALUE (PHONE_RECORDING_STATE_FINISHING, "finishing"),
                    G_DEFINE_ENUM_VALUE (PHONE_RECORDING_STATE_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (PHONE_RECORDING_STATE_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (PhoneRecording, phone_recording, G_TYPE_OBJECT)

static void
phone_recording_dispose (GObject *object)
{
  PhoneRecording *self = PHONE_RECORDING (object);

  phone_recording_stop (self);
  g_clear_object (&self->recorder);
  g_clear_object (&self->rules);

  G_OBJECT_CLASS (phone_recording_parent_class)->dispose (object);
}

static void
phone_recording_finalize (GObject *object)
{
  PhoneRecording *self = PHONE_RECORDING (object);

  g_clear_object (&self->file);
  g_free (self->error_text);

  G_OBJECT_CLASS (phone_recording_parent_class)->finalize (object);
}

static void
phone_recording_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PhoneRecording *self = PHONE_RECORDING (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, phone_recording_get_state (self));
      break;
    case PROP_DURATION:
      g_value_set_uint (value, phone_recording_get_duration (self));
      break;
    case PROP_FILE:
      g_value_set_object (value, self->file);
      break;
    case PROP_ERROR_TEXT:
      g_value_set_string (value, self->error_text);
      break;
    case PROP_AGREED:
      g_value_set_boolean (value, self->agreed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_recording_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_AGREED:
      phone_recording_set_agreed (PHONE_RECORDING (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_recording_class_init (PhoneRecordingClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = phone_recording_dispose;
  object_class->finalize = phone_recording_finalize;
  object_class->get_property = phone_recording_get_property;
  object_class->set_property = phone_recording_set_property;

  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PHONE_TYPE_RECORDING_STATE, PHONE_RECORDING_STATE_OFF,
                                         readable);
  props[PROP_DURATION] = g_param_spec_uint ("duration", NULL, NULL, 0, G_MAXUINT, 0, readable);
  props[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, readable);
  props[PROP_ERROR_TEXT] = g_param_spec_string ("error-text", NULL, NULL, NULL, readable);
  props[PROP_AGREED] = g_param_spec_boolean ("agreed", NULL, NULL, FALSE, readable | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_recording_init (PhoneRecording *self)
{
}

PhoneRecording *
phone_recording_new (void)
{
  return g_object_new (PHONE_TYPE_RECORDING, NULL);
}

void
phone_recording_set_rules (PhoneRecording      *self,
                           PhoneRecordingRules *rules)
{
  g_set_object (&self->rules, rules);
}

static void
set_error_text (PhoneRecording *self,
                const GError   *error)
{
  g_autofree char *text = error != NULL ? phone_words_for_error (error) : NULL;

  if (g_set_str (&self->error_text, text))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR_TEXT]);
}

static void
recorder_state_cb (PhoneRecording *self)
{
  set_error_text (self, media_recorder_get_error (self->recorder));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
recorder_duration_cb (PhoneRecording *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DURATION]);
}

static void
follow (PhoneRecording *self,
        MediaRecorder  *recorder)
{
  if (self->recorder != NULL)
    g_signal_handlers_disconnect_by_data (self->recorder, self);
  g_set_object (&self->recorder, recorder);
  media_recorder_set_announced (recorder, phone_recording_rules_get_announced (self->rules));
  g_signal_connect_object (recorder, "notify::state", G_CALLBACK (recorder_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (recorder, "notify::duration", G_CALLBACK (recorder_duration_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
is_allowed (PhoneRecording  *self,
            GError         **error)
{
  PhoneRecordingConsent consent = self->rules != NULL ? phone_recording_rules_get_consent (self->rules)
                                                      : PHONE_RECORDING_CONSENT_NEVER;

  if (consent == PHONE_RECORDING_CONSENT_NEVER)
    g_set_error_literal (error, PHONE_RECORDING_ERROR, PHONE_RECORDING_ERROR_FORBIDDEN, "the rule is never to record");
  else if (consent == PHONE_RECORDING_CONSENT_ASK && !self->agreed)
    g_set_error_literal (error, PHONE_RECORDING_ERROR, PHONE_RECORDING_ERROR_UNASKED, "nobody has agreed to this call");
  else
    return TRUE;

  return FALSE;
}

static MediaWriterFormat
choose_format (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = g_ascii_strdown (name != NULL ? name : "", -1);

  return g_str_has_suffix (lower, ".flac") ? MEDIA_WRITER_FORMAT_FLAC : MEDIA_WRITER_FORMAT_OPUS;
}

gboolean
phone_recording_start (PhoneRecording  *self,
                       MediaSession    *media,
                       GFile           *file,
                       GError         **error)
{
  if (!is_allowed (self, error))
    return FALSE;
  if (media == NULL || phone_recording_get_state (self) == PHONE_RECORDING_STATE_RECORDING ||
      phone_recording_get_state (self) == PHONE_RECORDING_STATE_FINISHING)
    {
      g_set_error_literal (error, PHONE_RECORDING_ERROR, PHONE_RECORDING_ERROR_NOT_NOW,
                           "there is no talk, or it is recorded already");
      return FALSE;
    }
  if (!media_session_start_recording (media, file, choose_format (file), error))
    return FALSE;

  g_set_object (&self->file, file);
  follow (self, media_session_get_recorder (media));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FILE]);
  recorder_state_cb (self);
  return TRUE;
}

void
phone_recording_stop (PhoneRecording *self)
{
  if (self->recorder != NULL)
    media_recorder_stop (self->recorder);
}

void
phone_recording_finish (PhoneRecording *self)
{
  if (self->recorder != NULL)
    media_recorder_stop_and_wait (self->recorder);
}

/**
 * phone_recording_get_state:
 * @self: a recording
 *
 * How far it is.
 *
 * Returns: the state
 */
PhoneRecordingState
phone_recording_get_state (PhoneRecording *self)
{
  g_return_val_if_fail (PHONE_IS_RECORDING (self), PHONE_RECORDING_STATE_OFF);

  if (self->recorder == NULL)
    return PHONE_RECORDING_STATE_OFF;
  switch (media_recorder_get_state (self->recorder))
    {
    case MEDIA_RECORDER_STATE_RECORDING:
      return PHONE_RECORDING_STATE_RECORDING;
    case MEDIA_RECORDER_STATE_FINISHING:
      return PHONE_RECORDING_STATE_FINISHING;
    case MEDIA_RECORDER_STATE_DONE:
      return PHONE_RECORDING_STATE_DONE;
    case MEDIA_RECORDER_STATE_FAILED:
      return PHONE_RECORDING_STATE_FAILED;
    }
  g_return_val_if_reached (PHONE_RECORDING_STATE_OFF);
}

/**
 * phone_recording_get_duration:
 * @self: a recording
 *
 * How long it is.
 *
 * Returns: seconds
 */
guint
phone_recording_get_duration (PhoneRecording *self)
{
  g_return_val_if_fail (PHONE_IS_RECORDING (self), 0);

  return self->recorder != NULL ? media_recorder_get_duration (self->recorder) : 0;
}

/**
 * phone_recording_get_file:
 * @self: a recording
 *
 * Where it is, or will be when it is whole.
 *
 * Returns: (transfer none) (nullable): the file; %NULL: nobody ever recorded
 */
GFile *
phone_recording_get_file (PhoneRecording *self)
{
  g_return_val_if_fail (PHONE_IS_RECORDING (self), NULL);

  return self->file;
}

/**
 * phone_recording_get_error_text:
 * @self: a recording
 *
 * Why it has failed.
 *
 * Returns: (transfer none) (nullable): a sentence; %NULL: it has not
 */
const char *
phone_recording_get_error_text (PhoneRecording *self)
{
  g_return_val_if_fail (PHONE_IS_RECORDING (self), NULL);

  return self->error_text;
}

/**
 * phone_recording_get_agreed:
 * @self: a recording
 *
 * Whether the person says that everybody in the call agrees.
 *
 * Returns: %TRUE when they do
 */
gboolean
phone_recording_get_agreed (PhoneRecording *self)
{
  g_return_val_if_fail (PHONE_IS_RECORDING (self), FALSE);

  return self->agreed;
}

/**
 * phone_recording_set_agreed:
 * @self: a recording
 * @agreed: whether everybody in the call was asked and agrees
 *
 * What the person says about it. Who takes it back ends a recording that only it allowed.
 */
void
phone_recording_set_agreed (PhoneRecording *self,
                            gboolean        agreed)
{
  g_return_if_fail (PHONE_IS_RECORDING (self));

  if (self->agreed == agreed)
    return;

  self->agreed = agreed;
  if (!is_allowed (self, NULL))
    phone_recording_stop (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AGREED]);
}
