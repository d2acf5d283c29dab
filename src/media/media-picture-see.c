/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Seeing: from the pads webrtcbin adds to the screen. Every stream gets its own decoder from the table, and all of them
 * end in one funnel, as with the sound; a decoder that misses something asks for a whole picture by itself. */

#include "media-picture-private.h"

#define QUEUE "queue leaky=downstream max-size-buffers=4 max-size-bytes=0 max-size-time=0"

gboolean
media_picture_build_seeing (MediaPipeline  *self,
                            GError        **error)
{
  g_autofree char *view = media_picture_describe_view (self, "view");
  g_autofree char *description = g_strconcat ("funnel name=streams ! valve name=receive-picture drop=true ! " QUEUE
                                              " ! ", view, NULL);

  self->picture->seeing = media_picture_build_bin (self, MEDIA_PICTURE_BIN "seeing", description, error);
  if (self->picture->seeing == NULL)
    return FALSE;
  media_picture_watch_view (self->picture->seeing, self->picture->seen);
  gst_element_sync_state_with_parent (self->picture->seeing);

  return TRUE;
}

static const MediaPictureCodec *
find_codec (const char *name)
{
  const MediaPictureCodec *codecs[MEDIA_PICTURE_CODECS_MAX];
  guint n_codecs = media_picture_codec_list (codecs);

  for (guint i = 0; i < n_codecs; i++)
    {
      if (g_ascii_strcasecmp (codecs[i]->name, name) == 0)
        return codecs[i];
    }

  return NULL;
}

/* The end of one stream is not the end of seeing: another may follow. */
static GstPadProbeReturn
drop_eos_cb (GstPad          *pad,
             GstPadProbeInfo *info,
             gpointer         user_data)
{
  return GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_EOS ? GST_PAD_PROBE_DROP : GST_PAD_PROBE_OK;
}

/* Into a funnel that is inside of a bin. */
static void
link_funnel (GstElement *seeing,
             GstPad     *source)
{
  g_autoptr (GstElement) streams = gst_bin_get_by_name (GST_BIN (seeing), "streams");
  g_autoptr (GstPad) inside = gst_element_request_pad_simple (streams, "sink_%u");
  GstPad *entry = gst_ghost_pad_new (NULL, inside);

  gst_pad_set_active (entry, TRUE);
  gst_element_add_pad (seeing, entry);
  gst_pad_link (source, entry);
}

static void
link_decoder (GstElement              *pipeline,
              GstElement              *seeing,
              const MediaPictureCodec *codec,
              GstPad                  *pad)
{
  g_autoptr (GError) error = NULL;
  GstElement *bin = gst_parse_bin_from_description_full (codec->decoder, TRUE, NULL, GST_PARSE_FLAG_FATAL_ERRORS,
                                                         &error);
  g_autofree char *name = g_strconcat (MEDIA_PICTURE_BIN, GST_PAD_NAME (pad), NULL);
  g_autoptr (GstPad) source = NULL;
  g_autoptr (GstPad) sink = NULL;

  if (bin == NULL)
    {
      g_debug ("no decoder for %s: %s", codec->name, error->message);
      return;
    }
  gst_object_set_name (GST_OBJECT (bin), name);
  gst_bin_add (GST_BIN (pipeline), bin);
  source = gst_element_get_static_pad (bin, "src");
  gst_pad_add_probe (source, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, drop_eos_cb, NULL, NULL);
  link_funnel (seeing, source);
  gst_element_sync_state_with_parent (bin);
  sink = gst_element_get_static_pad (bin, "sink");
  gst_pad_link (pad, sink);
}

gboolean
media_picture_link_stream (GstElement *pipeline,
                           GstPad     *pad)
{
  g_autoptr (GstElement) seeing = gst_bin_get_by_name (GST_BIN (pipeline), MEDIA_PICTURE_BIN "seeing");
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  const GstStructure *structure = caps != NULL ? gst_caps_get_structure (caps, 0) : NULL;
  const char *media = structure != NULL ? gst_structure_get_string (structure, "media") : NULL;
  const char *name = structure != NULL ? gst_structure_get_string (structure, "encoding-name") : NULL;
  const MediaPictureCodec *codec = name != NULL ? find_codec (name) : NULL;

  if (seeing == NULL || codec == NULL || g_strcmp0 (media, "video") != 0)
    return FALSE;
  link_decoder (pipeline, seeing, codec, pad);

  return TRUE;
}
