/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Speaking: from the microphone to webrtcbin, built when the codec is known, which is also the first moment
 * the microphone is opened. The level is taken before the mute, so that the phone can see who talks while
 * muted. */

#include "media-pipeline-private.h"

#include "media-ends.h"
#include "media-error.h"

#define RAW "audio/x-raw,format=S16LE,rate=48000,channels=1,layout=interleaved"
#define QUEUE "queue leaky=downstream max-size-buffers=0 max-size-bytes=0 max-size-time=200000000"

/* Echo cancelling only where there can be an echo: a real microphone near a real speaker. */
static char *
describe_speaking (MediaPipeline     *self,
                   const MediaFormat *format,
                   gboolean           is_device)
{
  g_autofree char *canceller = NULL;

  if (is_device && self->probe_name != NULL)
    canceller = g_strdup_printf ("webrtcdsp probe=%s ! ", self->probe_name);

  return g_strdup_printf (QUEUE " ! audioconvert ! audioresample ! " RAW " ! %s"
                          "level name=local-level interval=100000000 ! volume name=mute "
                          "! valve name=send drop=true ! audioconvert ! audioresample ! %s pt=%u",
                          canceller != NULL ? canceller : "", format->codec->encoder, format->payload);
}

static GstElement *
make_source (MediaPipeline *self,
             gboolean      *is_device)
{
  g_autoptr (GError) error = NULL;
  GstElement *source;

  *is_device = FALSE;
  if (self->settings->echo)
    return self->source;
  source = media_ends_make_source (self->settings->microphone, is_device, &error);
  if (error != NULL)
    media_pipeline_emit_trouble (self, error);

  return source;
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
static GstPad *
dup_webrtc_pad (MediaPipeline *self)
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
  gboolean is_device;

  self->source = make_source (self, &is_device);
  description = describe_speaking (self, format, is_device);
  speaking = gst_parse_bin_from_description_full (description, TRUE, NULL, GST_PARSE_FLAG_FATAL_ERRORS,
                                                  &local_error);
  if (speaking == NULL)
    {
      g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_MISSING, "%s", local_error->message);
      return FALSE;
    }
  gst_bin_add (GST_BIN (self->pipeline), speaking);
  entry = gst_element_get_static_pad (speaking, "sink");
  gst_pad_add_probe (entry, GST_PAD_PROBE_TYPE_EVENT_BOTH, entrance_cb, NULL, NULL);

  sink = dup_webrtc_pad (self);
  source = gst_element_get_static_pad (speaking, "src");
  if (sink == NULL || gst_pad_link (source, sink) != GST_PAD_LINK_OK)
    {
      g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_PIPELINE, "%s does not fit webrtcbin",
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

static void
replace_source (MediaPipeline *self)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (self->source, "src");
  g_autoptr (GstPad) peer = gst_pad_get_peer (pad);
  g_autoptr (GstElement) speaking = gst_pad_get_parent_element (peer);
  gboolean is_device;

  gst_element_set_state (self->source, GST_STATE_NULL);
  gst_bin_remove (GST_BIN (self->pipeline), self->source);
  self->source = media_ends_make_source ("silence", &is_device, NULL);
  link_source (self, speaking);
}

static void
replace_sink (MediaPipeline *self)
{
  g_autoptr (GstElement) hearing = gst_bin_get_by_name (GST_BIN (self->pipeline), "hearing");
  gboolean is_device;

  gst_element_set_state (self->sink, GST_STATE_NULL);
  gst_bin_remove (GST_BIN (self->pipeline), self->sink);
  self->sink = media_ends_make_sink ("none", &is_device, NULL);
  gst_bin_add (GST_BIN (self->pipeline), self->sink);
  gst_element_link (hearing, self->sink);
  gst_element_sync_state_with_parent (self->sink);
}

gboolean
media_pipeline_replace_device (MediaPipeline *self,
                               GstObject     *broken)
{
  if (broken == (GstObject *) self->source)
    replace_source (self);
  else if (broken == (GstObject *) self->sink)
    replace_sink (self);
  else
    return FALSE;

  return TRUE;
}
