/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Plays a recording back, whole or cut off, and tells what is on each of its two sides. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PLAYBACK_RATE 48000u
#define PLAYBACK_LEFT 0u
#define PLAYBACK_RIGHT 1u

typedef struct
{
  GArray *samples; /* gint16, left and right by turns */
} Playback;

/* Fails the test if there is nothing in it that can be played; @whole: and if it does not end as it should. */
Playback *playback_new           (GFile    *file,
                                  gboolean  whole);
void      playback_free          (Playback *playback);
guint     playback_get_ms        (Playback *playback);
/* dBFS (RMS) of the tone of @hz between two moments; −100: nothing. */
double    playback_get_tone      (Playback *playback,
                                  guint     side,
                                  double    hz,
                                  guint     from_ms,
                                  guint     to_ms);
/* dBFS (RMS) of everything. */
double    playback_get_level     (Playback *playback,
                                  guint     side,
                                  guint     from_ms,
                                  guint     to_ms);
/* The first ms from @from_ms on that is louder than −40 dBFS, or, if not @loud, one from which 20 ms are quieter; −1: none. */
int       playback_find          (Playback *playback,
                                  guint     side,
                                  gboolean  loud,
                                  guint     from_ms);

G_END_DECLS
