/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the far end hears of itself. A room of the test's own: what the speaker plays comes back to the microphone 80 ms
 * later and 10 dB quieter, as from a laptop on a table, through a real sound server. */

#include "media-pair.h"
#include "media-pipeline-private.h"
#include "media-room.h"
#include "media-session-private.h"
#include "media-sound-server.h"
#include "media-talker.h"
#include "media-threads.h"
#include "media-threads.h"

#define SECOND TALKER_RATE
/* Sound takes this long from the room to the far end's ear, and a bit more. */
#define TRANSIT (SECOND / 2)
#define FAR_DB (-20.0)
#define NEAR_DB (-26.0)
#define SPEECH_MS 30000
#define TICK_MS 5
#define STALL_MS 20
#define N_ATTEMPTS 4

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

typedef struct
{
  Pair        *pair;
  GSubprocess *path;  /* from speaker to microphone */
  RoomTape    *room;  /* what the microphone hears */
  RoomTape    *heard; /* what the far end hears */
  RoomPlayer  *awake; /* silence: a microphone that nobody plays to sleeps, and loses 80 ms when it wakes up */
} Scene;

static void
add_device (const char *name)
{
  g_autofree char *command = g_strdup_printf ("pactl load-module module-null-sink sink_name=%s", name);

  g_free (sound_server_must_run (command));
}

/* The server's own name for the stream that brings sound back. A volume with a sign would be added to what the server
 * remembers of the scene before; this one is -10 dB on its cubic scale: 65536 * 10^(-10/60). */
static void
make_quieter (void)
{
  g_autofree char *list = sound_server_must_run ("sh -c \"pactl list sink-inputs | grep -B60 near-path\"");
  const char *at = g_strrstr (list, "Sink Input #");
  g_autofree char *command = NULL;

  g_assert_nonnull (at);
  command = g_strdup_printf ("pactl set-sink-input-volume %" G_GUINT64_FORMAT " 44650",
                             g_ascii_strtoull (at + strlen ("Sink Input #"), NULL, 10));
  g_free (sound_server_must_run (command));
}

static GSubprocess *
lay_path (void)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *path = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, "pw-loopback", "--delay", "0.08",
                                        "--channels", "1",
                                        "--capture-props", "{ target.object=near-speaker stream.capture.sink=true }",
                                        "--playback-props", "{ target.object=near-room node.name=near-path "
                                        "media.name=near-path }", NULL);

  g_assert_no_error (error);
  return path;
}

/* How often this program was kept waiting for longer than a speaker's buffer lasts: then what the speaker plays is broken,
 * and nothing can be taken out of it. */
static guint n_stalls;

static void
let_pass (RoomTape *tape,
          guint     n_samples)
{
  guint until = room_tape_get_length (tape) + n_samples;
  guint source = g_timeout_add (TICK_MS, pair_tick_cb, NULL);
  gint64 before = g_get_monotonic_time ();

  while (room_tape_get_length (tape) < until)
    {
      gint64 now;

      g_main_context_iteration (NULL, TRUE);
      now = g_get_monotonic_time ();
      n_stalls += now - before > (TICK_MS + STALL_MS) * 1000 ? 1 : 0;
      before = now;
    }
  g_source_remove (source);
}

static RoomTape *
tape_far_end (Pair *pair)
{
  MediaSession *caller = pair_caller (pair);
  g_autoptr (GstElement) hearing = gst_bin_get_by_name (GST_BIN (caller->pipeline->pipeline), "hearing");

  return room_tape_new_at_pad (gst_element_get_static_pad (hearing, "src"));
}

static void
scene_open (Scene *scene)
{
  g_autoptr (GBytes) silence = g_bytes_new_take (g_malloc0 (SECOND * 2 * 60), SECOND * 2 * 60);
  Pair *pair = g_new0 (Pair, 1);

  scene->awake = room_player_new ("far-voice", silence);

  pair->engine = media_engine_new ();
  media_engine_set_speaker (pair->engine, "none");
  media_engine_set_microphone (pair->engine, "far-voice.monitor");
  media_engine_set_cleaning (pair->engine, MEDIA_CLEANING_NONE);
  pair->caller = media_engine_create_handler (pair->engine);
  media_engine_set_cleaning (pair->engine, MEDIA_CLEANING_ALL);
  media_engine_set_speaker (pair->engine, "near-speaker");
  media_engine_set_microphone (pair->engine, "near-room.monitor");
  pair->callee = media_engine_create_handler (pair->engine);
  pair->caller_tones = g_string_new (NULL);
  pair->callee_tones = g_string_new (NULL);
  pair_watch (pair, pair->caller, pair->caller_tones);
  pair_watch (pair, pair->callee, pair->callee_tones);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);
  scene->pair = pair;
  scene->path = lay_path ();
  make_quieter ();
  scene->room = room_tape_new_at_device ("near-room.monitor");
  scene->heard = tape_far_end (pair);
  let_pass (scene->heard, 2 * SECOND);
}

static void
scene_close (Scene *scene)
{
  g_subprocess_force_exit (scene->path);
  g_object_unref (scene->path);
  room_player_free (scene->awake);
  room_tape_free (scene->heard);
  room_tape_free (scene->room);
  pair_free (scene->pair);
}

/* From when sound that begins now has arrived, for @seconds: where that is on the tape of the far end. */
static guint
listen (Scene *scene,
        guint  seconds)
{
  guint start;

  let_pass (scene->heard, TRANSIT);
  start = room_tape_get_length (scene->heard);
  let_pass (scene->heard, seconds * SECOND);

  return start;
}

/* How much of the far end's voice comes back to it, two seconds after it began to speak. The room is listened to for
 * as long; that it is a moment earlier makes no difference in the mean of seven seconds. */
static double
measure_return_loss (Scene *scene)
{
  const guint seconds = 7;
  guint room, heard;
  double back, left;

  let_pass (scene->heard, 2 * SECOND - TRANSIT);
  room = room_tape_get_length (scene->room);
  heard = listen (scene, seconds);
  back = room_tape_get_level (scene->room, room, seconds * SECOND);
  left = room_tape_get_level (scene->heard, heard, seconds * SECOND);
  for (guint i = 0; i < seconds; i++)
    g_test_message ("second %u: %.1f dBFS in the room, %.1f dBFS at the far end", i + 2,
                    room_tape_get_level (scene->room, room + i * SECOND, SECOND),
                    room_tape_get_level (scene->heard, heard + i * SECOND, SECOND));
  g_test_message ("echo in the room %.1f dBFS, at the far end %.1f dBFS", back, left);
  g_assert_cmpfloat (back, >, FAR_DB - 13);

  return back - left;
}

/* The level of the near voice at the far end. */
static double
measure_near (Scene  *scene,
              GBytes *speech)
{
  const guint seconds = SPEECH_MS / 3000 - 1;
  RoomPlayer *near = room_player_new ("near-room", speech);
  double level = room_tape_get_level (scene->heard, listen (scene, seconds), seconds * SECOND);

  room_player_free (near);
  let_pass (scene->heard, TRANSIT);

  return level;
}

typedef struct
{
  double return_loss;
  double lost;
  guint  n_stalls;
} Measure;

/* The far end speaks for 25 s: alone, then both at once; at last the near end alone, which is what nothing is lost of. */
static Measure
measure (void)
{
  Scene scene = { NULL };
  Measure result = { 0, 0, 0 };
  g_autoptr (GBytes) far_speech = talker_render (7, SPEECH_MS, FAR_DB);
  g_autoptr (GBytes) near_speech = talker_render (11, SPEECH_MS / 3, NEAR_DB);
  RoomPlayer *far;
  double alone, together;

  scene_open (&scene);
  n_stalls = 0;
  far = room_player_new ("far-voice", far_speech);
  result.return_loss = measure_return_loss (&scene);
  together = measure_near (&scene, near_speech);
  room_player_free (far);
  let_pass (scene.heard, SECOND);
  alone = measure_near (&scene, near_speech);
  scene_close (&scene);
  result.lost = alone - together;
  result.n_stalls = n_stalls;
  g_test_message ("echo return loss enhancement %.1f dB (25 wanted); near-end speech %.1f dBFS alone, %.1f dBFS in double "
                  "talk, lost %.1f dB (3 allowed); the machine kept us waiting %u times", result.return_loss, alone,
                  together, result.lost, result.n_stalls);

  return result;
}

/* Issue 5, "must show" 3. It is measured again only where the machine was too busy to play sound at all. */
static void
test_echo (void)
{
  Measure result = measure ();

  for (guint i = 1; i < N_ATTEMPTS && result.n_stalls > 0 && (result.return_loss < 25 || result.lost > 3); i++)
    result = measure ();
  g_assert_cmpfloat (result.return_loss, >=, 25);
  g_assert_cmpfloat (result.lost, <=, 3);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);
  server = sound_server_start ();
  add_device ("near-speaker");
  add_device ("near-room");
  add_device ("far-voice");

  g_test_add_func ("/media-canceller/echo", test_echo);
  result = media_threads_run_tests ();
  sound_server_stop (server);

  return result;
}
