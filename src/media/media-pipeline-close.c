/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A pipeline that is stopped waits for its devices, and these for a sound server that may hang. Nobody who hangs up waits for
 * that: the threads of such a pipeline go on for as long as they must, and what they look at stays until they are gone. */

#include "media-pipeline-private.h"

#include "media-aside.h"
#include "media-picture-private.h"
#include "media-picture-gate.h"
#include "media-rtp.h"

/* A busy machine takes its time, too. */
#define CLOSE_US (400 * G_TIME_SPAN_MILLISECOND)

/* What the threads of a pipeline look at. */
typedef struct
{
  MediaPipeline    *owner;
  GstElement       *pipeline;
  MediaRtp         *rtp;
  MediaPicture     *picture;
  MediaPictureGate *gate;
  GSource          *told; /* when it has stopped */
  GMainContext     *context;
} Remains;

/* On the main context: nothing flows any more. */
static void
bury (Remains *remains)
{
  g_clear_pointer (&remains->rtp, media_rtp_free);
  g_clear_object (&remains->pipeline);
  g_clear_pointer (&remains->picture, media_picture_free);
  g_clear_pointer (&remains->gate, media_picture_gate_free);
  g_clear_object (&remains->owner);
}

static gboolean
told_cb (gpointer user_data)
{
  bury (user_data);

  return G_SOURCE_REMOVE;
}

static void
stop (gpointer data)
{
  Remains *remains = data;

  gst_element_set_state (remains->pipeline, GST_STATE_NULL);
  g_source_attach (remains->told, remains->context);
}

static void
remains_clear (gpointer data)
{
  Remains *remains = data;

  g_source_unref (remains->told);
  g_main_context_unref (remains->context);
}

static void
remains_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, remains_clear);
}

static Remains *
take_remains (MediaPipeline *self)
{
  Remains *remains = g_atomic_rc_box_new0 (Remains);

  remains->pipeline = g_steal_pointer (&self->pipeline);
  remains->rtp = g_steal_pointer (&self->by.rtp);
  remains->picture = g_steal_pointer (&self->picture);
  remains->gate = g_steal_pointer (&self->gate);
  remains->context = g_main_context_ref (self->context);
  remains->told = g_idle_source_new ();

  return remains;
}

/**
 * media_pipeline_stop:
 * @self: an open pipeline, whose bus nobody watches any more
 *
 * Stops everything that flows. If that takes longer than a moment it goes on by itself, and @self lives until then.
 */
void
media_pipeline_stop (MediaPipeline *self)
{
  g_autoptr (MediaAside) aside = NULL;
  Remains *remains;

  g_return_if_fail (MEDIA_IS_PIPELINE (self));
  g_return_if_fail (self->pipeline != NULL);

  if (self->webrtc != NULL)
    g_signal_handlers_disconnect_by_data (self->webrtc, self);
  remains = take_remains (self);
  g_source_set_callback (remains->told, told_cb, g_atomic_rc_box_acquire (remains), remains_unref);
  aside = media_aside_begin (MEDIA_ASIDE_SOUND, stop, remains, remains_unref);
  if (media_aside_wait (aside, CLOSE_US))
    {
      g_source_destroy (remains->told);
      bury (remains);
    }
  else
    remains->owner = g_object_ref (self);
}
