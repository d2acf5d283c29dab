/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Hearing: from the pads webrtcbin adds as packets arrive to the speaker. Every stream gets its own decoder
 * from the table of codecs, and nothing guesses what the bytes might be (TRUST 3.12); all of them end in
 * one funnel, so a new SSRC, as after a transfer, is simply heard. */

#include "media-pipeline-private.h"

#include "media-comfort.h"
#include "media-error.h"
#include "media-meter.h"
#include "media-picture-private.h"
#include "media-playout.h"
#include "media-swap.h"

#define RAW "audio/x-raw,format=S16LE,rate=48000,channels=1,layout=interleaved"
#define TO_RAW " ! audioconvert ! audioresample ! capsfilter caps=" RAW
/* What waits here for its time is as much as the longest delay of media-playout and the decoder's. */
#define QUEUE "queue leaky=downstream max-size-buffers=0 max-size-bytes=0 max-size-time=600000000"
#define METER_NS "100000000"

static GstElement *
parse_bin (const char  *description,
           GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  GstElement *bin = gst_parse_bin_from_description_full (description, TRUE, NULL, GST_PARSE_FLAG_FATAL_ERRORS,
                                                         &local_error);

  if (bin == NULL)
    g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_MISSING, "%s", local_error->message);

  return bin;
}

static void
tone_cb (char     digit,
         gpointer user_data)
{
  media_pipeline_post (user_data,
                       gst_structure_new ("media-tone", "digit", G_TYPE_UINT, (guint) digit, NULL));
}

static const MediaCodec *
find_codec (GstPad *pad)
{
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  const GstStructure *structure = caps != NULL ? gst_caps_get_structure (caps, 0) : NULL;
  const char *name = structure != NULL ? gst_structure_get_string (structure, "encoding-name") : NULL;
  int clock_rate = 0;
  guint n_codecs;
  const MediaCodec *codecs = media_codec_list (&n_codecs);

  if (name == NULL || !gst_structure_get_int (structure, "clock-rate", &clock_rate))
    return NULL;
  for (guint i = 0; i < n_codecs; i++)
    {
      if (g_ascii_strcasecmp (codecs[i].name, name) == 0 && (int) codecs[i].clock_rate == clock_rate)
        return &codecs[i];
    }

  return NULL;
}

/* The end of one stream is not the end of hearing: another may follow. */
static GstPadProbeReturn
drop_eos_cb (GstPad          *pad,
             GstPadProbeInfo *info,
             gpointer         user_data)
{
  GstEventType type = GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info));

  return type == GST_EVENT_EOS ? GST_PAD_PROBE_DROP : GST_PAD_PROBE_OK;
}

static void
link_decoder (GstElement       *pipeline,
              GstPad           *pad,
              const MediaCodec *codec)
{
  g_autofree char *description = g_strconcat (codec->decoder, TO_RAW, NULL);
  g_autoptr (GstElement) heard = gst_bin_get_by_name (GST_BIN (pipeline), "heard");
  g_autoptr (GstPad) sink = NULL;
  g_autoptr (GstPad) source = NULL;
  g_autoptr (GError) error = NULL;
  GstElement *bin = parse_bin (description, &error);

  if (bin == NULL)
    {
      g_debug ("no decoder for %s: %s", codec->name, error->message);
      return;
    }
  media_playout_attach_decoder (pipeline, bin);
  gst_bin_add (GST_BIN (pipeline), bin);
  source = gst_element_get_static_pad (bin, "src");
  media_comfort_watch_sound (pipeline, source);
  gst_pad_add_probe (source, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, drop_eos_cb, NULL, NULL);
  gst_element_link (bin, heard);
  gst_element_sync_state_with_parent (bin);
  sink = gst_element_get_static_pad (bin, "sink");
  gst_pad_link (pad, sink);
}

/* Key presses are only looked at; a stream of no codec of ours is poured away. */
static void
link_drain (GstElement *pipeline,
            GstPad     *pad)
{
  GstElement *drain = gst_element_factory_make ("fakesink", NULL);
  g_autoptr (GstPad) sink = NULL;

  g_object_set (drain, "sync", FALSE, "async", FALSE, NULL);
  gst_bin_add (GST_BIN (pipeline), drain);
  gst_element_sync_state_with_parent (drain);
  sink = gst_element_get_static_pad (drain, "sink");
  gst_pad_link (pad, sink);
}

/* The packets themselves are poured away, like all that are not sound. */
static void
link_comfort (GstElement *pipeline,
              GstPad     *pad)
{
  g_autoptr (GstElement) heard = gst_bin_get_by_name (GST_BIN (pipeline), "heard");

  media_comfort_attach (pipeline, heard, pad);
}

/* In a streaming thread: it knows the pipeline and nothing of ours. */
static void
webrtc_pad_added_cb (GstElement *webrtc,
                     GstPad     *pad,
                     gpointer    user_data)
{
  GstElement *pipeline = user_data;
  const MediaCodec *codec;

  /* rtpbin adds those for sending, too. */
  if (GST_PAD_DIRECTION (pad) != GST_PAD_SRC || g_str_has_prefix (GST_PAD_NAME (pad), "send_") ||
      media_picture_link_stream (pipeline, pad))
    return;
  codec = find_codec (pad);
  if (codec != NULL && media_codec_is_sound (codec))
    {
      link_decoder (pipeline, pad, codec);
      return;
    }
  if (codec != NULL && media_codec_is_tones (codec))
    media_dtmf_watch (pad, tone_cb, gst_object_ref (pipeline), gst_object_unref);
  if (codec != NULL && media_codec_is_noise (codec))
    link_comfort (pipeline, pad);
  link_drain (pipeline, pad);
}

/* Behind errorignore a speaker may break and be replaced without the streams before it noticing. What is not to be
 * heard is measured all the same. */
static char *
describe_hearing (void)
{
  return g_strdup_printf ("valve name=receive drop=true ! level name=remote-level interval=" METER_NS
                          " ! spectrum name=remote-spectrum bands=%u threshold=-100 interval=" METER_NS
                          " ! volume name=audible ! " QUEUE " ! errorignore convert-to=ok ignore-notlinked=true",
                          MEDIA_METER_BANDS);
}

gboolean
media_pipeline_build_hearing (MediaPipeline  *self,
                              GError        **error)
{
  g_autofree char *description = describe_hearing ();
  GstElement *funnel, *hearing;

  hearing = parse_bin (description, error);
  if (hearing == NULL)
    return FALSE;
  gst_object_set_name (GST_OBJECT (hearing), "hearing");
  media_pipeline_tap (self, hearing);
  funnel = gst_element_factory_make ("funnel", "heard");
  gst_bin_add_many (GST_BIN (self->pipeline), funnel, hearing, NULL);
  gst_element_link (funnel, hearing);
  media_swap_prepare (hearing);
  g_signal_connect_object (self->webrtc, "pad-added", G_CALLBACK (webrtc_pad_added_cb), self->pipeline, 0);

  return TRUE;
}
