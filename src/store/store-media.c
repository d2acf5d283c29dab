/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How the sound of an account's calls travels, as keys of its group. As with its other habits, what is as it always was is
 * not written. */

#include "config.h"

#include "store-account-group.h"

#include <stddef.h>
#include <string.h>

typedef struct
{
  const char *key;
  size_t      place;
} Row;

static const Row texts[] = {
  { "MediaProtection", offsetof (StoreMedia, protection) },
  { "StunServer", offsetof (StoreMedia, stun_server) },
  { "TurnServer", offsetof (StoreMedia, turn_server) },
  { "TurnUser", offsetof (StoreMedia, turn_user) },
};

#define CODECS_KEY     "Codecs"
#define RELAY_ONLY_KEY "RelayOnly"

static char **
text_at (const StoreMedia *media,
         const Row        *row)
{
  return (char **) ((char *) media + row->place);
}

/**
 * store_media_copy_into:
 * @media: a record
 * @copy: (out caller-allocates): where to; whatever is there is not freed
 *
 * Copies a record.
 */
void
store_media_copy_into (const StoreMedia *media,
                       StoreMedia       *copy)
{
  g_return_if_fail (media != NULL && copy != NULL);

  *copy = *media;
  for (guint n = 0; n < G_N_ELEMENTS (texts); n++)
    *text_at (copy, &texts[n]) = g_strdup (*text_at (media, &texts[n]));
  copy->codecs = g_strdupv (media->codecs);
}

/**
 * store_media_clear:
 * @media: a record
 *
 * Frees what is in a record; it is as of a new account afterwards.
 */
void
store_media_clear (StoreMedia *media)
{
  g_return_if_fail (media != NULL);

  for (guint n = 0; n < G_N_ELEMENTS (texts); n++)
    g_free (*text_at (media, &texts[n]));
  g_strfreev (media->codecs);
  memset (media, 0, sizeof *media);
}

static char *
read_text (GKeyFile   *file,
           const char *group,
           const char *key)
{
  g_autofree char *text = g_key_file_get_string (file, group, key, NULL);

  return text != NULL && *text != '\0' && store_account_is_plain (text) ? g_steal_pointer (&text) : NULL;
}

static char **
read_codecs (GKeyFile   *file,
             const char *group)
{
  g_auto (GStrv) list = g_key_file_get_string_list (file, group, CODECS_KEY, NULL, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n_kept = 0;

  for (guint n = 0; list != NULL && list[n] != NULL && n_kept < STORE_MEDIA_MAX_CODECS; n++)
    if (*list[n] != '\0' && store_account_is_plain (list[n]))
      {
        g_strv_builder_add (builder, list[n]);
        n_kept++;
      }
  return n_kept > 0 ? g_strv_builder_end (builder) : NULL;
}

void
store_media_read (StoreMedia *media,
                  GKeyFile   *file,
                  const char *group)
{
  for (guint n = 0; n < G_N_ELEMENTS (texts); n++)
    *text_at (media, &texts[n]) = read_text (file, group, texts[n].key);
  media->codecs = read_codecs (file, group);
  media->relay_only = g_key_file_get_boolean (file, group, RELAY_ONLY_KEY, NULL);
}

void
store_media_write (const StoreMedia *media,
                   GKeyFile         *file,
                   const char       *group)
{
  for (guint n = 0; n < G_N_ELEMENTS (texts); n++)
    if (*text_at (media, &texts[n]) != NULL)
      g_key_file_set_string (file, group, texts[n].key, *text_at (media, &texts[n]));
    else
      g_key_file_remove_key (file, group, texts[n].key, NULL);
  if (media->codecs != NULL)
    g_key_file_set_string_list (file, group, CODECS_KEY, (const char *const *) media->codecs,
                                g_strv_length (media->codecs));
  else
    g_key_file_remove_key (file, group, CODECS_KEY, NULL);
  if (media->relay_only)
    g_key_file_set_boolean (file, group, RELAY_ONLY_KEY, TRUE);
  else
    g_key_file_remove_key (file, group, RELAY_ONLY_KEY, NULL);
}
