/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* "Can you hear me?" asked before the call. Two pipelines of their own, so that neither a call nor the other test minds. */

#include "media-probe.h"

#include "media-ends.h"
#include "media-melody.h"
#include "media-meter.h"
#include "media-opening.h"

#define SILENCE_DB (-100.0)

typedef struct
{
  GstElement *pipeline; /* NULL: not tested */
  GSource    *bus_source;
} Test;

struct _MediaProbe
{
  GObject      parent_instance;

  MediaEngine *engine;
  Test         microphone;
  Test         speaker;
  double       level;
  GError      *error;
};

enum
{
  PROP_LEVEL = 1,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MediaProbe, media_probe, G_TYPE_OBJECT)

static void
set_level (MediaProbe *self,
           double      level)
{
  self->level = level;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEVEL]);
}

static void
set_error (MediaProbe   *self,
           const GError *error)
{
  if (error == NULL && self->error == NULL)
    return;
  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
end (Test *test)
{
  if (test->pipeline == NULL)
    return;
  g_source_destroy (test->bus_source);
  g_clear_pointer (&test->bus_source, g_source_unref);
  media_opening_close (g_steal_pointer (&test->pipeline));
}

static void
handle_error (MediaProbe *self,
              GstMessage *message)
{
  g_autoptr (GError) error = NULL;

  gst_message_parse_error (message, &error, NULL);
  media_probe_stop (self);
  set_error (self, error);
}

static gboolean
bus_cb (GstBus     *bus,
        GstMessage *message,
        gpointer    user_data)
{
  g_autoptr (MediaProbe) self = g_object_ref (user_data);

  switch ((guint) GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_ELEMENT:
      if (gst_structure_has_name (gst_message_get_structure (message), "level"))
        set_level (self, media_meter_read_level (gst_message_get_structure (message)));
      break;
    case GST_MESSAGE_EOS:
      end (&self->speaker);
      break;
    case GST_MESSAGE_ERROR:
      handle_error (self, message);
      break;
    }

  return G_SOURCE_CONTINUE;
}

/* Eats @pipeline. */
static void
begin (MediaProbe *self,
       Test       *test,
       GstElement *pipeline)
{
  g_autoptr (GstBus) bus = gst_pipeline_get_bus (GST_PIPELINE (pipeline));

  test->pipeline = gst_object_ref_sink (pipeline);
  test->bus_source = gst_bus_create_watch (bus);
  g_source_set_callback (test->bus_source, G_SOURCE_FUNC (bus_cb), self, NULL);
  g_source_attach (test->bus_source, g_main_context_get_thread_default ());
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
}

static void
media_probe_dispose (GObject *object)
{
  MediaProbe *self = MEDIA_PROBE (object);

  end (&self->microphone);
  end (&self->speaker);
  g_clear_object (&self->engine);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (media_probe_parent_class)->dispose (object);
}

static void
media_probe_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  MediaProbe *self = MEDIA_PROBE (object);

  switch (property_id)
    {
    case PROP_LEVEL:
      g_value_set_double (value, self->level);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
media_probe_class_init (MediaProbeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = media_probe_dispose;
  object_class->get_property = media_probe_get_property;

  /**
   * MediaProbe:level:
   *
   * How loud the microphone is, in dBFS (RMS); −100 is silence, and what there is while it is not tested.
   */
  properties[PROP_LEVEL] = g_param_spec_double ("level", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, SILENCE_DB, flags);
  /**
   * MediaProbe:error:
   *
   * Why the last test could not be done.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
media_probe_init (MediaProbe *self)
{
  self->level = SILENCE_DB;
}

/**
 * media_probe_new:
 * @engine: whose devices to test
 *
 * Makes a probe that has opened nothing.
 *
 * Returns: (transfer full): the probe
 */
MediaProbe *
media_probe_new (MediaEngine *engine)
{
  MediaProbe *self;

  g_return_val_if_fail (MEDIA_IS_ENGINE (engine), NULL);

  self = g_object_new (MEDIA_TYPE_PROBE, NULL);
  self->engine = g_object_ref (engine);

  return self;
}

/**
 * media_probe_start_microphone:
 * @self: the probe
 *
 * Opens the microphone that is chosen and measures it until media_probe_stop_microphone().
 */
void
media_probe_start_microphone (MediaProbe *self)
{
  g_autoptr (GError) error = NULL;
  gboolean is_device;
  GstElement *pipeline, *source, *convert, *level, *drain;

  g_return_if_fail (MEDIA_IS_PROBE (self));

  end (&self->microphone);
  source = media_opening_hurry (media_ends_make_source, media_engine_get_microphone (self->engine), &error);
  if (source == NULL)
    source = media_ends_make_source ("silence", &is_device, NULL);
  set_error (self, error);
  pipeline = gst_pipeline_new (NULL);
  convert = gst_element_factory_make ("audioconvert", NULL);
  level = gst_element_factory_make ("level", NULL);
  drain = gst_element_factory_make ("fakesink", NULL);
  g_object_set (drain, "sync", FALSE, "async", FALSE, NULL);
  gst_bin_add_many (GST_BIN (pipeline), source, convert, level, drain, NULL);
  gst_element_link_many (source, convert, level, drain, NULL);
  begin (self, &self->microphone, pipeline);
}

/**
 * media_probe_stop_microphone:
 * @self: the probe
 *
 * Closes the microphone.
 */
void
media_probe_stop_microphone (MediaProbe *self)
{
  g_return_if_fail (MEDIA_IS_PROBE (self));

  end (&self->microphone);
  set_level (self, SILENCE_DB);
}

/* One round of the ringtone, which everybody knows by its sound. */
static GstElement *
make_melody (void)
{
  g_autoptr (GBytes) round = media_melody_render_ringtone (NULL);
  g_autoptr (GstCaps) caps = gst_caps_new_simple ("audio/x-raw",
                                                  "format", G_TYPE_STRING, "S16LE",
                                                  "rate", G_TYPE_INT, (int) MEDIA_MELODY_RATE,
                                                  "channels", G_TYPE_INT, 1,
                                                  "layout", G_TYPE_STRING, "interleaved",
                                                  NULL);
  g_autoptr (GstBuffer) buffer = gst_buffer_new_wrapped_bytes (round);
  GstElement *source = gst_element_factory_make ("appsrc", NULL);
  GstFlowReturn flow;

  GST_BUFFER_PTS (buffer) = 0;
  g_object_set (source, "caps", caps, "format", GST_FORMAT_TIME, "max-bytes", G_GUINT64_CONSTANT (0), NULL);
  g_signal_emit_by_name (source, "push-buffer", buffer, &flow);
  g_signal_emit_by_name (source, "end-of-stream", &flow);

  return source;
}

/**
 * media_probe_play_speaker:
 * @self: the probe
 *
 * Plays a short melody on the speaker that is chosen, once; again from its beginning if it is being played.
 */
void
media_probe_play_speaker (MediaProbe *self)
{
  g_autoptr (GError) error = NULL;
  GstElement *pipeline, *source, *convert, *resample, *sink;

  g_return_if_fail (MEDIA_IS_PROBE (self));

  end (&self->speaker);
  sink = media_ends_make_event_sink (media_engine_get_speaker (self->engine), &error);
  set_error (self, error);
  pipeline = gst_pipeline_new (NULL);
  source = make_melody ();
  convert = gst_element_factory_make ("audioconvert", NULL);
  resample = gst_element_factory_make ("audioresample", NULL);
  gst_bin_add_many (GST_BIN (pipeline), source, convert, resample, sink, NULL);
  gst_element_link_many (source, convert, resample, sink, NULL);
  begin (self, &self->speaker, pipeline);
}

/**
 * media_probe_is_playing:
 * @self: the probe
 *
 * Gets whether the melody is heard.
 *
 * Returns: TRUE until it is over
 */
gboolean
media_probe_is_playing (MediaProbe *self)
{
  g_return_val_if_fail (MEDIA_IS_PROBE (self), FALSE);

  return self->speaker.pipeline != NULL;
}

/**
 * media_probe_get_level:
 * @self: the probe
 *
 * Gets how loud the microphone is.
 *
 * Returns: dBFS (RMS); −100: silence
 */
double
media_probe_get_level (MediaProbe *self)
{
  g_return_val_if_fail (MEDIA_IS_PROBE (self), SILENCE_DB);

  return self->level;
}

/**
 * media_probe_get_error:
 * @self: the probe
 *
 * Gets why the last test could not be done.
 *
 * Returns: (transfer none) (nullable): the error
 */
const GError *
media_probe_get_error (MediaProbe *self)
{
  g_return_val_if_fail (MEDIA_IS_PROBE (self), NULL);

  return self->error;
}

/**
 * media_probe_stop:
 * @self: the probe
 *
 * Closes all it has opened.
 */
void
media_probe_stop (MediaProbe *self)
{
  g_return_if_fail (MEDIA_IS_PROBE (self));

  end (&self->speaker);
  media_probe_stop_microphone (self);
}
