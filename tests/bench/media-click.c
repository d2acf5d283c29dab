/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Nothing of ours is between the clock and the clicks, so that two telephones can be compared: both ears are streams of
 * the sound server with the same buffers, and what they add is the same at both ends. */

#include "media-click.h"

#include "media-pair.h"
#include "media-room.h"

#define RATE 48000
#define N_CLICKS 10
#define CLICK (RATE / 100)
#define LOUD 2000
/* No telephone takes that long, and no click has an echo of its own after it. */
#define PAUSE_US (G_USEC_PER_SEC / 2)

typedef struct
{
  GMutex      mutex;
  GstElement *pipeline;
  GstPad     *pad;
  gulong      probe;
  gint64      last;
  GArray     *times; /* of gint64: when clicks began, monotonic, µs */
} Listener;

static GstPadProbeReturn
pad_cb (GstPad          *pad,
        GstPadProbeInfo *info,
        gpointer         user_data)
{
  Listener *listener = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&listener->mutex);
  gint64 now = g_get_monotonic_time ();
  GstMapInfo map;
  gsize n_samples;

  gst_buffer_map (GST_PAD_PROBE_INFO_BUFFER (info), &map, GST_MAP_READ);
  n_samples = map.size / sizeof (gint16);
  for (gsize i = 0; i < n_samples; i++)
    {
      gint64 at = now - (gint64) (n_samples - i) * G_USEC_PER_SEC / RATE;

      if (ABS (((const gint16 *) map.data)[i]) < LOUD || at - listener->last < PAUSE_US)
        continue;
      listener->last = at;
      g_array_append_val (listener->times, at);
    }
  gst_buffer_unmap (GST_PAD_PROBE_INFO_BUFFER (info), &map);

  return GST_PAD_PROBE_OK;
}

static void
listener_start (Listener   *listener,
                const char *device)
{
  g_autofree char *description =
    g_strdup_printf ("pulsesrc device=%s buffer-time=40000 latency-time=10000 ! audioconvert ! audioresample ! "
                     "audio/x-raw,format=S16LE,rate=48000,channels=1 ! fakesink name=end sync=false", device);
  g_autoptr (GstElement) end = NULL;

  g_mutex_init (&listener->mutex);
  listener->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  listener->pipeline = gst_object_ref_sink (gst_parse_launch (description, NULL));
  end = gst_bin_get_by_name (GST_BIN (listener->pipeline), "end");
  listener->pad = gst_element_get_static_pad (end, "sink");
  listener->probe = gst_pad_add_probe (listener->pad, GST_PAD_PROBE_TYPE_BUFFER, pad_cb, listener, NULL);
  gst_element_set_state (listener->pipeline, GST_STATE_PLAYING);
}

/* From here on nobody else touches the times. */
static void
listener_stop (Listener *listener)
{
  gst_element_set_state (listener->pipeline, GST_STATE_NULL);
  gst_pad_remove_probe (listener->pad, listener->probe);
  gst_object_unref (listener->pad);
  gst_object_unref (listener->pipeline);
  g_mutex_clear (&listener->mutex);
}

static GBytes *
render_clicks (void)
{
  gsize n_samples = (N_CLICKS + 1) * RATE;
  gint16 *samples = g_new0 (gint16, n_samples);

  for (gsize click = 1; click <= N_CLICKS; click++)
    for (gsize i = 0; i < CLICK; i++)
      samples[click * RATE - RATE / 2 + i] = i / 24 % 2 != 0 ? 12000 : -12000;

  return g_bytes_new_take (samples, n_samples * sizeof *samples);
}

static void
let_pass (gint64 us)
{
  gint64 end = g_get_monotonic_time () + us;
  guint source = g_timeout_add (20, pair_tick_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

/* Each click that was said with the first one heard after it. */
static ClickDelay
compare (GArray *said,
         GArray *heard)
{
  ClickDelay delay = { .least_ms = G_MAXDOUBLE };
  guint next = 0;

  for (guint i = 0; i < said->len; i++)
    {
      gint64 begin = g_array_index (said, gint64, i);
      double ms;

      while (next < heard->len && g_array_index (heard, gint64, next) < begin)
        next++;
      ms = next < heard->len ? (double) (g_array_index (heard, gint64, next) - begin) / 1000 : G_MAXDOUBLE;
      if (ms >= PAUSE_US / 1000)
        continue;
      delay.mean_ms += ms;
      delay.least_ms = MIN (delay.least_ms, ms);
      delay.most_ms = MAX (delay.most_ms, ms);
      delay.n_clicks++;
    }
  delay.mean_ms /= MAX (delay.n_clicks, 1);

  return delay;
}

ClickDelay
click_measure (void)
{
  Listener mouth = { 0 }, ear = { 0 };
  g_autoptr (GBytes) clicks = render_clicks ();
  RoomPlayer *player;
  ClickDelay delay;

  listener_start (&mouth, CLICK_MICROPHONE);
  listener_start (&ear, CLICK_SPEAKER ".monitor");
  let_pass (G_USEC_PER_SEC);
  player = room_player_new (CLICK_VOICE, clicks);
  let_pass ((N_CLICKS + 2) * G_USEC_PER_SEC);
  room_player_free (player);
  listener_stop (&ear);
  listener_stop (&mouth);
  delay = compare (mouth.times, ear.times);
  g_array_unref (mouth.times);
  g_array_unref (ear.times);

  return delay;
}
