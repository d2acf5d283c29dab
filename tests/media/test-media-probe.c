/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The tests of microphone and speaker in the preferences, and what rings where. */

#include "media-ear.h"
#include "media-pair.h"
#include "media-probe.h"
#include "media-sound-server.h"
#include "media-threads.h"
#include "media-threads.h"
#include "media-tones.h"

static SoundServer *server;

const char *__asan_default_options (void);
const char *__lsan_default_suppressions (void);

/* The libraries below have no frame pointers; only the slow unwinder sees whose leak it is. */
const char *
__asan_default_options (void)
{
  return "fast_unwind_on_malloc=0:malloc_context_size=14";
}

/* As in test-media-devices. */
const char *
__lsan_default_suppressions (void)
{
  return "leak:libpulse.so\nleak:libgstwebrtcdsp.so\nleak:libcrypto.so\n";
}

static guint
count_streams (const char *kind)
{
  g_autofree char *command = g_strdup_printf ("pactl list short %s", kind);
  g_autofree char *output = sound_server_must_run (command);
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

  return output[0] != '\0' ? g_strv_length (lines) : 0;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
iterate_until (gint64 deadline)
{
  guint source = g_timeout_add (10, pair_tick_cb, NULL);

  while (g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

/* Ten times a second, and nothing is open before or after. */
static void
test_microphone (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  MediaProbe *probe = media_probe_new (engine);
  guint before = count_streams ("source-outputs"); /* the sound server has some of its own */
  gint64 start;
  guint n = 0;

  media_engine_set_microphone (engine, "test-microphone");
  media_probe_start_microphone (probe);
  g_signal_connect_swapped (probe, "notify::level", G_CALLBACK (count_cb), &n);
  while (n == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_streams ("source-outputs"), ==, before + 1);
  n = 0;
  start = g_get_monotonic_time ();
  iterate_until (start + G_USEC_PER_SEC);
  g_assert_cmpuint (n, >=, 7);
  g_assert_cmpuint (n, <=, 13);
  g_assert_null (media_probe_get_error (probe));
  media_probe_stop_microphone (probe);
  g_assert_cmpfloat (media_probe_get_level (probe), <=, MEDIA_SILENCE_DB);
  while (count_streams ("source-outputs") > before)
    g_main_context_iteration (NULL, FALSE);
  g_assert_finalize_object (probe);
}

/* A tone is as loud as it says. */
static void
test_level (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  g_autoptr (MediaProbe) probe = media_probe_new (engine);

  media_engine_set_microphone (engine, "tone:500:-30");
  media_probe_start_microphone (probe);
  while (media_probe_get_level (probe) < -31)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (media_probe_get_level (probe), <, -29);
}

static void
test_speaker (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  g_autoptr (MediaProbe) probe = media_probe_new (engine);
  MediaEar *ear = ear_new_at_monitor ("test-speaker");

  media_engine_set_speaker (engine, "test-speaker");
  media_probe_play_speaker (probe);
  while (ear_get_first_sound (ear) == 0)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (media_probe_is_playing (probe));
  media_probe_stop (probe);
  g_assert_false (media_probe_is_playing (probe));
  ear_free (ear);
}

static void
wait_for_sound (MediaEar *ear)
{
  gint64 deadline = g_get_monotonic_time () + PAIR_DEADLINE_US;

  while (ear_get_first_sound (ear) == 0 && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (ear_get_first_sound (ear), !=, 0);
}

/* A ringtone rings elsewhere, or everywhere; a ringback is for the ear. */
static void
test_ringer (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  g_autoptr (MediaTones) tones = media_tones_new (engine);
  MediaEar *ear = ear_new_at_monitor ("test-speaker");
  MediaEar *bell = ear_new_at_monitor ("bell");

  media_engine_set_speaker (engine, "test-speaker");
  media_engine_set_ringer (engine, "bell");
  media_tones_play (tones, MEDIA_TONE_RINGTONE);
  wait_for_sound (bell);
  g_assert_cmpint (ear_get_first_sound (ear), ==, 0);
  media_tones_play (tones, MEDIA_TONE_RINGBACK);
  wait_for_sound (ear);
  media_tones_stop (tones);
  iterate_until (g_get_monotonic_time () + G_USEC_PER_SEC / 2);
  media_engine_set_ringer (engine, "all");
  iterate_until (g_get_monotonic_time () + G_USEC_PER_SEC / 2);
  ear_forget (ear);
  ear_forget (bell);
  media_tones_play (tones, MEDIA_TONE_RINGTONE);
  wait_for_sound (bell);
  wait_for_sound (ear);
  media_tones_stop (tones);
  ear_free (bell);
  ear_free (ear);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);
  server = sound_server_start ();
  g_free (sound_server_must_run ("pactl load-module module-null-sink sink_name=bell"));

  g_test_add_func ("/media-probe/microphone", test_microphone);
  g_test_add_func ("/media-probe/level", test_level);
  g_test_add_func ("/media-probe/speaker", test_speaker);
  g_test_add_func ("/media-probe/ringer", test_ringer);
  result = media_threads_run_tests ();
  sound_server_stop (server);

  return result;
}
