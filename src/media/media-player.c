/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Ringing, tones and the clicks of keys all come down to this: samples on a speaker, round after round. Nothing here touches
 * a call: the pipeline is its own, so a sound that cannot be played costs a sound, and whoever knocks while two people talk
 * is mixed in by the sound server and takes nothing away. */

#include "media-player.h"

#include "media-ends.h"
#include "media-meter.h"
#include "media-opening.h"

#define SILENCE_DB (-100.0)

struct _MediaPlayer
{
  GObject     parent_instance;

  GBytes     *round;
  guint       n_rounds;
  char       *speaker;
  GstElement *pipeline; /* NULL: silent */
  GSource    *bus_source;
  double      level;
};

/* What the streaming thread needs to know: one round, how many went before, and how many there are. */
typedef struct
{
  GBytes *round;
  guint64 n_done;
  guint   n_rounds;
} Loop;

enum
{
  METERED,
  FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MediaPlayer, media_player, G_TYPE_OBJECT)

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
  g_autoptr (GstBuffer) buffer = NULL;
  guint64 n_samples = g_bytes_get_size (loop->round) / sizeof (gint16);
  GstFlowReturn flow;

  if (loop->n_rounds != 0 && loop->n_done == loop->n_rounds)
    {
      g_signal_emit_by_name (source, "end-of-stream", &flow);
      return;
    }
  buffer = gst_buffer_new_wrapped_bytes (loop->round);
  GST_BUFFER_PTS (buffer) = gst_util_uint64_scale (loop->n_done * n_samples, GST_SECOND, MEDIA_PLAYER_RATE);
  GST_BUFFER_DURATION (buffer) = gst_util_uint64_scale (n_samples, GST_SECOND, MEDIA_PLAYER_RATE);
  loop->n_done++;
  g_signal_emit_by_name (source, "push-buffer", buffer, &flow);
}

static GstElement *
make_source (MediaPlayer *self)
{
  GstElement *source = gst_element_factory_make ("appsrc", NULL);
  const char *format = G_BYTE_ORDER == G_LITTLE_ENDIAN ? "S16LE" : "S16BE";
  g_autoptr (GstCaps) caps = gst_caps_new_simple ("audio/x-raw",
                                                  "format", G_TYPE_STRING, format,
                                                  "rate", G_TYPE_INT, (int) MEDIA_PLAYER_RATE,
                                                  "channels", G_TYPE_INT, 1,
                                                  "layout", G_TYPE_STRING, "interleaved",
                                                  NULL);
  Loop *loop = g_new0 (Loop, 1);

  loop->round = g_bytes_ref (self->round);
  loop->n_rounds = self->n_rounds;
  g_object_set (source, "caps", caps, "format", GST_FORMAT_TIME, NULL);
  g_signal_connect_data (source, "need-data", G_CALLBACK (source_need_data_cb), loop, loop_free, G_CONNECT_DEFAULT);

  return source;
}

static void
set_level (MediaPlayer *self,
           double       level)
{
  self->level = level;
  g_signal_emit (self, signals[METERED], 0);
}

static void
take_down (MediaPlayer *self)
{
  if (self->pipeline == NULL)
    return;
  g_source_destroy (self->bus_source);
  g_clear_pointer (&self->bus_source, g_source_unref);
  media_opening_close (g_steal_pointer (&self->pipeline));
}

static void start (MediaPlayer *self, GstElement *sink);

static GstElement *
make_sink (MediaPlayer *self)
{
  g_autoptr (GError) error = NULL;
  GstElement *sink = media_ends_make_event_sink (self->speaker, &error);

  if (error != NULL)
    g_info ("%s", error->message);

  return sink;
}

/* A speaker that is unplugged while it rings: the next best, and if that breaks too there is silence, which ends by itself
 * when the ringing does. */
static void
replace_speaker (MediaPlayer *self)
{
  const char *next = g_str_equal (self->speaker, "default") || g_str_equal (self->speaker, "none") ? "none" : "default";
  gboolean last = g_str_equal (self->speaker, "none");

  take_down (self);
  if (last)
    return;
  g_set_str (&self->speaker, next);
  start (self, make_sink (self));
}

static gboolean
bus_cb (GstBus     *bus,
        GstMessage *message,
        gpointer    user_data)
{
  g_autoptr (MediaPlayer) self = g_object_ref (user_data);

  switch ((guint) GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_ELEMENT:
      if (gst_structure_has_name (gst_message_get_structure (message), "level"))
        set_level (self, media_meter_read_level (gst_message_get_structure (message)));
      break;
    case GST_MESSAGE_EOS:
      take_down (self);
      set_level (self, SILENCE_DB);
      g_signal_emit (self, signals[FINISHED], 0);
      return G_SOURCE_REMOVE;
    case GST_MESSAGE_ERROR:
      replace_speaker (self);
      return G_SOURCE_REMOVE;
    }

  return G_SOURCE_CONTINUE;
}

static void
start (MediaPlayer *self,
       GstElement  *sink)
{
  g_autoptr (GstBus) bus = NULL;
  GstElement *source = make_source (self);
  GstElement *convert = gst_element_factory_make ("audioconvert", NULL);
  GstElement *resample = gst_element_factory_make ("audioresample", NULL);
  GstElement *level = gst_element_factory_make ("level", NULL);

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
media_player_finalize (GObject *object)
{
  MediaPlayer *self = MEDIA_PLAYER (object);

  take_down (self);
  g_bytes_unref (self->round);
  g_free (self->speaker);

  G_OBJECT_CLASS (media_player_parent_class)->finalize (object);
}

static void
media_player_class_init (MediaPlayerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = media_player_finalize;

  signals[METERED] = g_signal_new ("metered", MEDIA_TYPE_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FINISHED] = g_signal_new ("finished", MEDIA_TYPE_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
media_player_init (MediaPlayer *self)
{
  self->level = SILENCE_DB;
}

static MediaPlayer *
make_player (GBytes     *round,
             guint       n_rounds,
             const char *speaker)
{
  MediaPlayer *self = g_object_new (MEDIA_TYPE_PLAYER, NULL);

  self->round = g_bytes_ref (round);
  self->n_rounds = n_rounds;
  self->speaker = g_strdup (speaker);

  return self;
}

/**
 * media_player_new:
 * @round: samples, at least one
 * @n_rounds: how often; 0: until it is stopped
 * @speaker: as [property@MediaEngine:speaker]
 *
 * Begins to play.
 *
 * Returns: (transfer full): the player
 */
MediaPlayer *
media_player_new (GBytes     *round,
                  guint       n_rounds,
                  const char *speaker)
{
  MediaPlayer *self;

  g_return_val_if_fail (round != NULL && g_bytes_get_size (round) >= sizeof (gint16), NULL);
  g_return_val_if_fail (speaker != NULL, NULL);

  self = make_player (round, n_rounds, speaker);
  start (self, make_sink (self));

  return self;
}

/**
 * media_player_new_with_sink:
 * @round: samples, at least one
 * @n_rounds: how often; 0: until it is stopped
 * @sink: (transfer floating): where to; should it break, the default speaker takes its place
 *
 * Begins to play into an element that somebody else has made.
 *
 * Returns: (transfer full): the player
 */
MediaPlayer *
media_player_new_with_sink (GBytes     *round,
                            guint       n_rounds,
                            GstElement *sink)
{
  MediaPlayer *self;

  g_return_val_if_fail (round != NULL && g_bytes_get_size (round) >= sizeof (gint16), NULL);
  g_return_val_if_fail (GST_IS_ELEMENT (sink), NULL);

  self = make_player (round, n_rounds, "");
  start (self, sink);

  return self;
}

/**
 * media_player_get_level:
 * @self: the player
 *
 * Gets how loud it is at this moment.
 *
 * Returns: dBFS (RMS); −100: silence
 */
double
media_player_get_level (MediaPlayer *self)
{
  g_return_val_if_fail (MEDIA_IS_PLAYER (self), SILENCE_DB);

  return self->level;
}

/**
 * media_player_stop:
 * @self: the player
 *
 * Makes it silent at once.
 */
void
media_player_stop (MediaPlayer *self)
{
  g_return_if_fail (MEDIA_IS_PLAYER (self));

  take_down (self);
  self->level = SILENCE_DB;
}
