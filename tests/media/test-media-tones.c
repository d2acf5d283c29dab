/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The telephone's own sounds: how they are made, and that they are played until stopped. */

#include "media-melody.h"
#include "media-pair.h"

/* Rounds of these many milliseconds; a sound that clips or is not heard would be a nuisance. */
static const struct
{
  MediaTone tone;
  guint     ms;
} rounds[] = {
  { MEDIA_TONE_RINGTONE, 3440 },
  { MEDIA_TONE_RINGBACK, 5000 },
  { MEDIA_TONE_BUSY, 960 },
  { MEDIA_TONE_WAITING, 5000 },
};

static void
test_melody (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
    {
      g_autoptr (GBytes) round = media_melody_render (rounds[i].tone);
      gsize size;
      const gint16 *samples = g_bytes_get_data (round, &size);
      int peak = 0;

      g_assert_cmpuint (size, ==, rounds[i].ms * (MEDIA_MELODY_RATE / 1000) * sizeof (gint16));
      for (gsize n = 0; n < size / sizeof (gint16); n++)
        peak = MAX (peak, ABS ((int) samples[n]));
      g_assert_cmpint (peak, >, 3000);
      g_assert_cmpint (peak, <, 10000);
      g_assert_cmpint (ABS ((int) samples[0]), <, 50);
      g_assert_cmpint (ABS ((int) samples[size / sizeof (gint16) - 1]), <, 50);
    }
}

static void
wait_for_sound (MediaTones *tones)
{
  gint64 deadline = g_get_monotonic_time () + PAIR_DEADLINE_US;
  guint source = g_timeout_add (20, pair_tick_cb, NULL);

  while (media_tones_get_level (tones) < -40 && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_cmpfloat (media_tones_get_level (tones), >, -40);
}

static void
test_play (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  g_autoptr (MediaTones) tones = NULL;

  media_engine_set_speaker (engine, "none");
  tones = media_tones_new (engine);
  g_assert_cmpint (media_tones_get_tone (tones), ==, MEDIA_TONE_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
    {
      media_tones_play (tones, rounds[i].tone);
      g_assert_cmpint (media_tones_get_tone (tones), ==, rounds[i].tone);
      wait_for_sound (tones);
    }
  media_tones_stop (tones);
  g_assert_cmpint (media_tones_get_tone (tones), ==, MEDIA_TONE_NONE);
  g_assert_cmpfloat (media_tones_get_level (tones), <=, -100);
  media_tones_stop (tones);
}

/* A sound still playing when its player goes is silent with it. */
static void
test_drop_while_playing (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  MediaTones *tones = NULL;

  media_engine_set_speaker (engine, "no-such-speaker");
  tones = media_tones_new (engine);
  media_tones_play (tones, MEDIA_TONE_BUSY);
  wait_for_sound (tones);
  g_assert_finalize_object (tones);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-tones/melody", test_melody);
  g_test_add_func ("/media-tones/play", test_play);
  g_test_add_func ("/media-tones/drop-while-playing", test_drop_while_playing);

  return g_test_run ();
}
