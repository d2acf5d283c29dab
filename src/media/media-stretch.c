/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A jitter buffer that grows must put sound in, one that shrinks must take some out. Silence or a cut would be heard as
 * a click; one period more or less of a vowel, a tone or a noise is not. The place where two pieces meet is a
 * cross-fade as long as the period, between two pieces that are as alike as any nearby (the idea of WSOLA). */

#include "media-stretch.h"

#include <math.h>
#include <string.h>

/* 2.5 ms is a voice of 400 Hz; deeper voices are found by a multiple of it. */
#define MIN_PERIOD (MEDIA_STRETCH_RATE * 25 / 10000)
/* A lost frame: when what stands in for it begins to fade, when it is silent, and how much of each period is left. */
#define FADE_BEGIN MEDIA_STRETCH_MAX_PERIOD
#define FADE_END (6 * MEDIA_STRETCH_MAX_PERIOD)
#define FADE_PERCENT 85
/* Every so many samples are compared; what is above 6 kHz does not decide where a voice repeats. */
#define STRIDE 4

/* How alike two pieces of @n samples are: −1 to 1; silence is like anything. */
static double
compare (const gint16 *a,
         const gint16 *b,
         guint         n)
{
  double both = 0, of_a = 0, of_b = 0;

  for (guint i = 0; i < n; i += STRIDE)
    {
      both += (double) a[i] * b[i];
      of_a += (double) a[i] * a[i];
      of_b += (double) b[i] * b[i];
    }

  return of_a * of_b > 0 ? both / sqrt (of_a * of_b) : 0;
}

/* @origin + @sign * period is where the same sound is expected. */
static guint
find_period (const gint16 *samples,
             const gint16 *origin,
             int           sign,
             guint         longest)
{
  guint best = longest;
  double alike = -2;

  for (guint period = longest; period >= MIN_PERIOD; period--)
    {
      double now = compare (samples, origin + sign * (int) period, MIN_PERIOD);

      /* Of equals the longest, so that fewer are needed. */
      if (now > alike + 0.001)
        {
          alike = now;
          best = period;
        }
    }

  return best;
}

/* From @first to @second in @n samples. */
static void
fade (gint16       *out,
      const gint16 *first,
      const gint16 *second,
      guint         n)
{
  for (guint i = 0; i < n; i++)
    out[i] = (gint16) (((gint64) first[i] * (n - i) + (gint64) second[i] * i) / n);
}

/* What is put in begins as the frame does and ends as the one before it ended, so it fits between them, and behind
 * itself. */
static guint
insert (MediaStretch *self,
        const gint16 *samples,
        guint         n,
        guint         wanted,
        gint16       *out)
{
  guint longest = MIN (MIN (self->n_past, n), MEDIA_STRETCH_MAX_PERIOD);
  const gint16 *end = self->past + self->n_past;
  guint period, inserted = 0;

  if (longest < MIN_PERIOD)
    return 0;
  period = find_period (samples, end, -1, longest);
  do
    {
      fade (out + inserted, samples, end - period, period);
      inserted += period;
    }
  while (inserted < wanted && inserted + period <= MEDIA_STRETCH_MAX_INSERTED);

  return inserted;
}

static guint
shorten (const gint16 *samples,
         guint         n,
         gint16       *out)
{
  guint longest = MIN (n / 2, MEDIA_STRETCH_MAX_PERIOD);
  guint period;

  if (longest < MIN_PERIOD)
    {
      memcpy (out, samples, n * sizeof *samples);
      return n;
    }
  period = find_period (samples, samples, 1, longest);
  fade (out, samples, samples + period, period);
  memcpy (out + period, samples + 2 * period, (n - 2 * period) * sizeof *samples);

  return n - period;
}

static void
remember (MediaStretch *self,
          const gint16 *samples,
          guint         n)
{
  guint kept = n < MEDIA_STRETCH_PAST ? MIN (self->n_past, MEDIA_STRETCH_PAST - n) : 0;

  samples += n - MIN (n, MEDIA_STRETCH_PAST);
  n = MIN (n, MEDIA_STRETCH_PAST);
  memmove (self->past, self->past + self->n_past - kept, kept * sizeof *samples);
  memcpy (self->past + kept, samples, n * sizeof *samples);
  self->n_past = kept + n;
}

/* What went on by itself gives way to what is real. */
static void
join (MediaStretch *self,
      gint16       *out,
      guint         n)
{
  gint16 bridge[MIN_PERIOD];

  if (self->is_concealed || self->n_concealed == 0)
    {
      self->is_concealed = FALSE;
      return;
    }
  if (n >= MIN_PERIOD)
    {
      media_stretch_conceal (self, bridge, MIN_PERIOD);
      fade (out, bridge, out, MIN_PERIOD);
    }
  self->is_concealed = FALSE;
  self->n_concealed = 0;
}

/**
 * media_stretch_run:
 * @self: what came before
 * @samples: (array length=n): a frame
 * @n: how many samples
 * @wanted: how many more there should be; less than 0: fewer
 * @out: (out caller-allocates): room for @n + %MEDIA_STRETCH_MAX_INSERTED
 *
 * Passes a frame on, longer or shorter. Nothing is inserted before the first frame, and only whole periods are, so
 * that there may be up to 10 ms more than wanted; what is missing still can be asked for with the next frame.
 *
 * Returns: how many samples were written
 */
guint
media_stretch_run (MediaStretch *self,
                   const gint16 *samples,
                   guint         n,
                   int           wanted,
                   gint16       *out)
{
  guint inserted = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (samples != NULL && out != NULL, 0);

  if (wanted < 0)
    {
      n = shorten (samples, n, out);
      join (self, out, n);
      remember (self, out, n);
      return n;
    }
  if (wanted > 0)
    inserted = insert (self, samples, n, (guint) wanted, out);
  memcpy (out + inserted, samples, n * sizeof *samples);
  join (self, out, n + inserted);
  remember (self, out, n + inserted);

  return n + inserted;
}

/**
 * media_stretch_conceal:
 * @self: what came before
 * @out: (out caller-allocates) (array length=n): for the samples
 * @n: how many
 *
 * Makes up for a lost frame by the last period of what was heard, over and over, as long as a syllable might have gone
 * on (ITU-T G.711, appendix I, has the same idea): 10 ms as it was, then fainter and fainter.
 */
void
media_stretch_conceal (MediaStretch *self,
                       gint16       *out,
                       guint         n)
{
  const gint16 *end;

  g_return_if_fail (self != NULL);
  g_return_if_fail (out != NULL);

  end = self->past + self->n_past;
  self->is_concealed = TRUE;
  if (self->n_past < 2 * MIN_PERIOD)
    {
      memset (out, 0, n * sizeof *out);
      return;
    }
  if (self->n_concealed == 0)
    self->period = find_period (end - MIN_PERIOD, end - MIN_PERIOD, -1,
                                MIN (self->n_past - MIN_PERIOD, MEDIA_STRETCH_MAX_PERIOD));
  for (guint i = 0; i < n; i++)
    {
      gint16 before = i < self->period ? end[(int) i - (int) self->period] : out[i - self->period];
      guint at = self->n_concealed + i;

      /* Fading by periods leaves no step that can be heard: each is a little fainter than the one before. */
      if (at >= FADE_BEGIN && at < FADE_END)
        out[i] = (gint16) (before * FADE_PERCENT / 100);
      else
        out[i] = at < FADE_BEGIN ? before : 0;
    }
  self->n_concealed += n;
}
