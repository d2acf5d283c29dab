/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-engine.h"

G_BEGIN_DECLS

/* What a key sounds like when it is pressed: a short pair of tones at our own speaker, whoever hears it elsewhere. */
#define MEDIA_TYPE_KEYS (media_keys_get_type ())
G_DECLARE_FINAL_TYPE (MediaKeys, media_keys, MEDIA, KEYS, GObject)

#define MEDIA_KEYS_MS 100u

MediaKeys *media_keys_new        (MediaEngine *engine);
/* 0-9 * # A-D, and what is no key is silent; the last press is the one that is heard. */
void       media_keys_press      (MediaKeys   *self,
                                  char         key);
gboolean   media_keys_is_playing (MediaKeys   *self);
/* The samples of a key as media_player_new() takes them (transfer full); NULL: it is no key. */
GBytes    *media_keys_render     (char         key);

G_END_DECLS
