/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The test of microphone and speaker, as the preferences show it: a bar and, if need be, a sentence. */

#include "config.h"

#include "phone-sound-check.h"

#include "media-probe.h"
#include "media-tones.h"
#include "phone-private.h"
#include "phone-words.h"

/* The range of the level meters, in dB. */
#define METER_FLOOR_DB (-60.0)

struct _PhoneSoundCheck
{
  GObject parent_instance;

  MediaEngine *engine;
  MediaProbe *probe;
  MediaTones *tones; /* NULL: no ringtone was asked for */
  char *error_text;
};

enum
{
  PROP_LEVEL = 1,
  PROP_ERROR_TEXT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PhoneSoundCheck, phone_sound_check, G_TYPE_OBJECT)

static void
probe_level_cb (PhoneSoundCheck *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LEVEL]);
}

static void
probe_error_cb (PhoneSoundCheck *self)
{
  const GError *error = media_probe_get_error (self->probe);
  g_autofree char *text = error != NULL ? phone_words_for_error (error) : NULL;

  if (g_set_str (&self->error_text, text))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR_TEXT]);
}

static void
phone_sound_check_dispose (GObject *object)
{
  PhoneSoundCheck *self = PHONE_SOUND_CHECK (object);

  if (self->probe != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->probe, self);
      media_probe_stop (self->probe);
    }
  g_clear_object (&self->probe);
  phone_sound_check_stop_ringtone (self);
  g_clear_object (&self->tones);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->error_text, g_free);

  G_OBJECT_CLASS (phone_sound_check_parent_class)->dispose (object);
}

static void
phone_sound_check_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  PhoneSoundCheck *self = PHONE_SOUND_CHECK (object);

  switch (prop_id)
    {
    case PROP_LEVEL:
      g_value_set_double (value, phone_sound_check_get_level (self));
      break;
    case PROP_ERROR_TEXT:
      g_value_set_string (value, self->error_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_sound_check_class_init (PhoneSoundCheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = phone_sound_check_dispose;
  object_class->get_property = phone_sound_check_get_property;

  /**
   * PhoneSoundCheck:level:
   *
   * How loud the microphone is, from 0 to 1; 0 while it is not tested.
   */
  props[PROP_LEVEL] = g_param_spec_double ("level", NULL, NULL, 0, 1, 0, flags);
  /**
   * PhoneSoundCheck:error-text:
   *
   * Why the last test could not be done, in a sentence; %NULL: it could.
   */
  props[PROP_ERROR_TEXT] = g_param_spec_string ("error-text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_sound_check_init (PhoneSoundCheck *self)
{
}

/**
 * phone_sound_check_new:
 * @phone: whose microphone and speaker
 *
 * Makes a check that has opened nothing.
 *
 * Returns: (transfer full): the check
 */
PhoneSoundCheck *
phone_sound_check_new (Phone *phone)
{
  PhoneSoundCheck *self;

  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);

  self = g_object_new (PHONE_TYPE_SOUND_CHECK, NULL);
  self->engine = g_object_ref (phone->engine);
  self->probe = media_probe_new (phone->engine);
  g_signal_connect_object (self->probe, "notify::level", G_CALLBACK (probe_level_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->probe, "notify::error", G_CALLBACK (probe_error_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * phone_sound_check_start_microphone:
 * @self: the check
 *
 * Opens the microphone and measures it until phone_sound_check_stop_microphone().
 */
void
phone_sound_check_start_microphone (PhoneSoundCheck *self)
{
  g_return_if_fail (PHONE_IS_SOUND_CHECK (self));

  media_probe_start_microphone (self->probe);
}

/**
 * phone_sound_check_stop_microphone:
 * @self: the check
 *
 * Closes the microphone.
 */
void
phone_sound_check_stop_microphone (PhoneSoundCheck *self)
{
  g_return_if_fail (PHONE_IS_SOUND_CHECK (self));

  media_probe_stop_microphone (self->probe);
}

/**
 * phone_sound_check_play_speaker:
 * @self: the check
 *
 * Plays a short melody on the speaker, once.
 */
void
phone_sound_check_play_speaker (PhoneSoundCheck *self)
{
  g_return_if_fail (PHONE_IS_SOUND_CHECK (self));

  media_probe_play_speaker (self->probe);
}

/**
 * phone_sound_check_prepare_ringtone:
 * @self: the check
 * @ringtone: (nullable): as with phone_sound_check_play_ringtone()
 *
 * Reads the file of a ringtone, so that it is at hand when it is to be played. Nothing is heard.
 */
void
phone_sound_check_prepare_ringtone (PhoneSoundCheck *self,
                                    const char      *ringtone)
{
  g_return_if_fail (PHONE_IS_SOUND_CHECK (self));

  if (self->tones == NULL)
    self->tones = media_tones_new (self->engine);
  if (ringtone != NULL)
    media_tones_prepare_ringtone (self->tones, ringtone);
}

/**
 * phone_sound_check_play_ringtone:
 * @self: the check
 * @ringtone: (nullable): one of phone_sounds_list_ringtones(), or the URI of a sound file; %NULL: the first of our own
 *
 * Rings as if somebody called, until phone_sound_check_stop_ringtone(). A file that is not read yet rings like the first of
 * our own, as it would then.
 */
void
phone_sound_check_play_ringtone (PhoneSoundCheck *self,
                                 const char      *ringtone)
{
  g_return_if_fail (PHONE_IS_SOUND_CHECK (self));

  phone_sound_check_stop_ringtone (self);
  phone_sound_check_prepare_ringtone (self, ringtone);
  media_tones_set_ringtone (self->tones, ringtone);
  media_tones_play (self->tones, MEDIA_TONE_RINGTONE);
}

/**
 * phone_sound_check_stop_ringtone:
 * @self: the check
 *
 * Is silent again, at once.
 */
void
phone_sound_check_stop_ringtone (PhoneSoundCheck *self)
{
  g_return_if_fail (PHONE_IS_SOUND_CHECK (self));

  if (self->tones != NULL)
    media_tones_stop (self->tones);
}

/**
 * phone_sound_check_get_level:
 * @self: the check
 *
 * Gets how loud the microphone is.
 *
 * Returns: from 0 to 1
 */
double
phone_sound_check_get_level (PhoneSoundCheck *self)
{
  g_return_val_if_fail (PHONE_IS_SOUND_CHECK (self), 0);

  return CLAMP ((media_probe_get_level (self->probe) - METER_FLOOR_DB) / -METER_FLOOR_DB, 0.0, 1.0);
}

/**
 * phone_sound_check_get_error_text:
 * @self: the check
 *
 * Gets why the last test could not be done.
 *
 * Returns: (transfer none) (nullable): a sentence
 */
const char *
phone_sound_check_get_error_text (PhoneSoundCheck *self)
{
  g_return_val_if_fail (PHONE_IS_SOUND_CHECK (self), NULL);

  return self->error_text;
}
