/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The telephone's own sounds: how they are made, and that they are played until stopped. */

#include "media-cadence.h"
#include "media-melody.h"
#include "media-player.h"

#include "media-ear.h"
#include "media-pair.h"
#include "media-sound-server.h"
#include "media-threads.h"

#include <glib/gstdio.h>
#include <string.h>

/* Rounds of these many milliseconds; a sound that clips or is not heard would be a nuisance. A knock is quiet: it lies over
 * a voice. */
static const struct
{
  MediaTone   tone;
  const char *territory;
  guint       ms;
  int         min_peak;
  int         max_peak;
} rounds[] = {
  { MEDIA_TONE_RINGTONE, "DE", 3440, 3000, 10000 },
  { MEDIA_TONE_RINGBACK, "DE", 5000, 3000, 10000 },
  { MEDIA_TONE_RINGBACK, "US", 6000, 3000, 10000 },
  { MEDIA_TONE_BUSY, "DE", 960, 3000, 10000 },
  { MEDIA_TONE_BUSY, "GB", 750, 3000, 10000 },
  { MEDIA_TONE_CONGESTION, "DE", 480, 3000, 10000 },
  { MEDIA_TONE_INFORMATION, "DE", 1990, 3000, 10000 },
  { MEDIA_TONE_WAITING, "DE", 5600, 700, 1500 },
};

static void
assert_round (GBytes *round,
              guint   ms,
              int     min_peak,
              int     max_peak)
{
  gsize size;
  const gint16 *samples = g_bytes_get_data (round, &size);
  int peak = 0;

  g_assert_cmpuint (size, ==, ms * (MEDIA_MELODY_RATE / 1000) * sizeof (gint16));
  for (gsize n = 0; n < size / sizeof (gint16); n++)
    peak = MAX (peak, ABS ((int) samples[n]));
  g_assert_cmpint (peak, >, min_peak);
  g_assert_cmpint (peak, <, max_peak);
  g_assert_cmpint (ABS ((int) samples[0]), <, 50);
  g_assert_cmpint (ABS ((int) samples[size / sizeof (gint16) - 1]), <, 50);
}

static void
test_melody (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
    {
      g_autoptr (GBytes) round = media_melody_render (rounds[i].tone, rounds[i].territory);

      assert_round (round, rounds[i].ms, rounds[i].min_peak, rounds[i].max_peak);
    }
}

/* Ours are all different, all pause, and the first is rung with if nobody knows the name. */
static void
test_ringtones (void)
{
  g_auto (GStrv) names = media_tones_list_ringtones ();
  g_autoptr (GBytes) unknown = media_melody_render_ringtone ("no-such-ringtone");
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  g_assert_cmpuint (g_strv_length (names), >=, 4);
  for (guint i = 0; names[i] != NULL; i++)
    {
      GBytes *round = media_melody_render_ringtone (names[i]);

      assert_round (round, (guint) (g_bytes_get_size (round) / sizeof (gint16) / (MEDIA_MELODY_RATE / 1000)), 3000, 10000);
      g_assert_cmpint (g_bytes_equal (round, unknown), ==, i == 0);
      for (guint j = 0; j < i; j++)
        g_assert_false (g_bytes_equal (round, all->pdata[j]));
      g_ptr_array_add (all, round);
    }
}

static void
wait_for_sound (MediaTones *tones)
{
  gint64 deadline = g_get_monotonic_time () + PAIR_DEADLINE_US;
  guint source = g_timeout_add (20, pair_tick_cb, NULL);

  while (media_tones_get_level (tones) < -50 && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_cmpfloat (media_tones_get_level (tones), >, -50);
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
      media_tones_set_territory (tones, rounds[i].territory);
      media_tones_play (tones, rounds[i].tone);
      g_assert_cmpint (media_tones_get_tone (tones), ==, rounds[i].tone);
      wait_for_sound (tones);
    }
  media_tones_stop (tones);
  g_assert_cmpint (media_tones_get_tone (tones), ==, MEDIA_TONE_NONE);
  g_assert_cmpfloat (media_tones_get_level (tones), <=, -100);
  media_tones_stop (tones);
}

static void
over_cb (gpointer over)
{
  *(gboolean *) over = TRUE;
}

/* Nothing is heard of it after its end, however long one listens. */
static void
test_silent_after_the_end (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  g_autoptr (MediaTones) tones = NULL;
  gboolean over = FALSE;

  media_engine_set_speaker (engine, "none");
  tones = media_tones_new (engine);
  media_tones_play (tones, MEDIA_TONE_BUSY);
  wait_for_sound (tones);
  media_tones_stop (tones);
  g_timeout_add_once (1500, over_cb, &over);
  while (!over)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpfloat (media_tones_get_level (tones), <=, -100);
    }
}

/* A file of the person's, silent at first and then loud: it rings with that, and with our own while it is not read. */
static void
test_file (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  g_autoptr (MediaTones) tones = NULL;
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "earshot-ringtone-test.wav", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  static const guint8 head[] = { 'R', 'I', 'F', 'F', 0x24, 0x77, 1, 0, 'W', 'A', 'V', 'E', 'f', 'm', 't', ' ', 16, 0, 0, 0,
                                 1, 0, 1, 0, 0x80, 0xbb, 0, 0, 0, 0x77, 1, 0, 2, 0, 16, 0, 'd', 'a', 't', 'a', 0, 0x77, 1,
                                 0 };
  g_autofree gint16 *wave = g_malloc0 (sizeof head + 96000);

  memcpy (wave, head, sizeof head);
  for (guint i = 0; i < 48000; i++)
    wave[sizeof head / 2 + i] = (i / 24) % 2 == 0 ? 16000 : -16000;
  g_assert_true (g_file_set_contents (path, (const char *) wave, sizeof head + 96000, NULL));
  media_engine_set_speaker (engine, "none");
  tones = media_tones_new (engine);
  g_assert_false (media_tones_has_ringtone (tones, uri));
  media_tones_set_ringtone (tones, uri);
  media_tones_play (tones, MEDIA_TONE_RINGTONE);
  wait_for_sound (tones);
  g_assert_cmpfloat (media_tones_get_level (tones), <, -12);
  media_tones_stop (tones);
  while (!media_tones_has_ringtone (tones, uri))
    g_main_context_iteration (NULL, TRUE);
  media_tones_play (tones, MEDIA_TONE_RINGTONE);
  while (media_tones_get_level (tones) < -10)
    g_main_context_iteration (NULL, TRUE);
  media_tones_set_ringtone (tones, "file:///no/such/file.wav");
  media_tones_stop (tones);
  media_tones_play (tones, MEDIA_TONE_RINGTONE);
  wait_for_sound (tones);
  g_remove (path);
}

/* A sound still playing when its player goes is silent with it; so is a file that is still being read. */
static void
test_drop_while_playing (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  MediaTones *tones = NULL;

  media_engine_set_speaker (engine, "no-such-speaker");
  tones = media_tones_new (engine);
  media_tones_prepare_ringtone (tones, "file:///proc/self/exe");
  media_tones_play (tones, MEDIA_TONE_BUSY);
  wait_for_sound (tones);
  g_assert_finalize_object (tones);
}

/* Somebody knocks while two talk: the knock is heard, quieter than the voice, and the voice as before. */
static void
test_knock_beside_a_voice (void)
{
  SoundServer *server = sound_server_start ();
  g_autoptr (MediaEngine) engine = media_engine_new ();
  g_autoptr (GBytes) words = media_cadence_render ("1000/1000", 4600);
  g_autoptr (MediaPlayer) voice = media_player_new (words, 0, "test-speaker");
  g_autoptr (MediaTones) tones = NULL;
  MediaEar *ear = ear_new_at_monitor ("test-speaker");
  gint64 deadline = g_get_monotonic_time () + PAIR_DEADLINE_US;
  guint source = g_timeout_add (20, pair_tick_cb, NULL);
  double knock = -100;
  double loud = -100;

  media_engine_set_speaker (engine, "test-speaker");
  tones = media_tones_new (engine);
  media_tones_set_territory (tones, "DE");
  while (ear_get_level (ear, 1000) < -21 && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  media_tones_play (tones, MEDIA_TONE_WAITING);
  /* Both in one and the same fifth of a second. */
  while ((knock < -40 || loud < -22) && g_get_monotonic_time () < deadline)
    {
      g_main_context_iteration (NULL, TRUE);
      knock = ear_get_level (ear, 425);
      loud = ear_get_level (ear, 1000);
    }
  g_source_remove (source);
  g_test_message ("a voice at %.1f dBFS, a knock at %.1f", loud, knock);
  g_assert_cmpfloat (knock, >=, -40);
  g_assert_cmpfloat (knock, <, -28);
  g_assert_cmpfloat (loud, >=, -22);
  media_tones_stop (tones);
  media_player_stop (voice);
  ear_free (ear);
  sound_server_stop (server);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-tones/melody", test_melody);
  g_test_add_func ("/media-tones/ringtones", test_ringtones);
  g_test_add_func ("/media-tones/play", test_play);
  g_test_add_func ("/media-tones/silent-after-the-end", test_silent_after_the_end);
  g_test_add_func ("/media-tones/file", test_file);
  g_test_add_func ("/media-tones/knock-beside-a-voice", test_knock_beside_a_voice);
  g_test_add_func ("/media-tones/drop-while-playing", test_drop_while_playing);

  return media_threads_run_tests ();
}
