/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Longer or shorter, and nobody hears it: no step in the wave, no hole, no other pitch. */

#include "media-stretch.h"
#include "media-threads.h"

#include <math.h>

#define FRAME 960
#define AMPLITUDE 10000

typedef struct
{
  MediaStretch stretch;
  double       hz;
  guint        n_in;
  GArray      *heard; /* of gint16 */
} Voice;

static guint
say (Voice *voice,
     int    wanted)
{
  gint16 frame[FRAME], out[FRAME + MEDIA_STRETCH_MAX_INSERTED];
  guint n;

  for (guint i = 0; i < FRAME; i++)
    frame[i] = (gint16) (AMPLITUDE * sin (2 * G_PI * voice->hz * (voice->n_in + i) / MEDIA_STRETCH_RATE));
  voice->n_in += FRAME;
  n = media_stretch_run (&voice->stretch, frame, FRAME, wanted, out);
  g_array_append_vals (voice->heard, out, n);

  return n;
}

/* The steepest step from sample to sample. */
static int
find_step (const GArray *heard)
{
  int steepest = 0;

  for (guint i = 1; i < heard->len; i++)
    steepest = MAX (steepest, ABS (g_array_index (heard, gint16, i) - g_array_index (heard, gint16, i - 1)));

  return steepest;
}

/* The longest time in which the wave did not come near its height, in ms. */
static double
find_hole (const GArray *heard)
{
  guint quiet = 0, longest = 0;

  for (guint i = 0; i < heard->len; i++)
    {
      quiet = ABS (g_array_index (heard, gint16, i)) > AMPLITUDE / 2 ? 0 : quiet + 1;
      longest = MAX (longest, quiet);
    }

  return longest * 1000.0 / MEDIA_STRETCH_RATE;
}

static void
test_tone (gconstpointer data)
{
  Voice voice = { .hz = GPOINTER_TO_INT (data), .heard = g_array_new (FALSE, FALSE, sizeof (gint16)) };
  double natural = AMPLITUDE * 2 * G_PI * voice.hz / MEDIA_STRETCH_RATE;
  guint inserted = 0, removed = 0;

  say (&voice, 0);
  for (guint i = 0; i < 20; i++)
    inserted += say (&voice, 480) - FRAME;
  for (guint i = 0; i < 20; i++)
    removed += FRAME - say (&voice, -480);
  g_test_message ("%g Hz: %u in, %u out, step %d of %g, hole %g ms", voice.hz, inserted, removed,
                  find_step (voice.heard), natural, find_hole (voice.heard));
  g_assert_cmpuint (inserted, >=, 20 * 480);
  g_assert_cmpuint (removed, >=, 20 * 120);
  g_assert_cmpuint (voice.heard->len, ==, 41 * FRAME + inserted - removed);
  g_assert_cmpfloat (find_step (voice.heard), <, natural * 1.2 + 2);
  g_assert_cmpfloat (find_hole (voice.heard), <, 1000 / voice.hz);
  g_array_unref (voice.heard);
}

/* Nothing to do is nothing done. */
static void
test_untouched (void)
{
  Voice voice = { .hz = 440, .heard = g_array_new (FALSE, FALSE, sizeof (gint16)) };

  g_assert_cmpuint (say (&voice, 480), ==, FRAME);
  g_assert_cmpuint (say (&voice, 0), ==, FRAME);
  for (guint i = 0; i < voice.heard->len; i++)
    g_assert_cmpint (g_array_index (voice.heard, gint16, i), ==,
                     (gint16) (AMPLITUDE * sin (2 * G_PI * voice.hz * i / MEDIA_STRETCH_RATE)));
  g_array_unref (voice.heard);
}

/* Frames of any length, wishes of any size: within the room there is. */
static void
test_bounds (void)
{
  MediaStretch stretch = { 0 };
  gint16 frame[FRAME * 6], out[FRAME * 6 + MEDIA_STRETCH_MAX_INSERTED];
  const guint lengths[] = { 0, 1, 119, 120, 121, 240, 480, 5760 };
  const int wishes[] = { 0, 1, -1, 100000, -100000 };

  for (guint i = 0; i < G_N_ELEMENTS (frame); i++)
    frame[i] = i % 2 == 0 ? G_MAXINT16 : G_MININT16;
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      for (guint n = 0; n < G_N_ELEMENTS (wishes); n++)
        {
          guint made = media_stretch_run (&stretch, frame, lengths[i], wishes[n], out);

          g_assert_cmpuint (made, <=, lengths[i] + MEDIA_STRETCH_MAX_INSERTED);
          g_assert_cmpuint (made, >=, lengths[i] - lengths[i] / 2);
        }
    }
}

/* A frame that is lost: the tone goes on without a step, and is gone after 60 ms; what comes then fits. */
static void
test_conceal (void)
{
  Voice voice = { .hz = 300, .heard = g_array_new (FALSE, FALSE, sizeof (gint16)) };
  double natural = AMPLITUDE * 2 * G_PI * voice.hz / MEDIA_STRETCH_RATE;
  gint16 lost[FRAME], out[FRAME + MEDIA_STRETCH_MAX_INSERTED];

  media_stretch_conceal (&voice.stretch, lost, FRAME);
  g_assert_cmpint (lost[0], ==, 0);
  g_assert_cmpuint (media_stretch_run (&voice.stretch, lost, FRAME, 0, out), ==, FRAME);
  say (&voice, 0);
  say (&voice, 0);
  for (guint i = 0; i < 2; i++)
    {
      media_stretch_conceal (&voice.stretch, lost, FRAME);
      g_array_append_vals (voice.heard, out, media_stretch_run (&voice.stretch, lost, FRAME, 0, out));
    }
  voice.n_in += 2 * FRAME;
  say (&voice, 0);
  g_test_message ("step %d of %g, hole %g ms", find_step (voice.heard), natural, find_hole (voice.heard));
  g_assert_cmpfloat (find_step (voice.heard), <, natural * 1.5 + AMPLITUDE * 0.15);
  g_assert_cmpfloat (find_hole (voice.heard), <, 25);
  for (guint i = 0; i < 4; i++)
    {
      media_stretch_conceal (&voice.stretch, lost, FRAME);
      media_stretch_run (&voice.stretch, lost, FRAME, 0, out);
    }
  g_assert_cmpint (out[FRAME - 1], ==, 0);
  g_array_unref (voice.heard);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/media-stretch/tone-110", GINT_TO_POINTER (110), test_tone);
  g_test_add_data_func ("/media-stretch/tone-440", GINT_TO_POINTER (440), test_tone);
  g_test_add_data_func ("/media-stretch/tone-1000", GINT_TO_POINTER (1000), test_tone);
  g_test_add_data_func ("/media-stretch/tone-3137", GINT_TO_POINTER (3137), test_tone);
  g_test_add_func ("/media-stretch/conceal", test_conceal);
  g_test_add_func ("/media-stretch/untouched", test_untouched);
  g_test_add_func ("/media-stretch/bounds", test_bounds);

  return media_threads_run_tests ();
}
