/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who is to put codecs into an order must know which there are, and by what names people know them. */

#include "config.h"

#include "phone-codecs.h"

#include "media-codec.h"

/**
 * phone_codecs_list:
 *
 * Lists what calls can sound in.
 *
 * Returns: (transfer full): names, the best first
 */
char **
phone_codecs_list (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n_codecs;
  const MediaCodec *codecs = media_codec_list (&n_codecs);

  for (guint n = 0; n < n_codecs; n++)
    if (media_codec_is_sound (&codecs[n]))
      g_strv_builder_add (builder, codecs[n].name);
  return g_strv_builder_end (builder);
}

/**
 * phone_codecs_get_title:
 * @name: one of phone_codecs_list()
 *
 * What people call a codec.
 *
 * Returns: (transfer none): its title; @name itself for one that is not known
 */
const char *
phone_codecs_get_title (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  const char *title = media_codec_get_title (name);

  return title != NULL ? title : name;
}
