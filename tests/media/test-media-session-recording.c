/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A call is recorded, and what is read back is what two people heard; whatever becomes of the recording, the call goes on. */

#include "media-conference.h"
#include "media-error.h"
#include "media-pair.h"
#include "media-playback.h"
#include "media-session-recording.h"
#include "media-threads.h"

#include <glib/gstdio.h>

#define OURS 1000.0
#define THEIRS 440.0

typedef struct
{
  char  *folder;
  GFile *file;
  Pair  *pair;
} Desk;

static void
set_up (Desk          *desk,
        gconstpointer  data)
{
  g_autofree char *path = NULL;

  desk->folder = g_dir_make_tmp ("earshot-recording-XXXXXX", NULL);
  path = g_build_filename (desk->folder, data != NULL ? data : "call.opus", NULL);
  desk->file = g_file_new_for_path (path);
  desk->pair = pair_new ("tone:1000", "tone:440");
  pair_exchange (desk->pair->caller, desk->pair->callee, NULL);
  pair_wait (desk->pair, pair_is_connected);
}

static void
tear_down (Desk          *desk,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  pair_free (desk->pair);
  dir = g_dir_open (desk->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (desk->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (desk->folder), ==, 0);
  g_object_unref (desk->file);
  g_free (desk->folder);
}

static void
over_cb (gpointer over)
{
  *(gboolean *) over = TRUE;
}

static void
talk_for (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add_once (ms, over_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
caller_hears_them (Pair *pair)
{
  return pair_hears (pair_caller (pair), THEIRS);
}

static void
begin (Desk              *desk,
       MediaWriterFormat  format)
{
  g_autoptr (GError) error = NULL;

  pair_wait (desk->pair, caller_hears_them);
  g_assert_true (media_session_start_recording (pair_caller (desk->pair), desk->file, format, &error));
  g_assert_no_error (error);
}

static Playback *
wait_for_file (Desk          *desk,
               MediaRecorder *recorder)
{
  while (media_recorder_get_state (recorder) == MEDIA_RECORDER_STATE_FINISHING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error ((GError *) media_recorder_get_error (recorder));
  g_assert_cmpint (media_recorder_get_state (recorder), ==, MEDIA_RECORDER_STATE_DONE);

  return playback_new (desk->file, TRUE);
}

static void
assert_both (Playback *playback,
             guint     from_ms,
             guint     to_ms)
{
  double ours = playback_get_tone (playback, PLAYBACK_LEFT, OURS, from_ms, to_ms);
  double theirs = playback_get_tone (playback, PLAYBACK_RIGHT, THEIRS, from_ms, to_ms);

  g_test_message ("%.1f and %.1f dBFS", ours, theirs);
  g_assert_cmpfloat (ABS (ours + 20), <, 3);
  g_assert_cmpfloat (ABS (theirs + 20), <, 3);
  g_assert_cmpfloat (playback_get_tone (playback, PLAYBACK_LEFT, THEIRS, from_ms, to_ms), <, -55);
  g_assert_cmpfloat (playback_get_tone (playback, PLAYBACK_RIGHT, OURS, from_ms, to_ms), <, -55);
}

static void
test_call (Desk          *desk,
           gconstpointer  data)
{
  MediaSession *caller = pair_caller (desk->pair);
  gint64 begun;
  g_autoptr (GError) error = NULL;
  Playback *playback;
  int passed_ms;

  g_assert_null (media_session_get_recorder (caller));
  begin (desk, g_str_has_suffix (data, ".flac") ? MEDIA_WRITER_FORMAT_FLAC : MEDIA_WRITER_FORMAT_OPUS);
  begun = g_get_monotonic_time ();
  g_assert_false (media_session_start_recording (caller, desk->file, MEDIA_WRITER_FORMAT_OPUS, &error));
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_WRONG_STATE);
  talk_for (4000);
  passed_ms = (int) ((g_get_monotonic_time () - begun) / 1000);
  media_session_stop_recording (caller);
  playback = wait_for_file (desk, media_session_get_recorder (caller));
  g_assert_cmpint (ABS ((int) playback_get_ms (playback) - passed_ms), <, 100);
  assert_both (playback, 300, 3800);
  playback_free (playback);
  /* And once more: the same place, another recording. */
  begin (desk, MEDIA_WRITER_FORMAT_OPUS);
  media_session_stop_recording (caller);
  while (media_recorder_get_state (media_session_get_recorder (caller)) == MEDIA_RECORDER_STATE_FINISHING)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
caller_is_quiet (Pair *pair)
{
  return pair_hears_nothing (pair_caller (pair));
}

/* The microphone of the person, muted, is not in the file; the far end is. */
static void
test_mute (Desk          *desk,
           gconstpointer  data)
{
  Playback *playback;
  int gone, back;

  begin (desk, MEDIA_WRITER_FORMAT_FLAC);
  talk_for (1000);
  media_session_set_muted (pair_caller (desk->pair), TRUE);
  talk_for (1000);
  media_session_set_muted (pair_caller (desk->pair), FALSE);
  talk_for (1000);
  media_session_stop_recording (pair_caller (desk->pair));
  playback = wait_for_file (desk, media_session_get_recorder (pair_caller (desk->pair)));
  gone = playback_find (playback, PLAYBACK_LEFT, FALSE, 300);
  back = playback_find (playback, PLAYBACK_LEFT, TRUE, gone + 100);
  g_test_message ("not heard from %d to %d ms", gone, back);
  g_assert_cmpint (ABS (gone - 1000), <, 150);
  g_assert_cmpint (ABS (back - 2000), <, 150);
  g_assert_cmpfloat (playback_get_tone (playback, PLAYBACK_RIGHT, THEIRS, 1200, 1800), >, -23);
  playback_free (playback);
}

/* On hold there is silence in the file, as long as the hold was. */
static void
test_hold (Desk          *desk,
           gconstpointer  data)
{
  Playback *playback;

  begin (desk, MEDIA_WRITER_FORMAT_OPUS);
  talk_for (1000);
  ua_description_handler_set_hold (desk->pair->caller, TRUE);
  pair_exchange (desk->pair->caller, desk->pair->callee, NULL);
  pair_wait (desk->pair, caller_is_quiet);
  talk_for (1500);
  ua_description_handler_set_hold (desk->pair->caller, FALSE);
  pair_exchange (desk->pair->caller, desk->pair->callee, NULL);
  pair_wait (desk->pair, caller_hears_them);
  talk_for (1500);
  media_session_stop_recording (pair_caller (desk->pair));
  playback = wait_for_file (desk, media_session_get_recorder (pair_caller (desk->pair)));
  assert_both (playback, 300, 900);
  g_assert_cmpfloat (playback_get_level (playback, PLAYBACK_LEFT, 1600, 2300), <, -60);
  g_assert_cmpfloat (playback_get_level (playback, PLAYBACK_RIGHT, 1600, 2300), <, -60);
  assert_both (playback, playback_get_ms (playback) - 1200, playback_get_ms (playback) - 100);
  playback_free (playback);
}

/* The call moves to another path: the recording goes on with what is heard there. */
static void
test_renewal (Desk          *desk,
              gconstpointer  data)
{
  Playback *playback;
  guint whole;

  begin (desk, MEDIA_WRITER_FORMAT_FLAC);
  talk_for (1000);
  ua_description_handler_renew (desk->pair->caller);
  pair_exchange (desk->pair->caller, desk->pair->callee, NULL);
  pair_wait (desk->pair, pair_is_connected);
  talk_for (3000);
  media_session_stop_recording (pair_caller (desk->pair));
  playback = wait_for_file (desk, media_session_get_recorder (pair_caller (desk->pair)));
  whole = playback_get_ms (playback);
  assert_both (playback, 300, 900);
  assert_both (playback, whole - 1500, whole - 100);
  playback_free (playback);
}

/* Both sides of a conversation lie beside each other: what an echo gives back comes after the same time whenever it is asked
 * for, but for the one packet of 20 ms that the other end's buffer may hold more or less. */
static void
test_aligned (Desk          *desk,
              gconstpointer  data)
{
  Pair *pair = pair_new ("tone:1000", NULL);
  int lag[3];
  Playback *playback;
  guint from = 0;

  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);
  media_session_set_muted (pair_caller (pair), TRUE);
  talk_for (1500);
  g_assert_true (media_session_start_recording (pair_caller (pair), desk->file, MEDIA_WRITER_FORMAT_FLAC, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (lag); i++)
    {
      talk_for (1000);
      media_session_set_muted (pair_caller (pair), FALSE);
      talk_for (1000);
      media_session_set_muted (pair_caller (pair), TRUE);
    }
  media_session_stop_recording (pair_caller (pair));
  playback = wait_for_file (desk, media_session_get_recorder (pair_caller (pair)));
  for (guint i = 0; i < G_N_ELEMENTS (lag); i++)
    {
      int ours = playback_find (playback, PLAYBACK_LEFT, TRUE, from);
      int theirs = playback_find (playback, PLAYBACK_RIGHT, TRUE, (guint) MAX (ours, 0));

      g_assert_cmpint (ours, >=, 0);
      g_assert_cmpint (theirs, >=, 0);
      lag[i] = theirs - ours;
      g_test_message ("the echo of %d ms comes after %d ms", ours, lag[i]);
      g_assert_cmpint (lag[i], >, 0);
      g_assert_cmpint (lag[i], <, 500);
      from = (guint) ours + 1500;
    }
  g_assert_cmpint (ABS (lag[2] - lag[0]), <, 30);
  playback_free (playback);
  pair_free (pair);
}

/* The call ends first: the file is finished all the same, and nobody needs to hold on to anything. */
static void
test_hang_up (Desk          *desk,
              gconstpointer  data)
{
  g_autoptr (MediaRecorder) recorder = NULL;
  Playback *playback;

  begin (desk, MEDIA_WRITER_FORMAT_OPUS);
  talk_for (1000);
  recorder = g_object_ref (media_session_get_recorder (pair_caller (desk->pair)));
  ua_description_handler_close (desk->pair->caller);
  g_assert_cmpint (media_recorder_get_state (recorder), ==, MEDIA_RECORDER_STATE_FINISHING);
  playback = wait_for_file (desk, recorder);
  assert_both (playback, 300, 900);
  playback_free (playback);
}

/* The file is taken away: the recording says so, and the two go on talking. */
static void
test_failure_is_not_the_calls (Desk          *desk,
                               gconstpointer  data)
{
  MediaSession *caller = pair_caller (desk->pair);
  MediaRecorder *recorder;

  begin (desk, MEDIA_WRITER_FORMAT_OPUS);
  recorder = media_session_get_recorder (caller);
  g_assert_true (g_file_delete (media_recorder_get_unfinished (recorder), NULL, NULL));
  while (media_recorder_get_state (recorder) == MEDIA_RECORDER_STATE_RECORDING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (media_recorder_get_error (recorder), MEDIA_ERROR, MEDIA_ERROR_FILE);
  g_assert_true (pair_is_connected (desk->pair));
  pair_wait (desk->pair, caller_hears_them);
}

/* Another telephone of the call is the one that answered. */
static void
test_fork (Desk          *desk,
           gconstpointer  data)
{
  Pair *other = pair_new ("tone:1000", "tone:700");
  Playback *playback;

  pair_exchange (other->caller, other->callee, NULL);
  pair_wait (other, pair_is_connected);
  begin (desk, MEDIA_WRITER_FORMAT_FLAC);
  talk_for (1000);
  media_session_take_recording (pair_caller (other), pair_caller (desk->pair));
  g_assert_null (media_session_get_recorder (pair_caller (desk->pair)));
  talk_for (1500);
  media_session_stop_recording (pair_caller (other));
  playback = wait_for_file (desk, media_session_get_recorder (pair_caller (other)));
  assert_both (playback, 300, 900);
  g_assert_cmpfloat (playback_get_tone (playback, PLAYBACK_RIGHT, 700, 1500, 2300), >, -23);
  g_assert_cmpfloat (playback_get_tone (playback, PLAYBACK_RIGHT, THEIRS, 1500, 2300), <, -55);
  playback_free (playback);
  pair_free (other);
}

/* Three people: on their side is everybody but the person here, and the person alone on ours. */
static void
test_conference (Desk          *desk,
                 gconstpointer  data)
{
  Pair *other = pair_new ("tone:1500", "tone:700");
  g_autoptr (MediaConference) conference = NULL;
  g_autoptr (MediaEngine) engine = media_engine_new ();
  Playback *playback;

  media_engine_set_microphone (engine, "tone:2000");
  media_engine_set_speaker (engine, "none");
  conference = media_conference_new (engine);
  pair_exchange (other->caller, other->callee, NULL);
  pair_wait (other, pair_is_connected);
  begin (desk, MEDIA_WRITER_FORMAT_FLAC);
  talk_for (1000);
  g_assert_true (media_conference_add (conference, pair_caller (desk->pair)));
  g_assert_true (media_conference_add (conference, pair_caller (other)));
  talk_for (2000);
  media_session_stop_recording (pair_caller (desk->pair));
  playback = wait_for_file (desk, media_session_get_recorder (pair_caller (desk->pair)));
  assert_both (playback, 300, 900);
  g_assert_cmpfloat (ABS (playback_get_tone (playback, PLAYBACK_LEFT, 2000, 2000, 2800) + 20), <, 3);
  g_assert_cmpfloat (playback_get_tone (playback, PLAYBACK_LEFT, THEIRS, 2000, 2800), <, -55);
  g_assert_cmpfloat (playback_get_tone (playback, PLAYBACK_LEFT, 700, 2000, 2800), <, -55);
  g_assert_cmpfloat (ABS (playback_get_tone (playback, PLAYBACK_RIGHT, THEIRS, 2000, 2800) + 20), <, 3);
  g_assert_cmpfloat (ABS (playback_get_tone (playback, PLAYBACK_RIGHT, 700, 2000, 2800) + 20), <, 3);
  g_assert_cmpfloat (playback_get_tone (playback, PLAYBACK_RIGHT, 2000, 2000, 2800), <, -55);
  playback_free (playback);
  media_conference_close (conference);
  pair_free (other);
}

static gboolean
callee_hears_beep (Pair *pair)
{
  return ABS (media_session_get_remote_frequency (pair_callee (pair)) - 1400) < 30;
}

/* The far end hears that it is recorded, though we are muted. */
static void
test_announced (Desk          *desk,
                gconstpointer  data)
{
  media_session_set_muted (pair_caller (desk->pair), TRUE);
  begin (desk, MEDIA_WRITER_FORMAT_OPUS);
  media_recorder_set_announced (media_session_get_recorder (pair_caller (desk->pair)), TRUE);
  pair_wait (desk->pair, callee_hears_beep);
  media_session_stop_recording (pair_caller (desk->pair));
  playback_free (wait_for_file (desk, media_session_get_recorder (pair_caller (desk->pair))));
}

#define add(name, file, func) g_test_add ("/media-session-recording/" name, Desk, file, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("opus", "call.opus", test_call);
  add ("flac", "call.flac", test_call);
  add ("mute", "call.flac", test_mute);
  add ("hold", "call.opus", test_hold);
  add ("renewal", "call.flac", test_renewal);
  add ("aligned", "call.flac", test_aligned);
  add ("hang-up", "call.opus", test_hang_up);
  add ("failure-is-not-the-calls", "call.opus", test_failure_is_not_the_calls);
  add ("fork", "call.flac", test_fork);
  add ("conference", "call.flac", test_conference);
  add ("announced", "call.opus", test_announced);

  return media_threads_run_tests ();
}
