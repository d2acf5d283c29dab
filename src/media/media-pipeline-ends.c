/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is spoken into and what is heard from, and how that changes during a call: a device breaks, the call is put on
 * hold, several calls become one conversation. The association goes on and notices nothing of it. */

#include "media-pipeline-private.h"

#include "media-canceller.h"
#include "media-ends.h"
#include "media-error.h"
#include "media-swap.h"

static GstElement *
open_microphone (MediaPipeline *self)
{
  const char *name = self->resting ? "silence" : self->settings->microphone;
  g_autoptr (GError) error = NULL;
  gboolean is_device = FALSE;
  GstElement *source = media_ends_make_source (name, &is_device, &error);

  if (error != NULL)
    media_pipeline_emit_trouble (self, error);

  return is_device ? media_canceller_wrap (source, self->probe_name, MEDIA_CLEANING_ALL) : source;
}

static GstElement *
open_speaker (MediaPipeline *self)
{
  g_autoptr (GError) error = NULL;
  gboolean is_device = FALSE;
  GstElement *sink = media_ends_make_sink (self->settings->speaker, &is_device, &error);

  if (error != NULL)
    media_pipeline_emit_trouble (self, error);

  return sink;
}

static void
plug_in (MediaPipeline *self)
{
  if (self->mixer != NULL && self->port == NULL)
    self->port = media_mixer_plug (self->mixer, self->owner);
}

GstElement *
media_pipeline_make_source (MediaPipeline *self)
{
  if (self->settings->echo)
    return self->source;
  plug_in (self);

  return self->port != NULL ? media_ends_make_ear (self->port) : open_microphone (self);
}

GstElement *
media_pipeline_make_sink (MediaPipeline *self)
{
  GstElement *sink;

  if (self->settings->echo)
    {
      media_ends_make_echo (&self->source, &sink);
      gst_bin_add (GST_BIN (self->pipeline), self->source);
      return sink;
    }
  plug_in (self);

  return self->port != NULL ? media_ends_make_voice (self->port) : open_speaker (self);
}

void
media_pipeline_unplug (MediaPipeline *self)
{
  if (self->port != NULL)
    media_mixer_port_unplug (self->port);
  g_clear_pointer (&self->port, media_mixer_port_unref);
}

/* Before a codec is agreed on there is no source yet. */
static void
exchange_source (MediaPipeline *self,
                 GstElement    *fresh)
{
  media_swap_source (self->source, fresh);
  self->source = fresh;
}

static void
exchange_sink (MediaPipeline *self,
               GstElement    *fresh)
{
  g_autoptr (GstElement) hearing = gst_bin_get_by_name (GST_BIN (self->pipeline), "hearing");

  media_swap_sink (hearing, self->sink, fresh);
  self->sink = fresh;
}

static gboolean
is_part_of (GstObject  *object,
            GstElement *end)
{
  return end != NULL && (object == (GstObject *) end || gst_object_has_as_ancestor (object, GST_OBJECT (end)));
}

gboolean
media_pipeline_replace_device (MediaPipeline *self,
                               GstObject     *broken)
{
  gboolean is_device;

  if (is_part_of (broken, self->source))
    exchange_source (self, media_ends_make_source ("silence", &is_device, NULL));
  else if (is_part_of (broken, self->sink))
    exchange_sink (self, media_ends_make_sink ("none", &is_device, NULL));
  else
    return FALSE;

  return TRUE;
}

/**
 * media_pipeline_set_resting:
 * @self: the pipeline
 * @resting: whether nothing is to be said into it
 *
 * Closes the microphone and sends silence, or opens it again. In a conference, whose microphone is not its own, nothing of
 * it is passed on.
 */
void
media_pipeline_set_resting (MediaPipeline *self,
                            gboolean       resting)
{
  g_return_if_fail (MEDIA_IS_PIPELINE (self));

  if (self->resting == resting)
    return;
  self->resting = resting;
  if (self->source != NULL && self->port == NULL && !self->settings->echo)
    exchange_source (self, open_microphone (self));
  media_pipeline_apply_flow (self);
}

/**
 * media_pipeline_set_audible:
 * @self: the pipeline
 * @audible: whether what comes in is to be heard
 *
 * Shuts the speaker; what comes in is measured all the same.
 */
void
media_pipeline_set_audible (MediaPipeline *self,
                            gboolean       audible)
{
  g_return_if_fail (MEDIA_IS_PIPELINE (self));

  self->inaudible = !audible;
  media_pipeline_apply_flow (self);
}

/**
 * media_pipeline_set_mixer:
 * @self: the pipeline, not an echo
 * @mixer: (nullable): what it is to be part of; NULL: it goes back to its own devices
 * @owner: (nullable): its name there
 *
 * Exchanges both ends; at any time.
 */
void
media_pipeline_set_mixer (MediaPipeline *self,
                          MediaMixer    *mixer,
                          gconstpointer  owner)
{
  g_return_if_fail (MEDIA_IS_PIPELINE (self));
  g_return_if_fail (mixer == NULL || !self->settings->echo);

  if (self->mixer == mixer)
    return;
  media_pipeline_unplug (self);
  g_clear_pointer (&self->mixer, media_mixer_unref);
  self->mixer = mixer != NULL ? media_mixer_ref (mixer) : NULL;
  self->owner = owner;
  if (self->pipeline == NULL)
    return;
  exchange_sink (self, media_pipeline_make_sink (self));
  if (self->source != NULL)
    exchange_source (self, media_pipeline_make_source (self));
  media_pipeline_apply_flow (self);
}
