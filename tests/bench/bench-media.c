/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a call costs and how long a person waits for sound, and beside it baresip, where it does the same on this
 * machine. The sound server of the desk (tools/virtual-session) takes part only in the last two, in both the same way. */

#include "media-click.h"
#include "media-pair.h"
#include "media-pipeline-private.h"
#include "media-rival.h"
#include "media-session-private.h"
#include "media-setup.h"

#include <sys/resource.h>

#define N_CALLS 5
#define BURST_HZ 48
#define LOUD 1000
#define MEASURED_US (10 * G_USEC_PER_SEC)

static void
run_until (gint64 deadline)
{
  guint source = g_timeout_add (20, pair_tick_cb, NULL);

  while (g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* GTest says nothing of its own in a process that it started. */
static void
say_in_any_process (const char *text)
{
  if (g_test_subprocess ())
    g_print ("%s\n", text);
  else
    g_test_message ("%s", text);
}

/* The one who is called has a microphone and a speaker of the sound server. */
static Pair *
new_pair_with_devices (void)
{
  Pair *pair = pair_new ("tone:440", "tone:440");

  g_clear_object (&pair->callee);
  media_engine_set_speaker (pair->engine, CLICK_SPEAKER);
  media_engine_set_microphone (pair->engine, CLICK_MICROPHONE);
  pair->callee = media_engine_create_handler (pair->engine);
  pair_watch (pair, pair->callee, pair->callee_tones);

  return pair;
}

static Pair *
new_pair_without_devices (void)
{
  return pair_new ("tone:440", "tone:440");
}

static void
report_set_up (const char *which,
               Pair     *(*new_pair) (void))
{
  for (guint i = 0; i < N_CALLS; i++)
    {
      Pair *pair = new_pair ();
      MediaSetUp times = setup_measure (pair);

      g_autofree char *text = g_strdup_printf (
        "from offer to first sound by WebRTC, %s, call %u: %.0f ms (offer %.1f, answer %.1f, taken %.1f, ICE %.1f, DTLS "
        "%.1f, sound %.1f)", which, i + 1, times.total, times.offered, times.answered, times.accepted, times.found,
        times.connected, times.heard);

      say_in_any_process (text);
      pair_free (pair);
    }
}

static void
bench_first_sound (void)
{
  report_set_up ("nothing prepared", new_pair_without_devices);
}

/* What no other process could use. */
static double
get_own_mib (void)
{
  g_autofree char *text = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL);
  line = text != NULL ? strstr (text, "Private_Dirty:") : NULL;

  return line != NULL ? (double) g_ascii_strtoull (line + strlen ("Private_Dirty:"), NULL, 10) / 1024 : 0;
}

/* As the program does it, beginning with its start. */
static void
bench_first_sound_prepared (void)
{
  g_autoptr (MediaEngine) engine = NULL;
  g_autofree char *text = NULL;
  gint64 begin = g_get_monotonic_time ();
  double before = get_own_mib ();

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 60 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDOUT);
      g_test_trap_assert_passed ();
      return;
    }
  engine = media_engine_new ();
  media_engine_warm_up (engine);
  while (!media_engine_is_warm (engine))
    g_thread_yield ();
  text = g_strdup_printf ("prepared in %.0f ms, with %.1f MiB of memory", (double) (g_get_monotonic_time () - begin) / 1000,
                          get_own_mib () - before);
  say_in_any_process (text);
  report_set_up ("prepared", new_pair_without_devices);
  report_set_up ("prepared, with devices", new_pair_with_devices);
}

static void
bench_cpu (void)
{
  Pair *pair = pair_new ("tone:440", "tone:440");
  double before, after;
  gint64 begin;

  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);
  run_until (g_get_monotonic_time () + 2 * G_USEC_PER_SEC);
  begin = g_get_monotonic_time ();
  before = get_cpu_seconds ();
  run_until (begin + MEASURED_US);
  after = get_cpu_seconds ();
  g_test_message ("CPU of one end of a call by %s: %.2f %% of a core",
                  media_session_get_codec (pair_caller (pair)),
                  100 * (after - before) / ((g_get_monotonic_time () - begin) / 1e6) / 2);
  pair_free (pair);
}

typedef struct
{
  GMutex mutex;
  gint64 next;  /* when the mouth may make its next noise */
  gint64 said;  /* 0: it was heard */
  guint  n_delays;
  double delays[64];
} Clicks;

/* Silence, and now and then 10 ms of a square wave; a buffer that leaves now began as long ago as it is long. */
static GstPadProbeReturn
mouth_cb (GstPad          *pad,
          GstPadProbeInfo *info,
          gpointer         user_data)
{
  Clicks *clicks = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&clicks->mutex);
  GstBuffer *buffer = gst_buffer_make_writable (GST_PAD_PROBE_INFO_BUFFER (info));
  gint64 now = g_get_monotonic_time ();
  gboolean loud = now >= clicks->next;
  GstMapInfo map;

  gst_buffer_map (buffer, &map, GST_MAP_READWRITE);
  for (gsize i = 0; i < map.size / sizeof (gint16); i++)
    ((gint16 *) map.data)[i] = !loud ? 0 : i / BURST_HZ % 2 != 0 ? 12000 : -12000;
  if (loud)
    {
      clicks->said = now - (gint64) (map.size / sizeof (gint16)) * G_USEC_PER_SEC / 48000;
      clicks->next = now + G_USEC_PER_SEC / 2;
    }
  gst_buffer_unmap (buffer, &map);
  GST_PAD_PROBE_INFO_DATA (info) = buffer;

  return GST_PAD_PROBE_OK;
}

/* When a speaker would play it. */
static void
handoff_cb (GstElement *sink,
            GstBuffer  *buffer,
            GstPad     *pad,
            gpointer    user_data)
{
  Clicks *clicks = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&clicks->mutex);
  gint64 now = g_get_monotonic_time ();
  GstMapInfo map;

  gst_buffer_map (buffer, &map, GST_MAP_READ);
  for (gsize i = 0; i < map.size / sizeof (gint16) && clicks->said != 0; i++)
    {
      if (ABS (((const gint16 *) map.data)[i]) < LOUD || clicks->n_delays == G_N_ELEMENTS (clicks->delays))
        continue;
      clicks->delays[clicks->n_delays++] = (now - clicks->said) / 1000.0 + i / 48.0;
      clicks->said = 0;
    }
  gst_buffer_unmap (buffer, &map);
}

static void
bench_mouth_to_ear (void)
{
  Pair *pair = pair_new ("tone:440", "tone:440");
  g_autoptr (GstElement) mute = NULL;
  g_autoptr (GstPad) mouth = NULL;
  Clicks clicks = { 0 };
  double sum = 0, least = G_MAXDOUBLE, most = 0;
  gulong probe, handler;
  GstElement *sink;

  g_mutex_init (&clicks.mutex);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);
  mute = gst_bin_get_by_name (GST_BIN (pair_caller (pair)->pipeline->pipeline), "mute");
  mouth = gst_element_get_static_pad (mute, "src");
  sink = pair_callee (pair)->pipeline->sink;
  clicks.next = g_get_monotonic_time () + 2 * G_USEC_PER_SEC;
  probe = gst_pad_add_probe (mouth, GST_PAD_PROBE_TYPE_BUFFER, mouth_cb, &clicks, NULL);
  run_until (g_get_monotonic_time () + G_USEC_PER_SEC);
  g_object_set (sink, "signal-handoffs", TRUE, NULL);
  handler = g_signal_connect (sink, "handoff", G_CALLBACK (handoff_cb), &clicks);
  run_until (g_get_monotonic_time () + MEASURED_US);
  g_signal_handler_disconnect (sink, handler);
  gst_pad_remove_probe (mouth, probe);
  g_mutex_lock (&clicks.mutex);
  for (guint i = 0; i < clicks.n_delays; i++)
    {
      sum += clicks.delays[i];
      least = MIN (least, clicks.delays[i]);
      most = MAX (most, clicks.delays[i]);
    }
  g_test_message ("mouth to ear without sound card or server, Opus: %.1f ms on average of %u clicks (%.1f to %.1f)",
                  sum / MAX (clicks.n_delays, 1), clicks.n_delays, least, most);
  g_assert_cmpuint (clicks.n_delays, >, 0);
  g_mutex_unlock (&clicks.mutex);
  g_mutex_clear (&clicks.mutex);
  pair_free (pair);
}

static void
report_clicks (const char *who,
               ClickDelay  delay)
{
  if (delay.n_clicks == 0)
    g_test_message ("%s: mouth to ear n/a (no click came out again)", who);
  else
    g_test_message ("%s: mouth to ear through the sound server, Opus: %.1f ms on average of %u clicks (%.1f to %.1f)",
                    who, delay.mean_ms, delay.n_clicks, delay.least_ms, delay.most_ms);
}

/* From a microphone of the sound server to a speaker of it, as baresip below. */
static void
bench_room (void)
{
  Pair *pair = pair_new ("tone:440", "tone:440");
  ClickDelay delay;

  g_clear_object (&pair->caller);
  g_clear_object (&pair->callee);
  media_engine_set_cleaning (pair->engine, MEDIA_CLEANING_NONE);
  media_engine_set_speaker (pair->engine, "none");
  media_engine_set_microphone (pair->engine, CLICK_MICROPHONE);
  pair->caller = media_engine_create_handler (pair->engine);
  media_engine_set_speaker (pair->engine, CLICK_SPEAKER);
  media_engine_set_microphone (pair->engine, "silence");
  pair->callee = media_engine_create_handler (pair->engine);
  pair_watch (pair, pair->caller, pair->caller_tones);
  pair_watch (pair, pair->callee, pair->callee_tones);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);
  run_until (g_get_monotonic_time () + 2 * G_USEC_PER_SEC);
  delay = click_measure ();
  report_clicks ("Earshot", delay);
  g_assert_cmpuint (delay.n_clicks, >, 0);
  pair_free (pair);
}

static void
bench_rival (void)
{
  MediaRival rival = { 0 };
  g_autofree char *obstacle = rival_measure (&rival);

  if (obstacle != NULL)
    {
      g_test_message ("baresip: n/a (%s)", obstacle);
      return;
    }
  g_test_message ("baresip: from the order to dial to the first sound %.0f ms; CPU of one end by opus (two channels): "
                  "%.2f %% of a core", rival.first_sound_ms, 100 * rival.cpu);
  report_clicks ("baresip", rival.delay);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);

  g_test_add_func ("/media/first-sound", bench_first_sound);
  g_test_add_func ("/media/first-sound-prepared", bench_first_sound_prepared);
  g_test_add_func ("/media/cpu", bench_cpu);
  g_test_add_func ("/media/mouth-to-ear", bench_mouth_to_ear);
  g_test_add_func ("/media/room", bench_room);
  g_test_add_func ("/media/baresip", bench_rival);

  return g_test_run ();
}
