/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Loss, delay and codec as one number that people can be shown. The E-model has some twenty inputs; whatever a
 * telephone in software cannot know stands at the default of G.107 §7.7. */

#include "media-quality.h"

#include <math.h>

/* What the defaults of G.107 add up to: the signal over the noise, and with it the best rating there is. */
#define RO 94.77
#define BEST 93.2
/* G.107.1 §7.2, as its scale is longer. */
#define BEST_WIDE 129.0
/* Echo of oneself from the far end, in dB below (TELR). */
#define TALKER_ECHO_DB 65.0
#define WORST_LOSS 95.0

typedef struct
{
  const char *codec;
  gboolean    wide;
  double      impairment; /* Ie: what the codec itself costs */
  double      robustness; /* Bpl: how well it bears loss */
} Row;

/* G.113 Appendix I for G.711 without concealment; Appendix IV for G.722 at 64 kbit/s, whose robustness is that of
 * G.711, for it guesses nothing either. ITU-T has no wideband figures for Opus: it is put between the best of the
 * AMR-WB modes (8) and none at all, and its robustness near theirs with concealment. */
static const Row rows[] = {
  { "PCMU", FALSE, 0, 4.3 },
  { "PCMA", FALSE, 0, 4.3 },
  { "G722", TRUE, 13, 4.3 },
  { "opus", TRUE, 5, 10 },
};
#define CONCEALED_G711 25.1

static const Row *
find_row (const char *codec)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (g_strcmp0 (rows[i].codec, codec) == 0)
        return &rows[i];
    }

  return &rows[0];
}

/* G.107 §7.4, Idte: the later one hears oneself again, the more it disturbs. */
static double
get_echo_impairment (double delay_ms)
{
  double masked = 6 * exp (-0.3 * delay_ms * delay_ms);
  double terv = TALKER_ECHO_DB - 40 * log10 ((1 + delay_ms / 10) / (1 + delay_ms / 150)) + masked;
  double half = (RO - (80 + 2.5 * (terv - 14))) / 2;

  return (half + sqrt (half * half + 100) - 1) * (1 - exp (-delay_ms));
}

/* G.107 §7.4, Idd: people begin to talk at the same time. */
static double
get_pause_impairment (double delay_ms)
{
  double x;

  if (delay_ms <= 100)
    return 0;
  x = log2 (delay_ms / 100);

  return 25 * (pow (1 + pow (x, 6), 1 / 6.0) - 3 * pow (1 + pow (x / 3, 6), 1 / 6.0) + 2);
}

/* G.107 §7.5, Ie-eff. */
static double
get_loss_impairment (const Row               *row,
                     const MediaQualityInput *input)
{
  double percent = CLAMP (input->loss, 0, 1) * 100;
  double robustness = !row->wide && input->conceals ? CONCEALED_G711 : row->robustness;

  return row->impairment +
         (WORST_LOSS - row->impairment) * percent / (percent / MAX (input->burst_ratio, 1) + robustness);
}

/**
 * media_quality_get_rating:
 * @input: what is known of the line
 *
 * Rates the line (R of G.107 §7.1). R of wide speech (G.107.1) is divided by 1.29, as is done there before it becomes
 * an opinion.
 *
 * Returns: 0–100
 */
double
media_quality_get_rating (const MediaQualityInput *input)
{
  const Row *row;
  double rating;

  g_return_val_if_fail (input != NULL, 0);

  row = find_row (input->codec);
  rating = (row->wide ? BEST_WIDE : BEST) - get_echo_impairment (MAX (input->delay_ms, 0)) -
           get_pause_impairment (input->delay_ms) - get_loss_impairment (row, input);

  return CLAMP (row->wide ? rating / 1.29 : rating, 0, 100);
}

/**
 * media_quality_get_mos:
 * @rating: 0–100
 *
 * Says what people would answer when asked (G.107 Annex B).
 *
 * Returns: 1 (bad) – 4.5
 */
double
media_quality_get_mos (double rating)
{
  if (rating <= 0)
    return 1;
  if (rating >= 100)
    return 4.5;

  return MAX (1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6, 1);
}

/**
 * media_quality_get_grade:
 * @mos: 1–4.5; less: unknown
 *
 * Puts an opinion into one of five words, at the borders of G.109.
 *
 * Returns: the grade
 */
MediaGrade
media_quality_get_grade (double mos)
{
  static const struct { double rating; MediaGrade grade; } borders[] = {
    { 80, MEDIA_GRADE_EXCELLENT }, { 70, MEDIA_GRADE_GOOD }, { 60, MEDIA_GRADE_FAIR }, { 50, MEDIA_GRADE_POOR },
  };

  if (mos < 1)
    return MEDIA_GRADE_UNKNOWN;
  for (guint i = 0; i < G_N_ELEMENTS (borders); i++)
    {
      if (mos >= media_quality_get_mos (borders[i].rating))
        return borders[i].grade;
    }

  return MEDIA_GRADE_BAD;
}

/**
 * media_quality_get_burst_ratio:
 * @losses: (array length=n_losses): packets lost in each of some seconds
 * @n_losses: how many seconds
 * @n_packets: how many packets a second there should be
 *
 * Guesses BurstR of G.107 without having seen each packet: losses by chance scatter from second to second as a
 * binomial distribution does; in the chain of two states by which G.107 §7.5 explains BurstR = 1 / (p + q), the variance
 * is 2 BurstR − 1 times as large.
 *
 * Returns: 1 (by chance) – 8
 */
double
media_quality_get_burst_ratio (const guint *losses,
                               guint        n_losses,
                               guint        n_packets)
{
  double sum = 0, squares = 0, mean, share, spread;

  g_return_val_if_fail (losses != NULL || n_losses == 0, 1);

  for (guint i = 0; i < n_losses; i++)
    {
      sum += losses[i];
      squares += (double) losses[i] * losses[i];
    }
  if (n_losses < 2 || n_packets == 0 || sum <= 0)
    return 1;
  mean = sum / n_losses;
  share = mean / n_packets;
  if (share >= 1)
    return 1;
  spread = (squares - n_losses * mean * mean) / (n_losses - 1) / (mean * (1 - share));

  return CLAMP ((spread + 1) / 2, 1, 8);
}
