/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The one door between GStreamer's threads and the rest of the program. */

#include "media-pipeline-negotiation-private.h"

#include "media-error.h"
#include "media-meter.h"
#include "media-picture-private.h"
#include "media-swap.h"

#define SILENCE_DB (-100.0)

static void
handle_application (MediaPipeline      *self,
                    const GstStructure *structure)
{
  const char *name = gst_structure_get_name (structure);

  if (g_str_equal (name, "media-reply"))
    media_pipeline_handle_reply (self, structure);
  else if (g_str_equal (name, "media-candidate"))
    media_pipeline_handle_candidate (self, gst_structure_get_string (structure, "candidate"));
  else if (g_str_equal (name, "media-gathered"))
    media_pipeline_handle_gathered (self);
  else if (g_str_equal (name, "media-heard"))
    media_pipeline_handle_heard (self);
  else if (g_str_equal (name, "media-connection"))
    media_pipeline_handle_connection (self);
  else if (g_str_equal (name, "media-stats"))
    media_pipeline_handle_stats (self, structure);
  else if (g_str_equal (name, "media-tone"))
    {
      guint digit;

      if (gst_structure_get_uint (structure, "digit", &digit))
        media_pipeline_emit_tone (self, (char) digit);
    }
}

static void
handle_element (MediaPipeline *self,
                GstMessage    *message)
{
  const GstStructure *structure = gst_message_get_structure (message);
  const char *element = GST_MESSAGE_SRC_NAME (message);

  if (g_strcmp0 (element, "local-level") == 0)
    {
      self->local_level = media_meter_read_level (structure);
      self->local_level_at = g_get_monotonic_time ();
    }
  else if (g_strcmp0 (element, "remote-level") == 0)
    {
      self->remote_level = media_meter_read_level (structure);
      self->remote_level_at = g_get_monotonic_time ();
    }
  else if (g_strcmp0 (element, "remote-spectrum") == 0)
    {
      /* The next level, which is never far, tells it with its own news. */
      self->remote_frequency = media_meter_read_frequency (structure);
      return;
    }
  else
    {
      return;
    }
  media_pipeline_show_levels (self);
}

static void
handle_error (MediaPipeline *self,
              GstMessage    *message)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *detail = NULL;

  gst_message_parse_error (message, &error, &detail);
  g_debug ("%s: %s (%s)", GST_MESSAGE_SRC_NAME (message), error->message, detail != NULL ? detail : "");
  /* A device that breaks may say so several times; by the second it is not ours any more. */
  if (!gst_object_has_as_ancestor (GST_MESSAGE_SRC (message), GST_OBJECT (self->pipeline)) ||
      media_swap_is_retired (GST_MESSAGE_SRC (message)))
    return;
  if (media_picture_handle_error (self, GST_MESSAGE_SRC (message), error))
    return;
  if (media_pipeline_replace_device (self, GST_MESSAGE_SRC (message), error))
    return;
  media_pipeline_fail (self, MEDIA_ERROR_PIPELINE, "%s: %s", GST_MESSAGE_SRC_NAME (message), error->message);
}

gboolean
media_pipeline_bus_cb (GstBus     *bus,
                       GstMessage *message,
                       gpointer    user_data)
{
  g_autoptr (MediaPipeline) self = g_object_ref (user_data);

  switch ((guint) GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_APPLICATION:
      handle_application (self, gst_message_get_structure (message));
      break;
    case GST_MESSAGE_ELEMENT:
      handle_element (self, message);
      break;
    case GST_MESSAGE_ERROR:
      handle_error (self, message);
      break;
    case GST_MESSAGE_LATENCY:
      gst_bin_recalculate_latency (GST_BIN (self->pipeline));
      break;
    }

  return G_SOURCE_CONTINUE;
}

/**
 * media_pipeline_get_local_level:
 * @self: the pipeline
 *
 * Gets how loud the microphone is, muted or not.
 *
 * Returns: dBFS; −100: silence
 */
double
media_pipeline_get_local_level (MediaPipeline *self)
{
  g_return_val_if_fail (MEDIA_IS_PIPELINE (self), SILENCE_DB);

  return self->local_level;
}

/**
 * media_pipeline_get_remote_level:
 * @self: the pipeline
 *
 * Gets how loud the far end is.
 *
 * Returns: dBFS; −100: silence, or nothing arrives
 */
double
media_pipeline_get_remote_level (MediaPipeline *self)
{
  g_return_val_if_fail (MEDIA_IS_PIPELINE (self), SILENCE_DB);

  return self->remote_level;
}

/**
 * media_pipeline_get_remote_frequency:
 * @self: the pipeline
 *
 * Gets the loudest tone of what is heard.
 *
 * Returns: Hz, 0: none
 */
double
media_pipeline_get_remote_frequency (MediaPipeline *self)
{
  g_return_val_if_fail (MEDIA_IS_PIPELINE (self), 0);

  return self->remote_frequency;
}
