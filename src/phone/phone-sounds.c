/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who rings how. A person knows by the tune who calls before they look, and by the tones in which country they live. */

#include "config.h"

#include "phone-sounds-private.h"

#include "media-cadence.h"
#include "media-keys.h"
#include "phone-address.h"
#include "phone-private.h"

/* More than anybody chooses, so that a damaged setting costs nothing. */
#define MAX_RINGTONES 1000

struct _PhoneSounds
{
  GObject parent_instance;

  MediaTones *tones;
  MediaKeys *keys;
  char *territory;
  gboolean key_sounds;
  GHashTable *ringtones; /* for whom → what */
};

enum
{
  PROP_TERRITORY = 1,
  PROP_KEY_SOUNDS,
  PROP_RINGTONES,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PhoneSounds, phone_sounds, G_TYPE_OBJECT)

static GVariant *
make_ringtones (PhoneSounds *self)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer whose, ringtone;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_hash_table_iter_init (&iter, self->ringtones);
  while (g_hash_table_iter_next (&iter, &whose, &ringtone))
    g_variant_builder_add (&builder, "{ss}", whose, ringtone);
  return g_variant_builder_end (&builder);
}

/* Addresses are written in many ways; an id of an account, or "", is none and stays as it is. */
static char *
to_key (const char *whose)
{
  g_autoptr (SipUri) uri = NULL;

  if (strchr (whose, '@') == NULL)
    return g_strdup (whose);

  uri = sip_uri_parse_target (whose, "localhost", NULL);
  return uri != NULL ? phone_address_to_key (uri) : g_strdup (whose);
}

static void
keep (PhoneSounds *self,
      const char  *whose,
      const char  *ringtone)
{
  if (ringtone == NULL || *ringtone == '\0')
    {
      g_autofree char *key = to_key (whose);

      g_hash_table_remove (self->ringtones, key);
      return;
    }
  if (g_hash_table_size (self->ringtones) >= MAX_RINGTONES)
    return;

  g_hash_table_replace (self->ringtones, to_key (whose), g_strdup (ringtone));
  media_tones_prepare_ringtone (self->tones, ringtone);
}

static void
take_ringtones (PhoneSounds *self,
                GVariant    *ringtones)
{
  GVariantIter iter;
  const char *whose, *ringtone;

  g_hash_table_remove_all (self->ringtones);
  if (ringtones == NULL)
    return;

  g_variant_iter_init (&iter, ringtones);
  while (g_variant_iter_next (&iter, "{&s&s}", &whose, &ringtone))
    keep (self, whose, ringtone);
}

static void
phone_sounds_dispose (GObject *object)
{
  PhoneSounds *self = PHONE_SOUNDS (object);

  g_clear_object (&self->keys);
  g_clear_object (&self->tones);

  G_OBJECT_CLASS (phone_sounds_parent_class)->dispose (object);
}

static void
phone_sounds_finalize (GObject *object)
{
  PhoneSounds *self = PHONE_SOUNDS (object);

  g_free (self->territory);
  g_hash_table_unref (self->ringtones);

  G_OBJECT_CLASS (phone_sounds_parent_class)->finalize (object);
}

static void
phone_sounds_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  PhoneSounds *self = PHONE_SOUNDS (object);

  switch (prop_id)
    {
    case PROP_TERRITORY:
      g_value_set_string (value, self->territory);
      break;
    case PROP_KEY_SOUNDS:
      g_value_set_boolean (value, self->key_sounds);
      break;
    case PROP_RINGTONES:
      g_value_take_variant (value, g_variant_ref_sink (make_ringtones (self)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_sounds_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  PhoneSounds *self = PHONE_SOUNDS (object);

  switch (prop_id)
    {
    case PROP_TERRITORY:
      phone_sounds_set_territory (self, g_value_get_string (value));
      break;
    case PROP_KEY_SOUNDS:
      phone_sounds_set_key_sounds (self, g_value_get_boolean (value));
      break;
    case PROP_RINGTONES:
      take_ringtones (self, g_value_get_variant (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_sounds_class_init (PhoneSoundsClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = phone_sounds_dispose;
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
  self->ringtones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

PhoneSounds *
phone_sounds_new (MediaTones *tones)
{
  PhoneSounds *self = g_object_new (PHONE_TYPE_SOUNDS, NULL);

  self->tones = g_object_ref (tones);
  self->keys = media_keys_new (media_tones_get_engine (tones));
  return self;
}

const char *
phone_sounds_choose (PhoneSounds *self,
                     PhoneCall   *call)
{
  const char *chosen = phone_sounds_get_ringtone (self, phone_call_get_remote_address (call));

  /* Who does not prove who they are rings like a stranger: the tune would vouch for them. */
  if (chosen != NULL && !phone_call_is_anonymous (call))
    return chosen;

  chosen = phone_sounds_get_ringtone (self, phone_account_get_id (phone_call_get_account (call)));
  return chosen != NULL ? chosen : phone_sounds_get_ringtone (self, "");
}

/**
 * phone_sounds_press:
 * @self: the sounds
 * @keys: what was pressed: one of 0-9, *, # and A-D makes a sound, several at once make none
 *
 * Has a key be heard at our own speaker, unless the person wants them silent.
 */
void
phone_sounds_press (PhoneSounds *self,
                    const char  *keys)
{
  g_return_if_fail (PHONE_IS_SOUNDS (self));
  g_return_if_fail (keys != NULL);

  if (self->key_sounds && strlen (keys) == 1)
    media_keys_press (self->keys, *keys);
}

gboolean
phone_sounds_are_heard (PhoneSounds *self)
{
  return media_keys_is_playing (self->keys);
}

/**
 * phone_sounds_get_territory:
 * @self: the sounds
 *
 * Whose tones are heard.
 *
 * Returns: (transfer none): two letters; "": of the country the person lives in
 */
const char *
phone_sounds_get_territory (PhoneSounds *self)
{
  g_return_val_if_fail (PHONE_IS_SOUNDS (self), NULL);

  return self->territory;
}

/**
 * phone_sounds_set_territory:
 * @self: the sounds
 * @territory: (nullable): two letters; "" or %NULL: of the country the person lives in
 *
 * Chooses whose tones are heard, from the next one on.
 */
void
phone_sounds_set_territory (PhoneSounds *self,
                            const char  *territory)
{
  g_return_if_fail (PHONE_IS_SOUNDS (self));

  if (!g_set_str (&self->territory, territory != NULL ? territory : ""))
    return;

  media_tones_set_territory (self->tones, self->territory);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TERRITORY]);
}

/**
 * phone_sounds_get_key_sounds:
 * @self: the sounds
 *
 * Whether keys are heard when they are pressed.
 *
 * Returns: %TRUE when they are
 */
gboolean
phone_sounds_get_key_sounds (PhoneSounds *self)
{
  g_return_val_if_fail (PHONE_IS_SOUNDS (self), FALSE);

  return self->key_sounds;
}

/**
 * phone_sounds_set_key_sounds:
 * @self: the sounds
 * @key_sounds: whether keys are to be heard when they are pressed
 *
 * For the person who presses them; the far end is told in any case.
 */
void
phone_sounds_set_key_sounds (PhoneSounds *self,
                             gboolean     key_sounds)
{
  g_return_if_fail (PHONE_IS_SOUNDS (self));

  if (self->key_sounds == key_sounds)
    return;

  self->key_sounds = key_sounds;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_KEY_SOUNDS]);
}

/**
 * phone_sounds_list_territories:
 *
 * The countries whose tones are known.
 *
 * Returns: (transfer full): two letters each
 */
char **
phone_sounds_list_territories (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n;
  const MediaCadence *cadences = media_cadence_list (&n);

  for (guint i = 0; i < n; i++)
    if (*cadences[i].territory != '\0')
      g_strv_builder_add (builder, cadences[i].territory);
  return g_strv_builder_end (builder);
}

/**
 * phone_sounds_list_ringtones:
 *
 * The melodies of our own; the first rings unless a person chose another.
 *
 * Returns: (transfer full): their names, for programs
 */
char **
phone_sounds_list_ringtones (void)
{
  return media_tones_list_ringtones ();
}

/**
 * phone_sounds_get_ringtone:
 * @self: the sounds
 * @whose: the address of a caller, the id of an account, or "" for everybody else
 *
 * What was chosen for somebody.
 *
 * Returns: (transfer none) (nullable): a name or the URI of a file; %NULL: nothing
 */
const char *
phone_sounds_get_ringtone (PhoneSounds *self,
                           const char  *whose)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (PHONE_IS_SOUNDS (self), NULL);

  if (whose == NULL)
    return NULL;

  key = to_key (whose);
  return g_hash_table_lookup (self->ringtones, key);
}

/**
 * phone_sounds_set_ringtone:
 * @self: the sounds
 * @whose: the address of a caller, the id of an account, or "" for everybody else
 * @ringtone: (nullable): one of phone_sounds_list_ringtones(), or the URI of a sound file; %NULL: as if nobody had chosen
 *
 * Chooses how somebody rings. A file that cannot be read rings like the first melody of our own.
 */
void
phone_sounds_set_ringtone (PhoneSounds *self,
                           const char  *whose,
                           const char  *ringtone)
{
  g_return_if_fail (PHONE_IS_SOUNDS (self));
  g_return_if_fail (whose != NULL);

  if (g_strcmp0 (phone_sounds_get_ringtone (self, whose), ringtone) == 0)
    return;

  keep (self, whose, ringtone);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RINGTONES]);
}

/**
 * phone_get_sounds:
 * @phone: a phone
 *
 * What it sounds like.
 *
 * Returns: (transfer none): the sounds
 */
PhoneSounds *
phone_get_sounds (Phone *phone)
{
  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);

  return phone_ringer_get_sounds (phone->ringer);
}
