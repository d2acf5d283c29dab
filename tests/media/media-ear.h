/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Listens to what goes through a pad: which tones, how loud, and for how long there was nothing. */

#pragma once

#include "media-session.h"

#include <gst/gst.h>

G_BEGIN_DECLS

typedef struct _MediaEar MediaEar;

/* At the speaker of a call that has a pipeline; of the one it has now. */
MediaEar *ear_new_at_speaker (MediaSession *handler);
/* In front of the encoder of a call. */
MediaEar *ear_new_at_encoder (MediaSession *handler);
/* What a real speaker of the sound server plays. */
MediaEar *ear_new_at_monitor (const char  *speaker);
void      ear_free           (MediaEar    *ear);
/* dBFS (RMS) of the tone of @hz in the last 200 ms; −100: nothing came, or not so much yet. */
double    ear_get_level      (MediaEar    *ear,
                              double       hz);
/* The longest silence since it was forgotten last, in ms: samples without sound, and samples that are missing. */
double    ear_get_silence_ms (MediaEar    *ear);
void      ear_forget         (MediaEar    *ear);
/* When sound came first since it was forgotten last, monotonic time, µs; 0: it has not. */
gint64    ear_get_first_sound (MediaEar   *ear);
/* And when it came last, ever. */
gint64    ear_get_last_sound  (MediaEar   *ear);

G_END_DECLS
