/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Listening in without being in the way. A tee with a queue could stall a call, and must be built and torn down while sound
 * flows; a probe that copies what passes can do neither. It is also the place where a tone may be laid over what passes,
 * so that nobody is recorded without hearing it. */

#include "media-tap.h"

#include <math.h>

#define BEEP_SAMPLES (MEDIA_TAP_BEEP_MS * (MEDIA_TRACK_RATE / 1000))
#define BEEP_PEAK 3000.0 /* −21 dBFS: to be heard beside a voice, not over it */
#define BEEP_EDGE (5 * (MEDIA_TRACK_RATE / 1000))

/* One end; it lives as long as a thread of GStreamer may be in it. */
typedef struct
{
  MediaTrack    *track;
  MediaTrackPen  pen;
  gboolean       delayed;      /* what passes is heard only when the pipeline's latency is over */
  int            recording;    /* atomic */
  int            n_beeps;      /* atomic: how often it was asked for */
  int            n_beeps_done; /* and the next, in the streaming thread */
  guint          beep_at;      /* BEEP_SAMPLES: silent */
  gboolean       fits;         /* what passes is of the one format */
  gint64         origin;       /* of the ticks of a mixer */
  gint64         n_ticked;     /* samples */
} Ear;

typedef struct
{
  const char     *name; /* of the element behind which it listens */
  Ear            *ear;
  GstPad         *pad;  /* NULL: not there yet */
  gulong          probe;
  MediaMixerPort *port; /* NULL: at a pipeline */
} End;

struct _MediaTap
{
  GstElement *pipeline; /* NULL: at a mixer */
  MediaMixer *mixer;
  End         ends[2];
};

static void
ear_clear (gpointer data)
{
  Ear *ear = data;

  media_track_unref (ear->track);
}

static void
ear_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, ear_clear);
}

static Ear *
ear_new (MediaTrack *track)
{
  Ear *ear = g_atomic_rc_box_new0 (Ear);

  ear->track = media_track_ref (track);
  ear->recording = TRUE;
  ear->beep_at = BEEP_SAMPLES;
  ear->origin = G_MAXINT64;

  return ear;
}

static gint16
get_beep (guint sample)
{
  double edge = MIN (1.0, (double) MIN (sample, BEEP_SAMPLES - sample) / BEEP_EDGE);

  return (gint16) (BEEP_PEAK * edge * sin (2 * G_PI * MEDIA_TAP_BEEP_HZ * sample / MEDIA_TRACK_RATE));
}

static void
sound_beep (Ear    *ear,
            gint16 *samples,
            guint   n_samples)
{
  for (guint i = 0; i < n_samples && ear->beep_at < BEEP_SAMPLES; i++)
    {
      gint32 sum = (gint32) samples[i] + get_beep (ear->beep_at++);

      samples[i] = (gint16) CLAMP (sum, G_MININT16, G_MAXINT16);
    }
}

static gboolean
is_beep_due (Ear *ear)
{
  int n_beeps = g_atomic_int_get (&ear->n_beeps);

  if (n_beeps != ear->n_beeps_done)
    ear->beep_at = 0;
  ear->n_beeps_done = n_beeps;

  return ear->beep_at < BEEP_SAMPLES;
}

/* Where a mute or a silent stretch says that there is nothing, there is something now. */
static GstBuffer *
lay_beep_over (Ear       *ear,
               GstBuffer *buffer)
{
  GstMapInfo map;

  buffer = gst_buffer_make_writable (buffer);
  GST_BUFFER_FLAG_UNSET (buffer, GST_BUFFER_FLAG_GAP);
  if (gst_buffer_map (buffer, &map, GST_MAP_READWRITE))
    {
      sound_beep (ear, (gint16 *) map.data, (guint) (map.size / sizeof (gint16)));
      gst_buffer_unmap (buffer, &map);
    }

  return buffer;
}

static GstPipeline *
dup_pipeline (GstPad *pad)
{
  GstObject *object = gst_object_get_parent (GST_OBJECT (pad));

  while (object != NULL && !GST_IS_PIPELINE (object))
    {
      GstObject *parent = gst_object_get_parent (object);

      gst_object_unref (object);
      object = parent;
    }

  return (GstPipeline *) object;
}

/* On the clock that all pipelines share; −1: it has no time. */
static gint64
get_time (Ear       *ear,
          GstPad    *pad,
          GstBuffer *buffer)
{
  g_autoptr (GstPipeline) pipeline = dup_pipeline (pad);
  g_autoptr (GstEvent) event = gst_pad_get_sticky_event (pad, GST_EVENT_SEGMENT, 0);
  const GstSegment *segment;
  GstClockTime running, latency;

  if (pipeline == NULL || event == NULL || !GST_BUFFER_PTS_IS_VALID (buffer))
    return -1;
  gst_event_parse_segment (event, &segment);
  running = gst_segment_to_running_time (segment, GST_FORMAT_TIME, GST_BUFFER_PTS (buffer));
  latency = ear->delayed ? gst_pipeline_get_configured_latency (pipeline) : 0;
  if (!GST_CLOCK_TIME_IS_VALID (running))
    return -1;

  return (gint64) (gst_element_get_base_time (GST_ELEMENT (pipeline)) + running +
                   (GST_CLOCK_TIME_IS_VALID (latency) ? latency : 0));
}

static void
record (Ear       *ear,
        GstPad    *pad,
        GstBuffer *buffer)
{
  gint64 at = get_time (ear, pad, buffer);
  GstMapInfo map;

  if (at < 0 || !gst_buffer_map (buffer, &map, GST_MAP_READ))
    return;
  media_track_put (ear->track, &ear->pen, at, (const gint16 *) map.data, (guint) (map.size / sizeof (gint16)));
  gst_buffer_unmap (buffer, &map);
}

/* The builders of the paths name one format; anything else would be noise. */
static gboolean
is_of_the_format (GstCaps *caps)
{
  const GstStructure *structure = gst_caps_get_structure (caps, 0);
  const char *format = gst_structure_get_string (structure, "format");
  int rate = 0;
  int channels = 0;

  gst_structure_get_int (structure, "rate", &rate);
  gst_structure_get_int (structure, "channels", &channels);

  return g_strcmp0 (format, G_BYTE_ORDER == G_LITTLE_ENDIAN ? "S16LE" : "S16BE") == 0 &&
         rate == (int) MEDIA_TRACK_RATE && channels == 1;
}

static GstPadProbeReturn
pad_cb (GstPad          *pad,
        GstPadProbeInfo *info,
        gpointer         user_data)
{
  Ear *ear = user_data;
  GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER (info);
  g_autoptr (GstCaps) caps = NULL;

  if (!ear->fits)
    {
      caps = gst_pad_get_current_caps (pad);
      ear->fits = caps != NULL && is_of_the_format (caps);
    }
  if (buffer == NULL || !ear->fits)
    return GST_PAD_PROBE_OK;
  if (is_beep_due (ear))
    info->data = buffer = lay_beep_over (ear, buffer);
  if (g_atomic_int_get (&ear->recording))
    record (ear, pad, buffer);

  return GST_PAD_PROBE_OK;
}

/* In the ticking thread. A tick may come late and never early, and a late one is made up for by those behind it. */
static void
port_cb (const gint16 *samples,
         guint         n_samples,
         gpointer      user_data)
{
  Ear *ear = user_data;
  g_autoptr (GstClock) clock = gst_system_clock_obtain ();
  gint64 spoken_ns = ear->n_ticked * (gint64) GST_SECOND / MEDIA_TRACK_RATE;

  ear->origin = MIN (ear->origin, (gint64) gst_clock_get_time (clock) - spoken_ns);
  media_track_put (ear->track, &ear->pen, ear->origin + spoken_ns, samples, n_samples);
  ear->n_ticked += n_samples;
}

static void
end_clear (End *end)
{
  if (end->pad != NULL)
    gst_pad_remove_probe (end->pad, end->probe);
  g_clear_object (&end->pad);
  if (end->port != NULL)
    media_mixer_port_unplug (end->port);
  g_clear_pointer (&end->port, media_mixer_port_unref);
  g_clear_pointer (&end->ear, ear_unref);
}

static void
end_refresh (End        *end,
             GstElement *pipeline)
{
  g_autoptr (GstElement) element = NULL;

  if (end->pad != NULL)
    return;
  element = gst_bin_get_by_name (GST_BIN (pipeline), end->name);
  if (element == NULL)
    return;
  end->pad = gst_element_get_static_pad (element, "src");
  end->probe = gst_pad_add_probe (end->pad, GST_PAD_PROBE_TYPE_BUFFER, pad_cb, g_atomic_rc_box_acquire (end->ear),
                                  ear_unref);
}

static void
end_plug (End        *end,
          MediaMixer *mixer)
{
  end->port = media_mixer_plug (mixer, end->ear);
  media_mixer_port_listen (end->port, port_cb, g_atomic_rc_box_acquire (end->ear), ear_unref);
}

static MediaTap *
tap_new (MediaTrack *ours,
         MediaTrack *theirs)
{
  MediaTap *self = g_new0 (MediaTap, 1);

  self->ends[0].name = "send";
  self->ends[0].ear = ear_new (ours);
  self->ends[1].name = "receive";
  self->ends[1].ear = ear_new (theirs);
  self->ends[1].ear->delayed = TRUE;

  return self;
}

/**
 * media_tap_new_at_pipeline:
 * @pipeline: one with valves named "send" and "receive", now or later
 * @ours: where what passes the one goes
 * @theirs: and the other
 *
 * Listens to one path of a call.
 *
 * Returns: (transfer full): the tap
 */
MediaTap *
media_tap_new_at_pipeline (GstElement *pipeline,
                           MediaTrack *ours,
                           MediaTrack *theirs)
{
  MediaTap *self;

  g_return_val_if_fail (GST_IS_BIN (pipeline), NULL);
  g_return_val_if_fail (ours != NULL && theirs != NULL, NULL);

  self = tap_new (ours, theirs);
  self->pipeline = g_object_ref (pipeline);
  media_tap_refresh (self);

  return self;
}

/**
 * media_tap_new_at_mixer:
 * @mixer: of a conference
 * @ours: where what the person says goes
 * @theirs: where all the others go
 *
 * Listens to a conference.
 *
 * Returns: (transfer full): the tap
 */
MediaTap *
media_tap_new_at_mixer (MediaMixer *mixer,
                        MediaTrack *ours,
                        MediaTrack *theirs)
{
  MediaTap *self;

  g_return_val_if_fail (mixer != NULL, NULL);
  g_return_val_if_fail (ours != NULL && theirs != NULL, NULL);

  self = tap_new (ours, theirs);
  self->mixer = media_mixer_ref (mixer);
  for (guint i = 0; i < G_N_ELEMENTS (self->ends); i++)
    end_plug (&self->ends[i], mixer);
  media_mixer_port_set_narrow (self->ends[0].port, TRUE);
  media_mixer_port_set_deaf (self->ends[1].port, TRUE);

  return self;
}

/**
 * media_tap_is_at:
 * @self: the tap
 * @place: a pipeline or a mixer; only compared
 *
 * Gets whether this is where it listens.
 *
 * Returns: TRUE if it does
 */
gboolean
media_tap_is_at (MediaTap      *self,
                 gconstpointer  place)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return place != NULL && (place == self->pipeline || place == self->mixer);
}

/**
 * media_tap_refresh:
 * @self: the tap
 *
 * Listens at those ends too that were not there before: there is nothing to say into before a codec is agreed on.
 */
void
media_tap_refresh (MediaTap *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; self->pipeline != NULL && i < G_N_ELEMENTS (self->ends); i++)
    end_refresh (&self->ends[i], self->pipeline);
}

/**
 * media_tap_set_recording:
 * @self: the tap
 * @recording: whether what passes goes to the tracks
 *
 * Stops or goes on listening; the tone is sounded in any case.
 */
void
media_tap_set_recording (MediaTap *self,
                         gboolean  recording)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (self->ends); i++)
    g_atomic_int_set (&self->ends[i].ear->recording, recording);
}

/**
 * media_tap_beep:
 * @self: the tap
 *
 * Lets both sides hear the tone once. At a mixer nothing is sounded: the paths of its calls are where.
 */
void
media_tap_beep (MediaTap *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (self->ends); i++)
    g_atomic_int_inc (&self->ends[i].ear->n_beeps);
}

/**
 * media_tap_free:
 * @self: (transfer full): the tap
 *
 * Listens no more.
 */
void
media_tap_free (MediaTap *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (self->ends); i++)
    end_clear (&self->ends[i]);
  g_clear_object (&self->pipeline);
  g_clear_pointer (&self->mixer, media_mixer_unref);
  g_free (self);
}
