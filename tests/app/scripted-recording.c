/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A recording that goes as a test says; nothing is written. */

#include "scripted-recording.h"

struct _PhoneRecording
{
  GObject parent_instance;

  PhoneRecordingState state;
  GFile *file;
  char *error_text;
  guint duration;
  gboolean agreed;
};

G_DEFINE_QUARK (phone-recording-error-quark, phone_recording_error)

G_DEFINE_FINAL_TYPE (PhoneRecording, phone_recording, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  PROP_DURATION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
phone_recording_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  g_value_set_uint (value, id == PROP_STATE ? PHONE_RECORDING (object)->state : PHONE_RECORDING (object)->duration);
}

static void
phone_recording_finalize (GObject *object)
{
  g_clear_object (&PHONE_RECORDING (object)->file);
  g_free (PHONE_RECORDING (object)->error_text);
  G_OBJECT_CLASS (phone_recording_parent_class)->finalize (object);
}

static void
phone_recording_class_init (PhoneRecordingClass *klass)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  G_OBJECT_CLASS (klass)->get_property = phone_recording_get_property;
  G_OBJECT_CLASS (klass)->finalize = phone_recording_finalize;
  props[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_DURATION] = g_param_spec_uint ("duration", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
phone_recording_init (PhoneRecording *self)
{
}

PhoneRecording *
scripted_recording_new (void)
{
  return g_object_new (PHONE_TYPE_RECORDING, NULL);
}

static void
set_state (PhoneRecording      *self,
           PhoneRecordingState  state)
{
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

void
scripted_recording_begin (PhoneRecording *self,
                          GFile          *file)
{
  g_set_object (&self->file, file);
  g_clear_pointer (&self->error_text, g_free);
  self->duration = 0;
  set_state (self, PHONE_RECORDING_STATE_RECORDING);
}

void
scripted_recording_pass (PhoneRecording *self,
                         guint           seconds)
{
  self->duration += seconds;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DURATION]);
}

void
scripted_recording_end (PhoneRecording *self,
                        const char     *error_text)
{
  g_set_str (&self->error_text, error_text);
  set_state (self, error_text != NULL ? PHONE_RECORDING_STATE_FAILED : PHONE_RECORDING_STATE_DONE);
}

void
scripted_recording_stop (PhoneRecording *self)
{
  if (self->state == PHONE_RECORDING_STATE_RECORDING)
    set_state (self, PHONE_RECORDING_STATE_FINISHING);
}

PhoneRecordingState
phone_recording_get_state (PhoneRecording *self)
{
  return self->state;
}

guint
phone_recording_get_duration (PhoneRecording *self)
{
  return self->duration;
}

GFile *
phone_recording_get_file (PhoneRecording *self)
{
  return self->file;
}

const char *
phone_recording_get_error_text (PhoneRecording *self)
{
  return self->error_text;
}

gboolean
phone_recording_get_agreed (PhoneRecording *self)
{
  return self->agreed;
}

void
phone_recording_set_agreed (PhoneRecording *self,
                            gboolean        agreed)
{
  self->agreed = agreed;
}
