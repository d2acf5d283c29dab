/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tones and ringtones that are chosen and never heard. */

#include "scripted-phone.h"

#include "phone-sounds.h"
#include "scripted-sound.h"

struct _PhoneSounds
{
  GObject parent_instance;

  char *territory;
  gboolean key_sounds;
  char *ringtone; /* of everybody */
  GString *heard; /* keys */
};

G_DEFINE_FINAL_TYPE (PhoneSounds, phone_sounds, G_TYPE_OBJECT)

enum
{
  PROP_TERRITORY = 1,
  PROP_KEY_SOUNDS,
  PROP_RINGTONES,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
phone_sounds_finalize (GObject *object)
{
  g_string_free (PHONE_SOUNDS (object)->heard, TRUE);
  g_free (PHONE_SOUNDS (object)->territory);
  g_free (PHONE_SOUNDS (object)->ringtone);
  G_OBJECT_CLASS (phone_sounds_parent_class)->finalize (object);
}

static void
phone_sounds_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  if (id == PROP_TERRITORY)
    g_value_set_string (value, PHONE_SOUNDS (object)->territory);
  else if (id == PROP_KEY_SOUNDS)
    g_value_set_boolean (value, PHONE_SOUNDS (object)->key_sounds);
}

static void
phone_sounds_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  if (id == PROP_TERRITORY)
    phone_sounds_set_territory (PHONE_SOUNDS (object), g_value_get_string (value));
  else if (id == PROP_KEY_SOUNDS)
    phone_sounds_set_key_sounds (PHONE_SOUNDS (object), g_value_get_boolean (value));
}

static void
phone_sounds_class_init (PhoneSoundsClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = phone_sounds_finalize;
  object_class->get_property = phone_sounds_get_property;
  object_class->set_property = phone_sounds_set_property;
  props[PROP_TERRITORY] = g_param_spec_string ("territory", NULL, NULL, "", flags);
  props[PROP_KEY_SOUNDS] = g_param_spec_boolean ("key-sounds", NULL, NULL, TRUE, flags);
  props[PROP_RINGTONES] = g_param_spec_variant ("ringtones", NULL, NULL, G_VARIANT_TYPE ("a{ss}"), NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_sounds_init (PhoneSounds *self)
{
  self->territory = g_strdup ("");
  self->key_sounds = TRUE;
  self->heard = g_string_new (NULL);
}

const char *
phone_sounds_get_territory (PhoneSounds *self)
{
  return self->territory;
}

void
phone_sounds_set_territory (PhoneSounds *self,
                            const char  *territory)
{
  if (g_set_str (&self->territory, territory))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TERRITORY]);
}

gboolean
phone_sounds_get_key_sounds (PhoneSounds *self)
{
  return self->key_sounds;
}

void
phone_sounds_set_key_sounds (PhoneSounds *self,
                             gboolean     key_sounds)
{
  self->key_sounds = key_sounds;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_KEY_SOUNDS]);
}

void
phone_sounds_press (PhoneSounds *self,
                    const char  *keys)
{
  if (self->key_sounds)
    g_string_append (self->heard, keys);
}

const char *
scripted_sounds_get_heard (PhoneSounds *self)
{
  return self->heard->str;
}

char **
phone_sounds_list_territories (void)
{
  return g_strsplit ("AT DE GB JP US", " ", -1);
}

char **
phone_sounds_list_ringtones (void)
{
  return g_strsplit ("rise bell steps wood calm", " ", -1);
}

const char *
phone_sounds_get_ringtone (PhoneSounds *self,
                           const char  *whose)
{
  return *whose == '\0' ? self->ringtone : NULL;
}

void
phone_sounds_set_ringtone (PhoneSounds *self,
                           const char  *whose,
                           const char  *ringtone)
{
  if (*whose == '\0' && g_set_str (&self->ringtone, ringtone))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RINGTONES]);
}

PhoneSounds *
phone_get_sounds (Phone *phone)
{
  PhoneSounds *sounds = g_object_get_data (G_OBJECT (phone), "scripted-sounds");

  if (sounds == NULL)
    {
      sounds = g_object_new (PHONE_TYPE_SOUNDS, NULL);
      g_object_set_data_full (G_OBJECT (phone), "scripted-sounds", sounds, g_object_unref);
    }
  return sounds;
}
