/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Between a speaker and a microphone: the echo that nobody is to hear. GStreamer's elements match the two by their time
 * stamps, and those are worth little here: those of a network tremble and jump while the speaker plays the samples one
 * behind the other, those of a microphone may lie in the future by what it took to start. Each time they move the
 * reference moves; and when the reference comes too late once, webrtcechoprobe keeps it and gives silence for eleven
 * seconds, until it is full. So it took nothing out. Here both are counted, sample by sample, from when they arrived, and
 * brought back to the clock when they have drifted away from it; and the probe is given its reference in the thread of
 * the microphone, right before it is asked for it. */

#include "media-canceller.h"

#include <string.h>

#define RAW "audio/x-raw,format=S16LE,rate=48000,channels=1,layout=interleaved"
#define QUEUE "queue leaky=downstream max-size-buffers=0 max-size-bytes=0 max-size-time=200000000"
#define RATE 48000
#define TO_SAMPLES(ms) ((gint64) (ms) * (RATE / 1000))
#define N_RING RATE
/* Samples come late whenever the machine is busy, but never early: the most punctual of a while tell the time. How long
 * that while is and how far the count may be from the clock, at first and when the canceller has learnt something. */
#define FIRST_WINDOW TO_SAMPLES (100)
#define WINDOW TO_SAMPLES (400)
#define FIRST_LIMIT TO_SAMPLES (2)
#define LIMIT TO_SAMPLES (10)
#define N_FIRST 5u
/* A stream that stops and goes on is counted anew. */
#define PAUSE TO_SAMPLES (200)
/* How long the reference is kept, so that none is missing when its thread is late. It must not come after its echo, which
 * takes as long as the speaker's buffer and the microphone's at least. */
#define KEEP TO_SAMPLES (30)

G_DEFINE_FLAGS_TYPE (MediaCleaning, media_cleaning,
                     G_DEFINE_ENUM_VALUE (MEDIA_CLEANING_ECHO, "echo"),
                     G_DEFINE_ENUM_VALUE (MEDIA_CLEANING_NOISE, "noise"),
                     G_DEFINE_ENUM_VALUE (MEDIA_CLEANING_GAIN, "gain"))

/* One stream, in one thread; all in samples of the monotonic clock. */
typedef struct
{
  gint64 next;  /* when its next sample is due */
  gint64 least; /* by how much the most punctual ones came late */
  gint64 until; /* the end of the window */
  guint  n_windows;
} Count;

struct _MediaReference
{
  gatomicrefcount references;
  int             n_cancellers; /* nobody else wants to know; atomic */
  Count           count; /* of the streaming thread */
  GMutex          mutex; /* over what follows */
  gint16          ring[N_RING];
  gint64          end;   /* of what was heard */
};

/* A microphone's side. */
typedef struct
{
  MediaReference *tap;
  Count           count;
  GstPad         *feed; /* into the probe */
  guint64         n_fed;
  gboolean        started;
} Canceller;

static void
end_window (Count  *count,
            gint64  now)
{
  gboolean is_first = count->n_windows++ < N_FIRST;

  if (ABS (count->least) > (is_first ? FIRST_LIMIT : LIMIT))
    {
      g_debug ("sound is counted %+.1f ms later from now on", (double) count->least * 1000 / RATE);
      count->next += count->least;
    }
  count->least = G_MAXINT64;
  count->until = now + (is_first ? FIRST_WINDOW : WINDOW);
}

/* When the samples that have just arrived began. */
static gint64
count_samples (Count *count,
               guint  n_samples)
{
  gint64 now = g_get_monotonic_time () * (RATE / 1000) / 1000;
  gint64 begin = now - n_samples;

  if (ABS (begin - count->next) > PAUSE)
    *count = (Count) { .next = begin, .least = G_MAXINT64, .until = now + FIRST_WINDOW };
  count->least = MIN (count->least, begin - count->next);
  if (now >= count->until)
    end_window (count, now);
  begin = count->next;
  count->next += n_samples;

  return begin;
}

static void
write_ring (MediaReference *tap,
            gint64          at,
            const gint16   *samples,
            guint           n_samples)
{
  /* What was never heard is silence, not what was heard a second ago. */
  for (gint64 i = MAX (tap->end, at - N_RING); i < at; i++)
    tap->ring[i % N_RING] = 0;
  for (guint i = 0; i < n_samples; i++)
    tap->ring[(at + i) % N_RING] = samples[i];
  tap->end = MAX (tap->end, at + n_samples);
}

static void
read_ring (MediaReference *tap,
           gint64          at,
           gint16         *samples,
           guint           n_samples)
{
  for (guint i = 0; i < n_samples; i++)
    {
      gboolean is_there = at + i < tap->end && at + i >= tap->end - N_RING;

      samples[i] = is_there ? tap->ring[(at + i) % N_RING] : 0;
    }
}

/* In the thread of the speaker. */
static GstPadProbeReturn
tap_cb (GstPad          *pad,
        GstPadProbeInfo *info,
        gpointer         user_data)
{
  MediaReference *tap = user_data;
  GstMapInfo map;

  if (g_atomic_int_get (&tap->n_cancellers) == 0)
    return GST_PAD_PROBE_OK;
  if (!gst_buffer_map (GST_PAD_PROBE_INFO_BUFFER (info), &map, GST_MAP_READ))
    return GST_PAD_PROBE_OK;
  if (map.size / sizeof (gint16) <= N_RING)
    {
      guint n_samples = (guint) (map.size / sizeof (gint16));
      gint64 begin = count_samples (&tap->count, n_samples);

      g_mutex_lock (&tap->mutex);
      write_ring (tap, begin, (const gint16 *) map.data, n_samples);
      g_mutex_unlock (&tap->mutex);
    }
  gst_buffer_unmap (GST_PAD_PROBE_INFO_BUFFER (info), &map);

  return GST_PAD_PROBE_OK;
}

/**
 * media_reference_new:
 * @pad: in front of a speaker; it carries 16 bits, mono, 48 kHz
 *
 * Listens to what a speaker is given, for as long as the pad lives.
 *
 * Returns: (transfer full): the tap
 */
MediaReference *
media_reference_new (GstPad *pad)
{
  MediaReference *tap;

  g_return_val_if_fail (GST_IS_PAD (pad), NULL);

  tap = g_new0 (MediaReference, 1);
  g_atomic_ref_count_init (&tap->references);
  g_mutex_init (&tap->mutex);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, tap_cb, media_reference_ref (tap), (GDestroyNotify) media_reference_unref);

  return tap;
}

/**
 * media_reference_ref:
 * @tap: a tap
 *
 * Takes another reference; from any thread.
 *
 * Returns: (transfer full): @tap
 */
MediaReference *
media_reference_ref (MediaReference *tap)
{
  g_return_val_if_fail (tap != NULL, NULL);

  g_atomic_ref_count_inc (&tap->references);

  return tap;
}

/**
 * media_reference_unref:
 * @tap: (transfer full): a tap
 *
 * Gives a reference back; from any thread.
 */
void
media_reference_unref (MediaReference *tap)
{
  g_return_if_fail (tap != NULL);

  if (!g_atomic_ref_count_dec (&tap->references))
    return;
  g_mutex_clear (&tap->mutex);
  g_free (tap);
}

static void
canceller_free (gpointer data)
{
  Canceller *canceller = data;

  gst_pad_set_active (canceller->feed, FALSE);
  gst_object_unref (canceller->feed);
  g_atomic_int_add (&canceller->tap->n_cancellers, -1);
  media_reference_unref (canceller->tap);
  g_free (canceller);
}

/* The probe believes that sound takes no time: time is ours to know. */
static void
start_feeding (Canceller *canceller)
{
  g_autoptr (GstPad) entry = gst_pad_get_peer (canceller->feed);
  g_autoptr (GstElement) probe = gst_pad_get_parent_element (entry);
  g_autoptr (GstPad) exit = gst_element_get_static_pad (probe, "src");
  g_autoptr (GstCaps) caps = gst_caps_from_string (RAW);
  GstSegment segment;

  gst_segment_init (&segment, GST_FORMAT_TIME);
  gst_pad_push_event (canceller->feed, gst_event_new_stream_start ("reference"));
  gst_pad_push_event (canceller->feed, gst_event_new_caps (caps));
  gst_pad_push_event (canceller->feed, gst_event_new_segment (&segment));
  gst_pad_send_event (exit, gst_event_new_latency (0));
  canceller->started = TRUE;
}

static GstClockTime
to_time (guint64 n_samples)
{
  return gst_util_uint64_scale (n_samples, GST_SECOND, RATE);
}

/* In the thread of the microphone: reference and microphone bear the same time stamps. The canceller works in pieces of
 * 10 ms, whatever comes in; so it has what it wants when it has as much of one as of the other. */
static GstPadProbeReturn
entry_cb (GstPad          *pad,
          GstPadProbeInfo *info,
          gpointer         user_data)
{
  Canceller *canceller = user_data;
  GstBuffer *buffer = gst_buffer_make_writable (GST_PAD_PROBE_INFO_BUFFER (info));
  guint n_samples = (guint) (gst_buffer_get_size (buffer) / sizeof (gint16));
  gint64 begin = count_samples (&canceller->count, n_samples);
  g_autofree gint16 *samples = g_new (gint16, n_samples);
  GstBuffer *reference;

  GST_PAD_PROBE_INFO_DATA (info) = buffer;
  if (!canceller->started)
    start_feeding (canceller);
  g_mutex_lock (&canceller->tap->mutex);
  read_ring (canceller->tap, begin - KEEP, samples, n_samples);
  g_mutex_unlock (&canceller->tap->mutex);
  reference = gst_buffer_new_memdup (samples, n_samples * sizeof *samples);
  GST_BUFFER_PTS (reference) = to_time (canceller->n_fed);
  GST_BUFFER_PTS (buffer) = to_time (canceller->n_fed);
  GST_BUFFER_FLAG_UNSET (buffer, GST_BUFFER_FLAG_DISCONT);
  canceller->n_fed += n_samples;
  gst_pad_push (canceller->feed, reference);

  return GST_PAD_PROBE_OK;
}

/* Encoders behind it want the time of now. */
static GstPadProbeReturn
exit_cb (GstPad          *pad,
         GstPadProbeInfo *info,
         gpointer         user_data)
{
  GstBuffer *buffer = gst_buffer_make_writable (GST_PAD_PROBE_INFO_BUFFER (info));
  g_autoptr (GstElement) element = gst_pad_get_parent_element (pad);
  g_autoptr (GstClock) clock = element != NULL ? gst_element_get_clock (element) : NULL;
  GstClockTime now = clock != NULL ? gst_clock_get_time (clock) : 0;
  GstClockTime base = element != NULL ? gst_element_get_base_time (element) : 0;

  GST_PAD_PROBE_INFO_DATA (info) = buffer;
  GST_BUFFER_PTS (buffer) = now > base ? now - base : 0;

  return GST_PAD_PROBE_OK;
}

static void
listen_to (GstElement *dsp,
           GstElement *probe,
           MediaReference   *tap)
{
  g_autoptr (GstPad) entry = gst_element_get_static_pad (dsp, "sink");
  g_autoptr (GstPad) exit = gst_element_get_static_pad (dsp, "src");
  g_autoptr (GstPad) reference = gst_element_get_static_pad (probe, "sink");
  Canceller *canceller = g_new0 (Canceller, 1);

  canceller->tap = media_reference_ref (tap);
  g_atomic_int_inc (&tap->n_cancellers);
  canceller->feed = gst_object_ref_sink (gst_pad_new ("feed", GST_PAD_SRC));
  gst_pad_set_active (canceller->feed, TRUE);
  gst_pad_link (canceller->feed, reference);
  gst_pad_add_probe (entry, GST_PAD_PROBE_TYPE_BUFFER, entry_cb, canceller, canceller_free);
  gst_pad_add_probe (exit, GST_PAD_PROBE_TYPE_BUFFER, exit_cb, NULL, NULL);
}

static GstElement *
make_dsp (GstElement    *bin,
          MediaReference      *tap,
          MediaCleaning  cleaning)
{
  static int n_probes;
  /* The names are shared by all pipelines of a process. */
  g_autofree char *name = g_strdup_printf ("echo-probe-%d", g_atomic_int_add (&n_probes, 1));
  gboolean has_echo = tap != NULL && (cleaning & MEDIA_CLEANING_ECHO) != 0;
  GstElement *dsp = gst_element_factory_make ("webrtcdsp", "dsp");
  GstElement *probe;

  g_object_set (dsp, "echo-cancel", has_echo, "noise-suppression", (cleaning & MEDIA_CLEANING_NOISE) != 0,
                "gain-control", (cleaning & MEDIA_CLEANING_GAIN) != 0, "probe", name, NULL);
  gst_bin_add (GST_BIN (bin), dsp);
  if (!has_echo)
    return dsp;
  probe = gst_element_factory_make ("webrtcechoprobe", name);
  gst_bin_add (GST_BIN (bin), probe);
  listen_to (dsp, probe, tap);

  return dsp;
}

/**
 * media_canceller_wrap:
 * @microphone: (transfer floating): a real microphone
 * @tap: (nullable): at the speaker near it; %NULL: nothing an echo could come from
 * @cleaning: what to do to the sound
 *
 * Puts what cleans the sound of a microphone behind it.
 *
 * Returns: (transfer floating): an element in the place of @microphone; @microphone itself if there is nothing to do
 */
GstElement *
media_canceller_wrap (GstElement    *microphone,
                      MediaReference      *tap,
                      MediaCleaning  cleaning)
{
  g_autoptr (GstPad) exit = NULL;
  GstElement *bin, *entry, *dsp;

  g_return_val_if_fail (GST_IS_ELEMENT (microphone), NULL);

  if (tap == NULL)
    cleaning &= ~MEDIA_CLEANING_ECHO;
  if (cleaning == MEDIA_CLEANING_NONE)
    return microphone;
  entry = gst_parse_bin_from_description_full (QUEUE " ! audioconvert ! audioresample ! capsfilter caps=" RAW, TRUE, NULL,
                                               GST_PARSE_FLAG_FATAL_ERRORS, NULL);
  g_return_val_if_fail (entry != NULL, microphone);
  bin = gst_bin_new (NULL);
  gst_bin_add_many (GST_BIN (bin), microphone, entry, NULL);
  dsp = make_dsp (bin, tap, cleaning);
  gst_element_link_many (microphone, entry, dsp, NULL);
  exit = gst_element_get_static_pad (dsp, "src");
  gst_element_add_pad (bin, gst_ghost_pad_new ("src", exit));

  return bin;
}
