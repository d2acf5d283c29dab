/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tests of microphone and speaker that open nothing and count everything. */

#include "scripted-sound.h"

struct _PhoneSoundCheck
{
  GObject parent_instance;

  gboolean open;
  gboolean rings;
  double level;
  char *error_text;
};

G_DEFINE_FINAL_TYPE (PhoneSoundCheck, phone_sound_check, G_TYPE_OBJECT)

enum
{
  PROP_LEVEL = 1,
  PROP_ERROR_TEXT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static GPtrArray *checks;
static guint n_played;
static char *ringing;

static void
set_level (PhoneSoundCheck *self,
           double           level)
{
  self->level = level;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LEVEL]);
}

static void
phone_sound_check_dispose (GObject *object)
{
  PhoneSoundCheck *self = PHONE_SOUND_CHECK (object);

  phone_sound_check_stop_ringtone (self);
  self->open = FALSE;
  g_ptr_array_remove (checks, self);
  g_clear_pointer (&self->error_text, g_free);
  G_OBJECT_CLASS (phone_sound_check_parent_class)->dispose (object);
}

static void
phone_sound_check_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (id == PROP_LEVEL)
    g_value_set_double (value, PHONE_SOUND_CHECK (object)->level);
  else
    g_value_set_string (value, PHONE_SOUND_CHECK (object)->error_text);
}

static void
phone_sound_check_class_init (PhoneSoundCheckClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = phone_sound_check_dispose;
  object_class->get_property = phone_sound_check_get_property;
  props[PROP_LEVEL] = g_param_spec_double ("level", NULL, NULL, 0, 1, 0, flags);
  props[PROP_ERROR_TEXT] = g_param_spec_string ("error-text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_sound_check_init (PhoneSoundCheck *self)
{
  if (checks == NULL)
    checks = g_ptr_array_new ();
  g_ptr_array_add (checks, self);
}

PhoneSoundCheck *
phone_sound_check_new (Phone *phone)
{
  return g_object_new (PHONE_TYPE_SOUND_CHECK, NULL);
}

void
phone_sound_check_start_microphone (PhoneSoundCheck *self)
{
  self->open = TRUE;
  if (g_set_str (&self->error_text, NULL))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR_TEXT]);
}

void
phone_sound_check_stop_microphone (PhoneSoundCheck *self)
{
  self->open = FALSE;
  set_level (self, 0);
}

void
phone_sound_check_play_speaker (PhoneSoundCheck *self)
{
  n_played++;
}

void
phone_sound_check_prepare_ringtone (PhoneSoundCheck *self,
                                    const char      *ringtone)
{
}

void
phone_sound_check_play_ringtone (PhoneSoundCheck *self,
                                 const char      *ringtone)
{
  self->rings = TRUE;
  g_set_str (&ringing, ringtone != NULL ? ringtone : "");
}

void
phone_sound_check_stop_ringtone (PhoneSoundCheck *self)
{
  if (self->rings)
    g_set_str (&ringing, NULL);
  self->rings = FALSE;
}

const char *
phone_sound_check_get_error_text (PhoneSoundCheck *self)
{
  return self->error_text;
}

guint
scripted_sound_get_open (void)
{
  guint n_open = 0;

  for (guint n = 0; checks != NULL && n < checks->len; n++)
    n_open += PHONE_SOUND_CHECK (g_ptr_array_index (checks, n))->open;
  return n_open;
}

guint
scripted_sound_get_played (void)
{
  return n_played;
}

const char *
scripted_sound_get_ringing (void)
{
  return ringing;
}

void
scripted_sound_speak (double level)
{
  for (guint n = 0; checks != NULL && n < checks->len; n++)
    if (PHONE_SOUND_CHECK (g_ptr_array_index (checks, n))->open)
      set_level (g_ptr_array_index (checks, n), level);
}

void
scripted_sound_fail (const char *error_text)
{
  for (guint n = 0; checks != NULL && n < checks->len; n++)
    {
      PhoneSoundCheck *check = g_ptr_array_index (checks, n);

      if (!check->open)
        continue;
      check->open = FALSE;
      g_set_str (&check->error_text, error_text);
      g_object_notify_by_pspec (G_OBJECT (check), props[PROP_ERROR_TEXT]);
    }
}
