/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a recorder hears where it listens, without a call around it: valves that shut, paths that change, a conference. */

#include "media-recorder-private.h"

#include "media-error.h"
#include "media-pair.h"
#include "media-playback.h"
#include "media-tap.h"
#include "media-threads.h"

#include <glib/gstdio.h>
#include <math.h>

#define RAW "audio/x-raw,format=S16LE,rate=48000,channels=1,layout=interleaved"
#define OURS 1000.0
#define THEIRS 440.0
/* RMS of a sine of a tenth of full scale. */
#define TONE_DB (-23.0)

typedef struct
{
  char          *folder;
  GFile         *file;
  MediaRecorder *recorder;
} Desk;

static void
set_up (Desk          *desk,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  gst_init (NULL, NULL);
  desk->folder = g_dir_make_tmp ("earshot-recorder-XXXXXX", NULL);
  path = g_build_filename (desk->folder, "call.flac", NULL);
  desk->file = g_file_new_for_path (path);
  desk->recorder = media_recorder_new (desk->file, MEDIA_WRITER_FORMAT_FLAC, &error);
  g_assert_no_error (error);
}

static void
tear_down (Desk          *desk,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (desk->folder, 0, NULL);
  const char *name;

  g_assert_finalize_object (desk->recorder);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (desk->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (desk->folder), ==, 0);
  g_object_unref (desk->file);
  g_free (desk->folder);
}

static GstElement *
path_new (double ours,
          double theirs)
{
  g_autofree char *description =
    g_strdup_printf ("audiotestsrc is-live=true volume=0.1 samplesperbuffer=480 freq=%g ! " RAW
                     " ! valve name=send ! fakesink sync=false async=false "
                     "audiotestsrc is-live=true volume=0.1 samplesperbuffer=480 freq=%g ! " RAW
                     " ! valve name=receive ! fakesink sync=true async=false", ours, theirs);
  GstElement *pipeline = gst_object_ref_sink (gst_parse_launch (description, NULL));
  g_autoptr (GstClock) clock = gst_system_clock_obtain ();

  gst_pipeline_use_clock (GST_PIPELINE (pipeline), clock);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);

  return pipeline;
}

static void
path_free (GstElement *pipeline)
{
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_assert_finalize_object (pipeline);
}

static void
shut (GstElement *pipeline,
      const char *name,
      gboolean    closed)
{
  g_autoptr (GstElement) valve = gst_bin_get_by_name (GST_BIN (pipeline), name);

  g_object_set (valve, "drop", closed, NULL);
}

static void
over_cb (gpointer over)
{
  *(gboolean *) over = TRUE;
}

/* Lets the sound of so long pass: what is recorded is time itself. */
static void
listen_for (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add_once (ms, over_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static Playback *
stop (Desk *desk)
{
  media_recorder_stop (desk->recorder);
  while (media_recorder_get_state (desk->recorder) == MEDIA_RECORDER_STATE_FINISHING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (media_recorder_get_state (desk->recorder), ==, MEDIA_RECORDER_STATE_DONE);
  g_assert_null (media_recorder_get_error (desk->recorder));

  return playback_new (desk->file, TRUE);
}

static void
assert_tone (Playback *playback,
             guint     side,
             double    hz,
             guint     from_ms,
             guint     to_ms)
{
  g_assert_cmpfloat (ABS (playback_get_tone (playback, side, hz, from_ms, to_ms) - TONE_DB), <, 1.5);
  g_assert_cmpfloat (ABS (playback_get_level (playback, side, from_ms, to_ms) - TONE_DB), <, 1.5);
}

/* What is not said is silence, and both sides stay where they are in time. */
static void
test_hold (Desk          *desk,
           gconstpointer  data)
{
  GstElement *path = path_new (OURS, THEIRS);
  Playback *playback;
  int ours, theirs, latency_ms;

  media_recorder_follow (desk->recorder, &path, 1, NULL);
  listen_for (1000);
  shut (path, "send", TRUE);
  shut (path, "receive", TRUE);
  listen_for (1000);
  shut (path, "send", FALSE);
  shut (path, "receive", FALSE);
  listen_for (1200);
  g_assert_cmpuint (media_recorder_get_duration (desk->recorder), >=, 2);
  playback = stop (desk);
  g_assert_cmpint (ABS ((int) playback_get_ms (playback) - 3200), <, 150);
  assert_tone (playback, PLAYBACK_LEFT, OURS, 300, 900);
  assert_tone (playback, PLAYBACK_RIGHT, THEIRS, 300, 900);
  g_assert_cmpfloat (playback_get_level (playback, PLAYBACK_LEFT, 1200, 1900), <, -90);
  g_assert_cmpfloat (playback_get_level (playback, PLAYBACK_RIGHT, 1200, 1900), <, -90);
  assert_tone (playback, PLAYBACK_LEFT, OURS, 2300, 3000);
  assert_tone (playback, PLAYBACK_RIGHT, THEIRS, 2300, 3000);
  ours = playback_find (playback, PLAYBACK_LEFT, TRUE, 1500);
  theirs = playback_find (playback, PLAYBACK_RIGHT, TRUE, 1500);
  latency_ms = (int) (gst_pipeline_get_configured_latency (GST_PIPELINE (path)) / GST_MSECOND);
  g_test_message ("both go on at %d and %d ms; it is heard %d ms after it came", ours, theirs, latency_ms);
  g_assert_cmpint (ABS (ours + latency_ms - theirs), <, 20);
  playback_free (playback);
  path_free (path);
}

/* The call takes another way, and for a moment there are two. */
static void
test_other_path (Desk          *desk,
                 gconstpointer  data)
{
  GstElement *paths[] = { path_new (OURS, THEIRS), NULL };
  Playback *playback;

  media_recorder_follow (desk->recorder, paths, 2, NULL);
  listen_for (1000);
  paths[1] = path_new (1500, 700);
  media_recorder_follow (desk->recorder, paths, 2, NULL);
  shut (paths[0], "send", TRUE);
  shut (paths[0], "receive", TRUE);
  listen_for (300);
  media_recorder_follow (desk->recorder, &paths[1], 1, NULL);
  path_free (paths[0]);
  listen_for (1000);
  playback = stop (desk);
  assert_tone (playback, PLAYBACK_LEFT, OURS, 300, 900);
  assert_tone (playback, PLAYBACK_RIGHT, THEIRS, 300, 900);
  assert_tone (playback, PLAYBACK_LEFT, 1500, 1300, 2200);
  assert_tone (playback, PLAYBACK_RIGHT, 700, 1300, 2200);
  playback_free (playback);
  path_free (paths[1]);
}

/* Three in a conversation: on the right is the sum of the two others, on the left the person and nobody else. */
typedef struct
{
  MediaMixer     *mixer;
  MediaMixerPort *ports[3]; /* the person first */
  guint64         n_samples;
} Round;

static gboolean
tick_cb (gpointer user_data)
{
  static const double tones[] = { OURS, 440, 660 };
  Round *round = user_data;
  gint16 samples[480];

  for (guint p = 0; p < 3; p++)
    {
      for (guint i = 0; i < 480; i++)
        samples[i] = (gint16) (3277 * sin (2 * G_PI * tones[p] * (double) (round->n_samples + i) / 48000));
      media_mixer_port_speak (round->ports[p], samples, 480);
    }
  media_mixer_tick (round->mixer, 480);
  round->n_samples += 480;

  return G_SOURCE_CONTINUE;
}

static void
test_conference (Desk          *desk,
                 gconstpointer  data)
{
  Round round = { media_mixer_new (), { NULL }, 0 };
  GstElement *path = path_new (1500, 700);
  guint source;
  Playback *playback;

  for (guint p = 0; p < 3; p++)
    round.ports[p] = media_mixer_plug (round.mixer, &round.ports[p]);
  media_mixer_port_set_person (round.ports[0], TRUE);
  source = g_timeout_add (10, tick_cb, &round);
  media_recorder_follow (desk->recorder, &path, 1, round.mixer);
  listen_for (2000);
  media_recorder_follow (desk->recorder, &path, 1, NULL);
  listen_for (1000);
  g_source_remove (source);
  playback = stop (desk);
  g_assert_cmpfloat (playback_get_tone (playback, PLAYBACK_LEFT, OURS, 600, 1400), >, -27);
  g_assert_cmpfloat (playback_get_tone (playback, PLAYBACK_LEFT, 440, 600, 1400), <, -50);
  g_assert_cmpfloat (playback_get_tone (playback, PLAYBACK_LEFT, 660, 600, 1400), <, -50);
  g_assert_cmpfloat (playback_get_tone (playback, PLAYBACK_RIGHT, 440, 600, 1400), >, -27);
  g_assert_cmpfloat (playback_get_tone (playback, PLAYBACK_RIGHT, 660, 600, 1400), >, -27);
  g_assert_cmpfloat (playback_get_tone (playback, PLAYBACK_RIGHT, OURS, 600, 1400), <, -50);
  /* The call's own path is heard only when it is alone again. */
  g_assert_cmpfloat (playback_get_tone (playback, PLAYBACK_RIGHT, 700, 600, 1400), <, -50);
  assert_tone (playback, PLAYBACK_LEFT, 1500, 2200, 2900);
  assert_tone (playback, PLAYBACK_RIGHT, 700, 2200, 2900);
  playback_free (playback);
  path_free (path);
  for (guint p = 0; p < 3; p++)
    media_mixer_port_unref (round.ports[p]);
  media_mixer_unref (round.mixer);
}

/* Both sides are told, once at the beginning, and it is over after a fifth of a second. */
static void
test_announced (Desk          *desk,
                gconstpointer  data)
{
  GstElement *path = path_new (OURS, THEIRS);
  Playback *playback;

  media_recorder_set_announced (desk->recorder, TRUE);
  media_recorder_follow (desk->recorder, &path, 1, NULL);
  listen_for (2000);
  playback = stop (desk);
  for (guint side = PLAYBACK_LEFT; side <= PLAYBACK_RIGHT; side++)
    {
      guint begin = 0;

      while (begin < 1000 && playback_get_tone (playback, side, MEDIA_TAP_BEEP_HZ, begin, begin + 100) < -30)
        begin += 10;
      g_test_message ("told after %u ms", begin);
      g_assert_cmpuint (begin, <, 1000);
      g_assert_cmpfloat (playback_get_tone (playback, side, MEDIA_TAP_BEEP_HZ, begin + 20, begin + 180), >, -28);
      g_assert_cmpfloat (playback_get_tone (playback, side, MEDIA_TAP_BEEP_HZ, begin + 350, 1900), <, -50);
    }
  playback_free (playback);
  path_free (path);
}

/* A mute marks its silence as nothing to be played, and a tone over it is to be played all the same. */
static void
test_announced_while_muted (Desk          *desk,
                            gconstpointer  data)
{
  GstElement *path = gst_object_ref_sink (gst_parse_launch (
    "audiotestsrc is-live=true samplesperbuffer=480 ! " RAW
    " ! volume mute=true ! valve name=send ! fakesink async=false sync=false", NULL));
  Playback *playback;

  gst_element_set_state (path, GST_STATE_PLAYING);
  media_recorder_set_announced (desk->recorder, TRUE);
  media_recorder_follow (desk->recorder, &path, 1, NULL);
  listen_for (1000);
  playback = stop (desk);
  g_assert_cmpint (playback_find (playback, PLAYBACK_LEFT, TRUE, 0), >=, 0);
  g_assert_cmpint (playback_find (playback, PLAYBACK_RIGHT, TRUE, 0), ==, -1);
  playback_free (playback);
  path_free (path);
}

static void
test_vanished (Desk          *desk,
               gconstpointer  data)
{
  GstElement *path = path_new (OURS, THEIRS);

  media_recorder_follow (desk->recorder, &path, 1, NULL);
  g_assert_true (g_file_delete (media_recorder_get_unfinished (desk->recorder), NULL, NULL));
  while (media_recorder_get_state (desk->recorder) == MEDIA_RECORDER_STATE_RECORDING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (media_recorder_get_state (desk->recorder), ==, MEDIA_RECORDER_STATE_FAILED);
  g_assert_error (media_recorder_get_error (desk->recorder), MEDIA_ERROR, MEDIA_ERROR_FILE);
  media_recorder_stop (desk->recorder);
  path_free (path);
}

static void
test_stop_and_wait (Desk          *desk,
                    gconstpointer  data)
{
  GstElement *path = path_new (OURS, THEIRS);

  media_recorder_follow (desk->recorder, &path, 1, NULL);
  listen_for (500);
  media_recorder_stop_and_wait (desk->recorder);
  g_assert_cmpint (media_recorder_get_state (desk->recorder), ==, MEDIA_RECORDER_STATE_DONE);
  playback_free (playback_new (desk->file, TRUE));
  path_free (path);
}

#define add(name, func) g_test_add ("/media-recorder/" name, Desk, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("hold", test_hold);
  add ("other-path", test_other_path);
  add ("conference", test_conference);
  add ("announced", test_announced);
  add ("announced-while-muted", test_announced_while_muted);
  add ("vanished", test_vanished);
  add ("stop-and-wait", test_stop_and_wait);

  return media_threads_run_tests ();
}
