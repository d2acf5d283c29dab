/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Between a speaker and a microphone: the echo that nobody is to hear. GStreamer's elements leave two things to whoever
 * uses them. The reference is cut to pieces when its time stamps tremble, which they do after a network, though the
 * speaker plays the samples one behind the other; so they are counted here as the speaker counts them. And the reference
 * is asked for as far ahead of its echo as sound takes from the network to the tap, which may be further than there is
 * any sound yet; so it is moved to a small lead. Without this the canceller took nothing out at all. */

#include "media-canceller.h"

#define RAW "audio/x-raw,format=S16LE,rate=48000,channels=1,layout=interleaved"
#define QUEUE "queue leaky=downstream max-size-buffers=0 max-size-bytes=0 max-size-time=200000000"
#define RATE 48000
/* A speaker lets the time stamps wander as far as this before it leaves a gap or drops (alignment-threshold). */
#define THRESHOLD_NS (40 * GST_MSECOND)
/* The reference comes before its echo by so much, though a speaker or a microphone be wrong about its time. */
#define LEAD_NS (30 * GST_MSECOND)

/* What the three probes of a tap share. */
typedef struct
{
  gatomicrefcount  references;
  GMutex           mutex; /* over the lead */
  GstClockTimeDiff lead;  /* more than the wanted one */
  GstClockTime     expected; /* the rest belongs to the streaming thread */
  GstClockTime     stamp;
} Tap;

static Tap *
tap_ref (Tap *tap)
{
  g_atomic_ref_count_inc (&tap->references);
  return tap;
}

static void
tap_unref (gpointer data)
{
  Tap *tap = data;

  if (!g_atomic_ref_count_dec (&tap->references))
    return;
  g_mutex_clear (&tap->mutex);
  g_free (tap);
}

static GstClockTime
shift (Tap          *tap,
       GstClockTime  stamp)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&tap->mutex);
  GstClockTimeDiff shifted = (GstClockTimeDiff) stamp + tap->lead;

  return (GstClockTime) MAX (shifted, 0);
}

/* In the streaming thread, like the next. */
static GstPadProbeReturn
entry_cb (GstPad          *pad,
          GstPadProbeInfo *info,
          gpointer         user_data)
{
  Tap *tap = user_data;
  GstBuffer *buffer = gst_buffer_make_writable (GST_PAD_PROBE_INFO_BUFFER (info));
  GstClockTime stamp = GST_BUFFER_PTS (buffer);
  guint64 n_samples = gst_buffer_get_size (buffer) / sizeof (gint16);

  GST_PAD_PROBE_INFO_DATA (info) = buffer;
  if (!GST_CLOCK_TIME_IS_VALID (stamp))
    return GST_PAD_PROBE_OK;
  if (!GST_CLOCK_TIME_IS_VALID (tap->expected) || ABS (GST_CLOCK_DIFF (stamp, tap->expected)) > (gint64) THRESHOLD_NS)
    tap->expected = stamp;
  tap->stamp = tap->expected;
  tap->expected += gst_util_uint64_scale (n_samples, GST_SECOND, RATE);
  GST_BUFFER_PTS (buffer) = shift (tap, tap->stamp);

  return GST_PAD_PROBE_OK;
}

static GstPadProbeReturn
exit_cb (GstPad          *pad,
         GstPadProbeInfo *info,
         gpointer         user_data)
{
  const Tap *tap = user_data;
  GstBuffer *buffer = gst_buffer_make_writable (GST_PAD_PROBE_INFO_BUFFER (info));

  GST_PAD_PROBE_INFO_DATA (info) = buffer;
  if (GST_BUFFER_PTS_IS_VALID (buffer))
    GST_BUFFER_PTS (buffer) = tap->stamp;

  return GST_PAD_PROBE_OK;
}

/* The tap is about to ask how long sound takes to it, and will ask for the reference as far ahead. */
static GstPadProbeReturn
latency_cb (GstPad          *pad,
            GstPadProbeInfo *info,
            gpointer         user_data)
{
  Tap *tap = user_data;
  g_autoptr (GstQuery) query = NULL;
  GstClockTime latency = 0;

  if (GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) != GST_EVENT_LATENCY)
    return GST_PAD_PROBE_OK;
  query = gst_query_new_latency ();
  if (gst_pad_query (pad, query))
    gst_query_parse_latency (query, NULL, &latency, NULL);
  g_mutex_lock (&tap->mutex);
  tap->lead = (GST_CLOCK_TIME_IS_VALID (latency) ? (GstClockTimeDiff) latency : 0) - (GstClockTimeDiff) LEAD_NS;
  g_mutex_unlock (&tap->mutex);

  return GST_PAD_PROBE_OK;
}

/**
 * media_canceller_describe_tap:
 * @name: (out) (transfer full): the name of the tap, for media_canceller_start_tap() and media_canceller_wrap()
 *
 * Names what listens to what a speaker is given.
 *
 * Returns: (transfer full): an element as gst_parse_launch() takes it, for mono, 16 bits, 48 kHz
 */
char *
media_canceller_describe_tap (char **name)
{
  static int n_taps;

  g_return_val_if_fail (name != NULL, NULL);

  /* The names are shared by all pipelines of a process. */
  *name = g_strdup_printf ("echo-probe-%d", g_atomic_int_add (&n_taps, 1));

  return g_strdup_printf ("capsfilter caps=" RAW " ! webrtcechoprobe name=%s", *name);
}

/**
 * media_canceller_start_tap:
 * @bin: where it is
 * @name: its name
 *
 * Gives a tap the time at which the speaker plays what it hears.
 */
void
media_canceller_start_tap (GstElement *bin,
                           const char *name)
{
  g_autoptr (GstElement) element = NULL;
  g_autoptr (GstPad) entry = NULL;
  g_autoptr (GstPad) exit = NULL;
  Tap *tap;

  g_return_if_fail (GST_IS_BIN (bin));
  g_return_if_fail (name != NULL);

  element = gst_bin_get_by_name (GST_BIN (bin), name);
  g_return_if_fail (element != NULL);
  entry = gst_element_get_static_pad (element, "sink");
  exit = gst_element_get_static_pad (element, "src");
  tap = g_new0 (Tap, 1);
  g_atomic_ref_count_init (&tap->references);
  g_mutex_init (&tap->mutex);
  tap->expected = GST_CLOCK_TIME_NONE;
  gst_pad_add_probe (entry, GST_PAD_PROBE_TYPE_BUFFER, entry_cb, tap_ref (tap), tap_unref);
  gst_pad_add_probe (exit, GST_PAD_PROBE_TYPE_BUFFER, exit_cb, tap_ref (tap), tap_unref);
  gst_pad_add_probe (exit, GST_PAD_PROBE_TYPE_EVENT_UPSTREAM, latency_cb, tap, tap_unref);
}

/**
 * media_canceller_wrap:
 * @microphone: (transfer floating): a real microphone
 * @tap: (nullable): the name of a tap in the same pipeline; %NULL: nothing an echo could come from
 * @cleaning: what to do to the sound
 *
 * Puts what cleans the sound of a microphone behind it.
 *
 * Returns: (transfer floating): an element in the place of @microphone; @microphone itself if there is nothing to do
 */
GstElement *
media_canceller_wrap (GstElement    *microphone,
                      const char    *tap,
                      MediaCleaning  cleaning)
{
  g_autoptr (GstElement) dsp = NULL;
  g_autoptr (GstPad) exit = NULL;
  GstElement *bin, *canceller;

  g_return_val_if_fail (GST_IS_ELEMENT (microphone), NULL);

  if (tap == NULL)
    cleaning &= ~MEDIA_CLEANING_ECHO;
  if (cleaning == MEDIA_CLEANING_NONE)
    return microphone;
  canceller = gst_parse_bin_from_description_full (QUEUE " ! audioconvert ! audioresample ! " RAW " ! webrtcdsp name=dsp",
                                                   TRUE, NULL, GST_PARSE_FLAG_FATAL_ERRORS, NULL);
  g_return_val_if_fail (canceller != NULL, microphone);
  dsp = gst_bin_get_by_name (GST_BIN (canceller), "dsp");
  g_object_set (dsp, "echo-cancel", (cleaning & MEDIA_CLEANING_ECHO) != 0,
                "noise-suppression", (cleaning & MEDIA_CLEANING_NOISE) != 0,
                "gain-control", (cleaning & MEDIA_CLEANING_GAIN) != 0, "probe", tap, NULL);
  bin = gst_bin_new (NULL);
  gst_bin_add_many (GST_BIN (bin), microphone, canceller, NULL);
  gst_element_link (microphone, canceller);
  exit = gst_element_get_static_pad (canceller, "src");
  gst_element_add_pad (bin, gst_ghost_pad_new ("src", exit));

  return bin;
}
