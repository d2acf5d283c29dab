/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-mixer.h"
#include "media-settings.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* What a conversation of several calls has in common: one microphone, one speaker, and the clock that makes the mixer
 * tick, in a pipeline of its own. Signals, on the main context of the creator:
 *   trouble (GError *)  a device cannot be used; silence takes its place
 *   metered ()          the level of the microphone changed */
#define MEDIA_TYPE_HUB (media_hub_get_type ())
G_DECLARE_FINAL_TYPE (MediaHub, media_hub, MEDIA, HUB, GObject)

/* Opens nothing. */
MediaHub   *media_hub_new       (MediaSettings  *settings);
gboolean    media_hub_open      (MediaHub       *self,
                                 GError        **error);
gboolean    media_hub_is_open   (MediaHub       *self);
/* Borrowed. */
MediaMixer *media_hub_get_mixer (MediaHub       *self);
void        media_hub_set_muted (MediaHub       *self,
                                 gboolean        muted);
/* dBFS, −100 at least; muted or not. */
double      media_hub_get_level (MediaHub       *self);
/* Gives everything back; no signal comes after it. */
void        media_hub_close     (MediaHub       *self);

G_END_DECLS
