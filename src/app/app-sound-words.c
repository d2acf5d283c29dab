/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: the phone knows devices, melodies and countries by short names of its own; people do not. */

#include "app-sound-words.h"

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  const char *id;
  const char *title;
} Word;

static const Word ringtones[] = {
  { "rise", NC_ ("ringtone", "Rise") },   { "bell", NC_ ("ringtone", "Bell") }, { "steps", NC_ ("ringtone", "Steps") },
  { "wood", NC_ ("ringtone", "Wood") }, { "calm", NC_ ("ringtone", "Calm") },
};

static const Word territories[] = {
  { "AT", N_ ("Austria") },
  { "AU", N_ ("Australia") },
  { "BE", N_ ("Belgium") },
  { "BG", N_ ("Bulgaria") },
  { "BR", N_ ("Brazil") },
  { "CA", N_ ("Canada") },
  { "CH", N_ ("Switzerland") },
  { "CL", N_ ("Chile") },
  { "CN", N_ ("China") },
  { "CZ", N_ ("Czechia") },
  { "DE", N_ ("Germany") },
  { "DK", N_ ("Denmark") },
  { "EE", N_ ("Estonia") },
  { "ES", N_ ("Spain") },
  { "FI", N_ ("Finland") },
  { "FR", N_ ("France") },
  { "GB", N_ ("United Kingdom") },
  { "GR", N_ ("Greece") },
  { "HU", N_ ("Hungary") },
  { "IE", N_ ("Ireland") },
  { "IL", N_ ("Israel") },
  { "IN", N_ ("India") },
  { "IT", N_ ("Italy") },
  { "JP", N_ ("Japan") },
  { "KR", N_ ("South Korea") },
  { "LT", N_ ("Lithuania") },
  { "MX", N_ ("Mexico") },
  { "NL", N_ ("Netherlands") },
  { "NO", N_ ("Norway") },
  { "NZ", N_ ("New Zealand") },
  { "PL", N_ ("Poland") },
  { "PT", N_ ("Portugal") },
  { "RO", N_ ("Romania") },
  { "RU", N_ ("Russia") },
  { "SE", N_ ("Sweden") },
  { "SG", N_ ("Singapore") },
  { "TR", N_ ("Türkiye") },
  { "US", N_ ("United States") },
  { "ZA", N_ ("South Africa") },
};

static const char *
find (const Word *words,
      gsize       n_words,
      const char *id)
{
  for (gsize n = 0; n < n_words; n++)
    if (g_str_equal (words[n].id, id))
      return words[n].title;
  return NULL;
}

/**
 * app_sound_words_for_device:
 * @device: a device
 *
 * Returns: (transfer full): its name, and whether it is there at all
 */
char *
app_sound_words_for_device (PhoneDevice *device)
{
  const char *name = phone_device_get_name (device);

  if (phone_device_is_present (device))
    return g_strdup (name);
  if (name == NULL)
    return g_strdup (_("A Device That Is Not Connected"));
  /* Translators: %s is the name of a microphone, speaker or camera. */
  return g_strdup_printf (_("%s (not connected)"), name);
}

/**
 * app_sound_words_for_ringtone:
 * @ringtone: (nullable): a melody of our own or the URI of a file; %NULL: the first of our own
 *
 * Returns: (transfer full): what to call it
 */
char *
app_sound_words_for_ringtone (const char *ringtone)
{
  const char *title = find (ringtones, G_N_ELEMENTS (ringtones), ringtone != NULL ? ringtone : ringtones[0].id);
  g_autoptr (GFile) file = NULL;
  g_autofree char *name = NULL;

  if (title != NULL)
    return g_strdup (g_dpgettext2 (NULL, "ringtone", title));
  file = g_file_new_for_uri (ringtone);
  name = g_file_get_basename (file);
  return name != NULL ? g_filename_display_name (name) : g_strdup (ringtone);
}

/**
 * app_sound_words_for_territory:
 * @territory: two letters
 *
 * Returns: (transfer full): the name of a country
 */
char *
app_sound_words_for_territory (const char *territory)
{
  const char *title = find (territories, G_N_ELEMENTS (territories), territory);

  return g_strdup (title != NULL ? _(title) : territory);
}
