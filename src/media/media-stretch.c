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
  guint longest = MIN (self->n_past, n);
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
  self->n_past = MIN (n, MEDIA_STRETCH_MAX_PERIOD);
  memcpy (self->past, samples + n - self->n_past, self->n_past * sizeof *samples);
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
      remember (self, out, n);
      return n;
    }
  if (wanted > 0)
    inserted = insert (self, samples, n, (guint) wanted, out);
  memcpy (out + inserted, samples, n * sizeof *samples);
  remember (self, samples, n);

  return n + inserted;
}
