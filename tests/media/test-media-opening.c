/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A sound server that is there and says nothing (SIGSTOP): the main loop turns, the call stays, and somebody is told
 * (TRUST F19, F20). */

#include "media-opening.h"

#include "media-aside.h"
#include "media-conference.h"
#include "media-ear.h"
#include "media-middle.h"
#include "media-probe.h"
#include "media-sound-server.h"
#include "media-threads.h"
#include "media-tones.h"

/* Waited for is 700 ms at most, once; with the sanitizers the rest of what begins a call takes a quarter of a second. */
#define STALL_US (G_USEC_PER_SEC)
#define TOLD_US (2 * G_USEC_PER_SEC)
#define BACK_US (3 * G_USEC_PER_SEC)

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

/* How long the main loop has stood still at most. */
typedef struct
{
  GSource *source;
  gint64   last;
  gint64   longest;
} Loop;

static gboolean
loop_cb (gpointer user_data)
{
  Loop *loop = user_data;
  gint64 now = g_get_monotonic_time ();

  loop->longest = MAX (loop->longest, now - loop->last);
  loop->last = now;

  return G_SOURCE_CONTINUE;
}

static void
loop_begin (Loop *loop)
{
  *loop = (Loop) { .source = g_timeout_source_new (5), .last = g_get_monotonic_time () };
  g_source_set_callback (loop->source, loop_cb, loop, NULL);
  g_source_attach (loop->source, NULL);
}

static void
loop_assert (Loop       *loop,
             gint64      limit,
             const char *what)
{
  loop_cb (loop);
  g_test_message ("%s: the main loop stood still for %.0f ms at most", what, (double) loop->longest / 1000);
  g_assert_cmpint (loop->longest, <, limit);
  loop->longest = 0;
}

static void
loop_end (Loop *loop)
{
  g_source_destroy (loop->source);
  g_source_unref (loop->source);
}

static Pair *
make_call (gconstpointer profile)
{
  return middle_call_through ("test-microphone", "test-speaker", (MediaProfile) GPOINTER_TO_UINT (profile));
}

static gboolean
callee_has_device_error (Pair *pair)
{
  return media_session_get_device_error (pair_callee (pair)) != NULL;
}

static gboolean
callee_has_no_device_error (Pair *pair)
{
  return media_session_get_device_error (pair_callee (pair)) == NULL;
}

static gboolean
callee_hears_1000 (Pair *pair)
{
  return pair_hears (pair_callee (pair), 1000);
}

static gboolean
nothing_is_late (Pair *pair)
{
  return media_aside_count_late (MEDIA_ASIDE_SOUND) == 0;
}

static void
wait_until_played (void)
{
  MediaEar *ear = ear_new_at_monitor ("test-speaker");
  gint64 deadline = g_get_monotonic_time () + PAIR_DEADLINE_US;

  while (ear_get_level (ear, 1000) < -30 && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpfloat (ear_get_level (ear, 1000), >=, -30);
  ear_free (ear);
}

/* A call that begins while the server hangs. */
static void
test_begin (gconstpointer data)
{
  gint64 start, limit;
  Loop loop;
  Pair *pair;

  /* How long it takes when all is well, on a machine that is as busy. */
  loop_begin (&loop);
  pair_free (make_call (data));
  loop_cb (&loop);
  limit = MAX (STALL_US, 2 * loop.longest);
  loop_assert (&loop, G_MAXINT64, "when all is well");
  sound_server_hang (server);
  pair = make_call (data);
  start = g_get_monotonic_time ();
  loop_assert (&loop, limit, "while a call begins");
  pair_wait (pair, callee_has_device_error);
  g_test_message ("told after %.0f ms: %s", (double) (g_get_monotonic_time () - start) / 1000,
                  media_session_get_device_error (pair_callee (pair))->message);
  g_assert_cmpint (g_get_monotonic_time () - start, <, TOLD_US);
  pair_wait (pair, callee_hears_1000);
  loop_assert (&loop, STALL_US, "until it is told");
  loop_end (&loop);

  sound_server_resume (server);
  start = g_get_monotonic_time ();
  pair_wait (pair, callee_has_no_device_error);
  g_test_message ("devices are there %.0f ms later", (double) (g_get_monotonic_time () - start) / 1000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, BACK_US);
  wait_until_played ();
  pair_free (pair);
}

/* A call that is up, and one that ends, while it hangs. */
static void
test_middle (gconstpointer data)
{
  Pair *pair = make_call (data);
  gint64 start;
  Loop loop;

  pair_wait (pair, callee_hears_1000);
  wait_until_played ();
  sound_server_hang (server);
  start = g_get_monotonic_time ();
  loop_begin (&loop);
  pair_wait (pair, callee_has_device_error);
  g_test_message ("told after %.0f ms: %s", (double) (g_get_monotonic_time () - start) / 1000,
                  media_session_get_device_error (pair_callee (pair))->message);
  loop_assert (&loop, STALL_US, "in a call");
  ua_description_handler_set_hold (pair->callee, TRUE);
  loop_assert (&loop, STALL_US, "when it is put on hold");
  ua_description_handler_set_hold (pair->callee, FALSE);
  loop_assert (&loop, STALL_US, "when it goes on");
  media_session_choose_devices (pair_callee (pair), "default", "default");
  loop_assert (&loop, STALL_US, "when other devices are chosen");
  g_assert_true (pair_is_connected (pair));
  pair_free (pair);
  loop_assert (&loop, STALL_US, "when it ends");
  loop_end (&loop);
  sound_server_resume (server);
  pair_wait (NULL, nothing_is_late);
}

/* The same in a conference. */
static void
test_conference (void)
{
  Pair *pair = make_call (GUINT_TO_POINTER (MEDIA_PROFILE_WEBRTC));
  MediaConference *conference = media_conference_new (pair->engine);
  gint64 deadline;
  Loop loop;

  g_assert_true (media_conference_add (conference, pair_callee (pair)));
  wait_until_played ();
  sound_server_hang (server);
  loop_begin (&loop);
  deadline = g_get_monotonic_time () + PAIR_DEADLINE_US;
  while (media_conference_get_device_error (conference) == NULL && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (media_conference_get_device_error (conference), MEDIA_ERROR, MEDIA_ERROR_DEVICE);
  sound_server_resume (server);
  while (media_conference_get_device_error (conference) != NULL && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (media_conference_get_device_error (conference));
  loop_assert (&loop, STALL_US, "in a conference");
  sound_server_hang (server);
  media_conference_close (conference);
  loop_assert (&loop, STALL_US, "when it ends");
  loop_end (&loop);
  sound_server_resume (server);
  pair_wait (NULL, nothing_is_late);
  g_assert_finalize_object (conference);
  pair_free (pair);
}

/* A ringtone and the tests of the preferences. */
static void
test_tones (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  g_autoptr (MediaProbe) probe = media_probe_new (engine);
  MediaTones *tones = media_tones_new (engine);
  Loop loop;

  sound_server_hang (server);
  loop_begin (&loop);
  media_tones_play (tones, MEDIA_TONE_RINGTONE);
  loop_assert (&loop, STALL_US, "when it rings");
  media_tones_stop (tones);
  loop_assert (&loop, STALL_US, "when it does not any more");
  media_probe_start_microphone (probe);
  g_assert_error (media_probe_get_error (probe), MEDIA_ERROR, MEDIA_ERROR_DEVICE);
  media_probe_play_speaker (probe);
  loop_assert (&loop, STALL_US, "when devices are tried");
  media_probe_stop (probe);
  loop_assert (&loop, STALL_US, "when that ends");
  loop_end (&loop);
  g_object_unref (tones);
  sound_server_resume (server);
  pair_wait (NULL, nothing_is_late);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);
  server = sound_server_start ();

  g_test_add_data_func ("/media-opening/begin/webrtc", GUINT_TO_POINTER (MEDIA_PROFILE_WEBRTC), test_begin);
  g_test_add_data_func ("/media-opening/begin/rtp", GUINT_TO_POINTER (MEDIA_PROFILE_PLAIN), test_begin);
  g_test_add_data_func ("/media-opening/middle/webrtc", GUINT_TO_POINTER (MEDIA_PROFILE_WEBRTC), test_middle);
  g_test_add_data_func ("/media-opening/middle/rtp", GUINT_TO_POINTER (MEDIA_PROFILE_PLAIN), test_middle);
  g_test_add_func ("/media-opening/conference", test_conference);
  g_test_add_func ("/media-opening/tones", test_tones);
  result = media_threads_run_tests ();
  sound_server_stop (server);

  return result;
}
