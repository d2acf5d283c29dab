/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A recording as its listener has it: decoded by elements that know nothing of ours. */

#include "media-playback.h"

#include <gst/gst.h>
#include <math.h>

#define PATIENCE_NS (30 * GST_SECOND)
#define LOUD_DB (-40.0)
#define QUIET_MS 20u
#define WINDOW_MS 100u

static void
handoff_cb (GstElement *sink,
            GstBuffer  *buffer,
            GstPad     *pad,
            gpointer    user_data)
{
  GArray *samples = user_data;
  GstMapInfo map;

  g_assert_true (gst_buffer_map (buffer, &map, GST_MAP_READ));
  g_array_append_vals (samples, map.data, (guint) (map.size / sizeof (gint16)));
  gst_buffer_unmap (buffer, &map);
}

Playback *
playback_new (GFile    *file,
              gboolean  whole)
{
  Playback *playback = g_new0 (Playback, 1);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *description =
    g_strdup_printf ("filesrc location=\"%s\" ! %s ! audioconvert ! audioresample ! "
                     "audio/x-raw,format=S16LE,rate=%u,channels=2,layout=interleaved ! "
                     "fakesink name=sink sync=false signal-handoffs=true", path,
                     g_str_has_suffix (path, ".flac") ? "flacparse ! flacdec" : "oggdemux ! opusdec", PLAYBACK_RATE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = NULL;
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;

  gst_init (NULL, NULL);
  pipeline = gst_parse_launch (description, &error);
  g_assert_no_error (error);
  g_object_ref_sink (pipeline);
  playback->samples = g_array_new (FALSE, FALSE, sizeof (gint16));
  sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_signal_connect (sink, "handoff", G_CALLBACK (handoff_cb), playback->samples);
  bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, PATIENCE_NS, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  g_assert_true (!whole || GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_test_message ("%s: %u ms", path, playback_get_ms (playback));
  g_assert_cmpuint (playback->samples->len, >, 0);

  return playback;
}

void
playback_free (Playback *playback)
{
  g_array_unref (playback->samples);
  g_free (playback);
}

guint
playback_get_ms (Playback *playback)
{
  return playback->samples->len / 2 / (PLAYBACK_RATE / 1000);
}

static double
get_sample (Playback *playback,
            guint     side,
            guint     at)
{
  return 2 * at + side < playback->samples->len
           ? g_array_index (playback->samples, gint16, 2 * at + side) / 32768.0 : 0;
}

static double
to_db (double power)
{
  return power > 1e-10 ? 10 * log10 (power) : -100;
}

/* The power of a tone in one window. */
static double
measure (Playback *playback,
         guint     side,
         double    hz,
         guint     begin,
         guint     n)
{
  double step = 2 * G_PI * hz / PLAYBACK_RATE;
  double real = 0;
  double imaginary = 0;

  for (guint i = 0; i < n; i++)
    {
      double window = 1 - cos (2 * G_PI * i / n);

      real += window * get_sample (playback, side, begin + i) * cos (step * i);
      imaginary += window * get_sample (playback, side, begin + i) * sin (step * i);
    }

  return 2 * (real * real + imaginary * imaginary) / ((double) n * n);
}

/* In windows of 100 ms: over a longer one a tone that was pulled along by some samples would cancel itself out. */
double
playback_get_tone (Playback *playback,
                   guint     side,
                   double    hz,
                   guint     from_ms,
                   guint     to_ms)
{
  guint n_windows = MAX ((to_ms - from_ms) / WINDOW_MS, 1);
  guint n = (to_ms - from_ms) * (PLAYBACK_RATE / 1000) / n_windows;
  double sum = 0;

  for (guint w = 0; w < n_windows; w++)
    sum += measure (playback, side, hz, from_ms * (PLAYBACK_RATE / 1000) + w * n, n);

  return to_db (sum / n_windows);
}

double
playback_get_level (Playback *playback,
                    guint     side,
                    guint     from_ms,
                    guint     to_ms)
{
  guint begin = from_ms * (PLAYBACK_RATE / 1000);
  guint n = (to_ms - from_ms) * (PLAYBACK_RATE / 1000);
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += pow (get_sample (playback, side, begin + i), 2);

  return to_db (sum / n);
}

int
playback_find (Playback *playback,
               guint     side,
               gboolean  loud,
               guint     from_ms)
{
  for (guint ms = from_ms; ms + QUIET_MS < playback_get_ms (playback); ms++)
    {
      if (loud == (playback_get_level (playback, side, ms, ms + (loud ? 1 : QUIET_MS)) > LOUD_DB))
        return (int) ms;
    }

  return -1;
}
