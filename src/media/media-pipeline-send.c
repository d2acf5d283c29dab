/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Speaking: from the microphone to webrtcbin, built when the codec is known, which is also the first moment
 * the microphone is opened. The level is taken before the mute, so that the phone can see who talks while
 * muted. */

#include "media-pipeline-private.h"

#include "media-encoder.h"
#include "media-error.h"

#define RAW "audio/x-raw,format=S16LE,rate=48000,channels=1,layout=interleaved"
#define QUEUE "queue leaky=downstream max-size-buffers=0 max-size-bytes=0 max-size-time=200000000"

static char *
describe_speaking (const MediaFormat *format)
{
  return g_strdup_printf (QUEUE " ! audioconvert ! audioresample ! " RAW " ! "
                          "level name=local-level interval=100000000 ! volume name=mute "
                          "! valve name=send drop=true ! audioconvert ! audioresample ! %s pt=%u",
                          format->codec->encoder, format->payload);
}

/* Two events stop at the entrance. A valve that turns asks everything before it to negotiate anew; pulsesrc
 * takes that for done, and if it comes before the first negotiation there will be none, while the format
 * behind never changes. And a microphone that breaks ends its stream, which RTP would pass on as a
 * good-bye. */
static GstPadProbeReturn
entrance_cb (GstPad          *pad,
             GstPadProbeInfo *info,
             gpointer         user_data)
{
  GstEventType type = GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info));

  return type == GST_EVENT_RECONFIGURE || type == GST_EVENT_EOS ? GST_PAD_PROBE_DROP : GST_PAD_PROBE_OK;
}

static void
link_source (MediaPipeline *self,
             GstElement    *speaking)
{
  if (GST_OBJECT_PARENT (self->source) == NULL)
    gst_bin_add (GST_BIN (self->pipeline), self->source);
  gst_element_link (self->source, speaking);
  gst_element_sync_state_with_parent (self->source);
}

/* Our answer makes webrtcbin add the pad by itself; their answer does not. */
GstPad *
media_pipeline_webrtc_dup_entry (MediaPipeline *self)
{
  GstPad *pad = gst_element_get_static_pad (self->webrtc, "sink_0");

  return pad != NULL ? pad : gst_element_request_pad_simple (self->webrtc, "sink_0");
}

gboolean
media_pipeline_build_speaking (MediaPipeline  *self,
                               GError        **error)
{
  const MediaFormat *format = media_sdp_choose_format (self->remote);
  g_autofree char *description = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GstPad) entry = NULL;
  g_autoptr (GstPad) sink = NULL;
  g_autoptr (GstPad) source = NULL;
  GstElement *speaking;

  self->source = media_pipeline_make_source (self);
  description = describe_speaking (format);
  speaking = gst_parse_bin_from_description_full (description, TRUE, NULL, GST_PARSE_FLAG_FATAL_ERRORS,
                                                  &local_error);
  if (speaking == NULL)
    {
      g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_MISSING, "%s", local_error->message);
      return FALSE;
    }
  gst_object_set_name (GST_OBJECT (speaking), "speaking");
  media_encoder_set_up (speaking, self->remote, self->settings);
  gst_bin_add (GST_BIN (self->pipeline), speaking);
  entry = gst_element_get_static_pad (speaking, "sink");
  gst_pad_add_probe (entry, GST_PAD_PROBE_TYPE_EVENT_BOTH, entrance_cb, NULL, NULL);

  sink = self->path->dup_entry (self);
  source = gst_element_get_static_pad (speaking, "src");
  if (sink == NULL || gst_pad_link (source, sink) != GST_PAD_LINK_OK)
    {
      g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_PIPELINE, "%s does not fit the path",
                   format->codec->name);
      return FALSE;
    }
  if (self->tones.codec != NULL)
    self->dtmf = media_dtmf_new (source, self->tones.payload, format->codec->clock_rate,
                                 self->tones.codec->clock_rate);
  gst_element_sync_state_with_parent (speaking);
  link_source (self, speaking);
  media_pipeline_apply_flow (self);
  media_pipeline_start_ticking (self);

  return TRUE;
}
