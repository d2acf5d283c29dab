/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* A sound of the telephone's own on a speaker, from its making to its end. Mono, 16 bits, 48 kHz. Signals, on the main
 * context of the creator:
 *   metered ()   the level changed
 *   finished ()  once, after the last round */
#define MEDIA_TYPE_PLAYER (media_player_get_type ())
G_DECLARE_FINAL_TYPE (MediaPlayer, media_player, MEDIA, PLAYER, GObject)

#define MEDIA_PLAYER_RATE 48000u

/* @n_rounds 0: until it is stopped. */
MediaPlayer *media_player_new       (GBytes      *round,
                                     guint        n_rounds,
                                     const char  *speaker);
/* Into an element that somebody else has made (transfer floating). */
MediaPlayer *media_player_new_with_sink (GBytes     *round,
                                         guint       n_rounds,
                                         GstElement *sink);
/* dBFS (RMS); −100: silence. */
double       media_player_get_level (MediaPlayer *self);
/* Silent at once; no signal comes after it. */
void         media_player_stop      (MediaPlayer *self);

G_END_DECLS
