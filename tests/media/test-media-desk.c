/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Devices that come and go under a call that stays, in a sound server of the test's own (TRUST F19, F20). */

#include "media-ear.h"
#include "media-pair.h"
#include "media-sound-server.h"

#include "media-session-private.h"
#include "media-threads.h"
#include "media-threads.h"

/* No device is without sound for longer. */
#define GAP_MS 200
#define FALL_BACK_US (1 * G_USEC_PER_SEC)
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

/* A call whose callee hears a tone of 1000 Hz from the caller through @speaker. */
static Pair *
call_through (const char *microphone,
              const char *speaker)
{
  Pair *pair = g_new0 (Pair, 1);

  pair->engine = media_engine_new ();
  media_engine_set_speaker (pair->engine, "none");
  media_engine_set_microphone (pair->engine, "tone:1000:-20");
  pair->caller = media_engine_create_handler (pair->engine);
  media_engine_set_microphone (pair->engine, microphone);
  media_engine_set_speaker (pair->engine, speaker);
  pair->callee = media_engine_create_handler (pair->engine);
  pair->caller_tones = g_string_new (NULL);
  pair->callee_tones = g_string_new (NULL);
  pair_watch (pair, pair->caller, pair->caller_tones);
  pair_watch (pair, pair->callee, pair->callee_tones);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);

  return pair;
}

static MediaDesk *
get_desk (Pair *pair)
{
  return pair_callee (pair)->settings->desk;
}

/* How long it took until the tone could be heard from a speaker, µs. */
static gint64
wait_for_tone (MediaEar   *ear,
               const char *what)
{
  gint64 start = g_get_monotonic_time ();
  gint64 deadline = start + PAIR_DEADLINE_US;
  guint source = g_timeout_add (5, pair_tick_cb, NULL);

  while (ear_get_level (ear, 1000) < -30 && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_test_message ("%s: %.0f ms", what, (double) (g_get_monotonic_time () - start) / 1000);
  g_assert_cmpint (g_get_monotonic_time (), <, deadline);

  return g_get_monotonic_time () - start;
}

/* F19: the device that was chosen is pulled out, and put in again. */
static void
test_return (void)
{
  g_autofree char *module = plug_in ("headset");
  g_autofree char *again = NULL;
  Pair *pair;
  MediaEar *headset, *speaker;

  set_default ("test-speaker");
  pair = call_through ("test-microphone", "headset");
  headset = ear_new_at_monitor ("headset");
  wait_for_tone (headset, "from the chosen one");
  ear_free (headset);
  speaker = ear_new_at_monitor ("test-speaker");
  unplug (module);
  g_assert_cmpint (wait_for_tone (speaker, "from the default after it was unplugged"), <, FALL_BACK_US);
  again = plug_in ("headset");
  headset = ear_new_at_monitor ("headset");
  g_assert_cmpint (wait_for_tone (headset, "from the chosen one when it is back"), <, FALL_BACK_US);
  g_assert_true (pair_is_connected (pair));
  g_assert_no_error (media_session_get_device_error (pair_callee (pair)));
  ear_free (headset);
  ear_free (speaker);
  pair_free (pair);
  unplug (again);
}

/* Who follows the system is moved with it. */
static void
test_follow_default (void)
{
  g_autofree char *module = plug_in ("other");
  Pair *pair;
  MediaEar *other;

  set_default ("test-speaker");
  pair = call_through ("test-microphone", "default");
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
test_change (void)
{
  g_autofree char *module = plug_in ("other");
  Pair *pair = call_through ("tone:700:-20", "test-speaker");
  MediaEar *other = ear_new_at_monitor ("other");
  MediaEar *far = ear_new_at_speaker (pair_caller (pair));
  gint64 took;

  while (ear_get_level (far, 700) < -30)
    g_main_context_iteration (NULL, FALSE);
  ear_forget (far);
  media_session_choose_devices (pair_callee (pair), "tone:700:-20", "other");
  took = wait_for_tone (other, "from another speaker, with 200 ms of measuring");
  g_assert_cmpint (took, <, 2 * GAP_MS * 1000);
  media_session_choose_devices (pair_callee (pair), "tone:1000:-20", "other");
  wait_for_tone (far, "another microphone");
  g_test_message ("longest silence at the far end: %.0f ms", ear_get_silence_ms (far));
  g_assert_cmpfloat (ear_get_silence_ms (far), <, GAP_MS);
  ear_free (far);
  ear_free (other);
  pair_free (pair);
  unplug (module);
}

/* The profile of a Bluetooth headset changes: its node goes, another comes, and both bear the headset's address. */
static void
test_bluetooth (void)
{
  g_autofree char *music = plug_in ("bluez_output.00_11_22_33_44_55.a2dp-sink");
  g_autofree char *talk = NULL;
  Pair *pair;
  MediaEar *ear;

  set_default ("test-speaker");
  pair = call_through ("test-microphone", "bluez_output.00_11_22_33_44_55.a2dp-sink");
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

static gboolean
callee_has_no_device_error (Pair *pair)
{
  return media_session_get_device_error (pair_callee (pair)) == NULL;
}

/* F20: PipeWire and all that belongs to it is killed and started again. */
static void
test_restart (void)
{
  Pair *pair;
  gint64 start;
  MediaEar *ear;

  set_default ("test-speaker");
  pair = call_through ("test-microphone", "test-speaker");
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

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);
  server = sound_server_start ();

  g_test_add_func ("/media-desk/return", test_return);
  g_test_add_func ("/media-desk/follow-default", test_follow_default);
  g_test_add_func ("/media-desk/change", test_change);
  g_test_add_func ("/media-desk/bluetooth", test_bluetooth);
  g_test_add_func ("/media-desk/restart", test_restart);
  result = media_threads_run_tests ();
  sound_server_stop (server);

  return result;
}
