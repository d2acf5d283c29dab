/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Devices that come and go under a call that stays, in a sound server of the test's own (TRUST F19, F20). */

#include "media-ear.h"
#include "media-middle.h"
#include "media-room.h"
#include "media-sound-server.h"

#include "media-session-private.h"
#include "media-threads.h"

#include <math.h>

/* No device is without sound for longer. */
#define GAP_MS 200
#define FALL_BACK_US (1 * G_USEC_PER_SEC)
#define VOICE_S 30
#define RETURN_US (2 * G_USEC_PER_SEC)
#define RESTART_US (2 * G_USEC_PER_SEC)

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

/* What pactl calls it, to take it away again (transfer full). */
static char *
plug_in (const char *name)
{
  g_autofree char *command = g_strdup_printf ("pactl load-module module-null-sink sink_name=%s "
                                              "sink_properties=device.description=%s", name, name);

  return sound_server_must_run (command);
}

static void
unplug (const char *module)
{
  g_autofree char *command = g_strconcat ("pactl unload-module ", module, NULL);

  g_free (sound_server_must_run (command));
}

static void
set_default (const char *speaker)
{
  g_autofree char *command = g_strconcat ("pactl set-default-sink ", speaker, NULL);

  g_free (sound_server_must_run (command));
}

static Pair *
call_through (const char    *microphone,
              const char    *speaker,
              gconstpointer  profile)
{
  return middle_call_through (microphone, speaker, (MediaProfile) GPOINTER_TO_UINT (profile));
}

static MediaDesk *
get_desk (Pair *pair)
{
  return pair_callee (pair)->settings->desk;
}

/* How long it took until the tone could be heard, µs. */
static gint64
wait_for_hz (MediaEar   *ear,
             double      hz,
             const char *what)
{
  gint64 start = g_get_monotonic_time ();
  gint64 deadline = start + PAIR_DEADLINE_US;
  guint source = g_timeout_add (5, pair_tick_cb, NULL);

  while (ear_get_level (ear, hz) < -30 && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_test_message ("%s: %.0f ms", what, (double) (g_get_monotonic_time () - start) / 1000);
  g_assert_cmpint (g_get_monotonic_time (), <, deadline);

  return g_get_monotonic_time () - start;
}

static gint64
wait_for_tone (MediaEar   *ear,
               const char *what)
{
  return wait_for_hz (ear, 1000, what);
}

/* A room with a tone in it, and maybe a microphone. */
typedef struct
{
  char       *room;
  char       *name;
  char       *module; /* of the microphone; NULL: it is pulled out */
  RoomPlayer *player;
} Voice;

static void
voice_plug_in (Voice *voice)
{
  g_autofree char *command = g_strdup_printf ("pactl load-module module-remap-source master=%s-room.monitor source_name=%s "
                                              "source_properties=device.description=%s", voice->name, voice->name,
                                              voice->name);

  voice->module = sound_server_must_run (command);
}

static void
voice_unplug (Voice *voice)
{
  unplug (voice->module);
  g_clear_pointer (&voice->module, g_free);
}

static Voice *
voice_new (const char *name,
           double      hz)
{
  const gsize n_samples = VOICE_S * 48000;
  Voice *voice = g_new0 (Voice, 1);
  gint16 *samples = g_new (gint16, n_samples);
  g_autofree char *room = g_strconcat (name, "-room", NULL);
  g_autoptr (GBytes) sound = NULL;

  for (gsize i = 0; i < n_samples; i++)
    samples[i] = (gint16) (4600 * sin (2 * G_PI * hz * (double) i / 48000));
  voice->name = g_strdup (name);
  voice->room = plug_in (room);
  voice_plug_in (voice);
  sound = g_bytes_new_take (samples, n_samples * sizeof *samples);
  voice->player = room_player_new (room, sound);

  return voice;
}

static void
voice_free (Voice *voice)
{
  room_player_free (voice->player);
  voice_unplug (voice);
  unplug (voice->room);
  g_free (voice->room);
  g_free (voice->name);
  g_free (voice);
}

static gboolean
callee_has_no_device_error (Pair *pair)
{
  return media_session_get_device_error (pair_callee (pair)) == NULL;
}

/* F19: the microphone is pulled out of a call. What the system would take is heard there within a second, and the one that
 * was chosen soon after it is back, which nobody hears a gap for. */
static void
test_microphone (gconstpointer profile)
{
  Voice *headset = voice_new ("headset-microphone", 440);
  Voice *other = voice_new ("other-microphone", 700);
  Pair *pair;
  MediaEar *far;

  g_free (sound_server_must_run ("pactl set-default-source other-microphone"));
  pair = call_through ("headset-microphone", "none", profile);
  far = ear_new_at_speaker (pair_caller (pair));
  wait_for_hz (far, 440, "from the chosen microphone");
  voice_unplug (headset);
  g_assert_cmpint (wait_for_hz (far, 700, "from the default after it was unplugged"), <, FALL_BACK_US);
  pair_wait (pair, callee_has_no_device_error);
  voice_plug_in (headset);
  g_assert_cmpint (wait_for_hz (far, 440, "from the chosen one when it is back"), <, RETURN_US);
  g_assert_no_error (media_session_get_device_error (pair_callee (pair)));
  g_assert_true (pair_is_connected (pair));
  ear_free (far);
  pair_free (pair);
  g_free (sound_server_must_run ("pactl set-default-source test-microphone"));
  voice_free (other);
  voice_free (headset);
}

/* F19: the device that was chosen is pulled out, and put in again. */
static void
test_return (gconstpointer profile)
{
  g_autofree char *module = plug_in ("headset");
  g_autofree char *again = NULL;
  Pair *pair;
  MediaEar *headset, *speaker;

  set_default ("test-speaker");
  pair = call_through ("test-microphone", "headset", profile);
  headset = ear_new_at_monitor ("headset");
  wait_for_tone (headset, "from the chosen one");
  ear_free (headset);
  speaker = ear_new_at_monitor ("test-speaker");
  unplug (module);
  g_assert_cmpint (wait_for_tone (speaker, "from the default after it was unplugged"), <, FALL_BACK_US);
  again = plug_in ("headset");
  headset = ear_new_at_monitor ("headset");
  g_assert_cmpint (wait_for_tone (headset, "from the chosen one when it is back"), <, RETURN_US);
  g_assert_true (pair_is_connected (pair));
  g_assert_no_error (media_session_get_device_error (pair_callee (pair)));
  ear_free (headset);
  ear_free (speaker);
  pair_free (pair);
  unplug (again);
}

/* Who follows the system is moved with it. */
static void
test_follow_default (gconstpointer profile)
{
  g_autofree char *module = plug_in ("other");
  Pair *pair;
  MediaEar *other;

  set_default ("test-speaker");
  pair = call_through ("test-microphone", "default", profile);
  other = ear_new_at_monitor ("other");
  set_default ("other");
  g_assert_cmpint (wait_for_tone (other, "from the new default"), <, FALL_BACK_US);
  ear_free (other);
  set_default ("test-speaker");
  pair_free (pair);
  unplug (module);
}

/* Another device in mid-call: how long nothing is heard in either direction. */
static void
test_change (gconstpointer profile)
{
  g_autofree char *module = plug_in ("other");
  Pair *pair = call_through ("tone:700:-20", "test-speaker", profile);
  MediaEar *speaker = ear_new_at_monitor ("test-speaker");
  MediaEar *other = ear_new_at_monitor ("other");
  MediaEar *far = ear_new_at_speaker (pair_caller (pair));
  double gap_ms;

  wait_for_tone (speaker, "from the first speaker");
  while (ear_get_level (far, 700) < -30)
    g_main_context_iteration (NULL, FALSE);
  ear_forget (far);
  media_session_choose_devices (pair_callee (pair), "tone:700:-20", "other");
  wait_for_tone (other, "from another speaker, with 200 ms of measuring");
  gap_ms = (double) (ear_get_first_sound (other) - ear_get_last_sound (speaker)) / 1000;
  g_test_message ("between the two speakers: %.0f ms", gap_ms);
  g_assert_cmpfloat (gap_ms, <, GAP_MS);
  media_session_choose_devices (pair_callee (pair), "tone:1000:-20", "other");
  wait_for_tone (far, "another microphone");
  g_test_message ("longest silence at the far end: %.0f ms", ear_get_silence_ms (far));
  g_assert_cmpfloat (ear_get_silence_ms (far), <, GAP_MS);
  ear_free (far);
  ear_free (other);
  ear_free (speaker);
  pair_free (pair);
  unplug (module);
}

/* The profile of a Bluetooth headset changes: its node goes, another comes, and both bear the headset's address. */
static void
test_bluetooth (gconstpointer profile)
{
  g_autofree char *music = plug_in ("bluez_output.00_11_22_33_44_55.a2dp-sink");
  g_autofree char *talk = NULL;
  Pair *pair;
  MediaEar *ear;

  set_default ("test-speaker");
  pair = call_through ("test-microphone", "bluez_output.00_11_22_33_44_55.a2dp-sink", profile);
  talk = plug_in ("bluez_output.00_11_22_33_44_55.headset-head-unit");
  ear = ear_new_at_monitor ("bluez_output.00_11_22_33_44_55.headset-head-unit");
  unplug (music);
  g_assert_cmpint (wait_for_tone (ear, "from the same headset by another name"), <, FALL_BACK_US);
  g_assert_cmpstr (media_desk_get_choice (get_desk (pair), MEDIA_DEVICE_KIND_SPEAKER), ==,
                   "bluez_output.00_11_22_33_44_55.a2dp-sink");
  ear_free (ear);
  pair_free (pair);
  unplug (talk);
}

static gboolean
callee_hears_1000 (Pair *pair)
{
  return pair_hears (pair_callee (pair), 1000);
}

static gboolean
callee_has_device_error (Pair *pair)
{
  return media_session_get_device_error (pair_callee (pair)) != NULL;
}

/* F20: PipeWire and all that belongs to it is killed and started again. */
static void
test_restart (gconstpointer profile)
{
  Pair *pair;
  gint64 start;
  MediaEar *ear;

  set_default ("test-speaker");
  pair = call_through ("test-microphone", "test-speaker", profile);
  pair_wait (pair, callee_hears_1000);
  sound_server_kill (server);
  pair_wait (pair, callee_has_device_error);
  sound_server_revive (server);
  start = g_get_monotonic_time ();
  pair_wait (pair, callee_has_no_device_error);
  g_test_message ("devices are back after %.0f ms", (double) (g_get_monotonic_time () - start) / 1000);
  ear = ear_new_at_monitor ("test-speaker");
  wait_for_tone (ear, "audio is back");
  g_assert_cmpint (g_get_monotonic_time () - start, <, RESTART_US);
  g_assert_true (pair_is_connected (pair));
  ear_free (ear);
  pair_free (pair);
}

#define add_by(name, path, profile, test) \
  g_test_add_data_func ("/media-desk/" name "/" path, GUINT_TO_POINTER (profile), test)
#define add(name, test) \
  add_by (name, "webrtc", MEDIA_PROFILE_WEBRTC, test); \
  add_by (name, "rtp", MEDIA_PROFILE_PLAIN, test)

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);
  server = sound_server_start ();

  add ("return", test_return);
  add ("follow-default", test_follow_default);
  add ("change", test_change);
  add ("bluetooth", test_bluetooth);
  add ("microphone", test_microphone);
  add ("restart", test_restart);
  result = media_threads_run_tests ();
  sound_server_stop (server);

  return result;
}
