/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A sound of the telephone, played round after round until it is stopped. Nothing here touches a call: the
 * pipeline is its own, so a ringtone that cannot be played costs a ringtone. */

#include "media-tones.h"

#include "media-ends.h"
#include "media-melody.h"
#include "media-meter.h"
#include "media-ringer.h"

#define SILENCE_DB (-100.0)

struct _MediaTones
{
  GObject      parent_instance;

  MediaEngine *engine;
  MediaTone    tone;
  GstElement  *pipeline; /* NULL: silent */
  GSource     *bus_source;
  double       level;
};

/* What the streaming thread needs to know: one round, and how many went before. */
typedef struct
{
  GBytes *round;
  guint64 n_rounds;
} Loop;

enum
{
  PROP_TONE = 1,
  PROP_LEVEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (MediaTone, media_tone,
                    G_DEFINE_ENUM_VALUE (MEDIA_TONE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (MEDIA_TONE_RINGTONE, "ringtone"),
                    G_DEFINE_ENUM_VALUE (MEDIA_TONE_RINGBACK, "ringback"),
                    G_DEFINE_ENUM_VALUE (MEDIA_TONE_BUSY, "busy"),
                    G_DEFINE_ENUM_VALUE (MEDIA_TONE_WAITING, "waiting"))

G_DEFINE_FINAL_TYPE (MediaTones, media_tones, G_TYPE_OBJECT)

static void
loop_free (gpointer  data,
           GClosure *closure)
{
  Loop *loop = data;

  g_bytes_unref (loop->round);
  g_free (loop);
}

/* In the streaming thread: the next round, right behind the last. */
static void
source_need_data_cb (GstElement *source,
                     guint       length,
                     gpointer    user_data)
{
  Loop *loop = user_data;
  g_autoptr (GstBuffer) buffer = gst_buffer_new_wrapped_bytes (loop->round);
  guint64 n_samples = g_bytes_get_size (loop->round) / sizeof (gint16);
  GstFlowReturn flow;

  GST_BUFFER_PTS (buffer) = gst_util_uint64_scale (loop->n_rounds * n_samples, GST_SECOND, MEDIA_MELODY_RATE);
  GST_BUFFER_DURATION (buffer) = gst_util_uint64_scale (n_samples, GST_SECOND, MEDIA_MELODY_RATE);
  loop->n_rounds++;
  g_signal_emit_by_name (source, "push-buffer", buffer, &flow);
}

static void
set_level (MediaTones *self,
           double      level)
{
  self->level = level;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEVEL]);
}

static gboolean
bus_cb (GstBus     *bus,
        GstMessage *message,
        gpointer    user_data)
{
  MediaTones *self = user_data;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ELEMENT &&
      gst_structure_has_name (gst_message_get_structure (message), "level"))
    set_level (self, media_meter_read_level (gst_message_get_structure (message)));

  return G_SOURCE_CONTINUE;
}

static GstElement *
make_source (MediaTone tone)
{
  GstElement *source = gst_element_factory_make ("appsrc", NULL);
  const char *format = G_BYTE_ORDER == G_LITTLE_ENDIAN ? "S16LE" : "S16BE";
  g_autoptr (GstCaps) caps = gst_caps_new_simple ("audio/x-raw",
                                                  "format", G_TYPE_STRING, format,
                                                  "rate", G_TYPE_INT, (int) MEDIA_MELODY_RATE,
                                                  "channels", G_TYPE_INT, 1,
                                                  "layout", G_TYPE_STRING, "interleaved",
                                                  NULL);
  Loop *loop = g_new0 (Loop, 1);

  loop->round = media_melody_render (tone);
  g_object_set (source, "caps", caps, "format", GST_FORMAT_TIME, NULL);
  g_signal_connect_data (source, "need-data", G_CALLBACK (source_need_data_cb), loop, loop_free,
                         G_CONNECT_DEFAULT);

  return source;
}

static void
stop (MediaTones *self)
{
  if (self->pipeline == NULL)
    return;
  g_source_destroy (self->bus_source);
  g_clear_pointer (&self->bus_source, g_source_unref);
  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_object (&self->pipeline);
  set_level (self, SILENCE_DB);
}

static void
start (MediaTones *self)
{
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GError) error = NULL;
  GstElement *source = make_source (self->tone);
  GstElement *convert = gst_element_factory_make ("audioconvert", NULL);
  GstElement *resample = gst_element_factory_make ("audioresample", NULL);
  GstElement *level = gst_element_factory_make ("level", NULL);
  GstElement *sink = media_ringer_make_sink (self->engine, self->tone, &error);

  if (error != NULL)
    g_info ("%s", error->message);
  self->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  gst_bin_add_many (GST_BIN (self->pipeline), source, convert, resample, level, sink, NULL);
  gst_element_link_many (source, convert, resample, level, sink, NULL);
  bus = gst_pipeline_get_bus (GST_PIPELINE (self->pipeline));
  self->bus_source = gst_bus_create_watch (bus);
  g_source_set_callback (self->bus_source, G_SOURCE_FUNC (bus_cb), self, NULL);
  g_source_attach (self->bus_source, g_main_context_get_thread_default ());
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
}

static void
media_tones_dispose (GObject *object)
{
  MediaTones *self = MEDIA_TONES (object);

  media_tones_stop (self);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (media_tones_parent_class)->dispose (object);
}

static void
media_tones_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  MediaTones *self = MEDIA_TONES (object);

  switch (property_id)
    {
    case PROP_TONE:
      g_value_set_enum (value, self->tone);
      break;
    case PROP_LEVEL:
      g_value_set_double (value, self->level);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
media_tones_class_init (MediaTonesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = media_tones_dispose;
  object_class->get_property = media_tones_get_property;

  /**
   * MediaTones:tone:
   *
   * What is being played.
   */
  properties[PROP_TONE] = g_param_spec_enum ("tone", NULL, NULL, MEDIA_TYPE_TONE, MEDIA_TONE_NONE, flags);
  /**
   * MediaTones:level:
   *
   * How loud it is at this moment, in dBFS (RMS); −100 is silence.
   */
  properties[PROP_LEVEL] = g_param_spec_double ("level", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, SILENCE_DB,
                                                flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
media_tones_init (MediaTones *self)
{
  self->level = SILENCE_DB;
}

/**
 * media_tones_new:
 * @engine: whose speaker to use
 *
 * Makes a silent player.
 *
 * Returns: (transfer full): the player
 */
MediaTones *
media_tones_new (MediaEngine *engine)
{
  MediaTones *self;

  g_return_val_if_fail (MEDIA_IS_ENGINE (engine), NULL);

  self = g_object_new (MEDIA_TYPE_TONES, NULL);
  self->engine = g_object_ref (engine);

  return self;
}

/**
 * media_tones_get_tone:
 * @self: the player
 *
 * Gets what is being played.
 *
 * Returns: the tone
 */
MediaTone
media_tones_get_tone (MediaTones *self)
{
  g_return_val_if_fail (MEDIA_IS_TONES (self), MEDIA_TONE_NONE);

  return self->tone;
}

/**
 * media_tones_get_level:
 * @self: the player
 *
 * Gets how loud it is at this moment.
 *
 * Returns: dBFS (RMS); −100: silence
 */
double
media_tones_get_level (MediaTones *self)
{
  g_return_val_if_fail (MEDIA_IS_TONES (self), SILENCE_DB);

  return self->level;
}

/**
 * media_tones_play:
 * @self: the player
 * @tone: what to play; %MEDIA_TONE_NONE is media_tones_stop()
 *
 * Plays a sound until it is stopped or another is asked for; the same sound again goes on without a break.
 */
void
media_tones_play (MediaTones *self,
                  MediaTone   tone)
{
  g_return_if_fail (MEDIA_IS_TONES (self));

  if (self->tone == tone)
    return;
  stop (self);
  self->tone = tone;
  if (tone != MEDIA_TONE_NONE)
    start (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TONE]);
}

/**
 * media_tones_stop:
 * @self: the player
 *
 * Makes it silent at once.
 */
void
media_tones_stop (MediaTones *self)
{
  g_return_if_fail (MEDIA_IS_TONES (self));

  media_tones_play (self, MEDIA_TONE_NONE);
}
