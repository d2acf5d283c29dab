/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pictures beside the sound, in the same association. webrtcbin cannot take back an offer that came to nothing, so it
 * hears of pictures only when both sides have agreed on them, whoever offered: as one more offer of the far end, which
 * it answers, and nobody is told the answer. The sound goes on meanwhile and does not notice. What cannot be shown or
 * seen is a trouble of the pictures; the call goes on without them. */

#include "media-pipeline-negotiation-private.h"
#include "media-picture-private.h"

#include "media-picture-gate.h"

/* Nothing of this is part of what a call needs. */
static const char *const required[] = {
  "videotestsrc", "videoconvert", "videoscale", "videorate", "tee", "vp8enc", "vp8dec", "rtpvp8pay", "rtpvp8depay",
};

/**
 * media_picture_check:
 * @shown: whether there is a screen to show them on
 * @error: (out): what is missing
 *
 * Looks for everything that pictures need.
 *
 * Returns: TRUE when they are possible
 */
gboolean
media_picture_check (gboolean   shown,
                     GError   **error)
{
  g_autoptr (GstElementFactory) view = gst_element_factory_find ("gtk4paintablesink");
  const char *missing = shown && view == NULL ? "gtk4paintablesink" : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (required) && missing == NULL; i++)
    {
      g_autoptr (GstElementFactory) factory = gst_element_factory_find (required[i]);

      if (factory == NULL)
        missing = required[i];
    }
  if (missing != NULL)
    g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_MISSING, "the GStreamer element %s is not installed", missing);

  return missing == NULL;
}

GstElement *
media_picture_build_bin (MediaPipeline  *self,
                         const char     *name,
                         const char     *description,
                         GError        **error)
{
  g_autoptr (GError) local_error = NULL;
  GstElement *bin = gst_parse_bin_from_description_full (description, TRUE, NULL, GST_PARSE_FLAG_FATAL_ERRORS,
                                                         &local_error);

  if (bin == NULL)
    {
      g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_MISSING, "%s", local_error->message);
      return NULL;
    }
  gst_object_set_name (GST_OBJECT (bin), name);
  gst_bin_add (GST_BIN (self->pipeline), bin);

  return bin;
}

/* A picture that comes late is shown late, for to wait for the next would be later still. */
char *
media_picture_describe_view (MediaPipeline *self,
                             const char    *name)
{
  if (self->settings->shown)
    return g_strdup_printf ("videoconvert ! gtk4paintablesink name=%s async=false sync=false", name);

  return g_strdup_printf ("videoconvert ! video/x-raw,format=RGB ! fakesink name=%s async=false sync=false", name);
}

void
media_picture_watch_view (GstElement        *bin,
                          MediaPictureMeter *meter)
{
  g_autoptr (GstElement) view = gst_bin_get_by_name (GST_BIN (bin), "view");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (view, "sink");

  media_picture_meter_watch (meter, pad);
}

void
media_picture_free (MediaPicture *picture)
{
  if (picture == NULL)
    return;
  media_picture_meter_free (picture->seen);
  media_picture_meter_free (picture->shown);
  g_free (picture);
}

static void
set_valve (MediaPipeline *self,
           const char    *name,
           gboolean       open)
{
  g_autoptr (GstElement) valve = gst_bin_get_by_name (GST_BIN (self->pipeline), name);

  if (valve != NULL)
    g_object_set (valve, "drop", !open, NULL);
}

/* As with the sound nothing passes before it is known who the peer is. */
void
media_picture_apply_flow (MediaPipeline *self)
{
  MediaPicture *picture = self->picture;
  gboolean up = self->connected && picture != NULL && picture->ready && !picture->failed;

  if (picture == NULL || self->pipeline == NULL)
    return;
  set_valve (self, "send-picture", up && (picture->direction & MEDIA_DIRECTION_SEND) != 0);
  set_valve (self, "receive-picture", up && (picture->direction & MEDIA_DIRECTION_RECEIVE) != 0);
  media_picture_film (self, up && (picture->direction & MEDIA_DIRECTION_SEND) != 0);
}

static void
give_up (MediaPipeline *self,
         const GError  *error)
{
  g_debug ("no pictures: %s", error->message);
  self->picture->failed = TRUE;
  media_picture_apply_flow (self);
  media_pipeline_emit_trouble (self, error);
}

static gboolean
is_of_pictures (GstObject *object)
{
  for (; object != NULL; object = GST_OBJECT_PARENT (object))
    {
      if (g_str_has_prefix (GST_OBJECT_NAME (object), MEDIA_PICTURE_BIN))
        return TRUE;
    }

  return FALSE;
}

/* TRUE: the call has nothing to do with it. */
gboolean
media_picture_handle_error (MediaPipeline *self,
                            GstObject     *broken,
                            const GError  *error)
{
  g_autoptr (GError) trouble = NULL;

  if (self->picture == NULL)
    return FALSE;
  if (self->picture->camera != NULL && broken == GST_OBJECT (self->picture->camera))
    {
      media_picture_film (self, FALSE);
      trouble = g_error_new_literal (MEDIA_ERROR, MEDIA_ERROR_DEVICE, error->message);
      media_pipeline_emit_trouble (self, trouble);
      return TRUE;
    }
  if (!is_of_pictures (broken))
    return FALSE;
  trouble = g_error_new_literal (MEDIA_ERROR, MEDIA_ERROR_PIPELINE, error->message);
  give_up (self, trouble);

  return TRUE;
}

/* The part we have in DTLS, which goes on (RFC 8842 5.3). */
static gboolean
is_active (MediaPipeline *self)
{
  return self->local->setup == MEDIA_SETUP_ACTIVE || self->remote->setup == MEDIA_SETUP_PASSIVE;
}

/* What webrtcbin knows already, and pictures. */
static MediaSdp *
make_offer (MediaPipeline *self)
{
  MediaSdp *offer = media_sdp_copy (self->remote);
  const MediaPictureFormat *format = &self->picture->format;

  offer->setup = is_active (self) ? MEDIA_SETUP_PASSIVE : MEDIA_SETUP_ACTIVE;
  media_sdp_video_add (offer, MEDIA_DIRECTION_BOTH);
  offer->video->only_bundled = FALSE;
  media_sdp_video_settle (offer->video, format);

  return offer;
}

/* Without them webrtcbin would answer with fewer, and mean something else. */
static void
add_parameters (GstCaps    *caps,
                const char *parameters)
{
  g_auto (GStrv) words = g_strsplit (parameters != NULL ? parameters : "", ";", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *value = strchr (words[i], '=');

      if (value == NULL)
        continue;
      *value++ = '\0';
      gst_caps_set_simple (caps, words[i], G_TYPE_STRING, value, NULL);
    }
}

static void
add_transceiver (MediaPipeline *self)
{
  const MediaPictureFormat *format = &self->picture->format;
  g_autoptr (GstCaps) caps = gst_caps_new_simple ("application/x-rtp",
                                                  "media", G_TYPE_STRING, "video",
                                                  "encoding-name", G_TYPE_STRING, format->codec->name,
                                                  "clock-rate", G_TYPE_INT, MEDIA_PICTURE_CLOCK_RATE,
                                                  "payload", G_TYPE_INT, (int) format->payload, NULL);
  g_autoptr (GstWebRTCRTPTransceiver) transceiver = NULL;

  add_parameters (caps, format->codec->parameters);
  g_signal_emit_by_name (self->webrtc, "add-transceiver", GST_WEBRTC_RTP_TRANSCEIVER_DIRECTION_SENDRECV, caps,
                         &transceiver);
}

static void
begin (MediaPipeline *self)
{
  g_autoptr (MediaSdp) offer = make_offer (self);
  g_autoptr (GError) error = NULL;

  if (!media_picture_build_seeing (self, &error))
    {
      give_up (self, error);
      return;
    }
  add_transceiver (self);
  media_pipeline_ask (self, MEDIA_STEP_PICTURE_OFFER, "set-remote-description", GST_WEBRTC_SDP_TYPE_OFFER, offer);
}

/* Read like anybody's, and set as we write it: with our certificate, and the numbers that were agreed on. */
static void
set_answer (MediaPipeline      *self,
            const GstStructure *reply)
{
  const GValue *value = gst_structure_get_value (reply, "answer");
  const GstWebRTCSessionDescription *description = value != NULL ? g_value_get_boxed (value) : NULL;
  g_autofree char *text = description != NULL ? gst_sdp_message_as_text (description->sdp) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaSdp) answer = text != NULL ? media_sdp_parse (text, &error) : NULL;

  if (answer != NULL && answer->video == NULL)
    error = g_error_new_literal (MEDIA_ERROR, MEDIA_ERROR_PIPELINE, "webrtcbin takes no pictures");
  if (answer == NULL || error != NULL)
    {
      self->step = MEDIA_STEP_NONE;
      give_up (self, error);
      return;
    }
  g_set_str (&answer->hash, "sha-256");
  g_set_str (&answer->fingerprint, self->fingerprint);
  answer->setup = is_active (self) ? MEDIA_SETUP_ACTIVE : MEDIA_SETUP_PASSIVE;
  g_array_set_size (answer->formats, 0);
  g_array_append_vals (answer->formats, self->remote->formats->data, self->remote->formats->len);
  media_pipeline_ask (self, MEDIA_STEP_PICTURE_SET, "set-local-description", GST_WEBRTC_SDP_TYPE_ANSWER, answer);
}

static void
finish (MediaPipeline *self)
{
  g_autoptr (GError) error = NULL;

  self->step = MEDIA_STEP_NONE;
  if (!media_picture_build_showing (self, &error))
    {
      give_up (self, error);
      return;
    }
  self->picture->ready = TRUE;
  media_picture_gate_set (self->gate, self->picture->format.payload, FALSE);
  media_picture_apply_flow (self);
  g_signal_emit_by_name (self, "pictured");
}

/* TRUE: it was about pictures. */
gboolean
media_picture_handle_reply (MediaPipeline      *self,
                            const GstStructure *reply)
{
  const GValue *value = gst_structure_get_value (reply, "error");

  if (self->step != MEDIA_STEP_PICTURE_OFFER && self->step != MEDIA_STEP_PICTURE_ANSWER &&
      self->step != MEDIA_STEP_PICTURE_SET)
    return FALSE;

  if (value != NULL)
    {
      self->step = MEDIA_STEP_NONE;
      give_up (self, g_value_get_boxed (value));
    }
  else if (self->step == MEDIA_STEP_PICTURE_OFFER)
    {
      media_pipeline_ask (self, MEDIA_STEP_PICTURE_ANSWER, "create-answer", 0, NULL);
    }
  else if (self->step == MEDIA_STEP_PICTURE_ANSWER)
    {
      set_answer (self, reply);
    }
  else
    {
      finish (self);
    }

  return TRUE;
}

void
media_picture_tick (MediaPipeline      *self,
                    const GstStructure *stats)
{
  MediaPicture *picture = self->picture;

  if (picture == NULL)
    return;
  media_picture_meter_read (picture->seen, &picture->seen_facts);
  media_picture_meter_read (picture->shown, &picture->shown_facts);
  media_picture_adapt (self, stats);
}

/**
 * media_pipeline_get_picture_format:
 * @self: the pipeline
 *
 * Gets what pictures are in. An association has one format for its whole life.
 *
 * Returns: (transfer none) (nullable): the format; NULL: pictures were never agreed on
 */
const MediaPictureFormat *
media_pipeline_get_picture_format (MediaPipeline *self)
{
  g_return_val_if_fail (MEDIA_IS_PIPELINE (self), NULL);

  return self->picture != NULL ? &self->picture->format : NULL;
}

static gboolean
fits (MediaPipeline            *self,
      const MediaPictureFormat *format)
{
  const MediaPictureFormat *own = media_pipeline_get_picture_format (self);

  return own == NULL || (own->payload == format->payload && own->codec == format->codec);
}

/**
 * media_pipeline_set_picture:
 * @self: a pipeline that is negotiated
 * @format: (nullable): what pictures are in; NULL: there are none
 * @direction: which way they go
 *
 * Shows and sees from now on what both sides have agreed on.
 *
 * Returns: FALSE when the association has another format
 */
gboolean
media_pipeline_set_picture (MediaPipeline            *self,
                            const MediaPictureFormat *format,
                            MediaDirection            direction)
{
  g_return_val_if_fail (MEDIA_IS_PIPELINE (self), FALSE);

  if (self->pipeline == NULL || (format == NULL && self->picture == NULL))
    return TRUE;
  if (format != NULL && !fits (self, format))
    return FALSE;
  if (self->picture != NULL)
    {
      self->picture->direction = format != NULL ? direction : MEDIA_DIRECTION_INACTIVE;
      media_picture_apply_flow (self);
      return TRUE;
    }

  g_return_val_if_fail (self->step == MEDIA_STEP_NONE && self->remote != NULL, FALSE);
  self->picture = g_new0 (MediaPicture, 1);
  self->picture->format = *format;
  self->picture->direction = direction;
  self->picture->seen = media_picture_meter_new ();
  self->picture->shown = media_picture_meter_new ();
  media_picture_gate_set (self->gate, format->payload, TRUE);
  begin (self);

  return TRUE;
}

/**
 * media_pipeline_expect_picture:
 * @self: the pipeline
 * @offered: the pictures that the far end may send from now on
 *
 * Drops what comes of them before media_pipeline_set_picture() is through.
 */
void
media_pipeline_expect_picture (MediaPipeline       *self,
                               const MediaSdpVideo *offered)
{
  g_return_if_fail (MEDIA_IS_PIPELINE (self));
  g_return_if_fail (offered != NULL);

  if (self->gate == NULL || self->picture != NULL)
    return;
  for (guint i = 0; i < offered->formats->len; i++)
    media_picture_gate_set (self->gate, g_array_index (offered->formats, MediaPictureFormat, i).payload, TRUE);
}

/**
 * media_pipeline_dup_view:
 * @self: the pipeline
 * @own: what we show; otherwise what we see
 *
 * Gets what a window can paint.
 *
 * Returns: (transfer full) (nullable): a GdkPaintable; NULL: there is no picture, or no screen
 */
GObject *
media_pipeline_dup_view (MediaPipeline *self,
                         gboolean       own)
{
  g_autoptr (GstElement) view = NULL;
  GstElement *bin;
  GObject *paintable = NULL;

  g_return_val_if_fail (MEDIA_IS_PIPELINE (self), NULL);

  if (self->picture == NULL || self->pipeline == NULL || !self->settings->shown)
    return NULL;
  bin = own ? self->picture->showing : self->picture->seeing;
  if (bin == NULL)
    return NULL;
  view = gst_bin_get_by_name (GST_BIN (bin), "view");
  g_object_get (view, "paintable", &paintable, NULL);

  return paintable;
}

/**
 * media_pipeline_get_picture_facts:
 * @self: the pipeline
 * @own: of what we show; otherwise of what we see
 * @facts: (out caller-allocates): as of the last second
 *
 * Gets what there is to see.
 */
void
media_pipeline_get_picture_facts (MediaPipeline     *self,
                                  gboolean           own,
                                  MediaPictureFacts *facts)
{
  g_return_if_fail (MEDIA_IS_PIPELINE (self));
  g_return_if_fail (facts != NULL);

  *facts = (MediaPictureFacts) { .colour = -1 };
  if (self->picture != NULL)
    *facts = own ? self->picture->shown_facts : self->picture->seen_facts;
}
