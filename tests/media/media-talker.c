/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Speech for measurements, without a file of anybody's voice in the tree: source and filter, after Klatt. */

#include "media-talker.h"

#include <math.h>

#define N_FORMANTS 4

typedef struct
{
  double frequency;
  double width;
  double before;
  double earlier;
} Formant;

/* The first three resonances of some vowels, Hz. */
static const double vowels[][3] = {
  { 730, 1090, 2440 }, { 270, 2290, 3010 }, { 300, 870, 2240 }, { 530, 1840, 2480 },
  { 570, 840, 2410 },  { 660, 1720, 2410 }, { 490, 1350, 1690 },
};

typedef struct
{
  GRand   *chance;
  Formant  formants[N_FORMANTS];
  double   pitch;
  double   phase;
} Speaker;

static double
resonate (Formant *formant,
          double   input)
{
  double r = exp (-G_PI * formant->width / TALKER_RATE);
  double c = 2 * r * cos (2 * G_PI * formant->frequency / TALKER_RATE);
  double output = (1 - c + r * r) * input + c * formant->before - r * r * formant->earlier;

  formant->earlier = formant->before;
  formant->before = output;

  return output;
}

static void
choose_vowel (Speaker *speaker)
{
  const double *vowel = vowels[g_rand_int_range (speaker->chance, 0, G_N_ELEMENTS (vowels))];

  for (guint i = 0; i < 3; i++)
    {
      speaker->formants[i].frequency = vowel[i];
      speaker->formants[i].width = 60 + 40 * i;
    }
  speaker->formants[3].frequency = 3500;
  speaker->formants[3].width = 250;
}

static double
speak_sample (Speaker *speaker,
              gboolean is_hiss,
              double   pitch)
{
  double noise = g_rand_double_range (speaker->chance, -1, 1);
  double sample;

  if (is_hiss)
    return noise * 0.15;
  speaker->phase += pitch / TALKER_RATE;
  sample = 0.02 * noise;
  if (speaker->phase >= 1)
    {
      speaker->phase -= 1;
      sample += 30;
    }
  for (guint i = 0; i < N_FORMANTS; i++)
    sample = resonate (&speaker->formants[i], sample);

  return sample;
}

/* Rises and falls, as a hand claps a syllable. */
static void
speak_syllable (Speaker *speaker,
                double  *samples,
                guint    n_samples,
                gboolean is_hiss)
{
  double from = speaker->pitch * g_rand_double_range (speaker->chance, 0.85, 1.25);
  double to = speaker->pitch * g_rand_double_range (speaker->chance, 0.85, 1.25);
  double loudness = g_rand_double_range (speaker->chance, 0.4, 1);

  for (guint i = 0; i < n_samples; i++)
    {
      double at = (double) i / n_samples;

      samples[i] = loudness * sqrt (sin (G_PI * at)) * speak_sample (speaker, is_hiss, from + (to - from) * at);
    }
}

static GBytes *
scale (const double *samples,
       guint         n_samples,
       double        level_db)
{
  gint16 *scaled = g_new (gint16, n_samples);
  double power = 0, factor;

  for (guint i = 0; i < n_samples; i++)
    power += samples[i] * samples[i];
  factor = 32768 * pow (10, level_db / 20) / sqrt (power / n_samples);
  for (guint i = 0; i < n_samples; i++)
    scaled[i] = (gint16) CLAMP (samples[i] * factor, G_MININT16, G_MAXINT16);

  return g_bytes_new_take (scaled, n_samples * sizeof *scaled);
}

GBytes *
talker_render (guint32 seed,
              guint   duration_ms,
              double  level_db)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (seed);
  guint n_samples = duration_ms * (TALKER_RATE / 1000);
  g_autofree double *samples = g_new0 (double, n_samples);
  Speaker speaker = { .chance = chance, .pitch = g_rand_double_range (chance, 95, 210) };
  guint at = 0;

  for (guint n = 1; at < n_samples; n++)
    {
      guint length = (guint) g_rand_int_range (chance, 90, 260) * (TALKER_RATE / 1000);

      length = MIN (length, n_samples - at);
      choose_vowel (&speaker);
      speak_syllable (&speaker, samples + at, length, n % 4 == 0);
      at += length;
      if (n % 9 == 0)
        at += (guint) g_rand_int_range (chance, 150, 450) * (TALKER_RATE / 1000);
    }

  return scale (samples, n_samples, level_db);
}
