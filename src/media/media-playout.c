/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* GStreamer's jitter buffer waits for missing packets as long as it is told once, and the speaker plays everything so
 * much later. To change that in the middle of a call would make the speaker jump. So the pipeline is told a latency
 * that never changes, the least, and what the delay is longer than that is added here, to the time stamps of decoded
 * sound, by putting in or taking out periods of it (media-stretch). The jitter buffers are then told to wait longer
 * or shorter.
 *
 * It all happens in streaming threads: packets are watched as they enter jitter buffers, sound as it leaves decoders. */

#include "media-playout.h"

#include "media-jitter.h"
#include "media-stretch.h"

#include <gst/rtp/rtp.h>

#define KEY "media-playout"
/* As many as there may be in a call; the first of those that have nothing more to say make room. */
#define MAX_STREAMS 8
/* What comes no more for so long has no say any more. */
#define STALE_US (2 * G_USEC_PER_SEC)
/* What is missing for longer than this is silence; less is filled with sound. */
#define HOLE_NS (60 * (gint64) GST_MSECOND)
/* Sound is taken out only when there is so much too much: a period put in may be longer than what was wanted. */
#define SPARE_NS (15 * (gint64) GST_MSECOND)
/* No packet holds more sound (RFC 7587 4.2), so no hole that one leaves is longer. */
#define LONGEST_NS (120 * GST_MSECOND)
/* Each change makes the pipeline ask for its latency anew, so it is not told of every millisecond. */
#define STEP_MS 3
/* A stream whose time jumps back so far has begun anew. */
#define JUMP_NS (-500 * (gint64) GST_MSECOND)
#define OPUS_LEAST_NS (2500 * GST_USECOND)
/* opusdec waits for one more packet, and says 120 ms. */
#define OVERSTATED_NS (100 * GST_MSECOND)

typedef struct
{
  GWeakRef buffer;
  gint64   fed_at; /* monotonic time, µs; 0: never */
  guint    delay_ms;
} Stream;

typedef struct
{
  GMutex   mutex;
  Stream   streams[MAX_STREAMS];
  guint    n_streams;
  int      wanted_ms;
  int      delay_ms;
  gboolean with_correction;
} MediaPlayout;

typedef struct
{
  MediaPlayout *playout;
  guint         index;
  guint64       timestamp; /* of the last packet, counted on over the wrap of 32 bits */
  int           clock_rates[128]; /* of the payload types; 0: not known yet */
  MediaJitter   jitter;
} Inlet;

typedef struct
{
  MediaPlayout *playout;
  gboolean      overstates;
  MediaStretch  stretch;
  GstClockTime  end; /* of what has left it; NONE: nothing has */
} Outlet;

static void
playout_clear (gpointer data)
{
  MediaPlayout *self = data;

  for (guint i = 0; i < MAX_STREAMS; i++)
    g_weak_ref_clear (&self->streams[i].buffer);
  g_mutex_clear (&self->mutex);
}

static void
playout_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, playout_clear);
}

static void
inlet_free (gpointer data)
{
  Inlet *inlet = data;

  playout_unref (inlet->playout);
  g_free (inlet);
}

static void
outlet_free (gpointer data)
{
  Outlet *outlet = data;

  playout_unref (outlet->playout);
  g_free (outlet);
}

/* The longest delay that any stream that lives needs. */
static void
note_wanted (MediaPlayout *self,
             guint         index,
             guint         delay_ms)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  gint64 now = g_get_monotonic_time ();
  guint wanted_ms = delay_ms;

  self->streams[index].fed_at = now;
  self->streams[index].delay_ms = delay_ms;
  for (guint i = 0; i < MAX_STREAMS; i++)
    {
      if (self->streams[i].fed_at != 0 && now - self->streams[i].fed_at < STALE_US)
        wanted_ms = MAX (wanted_ms, self->streams[i].delay_ms);
    }
  g_atomic_int_set (&self->wanted_ms, (int) wanted_ms);
}

/* As the jitter buffer itself asks; 0: nobody knows this payload type. */
static int
find_clock_rate (GstElement *buffer,
                 guint       payload)
{
  g_autoptr (GstCaps) caps = NULL;
  int clock_rate = 0;

  g_signal_emit_by_name (buffer, "request-pt-map", payload, &caps);
  if (caps == NULL)
    {
      g_autoptr (GstPad) pad = gst_element_get_static_pad (buffer, "sink");

      caps = gst_pad_get_current_caps (pad);
    }
  if (caps != NULL)
    gst_structure_get_int (gst_caps_get_structure (caps, 0), "clock-rate", &clock_rate);

  return MAX (clock_rate, 0);
}

/* Packets of one key press all carry the time it began (RFC 4733 2.1); their lateness says nothing. */
static void
feed (Inlet        *inlet,
      GstElement   *buffer,
      GstRTPBuffer *rtp)
{
  guint payload = gst_rtp_buffer_get_payload_type (rtp);
  guint64 before = inlet->timestamp;
  int clock_rate;

  if (inlet->clock_rates[payload] == 0)
    inlet->clock_rates[payload] = find_clock_rate (buffer, payload);
  clock_rate = inlet->clock_rates[payload];
  gst_rtp_buffer_ext_timestamp (&inlet->timestamp, gst_rtp_buffer_get_timestamp (rtp));
  if (clock_rate == 0 || inlet->timestamp == before)
    return;
  note_wanted (inlet->playout, inlet->index,
               media_jitter_feed (&inlet->jitter, g_get_monotonic_time (),
                                  (gint64) gst_util_uint64_scale (inlet->timestamp, G_USEC_PER_SEC, clock_rate)));
}

static GstPadProbeReturn
inlet_cb (GstPad          *pad,
          GstPadProbeInfo *info,
          gpointer         user_data)
{
  g_autoptr (GstElement) buffer = gst_pad_get_parent_element (pad);
  GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;

  if (buffer == NULL || !gst_rtp_buffer_map (GST_PAD_PROBE_INFO_BUFFER (info), GST_MAP_READ, &rtp))
    return GST_PAD_PROBE_OK;
  feed (user_data, buffer, &rtp);
  gst_rtp_buffer_unmap (&rtp);

  return GST_PAD_PROBE_OK;
}

static void
rtp_deep_element_added_cb (GstBin       *rtp,
                           GstBin       *bin,
                           GstElement   *element,
                           MediaPlayout *self)
{
  GstElementFactory *factory = gst_element_get_factory (element);
  g_autoptr (GstPad) pad = NULL;
  Inlet *inlet;

  if (factory == NULL || !g_str_equal (GST_OBJECT_NAME (factory), "rtpjitterbuffer"))
    return;
  inlet = g_new0 (Inlet, 1);
  inlet->playout = g_atomic_rc_box_acquire (self);
  inlet->timestamp = G_MAXUINT64; /* none yet, for gst_rtp_buffer_ext_timestamp() */
  g_mutex_lock (&self->mutex);
  inlet->index = self->n_streams++ % MAX_STREAMS;
  g_weak_ref_set (&self->streams[inlet->index].buffer, element);
  g_mutex_unlock (&self->mutex);
  g_object_set (element, "latency", (guint) g_atomic_int_get (&self->delay_ms), NULL);
  pad = gst_element_get_static_pad (element, "sink");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, inlet_cb, inlet, inlet_free);
}

static void
apply_delay (MediaPlayout *self,
             gint64        added_ns)
{
  int delay_ms = MEDIA_JITTER_MIN_MS + (int) CLAMP (added_ns / (gint64) GST_MSECOND, 0, MEDIA_JITTER_MAX_MS);

  if (ABS (delay_ms - g_atomic_int_get (&self->delay_ms)) < STEP_MS)
    return;
  g_atomic_int_set (&self->delay_ms, delay_ms);
  for (guint i = 0; i < MAX_STREAMS; i++)
    {
      g_autoptr (GstElement) buffer = g_weak_ref_get (&self->streams[i].buffer);

      if (buffer != NULL)
        g_object_set (buffer, "latency", (guint) delay_ms, NULL);
    }
}

static GstBuffer *
stretch_buffer (Outlet      *outlet,
                GstBuffer *frame,
                int        wanted)
{
  GstMapInfo map;
  GstBuffer *stretched;
  gint16 *samples;
  guint n, made;

  gst_buffer_map (frame, &map, GST_MAP_READ);
  n = (guint) (map.size / sizeof *samples);
  samples = g_new (gint16, n + MEDIA_STRETCH_MAX_INSERTED);
  made = media_stretch_run (&outlet->stretch, (const gint16 *) map.data, n, wanted, samples);
  gst_buffer_unmap (frame, &map);
  if (made == n)
    {
      g_free (samples);
      return gst_buffer_make_writable (gst_buffer_ref (frame));
    }
  stretched = gst_buffer_new_wrapped (samples, made * sizeof *samples);
  gst_buffer_copy_into (stretched, frame, GST_BUFFER_COPY_METADATA, 0, -1);
  GST_BUFFER_DURATION (stretched) = gst_util_uint64_scale (made, GST_SECOND, MEDIA_STRETCH_RATE);

  return stretched;
}

/* What leaves has no seams: a frame begins where the last ended, and what it is early or late against its time and
 * the delay wanted becomes more or less sound. Silence, which costs nothing, is used where there is a hole already. */
static GstBuffer *
delay_frame (Outlet    *outlet,
             GstBuffer *frame)
{
  GstClockTime begin = GST_BUFFER_PTS (frame);
  GstClockTime wanted = begin + (g_atomic_int_get (&outlet->playout->wanted_ms) - MEDIA_JITTER_MIN_MS) * GST_MSECOND;
  gint64 missing_ns = GST_CLOCK_TIME_IS_VALID (outlet->end) ? (gint64) (wanted - outlet->end) : HOLE_NS + 1;
  GstBuffer *delayed;
  gsize size;

  if (missing_ns > HOLE_NS || missing_ns < JUMP_NS)
    {
      outlet->end = wanted;
      missing_ns = 0;
    }
  else if (missing_ns < 0 && missing_ns > -SPARE_NS)
    {
      missing_ns = 0;
    }
  delayed = stretch_buffer (outlet, frame, (int) (missing_ns * MEDIA_STRETCH_RATE / (gint64) GST_SECOND));
  GST_BUFFER_PTS (delayed) = outlet->end;
  size = gst_buffer_get_size (delayed);
  outlet->end += gst_util_uint64_scale (size / sizeof (gint16), GST_SECOND, MEDIA_STRETCH_RATE);
  apply_delay (outlet->playout, (gint64) (outlet->end - begin) -
               (gint64) gst_util_uint64_scale (gst_buffer_get_size (frame) / sizeof (gint16), GST_SECOND,
                                               MEDIA_STRETCH_RATE));

  return delayed;
}

static void
correct_latency (Outlet     *outlet,
                 GstQuery *query)
{
  gboolean live;
  GstClockTime least, most, too_much;

  gst_query_parse_latency (query, &live, &least, &most);
  too_much = (g_atomic_int_get (&outlet->playout->delay_ms) - MEDIA_JITTER_MIN_MS) * GST_MSECOND;
  if (outlet->overstates)
    too_much += OVERSTATED_NS;
  if (live)
    gst_query_set_latency (query, live, least > too_much ? least - too_much : 0, most);
}

static GstPadProbeReturn
outlet_cb (GstPad          *pad,
         GstPadProbeInfo *info,
         gpointer         user_data)
{
  Outlet *outlet = user_data;
  GstBuffer *frame = GST_PAD_PROBE_INFO_BUFFER (info);

  if (GST_BUFFER_PTS_IS_VALID (frame))
    {
      GST_PAD_PROBE_INFO_DATA (info) = delay_frame (outlet, frame);
      gst_buffer_unref (frame);
    }

  return GST_PAD_PROBE_OK;
}

/* A decoder that cannot make up for a loss says that there is a hole. What is put there goes the way of all frames. */
static GstPadProbeReturn
event_cb (GstPad          *pad,
          GstPadProbeInfo *info,
          gpointer         user_data)
{
  Outlet *outlet = user_data;
  GstEvent *event = GST_PAD_PROBE_INFO_EVENT (info);
  GstClockTime begin, length;
  GstBuffer *frame;
  GstMapInfo map;

  if (GST_EVENT_TYPE (event) != GST_EVENT_GAP)
    return GST_PAD_PROBE_OK;
  gst_event_parse_gap (event, &begin, &length);
  if (!GST_CLOCK_TIME_IS_VALID (begin) || !GST_CLOCK_TIME_IS_VALID (length) || length == 0 || length > LONGEST_NS ||
      !GST_CLOCK_TIME_IS_VALID (outlet->end))
    return GST_PAD_PROBE_OK;
  frame = gst_buffer_new_allocate (NULL, gst_util_uint64_scale (length, MEDIA_STRETCH_RATE, GST_SECOND) * sizeof (gint16),
                                   NULL);
  gst_buffer_map (frame, &map, GST_MAP_WRITE);
  media_stretch_conceal (&outlet->stretch, (gint16 *) map.data, (guint) (map.size / sizeof (gint16)));
  gst_buffer_unmap (frame, &map);
  GST_BUFFER_PTS (frame) = begin;
  GST_BUFFER_DURATION (frame) = length;
  gst_pad_push (pad, frame);

  return GST_PAD_PROBE_DROP;
}

/* Opus makes up for 2.5 ms at least. Of a shorter gap opusdec does nothing but forget to give back the packet after it. */
static GstPadProbeReturn
short_gap_cb (GstPad          *pad,
              GstPadProbeInfo *info,
              gpointer         user_data)
{
  GstEvent *event = GST_PAD_PROBE_INFO_EVENT (info);
  GstClockTime length;

  if (GST_EVENT_TYPE (event) != GST_EVENT_GAP)
    return GST_PAD_PROBE_OK;
  gst_event_parse_gap (event, NULL, &length);

  return GST_CLOCK_TIME_IS_VALID (length) && length < OPUS_LEAST_NS ? GST_PAD_PROBE_DROP : GST_PAD_PROBE_OK;
}

/* On its way back, with the answer. */
static GstPadProbeReturn
query_cb (GstPad          *pad,
          GstPadProbeInfo *info,
          gpointer         user_data)
{
  GstQuery *query = GST_PAD_PROBE_INFO_QUERY (info);

  if (GST_QUERY_TYPE (query) == GST_QUERY_LATENCY)
    correct_latency (user_data, query);

  return GST_PAD_PROBE_OK;
}

static void
free_playout (gpointer  data,
              GClosure *closure)
{
  playout_unref (data);
}

/**
 * media_playout_attach:
 * @pipeline: what is to have the delay
 * @rtp: webrtcbin or rtpbin
 * @with_correction: whether decoders may use what packets repeat of those before them (RFC 7587 §4.1)
 *
 * Lets the delay of a pipeline follow the jitter of what it receives.
 */
void
media_playout_attach (GstElement *pipeline,
                      GstElement *rtp,
                      gboolean    with_correction)
{
  MediaPlayout *self;

  g_return_if_fail (GST_IS_ELEMENT (pipeline));
  g_return_if_fail (GST_IS_BIN (rtp));

  self = g_atomic_rc_box_new0 (MediaPlayout);
  g_mutex_init (&self->mutex);
  for (guint i = 0; i < MAX_STREAMS; i++)
    g_weak_ref_init (&self->streams[i].buffer, NULL);
  self->wanted_ms = MEDIA_JITTER_MIN_MS;
  self->delay_ms = MEDIA_JITTER_MIN_MS;
  self->with_correction = with_correction;
  g_signal_connect_data (rtp, "deep-element-added", G_CALLBACK (rtp_deep_element_added_cb),
                         g_atomic_rc_box_acquire (self), free_playout, 0);
  g_object_set_data_full (G_OBJECT (pipeline), KEY, self, playout_unref);
}

/**
 * media_playout_attach_decoder:
 * @pipeline: one that media_playout_attach() was given
 * @bin: a decoder whose pad "src" gives one channel of 16 bits at 48 kHz
 *
 * Lets the sound of a decoder wait as long as is right, and lets it correct losses if that is wanted.
 */
void
media_playout_attach_decoder (GstElement *pipeline,
                              GstElement *bin)
{
  MediaPlayout *self;
  g_autoptr (GstElement) decoder = NULL;
  g_autoptr (GstPad) pad = NULL;
  Outlet *outlet;

  g_return_if_fail (GST_IS_ELEMENT (pipeline));
  g_return_if_fail (GST_IS_BIN (bin));

  self = g_object_get_data (G_OBJECT (pipeline), KEY);
  g_return_if_fail (self != NULL);

  decoder = gst_bin_get_by_name (GST_BIN (bin), "decoder");
  if (decoder != NULL)
    {
      g_autoptr (GstPad) entry = gst_element_get_static_pad (decoder, "sink");

      gst_pad_add_probe (entry, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, short_gap_cb, NULL, NULL);
      g_object_set (decoder, "use-inband-fec", self->with_correction, NULL);
    }
  outlet = g_new0 (Outlet, 1);
  outlet->playout = g_atomic_rc_box_acquire (self);
  outlet->end = GST_CLOCK_TIME_NONE;
  outlet->overstates = decoder != NULL && self->with_correction;
  pad = gst_element_get_static_pad (bin, "src");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_QUERY_UPSTREAM | GST_PAD_PROBE_TYPE_PULL, query_cb, outlet, NULL);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, event_cb, outlet, NULL);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, outlet_cb, outlet, outlet_free);
}

/**
 * media_playout_get_delay_ms:
 * @pipeline: a pipeline
 *
 * Gets how long packets wait for each other now.
 *
 * Returns: ms; 0 when media_playout_attach() was never called
 */
guint
media_playout_get_delay_ms (GstElement *pipeline)
{
  MediaPlayout *self;

  g_return_val_if_fail (GST_IS_ELEMENT (pipeline), 0);

  self = g_object_get_data (G_OBJECT (pipeline), KEY);

  return self != NULL ? (guint) g_atomic_int_get (&self->delay_ms) : 0;
}
