/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is spoken into and what is heard from, and how that changes during a call: a device breaks, the call is put on
 * hold, several calls become one conversation. The association goes on and notices nothing of it. */

#include "media-pipeline-private.h"

#include "media-ends.h"
#include "media-swap.h"

static void exchange_source (MediaPipeline *self, GstElement *fresh);
static void exchange_sink (MediaPipeline *self, GstElement *fresh);

static void
microphone_exchange_cb (GstElement *fresh,
                        gpointer    user_data)
{
  exchange_source (user_data, fresh);
}

static void
speaker_exchange_cb (GstElement *fresh,
                     gpointer    user_data)
{
  exchange_sink (user_data, fresh);
}

/* Nobody can do anything about a missing speaker that would not help a missing microphone. */
static void
show_trouble (gpointer user_data)
{
  MediaPipeline *self = user_data;
  const GError *trouble = self->speaker != NULL ? media_end_get_trouble (self->speaker) : NULL;

  if (trouble == NULL && self->microphone != NULL)
    trouble = media_end_get_trouble (self->microphone);
  if (trouble != NULL || self->trouble != NULL)
    media_pipeline_emit_trouble (self, trouble);
}

static GstElement *
open_microphone (MediaPipeline *self)
{
  const MediaEndCalls calls = { microphone_exchange_cb, show_trouble };
  GstElement *element;

  g_clear_pointer (&self->microphone, media_end_free);
  self->microphone = media_end_new (self->settings->desk, MEDIA_DEVICE_KIND_MICROPHONE, self->tap, &calls, self);
  media_end_set_resting (self->microphone, self->resting);
  element = media_end_open (self->microphone);
  show_trouble (self);

  return element;
}

static GstElement *
open_speaker (MediaPipeline *self)
{
  const MediaEndCalls calls = { speaker_exchange_cb, show_trouble };
  GstElement *element;

  g_clear_pointer (&self->speaker, media_end_free);
  self->speaker = media_end_new (self->settings->desk, MEDIA_DEVICE_KIND_SPEAKER, NULL, &calls, self);
  element = media_end_open (self->speaker);
  show_trouble (self);

  return element;
}

/* In any thread. Every speaker takes what is heard as it is. One whose server is gone says that it takes nothing, and a
 * decoder that has just come would be refused for ever. */
static GstPadProbeReturn
speaker_query_cb (GstPad          *pad,
                  GstPadProbeInfo *info,
                  gpointer         user_data)
{
  GstQuery *query = GST_PAD_PROBE_INFO_QUERY (info);
  g_autoptr (GstCaps) caps = NULL;
  GstCaps *filter;

  if (GST_QUERY_TYPE (query) == GST_QUERY_ACCEPT_CAPS)
    {
      gst_query_set_accept_caps_result (query, TRUE);
      return GST_PAD_PROBE_HANDLED;
    }
  if (GST_QUERY_TYPE (query) != GST_QUERY_CAPS)
    return GST_PAD_PROBE_OK;
  gst_query_parse_caps (query, &filter);
  caps = filter != NULL ? gst_caps_ref (filter) : gst_caps_new_any ();
  gst_query_set_caps_result (query, caps);

  return GST_PAD_PROBE_HANDLED;
}

void
media_pipeline_tap (MediaPipeline *self,
                    GstElement    *hearing)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (hearing, "src");

  self->tap = media_reference_new (pad);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_QUERY_DOWNSTREAM, speaker_query_cb, NULL, NULL);
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

/* What is heard before that has nowhere to go, and errorignore lets it pass; a sink that does not run yet would refuse it. */
void
media_pipeline_plug_speaker (MediaPipeline *self)
{
  g_autoptr (GstElement) hearing = NULL;

  if (self->pipeline == NULL || self->sink != NULL)
    return;
  hearing = gst_bin_get_by_name (GST_BIN (self->pipeline), "hearing");
  self->sink = media_pipeline_make_sink (self);
  gst_bin_add (GST_BIN (self->pipeline), self->sink);
  gst_element_sync_state_with_parent (self->sink);
  gst_element_link (hearing, self->sink);
  gst_element_post_message (self->pipeline, gst_message_new_latency (GST_OBJECT (self->pipeline)));
}

static gboolean
open_cb (gpointer user_data)
{
  MediaPipeline *self = user_data;
  g_autoptr (MediaPipeline) alive = g_object_ref (self);

  /* An answer that is just being taken starts it when it is. */
  if (self->remote != NULL && self->step != MEDIA_STEP_TAKE_ANSWER)
    media_pipeline_start_speaking (self);
  else
    media_pipeline_plug_speaker (self);

  return G_SOURCE_REMOVE;
}

/* Our side is described. To open devices takes three times as long as that did, and nobody can do anything else
 * meanwhile; so it comes when the description is on its way, and the far end has work to do, too. It comes before a
 * window is painted. */
void
media_pipeline_open_ends_soon (MediaPipeline *self)
{
  if (self->pipeline == NULL)
    return;
  self->ends_source = g_idle_source_new ();
  g_source_set_priority (self->ends_source, G_PRIORITY_HIGH_IDLE);
  g_source_set_callback (self->ends_source, open_cb, self, NULL);
  g_source_attach (self->ends_source, self->context);
}

void
media_pipeline_unplug (MediaPipeline *self)
{
  if (self->port != NULL)
    media_mixer_port_unplug (self->port);
  g_clear_pointer (&self->port, media_mixer_port_unref);
  g_clear_pointer (&self->microphone, media_end_free);
  g_clear_pointer (&self->speaker, media_end_free);
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
                               GstObject     *broken,
                               const GError  *error)
{
  if (self->microphone != NULL && is_part_of (broken, self->source))
    media_end_break (self->microphone, error);
  else if (self->speaker != NULL && is_part_of (broken, self->sink))
    media_end_break (self->speaker, error);
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
  if (self->microphone != NULL)
    media_end_set_resting (self->microphone, resting);
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
  if (self->sink != NULL)
    exchange_sink (self, media_pipeline_make_sink (self));
  if (self->source != NULL)
    exchange_source (self, media_pipeline_make_source (self));
  media_pipeline_apply_flow (self);
}
