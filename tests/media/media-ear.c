/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A level of everything cannot tell whether somebody hears himself; Goertzel's filter, one for each tone, can. */

#include "media-ear.h"

#include "media-pipeline-private.h"
#include "media-session-private.h"

#include <math.h>

#define RATE 48000
#define WINDOW 9600
#define STALE_US 500000
#define FLOOR_DB (-100.0)
/* −50 dBFS: quieter than any tone of the tests, louder than any codec's noise. */
#define QUIET 104

struct _MediaEar
{
  GMutex       mutex; /* over all numbers */
  gint16       window[WINDOW];
  guint        next;
  guint        n_heard;
  guint        quiet;   /* samples in a row, now */
  guint        longest;
  GstClockTime expected;
  gint64       first_sound;
  gint64       last_sound;
  gint64       last_at; /* when a buffer came; nothing for a while is silence */
  GstPad      *pad;
  gulong       probe;
  GstElement  *pipeline; /* its own; NULL: that of a call */
};

static void
hear (MediaEar *ear,
      gint16    sample)
{
  ear->window[ear->next] = sample;
  ear->next = (ear->next + 1) % WINDOW;
  ear->n_heard++;
  ear->quiet = ABS ((int) sample) < QUIET ? ear->quiet + 1 : 0;
  ear->longest = MAX (ear->longest, ear->quiet);
  if (ear->quiet > 0)
    return;
  ear->last_sound = g_get_monotonic_time ();
  if (ear->first_sound == 0)
    ear->first_sound = ear->last_sound;
}

static GstPadProbeReturn
pad_cb (GstPad          *pad,
        GstPadProbeInfo *info,
        gpointer         user_data)
{
  MediaEar *ear = user_data;
  GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER (info);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ear->mutex);
  GstClockTime pts = GST_BUFFER_PTS (buffer);
  GstMapInfo map;

  if (GST_CLOCK_TIME_IS_VALID (ear->expected) && GST_CLOCK_TIME_IS_VALID (pts) && pts > ear->expected)
    {
      ear->quiet += (guint) gst_util_uint64_scale (pts - ear->expected, RATE, GST_SECOND);
      ear->longest = MAX (ear->longest, ear->quiet);
    }
  ear->last_at = g_get_monotonic_time ();
  gst_buffer_map (buffer, &map, GST_MAP_READ);
  for (gsize i = 0; i < map.size / sizeof (gint16); i++)
    hear (ear, ((const gint16 *) map.data)[i]);
  if (GST_CLOCK_TIME_IS_VALID (pts))
    ear->expected = pts + gst_util_uint64_scale (map.size / sizeof (gint16), GST_SECOND, RATE);
  gst_buffer_unmap (buffer, &map);

  return GST_PAD_PROBE_OK;
}

/* Eats the pad. */
static MediaEar *
ear_new (GstPad *pad)
{
  MediaEar *ear = g_new0 (MediaEar, 1);

  g_assert_nonnull (pad);
  g_mutex_init (&ear->mutex);
  ear->expected = GST_CLOCK_TIME_NONE;
  ear->pad = pad;
  ear->probe = gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, pad_cb, ear, NULL);

  return ear;
}

static MediaEar *
ear_new_at (MediaSession *handler,
            const char  *name,
            const char  *pad)
{
  g_autoptr (GstElement) element = NULL;

  g_assert_nonnull (handler->pipeline);
  element = gst_bin_get_by_name (GST_BIN (handler->pipeline->pipeline), name);
  return ear_new (gst_element_get_static_pad (element, pad));
}

MediaEar *
ear_new_at_speaker (MediaSession *handler)
{
  return ear_new_at (handler, "hearing", "src");
}

MediaEar *
ear_new_at_encoder (MediaSession *handler)
{
  return ear_new_at (handler, "mute", "src");
}

MediaEar *
ear_new_at_monitor (const char *speaker)
{
  g_autofree char *description =
    g_strdup_printf ("pulsesrc device=%s.monitor buffer-time=40000 latency-time=10000 ! audioconvert ! audioresample ! "
                     "capsfilter caps=audio/x-raw,format=S16LE,rate=48000,channels=1 ! fakesink name=end sync=false",
                     speaker);
  GstElement *pipeline = gst_parse_launch (description, NULL);
  g_autoptr (GstElement) end = gst_bin_get_by_name (GST_BIN (pipeline), "end");
  MediaEar *ear = ear_new (gst_element_get_static_pad (end, "sink"));

  ear->pipeline = gst_object_ref_sink (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  return ear;
}

void
ear_free (MediaEar *ear)
{
  gst_pad_remove_probe (ear->pad, ear->probe);
  if (ear->pipeline != NULL)
    gst_element_set_state (ear->pipeline, GST_STATE_NULL);
  g_clear_object (&ear->pipeline);
  gst_object_unref (ear->pad);
  /* A buffer may be in the probe at this moment. */
  g_mutex_lock (&ear->mutex);
  g_mutex_unlock (&ear->mutex);
  g_mutex_clear (&ear->mutex);
  g_free (ear);
}

double
ear_get_level (MediaEar *ear,
               double    hz)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ear->mutex);
  double coefficient = 2 * cos (2 * G_PI * hz / RATE);
  double before = 0, now = 0, power;

  if (ear->n_heard < WINDOW || g_get_monotonic_time () - ear->last_at > STALE_US)
    return FLOOR_DB;
  for (guint i = 0; i < WINDOW; i++)
    {
      /* Hann's window, so that a loud tone does not leak into the place of another. */
      double hann = 1 - cos (2 * G_PI * i / WINDOW);
      double next = hann * ear->window[(ear->next + i) % WINDOW] / 32768.0 + coefficient * now - before;

      before = now;
      now = next;
    }
  power = now * now + before * before - coefficient * now * before;

  return MAX (10 * log10 (power * 2 / ((double) WINDOW * WINDOW) + 1e-12), FLOOR_DB);
}

double
ear_get_silence_ms (MediaEar *ear)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ear->mutex);

  return ear->longest * 1000.0 / RATE;
}

void
ear_forget (MediaEar *ear)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ear->mutex);

  ear->longest = 0;
  ear->quiet = 0;
  ear->n_heard = 0;
  ear->first_sound = 0;
}

gint64
ear_get_first_sound (MediaEar *ear)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ear->mutex);

  return ear->first_sound;
}

gint64
ear_get_last_sound (MediaEar *ear)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ear->mutex);

  return ear->last_sound;
}
