/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the name of a device to an element. PulseAudio's protocol comes first, because PipeWire speaks it too
 * and takes the role of the stream from it; PipeWire's own elements are the way out where it does not. */

#include "media-ends.h"

#include "media-error.h"
#include "media-opening.h"

#include <gst/audio/streamvolume.h>

/* Short enough to talk over, long enough for a busy machine. */
#define BUFFER_US 40000
#define PERIOD_US 10000
#define TONE_LEVEL_DB (-20.0)
/* The RMS of a sine is 3.01 dB below its peak. */
#define SINE_CREST_DB 3.0103
#define RAW "audio/x-raw,format=S16LE,rate=48000,channels=1,layout=interleaved"
#define QUEUE "queue leaky=downstream max-size-buffers=0 max-size-bytes=0 max-size-time=200000000"
#define ECHO_NS (200 * GST_MSECOND)

static GstElement *
make_test_source (const char *wave,
                  double      frequency,
                  double      volume)
{
  GstElement *element = gst_element_factory_make ("audiotestsrc", NULL);

  if (element == NULL)
    return NULL;
  gst_util_set_object_arg (G_OBJECT (element), "wave", wave);
  g_object_set (element, "is-live", TRUE, "samplesperbuffer", 480, "freq", frequency, "volume", volume, NULL);

  return element;
}

/* "tone:HZ" or "tone:HZ:DBFS" */
static GstElement *
make_tone (const char *microphone)
{
  g_auto (GStrv) parts = g_strsplit (microphone, ":", 3);
  double frequency = g_ascii_strtod (parts[1], NULL);
  double level = parts[2] != NULL ? g_ascii_strtod (parts[2], NULL) : TONE_LEVEL_DB;
  double volume = gst_stream_volume_convert_volume (GST_STREAM_VOLUME_FORMAT_DB,
                                                    GST_STREAM_VOLUME_FORMAT_LINEAR, level + SINE_CREST_DB);

  return make_test_source ("sine", CLAMP (frequency, 1, 20000), CLAMP (volume, 0, 1));
}

/* All pulsesinks of a name share one connection, and one that is dead stays so for as long as any of them lives. */
static int n_connections_lost;

static void
name_connection (GstElement *element)
{
  int n_lost = g_atomic_int_get (&n_connections_lost);
  g_autofree char *name = NULL;

  if (n_lost == 0)
    return;
  name = g_strdup_printf ("%s (%d)", g_get_application_name (), n_lost + 1);
  g_object_set (element, "client-name", name, NULL);
}

static GstElement *
open_element (const char *factory,
              const char *property,
              const char *device,
              const char *role)
{
  GstElement *element = gst_element_factory_make (factory, NULL);
  g_autoptr (GstStructure) stream = NULL;

  if (element == NULL)
    return NULL;
  stream = gst_structure_new ("props", "media.role", G_TYPE_STRING, role, NULL);
  g_object_set (element, "stream-properties", stream, NULL);
  if (g_str_has_prefix (factory, "pulse"))
    g_object_set (element, "buffer-time", (gint64) BUFFER_US, "latency-time", (gint64) PERIOD_US,
                  "provide-clock", FALSE, NULL);
  if (g_str_equal (factory, "pulsesink"))
    name_connection (element);
  if (!g_str_equal (device, "default"))
    g_object_set (element, property, device, NULL);

  if (gst_element_set_state (element, GST_STATE_READY) == GST_STATE_CHANGE_FAILURE)
    {
      gst_element_set_state (element, GST_STATE_NULL);
      gst_object_unref (g_object_ref_sink (element));
      return NULL;
    }

  return element;
}

static GstElement *
open_device (gboolean    source,
             const char *device,
             const char *role)
{
  /* Who speaks PulseAudio and is away will be back; what is opened meanwhile would be joined to nothing. */
  static int speaks_pulse;
  GstElement *element = open_element (source ? "pulsesrc" : "pulsesink", "device", device, role);

  if (element != NULL)
    g_atomic_int_set (&speaks_pulse, TRUE);
  else if (g_atomic_int_get (&speaks_pulse))
    g_atomic_int_inc (&n_connections_lost);
  else
    element = open_element (source ? "pipewiresrc" : "pipewiresink", "target-object", device, role);

  return element;
}

static GstElement *
make_sink (const char  *speaker,
           const char  *role,
           gboolean    *is_device,
           GError     **error)
{
  GstElement *element;

  *is_device = FALSE;
  if (!g_str_equal (speaker, "none"))
    {
      element = open_device (FALSE, speaker, role);
      *is_device = element != NULL;
      if (element != NULL)
        {
          g_object_set (element, "async", FALSE, NULL);
          return element;
        }
      g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_DEVICE, "speaker '%s' cannot be opened", speaker);
    }

  element = gst_element_factory_make ("fakesink", NULL);
  g_object_set (element, "sync", TRUE, "async", FALSE, NULL);
  return element;
}

/**
 * media_ends_make_source:
 * @microphone: as [property@MediaEngine:microphone]
 * @is_device: (out): whether it is a real microphone
 * @error: (out) (optional): why it is silence instead
 *
 * Makes the element the sound comes from; silence if the microphone cannot be opened.
 *
 * Returns: (transfer floating): an element in state READY or below
 */
GstElement *
media_ends_make_source (const char  *microphone,
                        gboolean    *is_device,
                        GError     **error)
{
  GstElement *element = NULL;

  g_return_val_if_fail (microphone != NULL, NULL);
  g_return_val_if_fail (is_device != NULL, NULL);

  *is_device = FALSE;
  if (g_str_has_prefix (microphone, "tone:"))
    return make_tone (microphone);
  if (!g_str_equal (microphone, "silence"))
    {
      element = open_device (TRUE, microphone, "Communication");
      *is_device = element != NULL;
      if (element == NULL)
        g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_DEVICE, "microphone '%s' cannot be opened", microphone);
    }

  return element != NULL ? element : make_test_source ("silence", 440, 0);
}

/**
 * media_ends_make_sink:
 * @speaker: as [property@MediaEngine:speaker]
 * @is_device: (out): whether it is a real speaker
 * @error: (out) (optional): why nothing is heard
 *
 * Makes the element the sound of a call goes to; nowhere if the speaker cannot be opened.
 *
 * Returns: (transfer floating): an element in state READY or below
 */
GstElement *
media_ends_make_sink (const char  *speaker,
                      gboolean    *is_device,
                      GError     **error)
{
  g_return_val_if_fail (speaker != NULL, NULL);
  g_return_val_if_fail (is_device != NULL, NULL);

  return make_sink (speaker, "Communication", is_device, error);
}

/* In the streaming thread of the sink: the buffer goes on its way again, stamped anew. */
static void
sink_handoff_cb (GstElement *sink,
                 GstBuffer  *buffer,
                 GstPad     *pad,
                 gpointer    user_data)
{
  g_autoptr (GstBuffer) copy = gst_buffer_copy (buffer);
  GstFlowReturn flow;

  GST_BUFFER_PTS (copy) = GST_CLOCK_TIME_NONE;
  g_signal_emit_by_name (user_data, "push-buffer", copy, &flow);
}

/**
 * media_ends_make_echo:
 * @source: (out) (transfer floating): speaks what @sink hears
 * @sink: (out) (transfer floating): hears
 *
 * Makes the ends of a call that talks to itself. What nobody fetches within a fifth of a second is dropped.
 */
void
media_ends_make_echo (GstElement **source,
                      GstElement **sink)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (RAW);

  g_return_if_fail (source != NULL && sink != NULL);

  *source = gst_element_factory_make ("appsrc", NULL);
  g_object_set (*source, "caps", caps, "format", GST_FORMAT_TIME, "is-live", TRUE, "do-timestamp", TRUE,
                "max-bytes", G_GUINT64_CONSTANT (0), "max-time", ECHO_NS, NULL);
  gst_util_set_object_arg (G_OBJECT (*source), "leaky-type", "downstream");
  *sink = gst_element_factory_make ("fakesink", NULL);
  g_object_set (*sink, "sync", TRUE, "async", FALSE, "signal-handoffs", TRUE, NULL);
  g_signal_connect_object (*sink, "handoff", G_CALLBACK (sink_handoff_cb), *source, 0);
}

/* In a thread. */
static GstElement *
make_event_sink (const char  *speaker,
                 gboolean    *is_device,
                 GError     **error)
{
  return make_sink (speaker, "event", is_device, error);
}

/**
 * media_ends_make_event_sink:
 * @speaker: as [property@MediaEngine:speaker]
 * @error: (out) (optional): why nothing is heard
 *
 * Makes the element a ringtone goes to; nowhere if the speaker cannot be opened soon.
 *
 * Returns: (transfer floating): an element in state READY or below
 */
GstElement *
media_ends_make_event_sink (const char  *speaker,
                            GError     **error)
{
  GstElement *element;
  gboolean is_device;

  g_return_val_if_fail (speaker != NULL, NULL);

  if (g_str_equal (speaker, "none"))
    return make_sink (speaker, "event", &is_device, NULL);
  element = media_opening_hurry (make_event_sink, speaker, error);

  return element != NULL ? element : make_sink ("none", "event", &is_device, NULL);
}

/* In the ticking thread of the mixer. */
static void
ear_cb (const gint16 *samples,
        guint         n_samples,
        gpointer      user_data)
{
  g_autoptr (GstBuffer) buffer = gst_buffer_new_memdup (samples, n_samples * sizeof *samples);
  GstFlowReturn flow;

  g_signal_emit_by_name (user_data, "push-buffer", buffer, &flow);
}

/**
 * media_ends_make_ear:
 * @port: a port of a mixer
 *
 * Makes a source of what the others say. What nobody fetches within a fifth of a second is dropped.
 *
 * Returns: (transfer floating): the element
 */
GstElement *
media_ends_make_ear (MediaMixerPort *port)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (RAW);
  GstElement *source = gst_element_factory_make ("appsrc", NULL);

  g_return_val_if_fail (port != NULL, NULL);

  g_object_set (source, "caps", caps, "format", GST_FORMAT_TIME, "is-live", TRUE, "do-timestamp", TRUE,
                "max-bytes", G_GUINT64_CONSTANT (0), "max-time", ECHO_NS, NULL);
  gst_util_set_object_arg (G_OBJECT (source), "leaky-type", "downstream");
  media_mixer_port_listen (port, ear_cb, gst_object_ref (source), gst_object_unref);

  return source;
}

/* In the streaming thread of the sink. */
static void
voice_cb (GstElement *sink,
          GstBuffer  *buffer,
          GstPad     *pad,
          gpointer    user_data)
{
  GstMapInfo map;

  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    return;
  media_mixer_port_speak (user_data, (const gint16 *) map.data, (guint) (map.size / sizeof (gint16)));
  gst_buffer_unmap (buffer, &map);
}

static void
free_port (gpointer  data,
           GClosure *closure)
{
  media_mixer_port_unref (data);
}

/**
 * media_ends_make_voice:
 * @port: a port of a mixer
 *
 * Makes a sink that says to the others what it is given: mono, 16 bits, 48 kHz.
 *
 * Returns: (transfer floating): the element
 */
GstElement *
media_ends_make_voice (MediaMixerPort *port)
{
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);

  g_return_val_if_fail (port != NULL, NULL);

  g_object_set (sink, "sync", TRUE, "async", FALSE, "signal-handoffs", TRUE, NULL);
  g_signal_connect_data (sink, "handoff", G_CALLBACK (voice_cb), media_mixer_port_ref (port), free_port, 0);

  return sink;
}
