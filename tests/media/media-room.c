/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a measurement plays and records does not go through anything of ours. */

#include "media-room.h"

#include <math.h>

#define RAW "audio/x-raw,format=S16LE,rate=48000,channels=1,layout=interleaved"
#define FLOOR_DB (-100.0)

struct _RoomPlayer
{
  GstElement *pipeline;
};

struct _RoomTape
{
  GMutex      mutex; /* over the samples */
  GArray     *samples;
  GstPad     *pad;
  gulong      probe;
  GstElement *pipeline; /* its own; NULL: that of a call */
};

RoomPlayer *
room_player_new (const char *speaker,
                 GBytes     *samples)
{
  g_autofree char *description =
    g_strdup_printf ("appsrc name=voice format=time caps=" RAW " ! audioconvert ! audioresample "
                     "! pulsesink device=%s buffer-time=200000 latency-time=20000", speaker);
  RoomPlayer *player = g_new0 (RoomPlayer, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) voice = NULL;
  g_autoptr (GstBuffer) buffer = gst_buffer_new_wrapped_bytes (samples);
  GstFlowReturn flow;

  player->pipeline = gst_parse_launch (description, &error);
  g_assert_no_error (error);
  voice = gst_bin_get_by_name (GST_BIN (player->pipeline), "voice");
  GST_BUFFER_PTS (buffer) = 0;
  g_object_set (voice, "max-bytes", G_GUINT64_CONSTANT (0), NULL);
  gst_element_set_state (player->pipeline, GST_STATE_PLAYING);
  g_signal_emit_by_name (voice, "push-buffer", buffer, &flow);
  g_signal_emit_by_name (voice, "end-of-stream", &flow);

  return player;
}

void
room_player_free (RoomPlayer *player)
{
  gst_element_set_state (player->pipeline, GST_STATE_NULL);
  gst_object_unref (player->pipeline);
  g_free (player);
}

static GstPadProbeReturn
pad_cb (GstPad          *pad,
        GstPadProbeInfo *info,
        gpointer         user_data)
{
  RoomTape *tape = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&tape->mutex);
  GstMapInfo map;

  gst_buffer_map (GST_PAD_PROBE_INFO_BUFFER (info), &map, GST_MAP_READ);
  g_array_append_vals (tape->samples, map.data, (guint) (map.size / sizeof (gint16)));
  gst_buffer_unmap (GST_PAD_PROBE_INFO_BUFFER (info), &map);

  return GST_PAD_PROBE_OK;
}

RoomTape *
room_tape_new_at_pad (GstPad *pad)
{
  RoomTape *tape = g_new0 (RoomTape, 1);

  g_assert_nonnull (pad);
  g_mutex_init (&tape->mutex);
  tape->samples = g_array_new (FALSE, FALSE, sizeof (gint16));
  tape->pad = pad;
  tape->probe = gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, pad_cb, tape, NULL);

  return tape;
}

RoomTape *
room_tape_new_at_device (const char *microphone)
{
  g_autofree char *description =
    g_strdup_printf ("pulsesrc device=%s buffer-time=200000 latency-time=20000 ! audioconvert ! audioresample "
                     "! " RAW " ! fakesink name=end sync=false", microphone);
  g_autoptr (GError) error = NULL;
  GstElement *pipeline = gst_parse_launch (description, &error);
  g_autoptr (GstElement) end = NULL;
  RoomTape *tape;

  g_assert_no_error (error);
  end = gst_bin_get_by_name (GST_BIN (pipeline), "end");
  tape = room_tape_new_at_pad (gst_element_get_static_pad (end, "sink"));
  tape->pipeline = pipeline;
  gst_element_set_state (pipeline, GST_STATE_PLAYING);

  return tape;
}

void
room_tape_free (RoomTape *tape)
{
  gst_pad_remove_probe (tape->pad, tape->probe);
  if (tape->pipeline != NULL)
    gst_element_set_state (tape->pipeline, GST_STATE_NULL);
  g_clear_object (&tape->pipeline);
  gst_object_unref (tape->pad);
  /* A buffer may be in the probe at this moment. */
  g_mutex_lock (&tape->mutex);
  g_mutex_unlock (&tape->mutex);
  g_mutex_clear (&tape->mutex);
  g_array_unref (tape->samples);
  g_free (tape);
}

guint
room_tape_get_length (RoomTape *tape)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&tape->mutex);

  return tape->samples->len;
}

gint16 *
room_tape_dup (RoomTape *tape,
               guint     start,
               guint     n_samples)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&tape->mutex);

  g_assert_cmpuint (start + n_samples, <=, tape->samples->len);

  return g_memdup2 (&g_array_index (tape->samples, gint16, start), n_samples * sizeof (gint16));
}

double
room_tape_get_level (RoomTape *tape,
                     guint     start,
                     guint     n_samples)
{
  g_autofree gint16 *samples = room_tape_dup (tape, start, n_samples);
  double power = 0;

  for (guint i = 0; i < n_samples; i++)
    power += (samples[i] / 32768.0) * (samples[i] / 32768.0);

  return MAX (10 * log10 (power / n_samples + 1e-12), FLOOR_DB);
}
