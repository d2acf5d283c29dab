/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The sounds of a telephone as notes. They are computed rather than shipped, so nothing decodes a file, and
 * ringback and busy sound as they do in most of Europe (ITU-T E.180, 425 Hz); the ringtone is our own. */

#include "media-melody.h"

#include <math.h>

#define PEAK 5000.0 /* −16 dBFS: to be heard across a room, not to hurt in a headset */
#define EDGE_MS 8   /* a note that begins or ends at once clicks */
#define MAX_NOTES 12

typedef struct
{
  double   hertz;  /* 0: silence */
  guint    ms;
  gboolean plucked; /* fades like a string */
} Note;

static const Note melodies[][MAX_NOTES] = {
  [MEDIA_TONE_NONE] = { { 0 } },
  [MEDIA_TONE_RINGTONE] = { { 659.26, 180, TRUE }, { 830.61, 180, TRUE }, { 987.77, 180, TRUE },
                            { 1318.51, 420, TRUE }, { 987.77, 180, TRUE }, { 1318.51, 700, TRUE },
                            { 0, 1600, FALSE } },
  [MEDIA_TONE_RINGBACK] = { { 425, 1000, FALSE }, { 0, 4000, FALSE } },
  [MEDIA_TONE_BUSY] = { { 425, 480, FALSE }, { 0, 480, FALSE } },
  [MEDIA_TONE_WAITING] = { { 425, 200, FALSE }, { 0, 200, FALSE }, { 425, 200, FALSE }, { 0, 4400, FALSE } },
};

static guint
count_samples (guint ms)
{
  return ms * (MEDIA_MELODY_RATE / 1000);
}

static double
shape (const Note *note,
       guint       sample)
{
  guint length = count_samples (note->ms);
  guint edge = count_samples (EDGE_MS);
  double fade = note->plucked ? exp (-4.0 * sample / length) : 1;

  return fade * MIN (1.0, (double) MIN (sample, length - sample) / edge);
}

static void
render_note (const Note *note,
             GArray     *samples)
{
  double step = 2 * G_PI * note->hertz / MEDIA_MELODY_RATE;

  for (guint i = 0; i < count_samples (note->ms); i++)
    {
      gint16 sample = (gint16) (PEAK * shape (note, i) * sin (step * i));

      g_array_append_val (samples, sample);
    }
}

/**
 * media_melody_render:
 * @tone: which sound
 *
 * Computes one round of a sound, its pause included.
 *
 * Returns: (transfer full): mono samples of 16 bits in the machine's order at 48 kHz
 */
GBytes *
media_melody_render (MediaTone tone)
{
  GArray *samples = g_array_new (FALSE, FALSE, sizeof (gint16));
  gsize size;

  for (guint i = 0; i < MAX_NOTES && melodies[tone][i].ms > 0; i++)
    render_note (&melodies[tone][i], samples);
  size = samples->len * sizeof (gint16);

  return g_bytes_new_take (g_array_free (samples, FALSE), size);
}
