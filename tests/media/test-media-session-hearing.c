/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who is heard when there is more than one: telephones that answer one call, calls of which one is on hold. */

#include "media-ear.h"
#include "media-pair.h"
#include "media-sound-server.h"
#include "media-session-private.h"
#include "media-threads.h"

/* Between the click and the first sound of ours that goes out. */
#define MAX_SWITCH_MS 200

static SoundServer *server;

static gboolean
callee_hears_sound (Pair *pair)
{
  return media_session_hears_sound (pair_callee (pair));
}

static gboolean
callee_hears_no_sound (Pair *pair)
{
  return !callee_hears_sound (pair);
}

static gboolean
callee_hears_1000 (Pair *pair)
{
  return pair_hears (pair_callee (pair), 1000);
}

static gboolean
callee_hears_silence (Pair *pair)
{
  return pair_hears_nothing (pair_callee (pair));
}

static gboolean
caller_hears_440 (Pair *pair)
{
  return pair_hears (pair_caller (pair), 440);
}

static gboolean
caller_hears_nothing (Pair *pair)
{
  return pair_hears_nothing (pair_caller (pair));
}

/* RFC 3960 3.1: silence is no ringback; the pause between two rings is no silence. */
static void
test_hears_sound (void)
{
  Pair *pair = pair_new ("tone:1000:-20", "silence");
  gint64 muted_at;

  media_session_set_muted (pair_caller (pair), TRUE);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);
  g_assert_false (callee_hears_sound (pair));
  media_session_set_muted (pair_caller (pair), FALSE);
  pair_wait (pair, callee_hears_sound);
  media_session_set_muted (pair_caller (pair), TRUE);
  pair_wait (pair, callee_hears_silence);
  muted_at = g_get_monotonic_time ();
  g_assert_true (callee_hears_sound (pair));
  pair_wait (pair, callee_hears_no_sound);
  g_assert_cmpint (g_get_monotonic_time () - muted_at, >, 4 * G_USEC_PER_SEC);
  media_session_set_muted (pair_caller (pair), FALSE);
  pair_wait (pair, callee_hears_sound);
  ua_description_handler_close (pair->callee);
  g_assert_false (callee_hears_sound (pair));

  pair_free (pair);
}

/* Measured, not heard, and spoken to by nobody. */
static void
test_audible (void)
{
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");
  MediaEar *ear;

  media_session_set_audible (pair_callee (pair), FALSE);
  g_assert_false (media_session_is_audible (pair_callee (pair)));
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);
  ear = ear_new_at_speaker (pair_callee (pair));
  pair_wait (pair, callee_hears_1000);
  pair_wait (pair, callee_hears_sound);
  g_assert_cmpint (ear_get_first_sound (ear), ==, 0);
  g_assert_true (caller_hears_nothing (pair));

  media_session_set_audible (pair_callee (pair), TRUE);
  pair_wait (pair, caller_hears_440);
  g_assert_cmpint (ear_get_first_sound (ear), !=, 0);
  media_session_set_audible (pair_callee (pair), FALSE);
  pair_wait (pair, caller_hears_nothing);

  ear_free (ear);
  pair_free (pair);
}

/* The same settings, nothing of the other's association, and neither minds the other's end. */
static void
test_fork (void)
{
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");
  UaDescriptionHandler *before = pair->callee;

  media_session_set_muted (pair_callee (pair), TRUE);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair->callee = UA_DESCRIPTION_HANDLER_GET_IFACE (before)->fork (before);
  pair_watch (pair, pair->callee, pair->callee_tones);
  g_assert_cmpint (media_session_get_state (pair_callee (pair)), ==, MEDIA_STATE_NEW);
  g_assert_true (media_session_is_muted (pair_callee (pair)));
  ua_description_handler_close (before);
  g_assert_finalize_object (before);

  media_session_set_muted (pair_callee (pair), FALSE);
  pair_exchange (pair->callee, pair->caller, NULL);
  pair_wait (pair, pair_is_connected);
  pair_wait (pair, callee_hears_1000);
  pair_wait (pair, caller_hears_440);

  pair_free (pair);
}

/* A call with a microphone of the sound server. */
static Pair *
new_call (void)
{
  Pair *pair = pair_new ("silence", "silence");

  g_assert_finalize_object (pair->callee);
  media_engine_set_microphone (pair->engine, "test-speaker.monitor");
  /* It would clean the sound by a plugin that leaks, and only time is measured here. */
  media_engine_set_cleaning (pair->engine, MEDIA_CLEANING_NONE);
  pair->callee = media_engine_create_handler (pair->engine);
  pair_watch (pair, pair->callee, pair->callee_tones);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);

  return pair;
}

static void
set_hold (Pair     *pair,
          gboolean  hold)
{
  ua_description_handler_set_hold (pair->callee, hold);
  pair_exchange (pair->callee, pair->caller, NULL);
}

static gboolean
caller_hears_1000 (Pair *pair)
{
  return pair_hears (pair_caller (pair), 1000);
}

/* What the microphone hears. */
static GstElement *
start_tone (void)
{
  GstElement *pipeline = gst_parse_launch ("audiotestsrc is-live=true freq=1000 volume=0.14 ! audioconvert ! "
                                           "audioresample ! pulsesink device=test-speaker", NULL);

  gst_object_ref_sink (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  return pipeline;
}

static void
stop_tone (GstElement *pipeline)
{
  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_object_unref (pipeline);
}

/* TRUST 3.5: who is on hold is not listened to, and we do not listen to the room meanwhile. */
static void
test_hold (void)
{
  GstElement *tone = start_tone ();
  Pair *pair = new_call ();

  pair_wait (pair, caller_hears_1000);
  sound_server_wait_for_calls ("source-outputs", 1);
  set_hold (pair, TRUE);
  sound_server_wait_for_calls ("source-outputs", 0);
  pair_wait (pair, caller_hears_nothing);
  set_hold (pair, FALSE);
  sound_server_wait_for_calls ("source-outputs", 1);
  pair_wait (pair, caller_hears_1000);

  pair_free (pair);
  stop_tone (tone);
}

static gboolean
sound_goes_out (MediaEar *ear)
{
  return ear_get_first_sound (ear) != 0;
}

/* The click, and what the far end's answer costs is not of this room. */
static int
measure_resume_ms (Pair     *pair,
                   MediaEar *ear)
{
  guint source = g_timeout_add (5, pair_tick_cb, NULL);
  gint64 begin;

  ear_forget (ear);
  begin = g_get_monotonic_time ();
  ua_description_handler_set_hold (pair->callee, FALSE);
  while (!sound_goes_out (ear) && g_get_monotonic_time () - begin < PAIR_DEADLINE_US)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_true (sound_goes_out (ear));

  return (int) ((ear_get_first_sound (ear) - begin) / 1000);
}

/* Call waiting: from one to the other and back, and only one microphone is open at any time. */
static void
test_switch (void)
{
  GstElement *tone = start_tone ();
  Pair *pairs[2] = { new_call (), new_call () };
  MediaEar *ears[2] = { ear_new_at_encoder (pair_callee (pairs[0])), ear_new_at_encoder (pair_callee (pairs[1])) };

  pair_wait (pairs[0], caller_hears_1000);
  set_hold (pairs[1], TRUE);
  for (guint i = 0; i < 6; i++)
    {
      guint to = (i + 1) % 2;
      int gap_ms;

      set_hold (pairs[1 - to], TRUE);
      gap_ms = measure_resume_ms (pairs[to], ears[to]);
      g_test_message ("switched in %d ms", gap_ms);
      g_assert_cmpint (gap_ms, <, MAX_SWITCH_MS);
      pair_exchange (pairs[to]->callee, pairs[to]->caller, NULL);
      pair_wait (pairs[to], caller_hears_1000);
      pair_wait (pairs[1 - to], caller_hears_nothing);
      sound_server_wait_for_calls ("source-outputs", 1);
    }
  for (guint i = 0; i < 2; i++)
    {
      ear_free (ears[i]);
      pair_free (pairs[i]);
    }
  stop_tone (tone);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  server = sound_server_start ();
  g_test_add_func ("/media-session-hearing/hears-sound", test_hears_sound);
  g_test_add_func ("/media-session-hearing/audible", test_audible);
  g_test_add_func ("/media-session-hearing/fork", test_fork);
  g_test_add_func ("/media-session-hearing/hold", test_hold);
  g_test_add_func ("/media-session-hearing/switch", test_switch);
  result = media_threads_run_tests ();
  sound_server_stop (server);

  return result;
}
