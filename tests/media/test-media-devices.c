/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Microphones and speakers as they come and go, and calls through them. */

#include "media-devices.h"
#include "media-pair.h"
#include "media-sound-server.h"
#include "media-threads.h"
#include "media-tones.h"

static SoundServer *server;

const char *__asan_default_options (void);
const char *__lsan_default_suppressions (void);

/* The libraries below have no frame pointers; only the slow unwinder sees whose leak it is. */
const char *
__asan_default_options (void)
{
  return "fast_unwind_on_malloc=0";
}

/* What real devices bring along: GStreamer's PulseAudio device provider forgets to drop the operations it
 * asked the server for, webrtcechoprobe forgets a query at each change of latency, and OpenSSL keeps a
 * state for each thread that the checker cannot see when many libraries keep one. */
const char *
__lsan_default_suppressions (void)
{
  return "leak:libpulse.so\nleak:libgstwebrtcdsp.so\nleak:libcrypto.so\n";
}

static MediaDevice *
find (MediaDevices *devices,
      const char   *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (devices)); i++)
    {
      g_autoptr (MediaDevice) device = g_list_model_get_item (G_LIST_MODEL (devices), i);

      if (g_str_equal (media_device_get_name (device), name))
        return g_steal_pointer (&device);
    }

  return NULL;
}

static MediaDevice *
wait_for (MediaDevices *devices,
          const char   *name)
{
  gint64 deadline = g_get_monotonic_time () + PAIR_DEADLINE_US;
  guint source = g_timeout_add (20, pair_tick_cb, NULL);
  MediaDevice *device;

  while ((device = find (devices, name)) == NULL && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_nonnull (device);

  return device;
}

static void
wait_until_gone (MediaDevices *devices,
                 const char   *name)
{
  gint64 deadline = g_get_monotonic_time () + PAIR_DEADLINE_US;
  guint source = g_timeout_add (20, pair_tick_cb, NULL);
  MediaDevice *device;

  while ((device = find (devices, name)) != NULL && g_get_monotonic_time () < deadline)
    {
      g_object_unref (device);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
  g_assert_null (device);
}

static void
test_list (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  g_autoptr (MediaDevices) microphones = media_devices_new (MEDIA_DEVICE_KIND_MICROPHONE);
  g_autoptr (MediaDevices) speakers = media_devices_new (MEDIA_DEVICE_KIND_SPEAKER);
  g_autoptr (MediaDevice) microphone = wait_for (microphones, "test-microphone");
  g_autoptr (MediaDevice) speaker = wait_for (speakers, "test-speaker");

  g_assert_cmpstr (media_device_get_description (speaker), ==, "Speaker");
  g_assert_cmpint (media_device_get_kind (speaker), ==, MEDIA_DEVICE_KIND_SPEAKER);
  g_assert_cmpint (media_device_get_kind (microphone), ==, MEDIA_DEVICE_KIND_MICROPHONE);
  g_assert_null (find (microphones, "test-speaker.monitor"));
  g_assert_null (find (speakers, "test-microphone"));
}

/* F19 */
static void
test_plug_and_unplug (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  g_autoptr (MediaDevices) speakers = media_devices_new (MEDIA_DEVICE_KIND_SPEAKER);
  g_autoptr (MediaDevice) there = wait_for (speakers, "test-speaker");
  g_autoptr (MediaDevice) headset = NULL;
  g_autofree char *module = sound_server_must_run ("pactl load-module module-null-sink "
                                                   "sink_name=test-headset");
  g_autofree char *unload = g_strconcat ("pactl unload-module ", module, NULL);

  headset = wait_for (speakers, "test-headset");
  g_free (sound_server_must_run (unload));
  wait_until_gone (speakers, "test-headset");
}

/* Dropped at once, while the sound server may still be being asked. */
static void
test_drop_early (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  MediaDevices *speakers = media_devices_new (MEDIA_DEVICE_KIND_SPEAKER);

  g_assert_finalize_object (speakers);
}

static gboolean
callee_hears_1000 (Pair *pair)
{
  return pair_hears (pair_callee (pair), 1000);
}

/* The callee of one call speaks through the speaker; the callee of another records that and must hear the
 * tone. */
static Pair *
new_call_through (const char *microphone,
                  const char *speaker)
{
  Pair *pair = g_new0 (Pair, 1);

  pair->engine = media_engine_new ();
  media_engine_set_speaker (pair->engine, "none");
  media_engine_set_microphone (pair->engine, microphone);
  pair->caller = media_engine_create_handler (pair->engine);
  media_engine_set_microphone (pair->engine, "test-microphone");
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

static void
test_call (void)
{
  Pair *talk = new_call_through ("tone:1000:-20", "test-speaker");
  Pair *witness = new_call_through ("test-speaker.monitor", "none");

  pair_wait (talk, callee_hears_1000);
  pair_wait (witness, callee_hears_1000);
  g_assert_no_error (media_session_get_device_error (pair_callee (talk)));
  g_assert_no_error (media_session_get_device_error (pair_caller (witness)));

  pair_free (witness);
  pair_free (talk);
}

static gboolean
callee_hears_ringback (Pair *pair)
{
  return pair_hears (pair_callee (pair), 425);
}

static void
test_ringback (void)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  g_autoptr (MediaTones) tones = NULL;
  Pair *witness = new_call_through ("test-speaker.monitor", "none");

  media_engine_set_speaker (engine, "test-speaker");
  tones = media_tones_new (engine);
  media_tones_play (tones, MEDIA_TONE_RINGBACK);
  pair_wait (witness, callee_hears_ringback);
  media_tones_stop (tones);

  pair_free (witness);
}

static gboolean
callee_has_device_error (Pair *pair)
{
  return media_session_get_device_error (pair_callee (pair)) != NULL;
}

static gboolean
caller_hears_nothing (Pair *pair)
{
  return pair_hears_nothing (pair_caller (pair));
}

static guint64
count_received (Pair *pair)
{
  const MediaStats *stats = media_session_get_stats (pair_caller (pair));

  return stats != NULL ? stats->packets_received : 0;
}

/* F20: without its sound server the call stays, silent on this side, and the person is told. */
static void
test_crash (void)
{
  Pair *pair = new_call_through ("tone:1000:-20", "test-speaker");
  guint64 before;

  pair_wait (pair, callee_hears_1000);
  sound_server_crash (server);
  pair_wait (pair, callee_has_device_error);
  g_assert_error (media_session_get_device_error (pair_callee (pair)), MEDIA_ERROR, MEDIA_ERROR_DEVICE);
  pair_wait (pair, callee_hears_1000);
  pair_wait (pair, caller_hears_nothing);
  before = count_received (pair);
  while (count_received (pair) < before + 50)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (pair_is_connected (pair));

  pair_free (pair);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  server = sound_server_start ();

  g_test_add_func ("/media-devices/list", test_list);
  g_test_add_func ("/media-devices/plug-and-unplug", test_plug_and_unplug);
  g_test_add_func ("/media-devices/drop-early", test_drop_early);
  g_test_add_func ("/media-devices/call", test_call);
  g_test_add_func ("/media-devices/ringback", test_ringback);
  g_test_add_func ("/media-devices/crash", test_crash);
  result = media_threads_run_tests ();
  sound_server_stop (server);

  return result;
}
