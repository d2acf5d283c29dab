/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The sound of one association. The object owns the GstPipeline and everything in it; the order of building
 * is hearing, webrtcbin, and, once a codec is agreed on, speaking. No thread of GStreamer ever touches this
 * object: they post on the bus, and the bus is watched on the main context, so closing the bus closes every
 * way in. Split by subject: -bus, -negotiation, -connection, -receive, -send, -ends. */

#include "media-pipeline-private.h"

#include "media-picture-gate.h"
#include "media-picture-private.h"
#include "media-stats.h"

#define SILENCE_DB (-100.0)

enum
{
  DESCRIBED,
  ACCEPTED,
  CONNECTED,
  CUT,
  FAILED,
  TROUBLE,
  METERED,
  TONE,
  MEASURED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MediaPipeline, media_pipeline, G_TYPE_OBJECT)

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
set_flag (MediaPipeline *self,
          const char    *name,
          const char    *property,
          gboolean       value)
{
  g_autoptr (GstElement) element = gst_bin_get_by_name (GST_BIN (self->pipeline), name);

  if (element != NULL)
    g_object_set (element, property, value, NULL);
}

/* In a conference muted means that the microphone is not heard, and the others are. */
void
media_pipeline_apply_flow (MediaPipeline *self)
{
  if (self->pipeline == NULL)
    return;
  set_flag (self, "send", "drop", !(self->connected || self->by.flowing) || (self->direction & MEDIA_DIRECTION_SEND) == 0);
  set_flag (self, "receive", "drop", !(self->connected || self->by.flowing) || (self->direction & MEDIA_DIRECTION_RECEIVE) == 0);
  set_flag (self, "mute", "mute", self->resting || (self->muted && self->port == NULL));
  set_flag (self, "audible", "mute", self->inaudible);
  if (self->port != NULL)
    media_mixer_port_set_deaf (self->port, self->muted);
  media_picture_apply_flow (self);
}

GSource *
media_pipeline_add_timeout (MediaPipeline *self,
                            guint          interval_ms,
                            GSourceFunc    callback)
{
  GSource *source = g_timeout_source_new (interval_ms);

  g_source_set_callback (source, callback, self, NULL);
  g_source_attach (source, self->context);

  return source;
}

void
media_pipeline_post (GstElement   *pipeline,
                     GstStructure *structure)
{
  gst_element_post_message (pipeline, gst_message_new_application (GST_OBJECT (pipeline), structure));
}

void
media_pipeline_emit_described (MediaPipeline *self)
{
  g_signal_emit (self, signals[DESCRIBED], 0, self->local);
}

void
media_pipeline_emit_accepted (MediaPipeline *self)
{
  g_signal_emit (self, signals[ACCEPTED], 0);
}

void
media_pipeline_emit_trouble (MediaPipeline *self,
                             const GError  *error)
{
  g_clear_error (&self->trouble);
  if (error != NULL)
    self->trouble = g_error_copy (error);
  g_signal_emit (self, signals[TROUBLE], 0, error);
}

void
media_pipeline_emit_connected (MediaPipeline *self)
{
  g_signal_emit (self, signals[CONNECTED], 0);
}

void
media_pipeline_emit_cut (MediaPipeline *self)
{
  g_signal_emit (self, signals[CUT], 0);
}

void
media_pipeline_emit_metered (MediaPipeline *self)
{
  g_signal_emit (self, signals[METERED], 0);
}

void
media_pipeline_emit_tone (MediaPipeline *self,
                          char           digit)
{
  g_signal_emit (self, signals[TONE], 0, (guint) digit);
}

void
media_pipeline_emit_measured (MediaPipeline *self,
                              MediaStats    *stats)
{
  g_signal_emit (self, signals[MEASURED], 0, stats);
}

void
media_pipeline_fail (MediaPipeline *self,
                     MediaError     code,
                     const char    *format,
                     ...)
{
  g_autoptr (MediaPipeline) alive = g_object_ref (self);
  g_autoptr (GError) error = NULL;
  va_list arguments;

  va_start (arguments, format);
  error = g_error_new_valist (MEDIA_ERROR, code, format, arguments);
  va_end (arguments);
  if (self->pipeline == NULL)
    return;
  media_pipeline_close (self);
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
media_pipeline_dispose (GObject *object)
{
  MediaPipeline *self = MEDIA_PIPELINE (object);

  media_pipeline_close (self);
  g_clear_pointer (&self->local, media_sdp_unref);
  g_clear_pointer (&self->remote, media_sdp_unref);

  G_OBJECT_CLASS (media_pipeline_parent_class)->dispose (object);
}

static void
media_pipeline_finalize (GObject *object)
{
  MediaPipeline *self = MEDIA_PIPELINE (object);

  media_settings_unref (self->settings);
  g_main_context_unref (self->context);
  g_clear_error (&self->trouble);
  g_free (self->fingerprint);
  g_clear_pointer (&self->tap, media_reference_unref);
  g_clear_pointer (&self->mixer, media_mixer_unref);

  G_OBJECT_CLASS (media_pipeline_parent_class)->finalize (object);
}

static guint
new_signal (const char *name,
            GType       argument)
{
  if (argument == G_TYPE_NONE)
    return g_signal_new (name, MEDIA_TYPE_PIPELINE, G_SIGNAL_RUN_LAST, 0,
                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  return g_signal_new (name, MEDIA_TYPE_PIPELINE, G_SIGNAL_RUN_LAST, 0,
                       NULL, NULL, NULL, G_TYPE_NONE, 1, argument);
}

static void
media_pipeline_class_init (MediaPipelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = media_pipeline_dispose;
  object_class->finalize = media_pipeline_finalize;

  signals[DESCRIBED] = new_signal ("described", G_TYPE_POINTER);
  signals[ACCEPTED] = new_signal ("accepted", G_TYPE_NONE);
  signals[CONNECTED] = new_signal ("connected", G_TYPE_NONE);
  signals[CUT] = new_signal ("cut", G_TYPE_NONE);
  signals[FAILED] = new_signal ("failed", G_TYPE_ERROR);
  signals[TROUBLE] = new_signal ("trouble", G_TYPE_ERROR);
  signals[METERED] = new_signal ("metered", G_TYPE_NONE);
  new_signal ("pictured", G_TYPE_NONE);
  new_signal ("found", G_TYPE_NONE);
  signals[TONE] = new_signal ("tone", G_TYPE_UINT);
  signals[MEASURED] = new_signal ("measured", MEDIA_TYPE_STATS);
}

static void
media_pipeline_init (MediaPipeline *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->path = &media_pipeline_webrtc_path;
  self->direction = MEDIA_DIRECTION_BOTH;
  self->local_level = SILENCE_DB;
  self->remote_level = SILENCE_DB;
}

/**
 * media_pipeline_new:
 * @settings: which devices, which STUN server, or echo
 *
 * Makes an object that has opened nothing yet.
 *
 * Returns: (transfer full): the pipeline
 */
MediaPipeline *
media_pipeline_new (MediaSettings *settings)
{
  MediaPipeline *self;

  g_return_val_if_fail (settings != NULL, NULL);

  self = g_object_new (MEDIA_TYPE_PIPELINE, NULL);
  self->settings = media_settings_ref (settings);

  return self;
}

/**
 * media_pipeline_open:
 * @self: a pipeline not opened before
 * @with_loopback: whether the peer is known to be on this machine
 * @error: (out): why not
 *
 * Builds the pipeline and sets it going. No candidate is gathered and no microphone opened yet.
 *
 * Returns: TRUE when it runs
 */
gboolean
media_pipeline_open (MediaPipeline  *self,
                     gboolean        with_loopback,
                     GError        **error)
{
  g_autoptr (GstClock) clock = NULL;
  g_autoptr (GstBus) bus = NULL;

  g_return_val_if_fail (MEDIA_IS_PIPELINE (self), FALSE);
  g_return_val_if_fail (self->pipeline == NULL, FALSE);

  self->webrtc = gst_element_factory_make (self->path->element, "webrtc");
  if (self->webrtc == NULL)
    {
      g_set_error_literal (error, MEDIA_ERROR, MEDIA_ERROR_MISSING, self->path->element);
      return FALSE;
    }
  self->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  gst_bin_add (GST_BIN (self->pipeline), self->webrtc);
  /* A device that is unplugged takes its clock with it; the system's stays. */
  clock = gst_system_clock_obtain ();
  gst_pipeline_use_clock (GST_PIPELINE (self->pipeline), clock);

  bus = gst_pipeline_get_bus (GST_PIPELINE (self->pipeline));
  self->bus_source = gst_bus_create_watch (bus);
  g_source_set_callback (self->bus_source, G_SOURCE_FUNC (media_pipeline_bus_cb), self, NULL);
  g_source_attach (self->bus_source, self->context);

  if (!self->path->open (self, with_loopback, error) ||
      !media_pipeline_build_hearing (self, error))
    return FALSE;
  if (gst_element_set_state (self->pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
    {
      g_set_error_literal (error, MEDIA_ERROR, MEDIA_ERROR_PIPELINE, "the pipeline does not start");
      return FALSE;
    }

  return TRUE;
}

/**
 * media_pipeline_set_direction:
 * @self: the pipeline
 * @direction: which way sound may flow
 *
 * Opens and shuts the two valves; ICE and DTLS go on in any case.
 */
void
media_pipeline_set_direction (MediaPipeline  *self,
                              MediaDirection  direction)
{
  g_return_if_fail (MEDIA_IS_PIPELINE (self));

  self->direction = direction;
  media_pipeline_apply_flow (self);
}

/**
 * media_pipeline_set_muted:
 * @self: the pipeline
 * @muted: whether silence is sent in place of the microphone
 *
 * Mutes without stopping the stream, so that nobody mistakes it for a broken line.
 */
void
media_pipeline_set_muted (MediaPipeline *self,
                          gboolean       muted)
{
  g_return_if_fail (MEDIA_IS_PIPELINE (self));

  self->muted = muted;
  media_pipeline_apply_flow (self);
}

/**
 * media_pipeline_send_tones:
 * @self: the pipeline
 * @digits: as media_dtmf_check() allows
 * @tone_ms: how long each key is down
 * @gap_ms: the pause after it
 *
 * Queues key presses.
 *
 * Returns: FALSE when the far end takes none
 */
gboolean
media_pipeline_send_tones (MediaPipeline *self,
                           const char    *digits,
                           guint          tone_ms,
                           guint          gap_ms)
{
  g_return_val_if_fail (MEDIA_IS_PIPELINE (self), FALSE);

  if (self->dtmf == NULL)
    return FALSE;
  media_dtmf_send (self->dtmf, digits, tone_ms, gap_ms);

  return TRUE;
}

/**
 * media_pipeline_take_tones:
 * @self: the pipeline
 * @former: one of the same call, about to be closed
 *
 * Goes on with the key presses that @former did not get to.
 */
void
media_pipeline_take_tones (MediaPipeline *self,
                           MediaPipeline *former)
{
  g_autofree char *rest = NULL;
  guint tone_ms, gap_ms;

  g_return_if_fail (MEDIA_IS_PIPELINE (self));
  g_return_if_fail (MEDIA_IS_PIPELINE (former));

  if (former->dtmf == NULL || self->dtmf == NULL)
    return;
  rest = media_dtmf_take_rest (former->dtmf, &tone_ms, &gap_ms);
  if (rest[0] != '\0')
    media_dtmf_send (self->dtmf, rest, tone_ms, gap_ms);
}

/**
 * media_pipeline_is_connected:
 * @self: the pipeline
 *
 * Gets whether ICE and DTLS have found the right peer, and nothing is known to have come between since.
 *
 * Returns: TRUE when sound may flow
 */
gboolean
media_pipeline_is_connected (MediaPipeline *self)
{
  g_return_val_if_fail (MEDIA_IS_PIPELINE (self), FALSE);

  return self->pipeline != NULL && self->connected && !self->cut;
}

/**
 * media_pipeline_get_trouble:
 * @self: the pipeline
 *
 * Gets why a device of it cannot be used.
 *
 * Returns: (transfer none) (nullable): the error; NULL while all is well
 */
const GError *
media_pipeline_get_trouble (MediaPipeline *self)
{
  g_return_val_if_fail (MEDIA_IS_PIPELINE (self), NULL);

  return self->trouble;
}

/**
 * media_pipeline_close:
 * @self: the pipeline
 *
 * Stops everything and gives devices, sockets and threads back. May be called in any state and more than
 * once.
 */
void
media_pipeline_close (MediaPipeline *self)
{
  g_return_if_fail (MEDIA_IS_PIPELINE (self));

  clear_source (&self->bus_source);
  clear_source (&self->tick_source);
  clear_source (&self->gather_source);
  clear_source (&self->connect_source);
  clear_source (&self->nudge_source);
  clear_source (&self->reserve_source);
  clear_source (&self->ends_source);
  g_clear_pointer (&self->kept_back, g_ptr_array_unref);
  g_clear_pointer (&self->dtmf, media_dtmf_unref);
  self->step = MEDIA_STEP_NONE;
  media_pipeline_unplug (self);
  if (self->pipeline == NULL)
    return;

  if (self->by.rtp != NULL)
    media_rtp_stop (self->by.rtp);
  media_pipeline_stop (self);
  self->webrtc = NULL;
  self->source = NULL;
  self->sink = NULL;
}
