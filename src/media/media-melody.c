/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The sounds of a telephone as notes. They are computed rather than shipped, so nothing decodes a file. What an exchange
 * would sound like is in media-cadence.c; the ringtones here are our own. */

#include "media-melody.h"

#include "media-cadence.h"

#include <math.h>

#define PEAK 5000.0         /* −16 dBFS: to be heard across a room, not to hurt in a headset */
#define WAITING_PEAK 1000.0 /* −30 dBFS: beside a voice, not over it */
#define EDGE_MS 8           /* a note that begins or ends at once clicks */
#define MAX_NOTES 16

typedef struct
{
  double hertz;  /* 0: silence */
  guint  ms;
  double fading; /* like a string; 0: not at all */
} Note;

typedef struct
{
  const char *name;
  Note        notes[MAX_NOTES];
} Ringtone;

static const Ringtone ringtones[] = {
  { "rise", { { 659.26, 180, 4 }, { 830.61, 180, 4 }, { 987.77, 180, 4 }, { 1318.51, 420, 4 }, { 987.77, 180, 4 },
              { 1318.51, 700, 4 }, { 0, 1600, 0 } } },
  { "bell", { { 1480, 60, 1 }, { 1174.66, 60, 1 }, { 1480, 60, 1 }, { 1174.66, 60, 1 }, { 1480, 60, 1 },
              { 1174.66, 60, 1 }, { 1480, 60, 1 }, { 1174.66, 60, 1 }, { 1480, 60, 1 }, { 1174.66, 60, 1 },
              { 1480, 60, 1 }, { 1174.66, 340, 5 }, { 0, 2200, 0 } } },
  { "steps", { { 523.25, 250, 5 }, { 392, 250, 5 }, { 440, 250, 5 }, { 349.23, 500, 5 }, { 0, 250, 0 }, { 392, 250, 5 },
               { 523.25, 750, 5 }, { 0, 1500, 0 } } },
  { "wood", { { 880, 90, 4 }, { 0, 60, 0 }, { 880, 90, 4 }, { 0, 60, 0 }, { 1108.73, 90, 4 }, { 0, 210, 0 },
              { 880, 90, 4 }, { 0, 60, 0 }, { 1108.73, 90, 4 }, { 0, 1600, 0 } } },
  { "calm", { { 440, 900, 3 }, { 554.37, 900, 3 }, { 659.26, 1400, 4 }, { 0, 1800, 0 } } },
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

  return exp (-note->fading * sample / length) * MIN (1.0, (double) MIN (sample, length - sample) / edge);
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

static const Ringtone *
find_ringtone (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (ringtones); i++)
    {
      if (g_str_equal (ringtones[i].name, name))
        return &ringtones[i];
    }

  return &ringtones[0];
}

/**
 * media_tones_list_ringtones:
 *
 * Lists the ringtones of our own; the first is what is rung with unless a person chose another.
 *
 * Returns: (transfer full): their names, for programs
 */
char **
media_tones_list_ringtones (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ringtones); i++)
    g_strv_builder_add (builder, ringtones[i].name);

  return g_strv_builder_end (builder);
}

/**
 * media_melody_render_ringtone:
 * @name: (nullable): one of media_tones_list_ringtones()
 *
 * Computes one round of a ringtone, its pause included.
 *
 * Returns: (transfer full): mono samples of 16 bits in the machine's order at 48 kHz
 */
GBytes *
media_melody_render_ringtone (const char *name)
{
  const Ringtone *ringtone = find_ringtone (name);
  GArray *samples = g_array_new (FALSE, FALSE, sizeof (gint16));
  gsize size;

  for (guint i = 0; i < MAX_NOTES && ringtone->notes[i].ms > 0; i++)
    render_note (&ringtone->notes[i], samples);
  size = samples->len * sizeof (gint16);

  return g_bytes_new_take (g_array_free (samples, FALSE), size);
}

/**
 * media_melody_render:
 * @tone: which sound
 * @territory: (nullable): whose exchange it is to sound like; NULL: that of the locale
 *
 * Computes one round of a sound, its pause included.
 *
 * Returns: (transfer full): mono samples of 16 bits in the machine's order at 48 kHz
 */
GBytes *
media_melody_render (MediaTone   tone,
                     const char *territory)
{
  const MediaCadence *cadence = media_cadence_find (territory);

  switch (tone)
    {
    case MEDIA_TONE_RINGTONE:
      return media_melody_render_ringtone (NULL);
    case MEDIA_TONE_RINGBACK:
      return media_cadence_render (cadence->ringback, PEAK);
    case MEDIA_TONE_BUSY:
      return media_cadence_render (cadence->busy, PEAK);
    case MEDIA_TONE_WAITING:
      return media_cadence_render (cadence->waiting, WAITING_PEAK);
    case MEDIA_TONE_CONGESTION:
      return media_cadence_render (cadence->congestion, PEAK);
    case MEDIA_TONE_INFORMATION:
      return media_cadence_render (cadence->information, PEAK);
    case MEDIA_TONE_NONE:
      break;
    }
  g_return_val_if_reached (g_bytes_new (NULL, 0));
}
