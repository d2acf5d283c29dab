/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Offer and answer with webrtcbin, once per association. Each verb of webrtcbin answers by a promise from
 * its own thread; the promise only posts on the bus, and the next step is taken on the main context.
 * Candidates go into the description, because SIP sends it once: gathering may take half a second after the
 * first one. */

#include "media-pipeline-negotiation-private.h"

#include "media-error.h"
#include "media-picture-private.h"
#include "media-pipeline-reserve-private.h"
#include "media-relay.h"

#define GATHER_MS 500
/* Where the rest may follow: enough for what this machine knows of itself. */
#define TRICKLE_MS 20

typedef struct
{
  GstElement *pipeline;
  MediaStep   step;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  gst_object_unref (request->pipeline);
  g_free (request);
}

static void
promise_cb (GstPromise *promise,
            gpointer    user_data)
{
  Request *request = user_data;
  const GstStructure *reply;
  GstStructure *message;

  /* An expired promise is one of a pipeline that is being closed. */
  if (gst_promise_wait (promise) != GST_PROMISE_RESULT_REPLIED)
    return;
  reply = gst_promise_get_reply (promise);
  message = reply != NULL ? gst_structure_copy (reply) : gst_structure_new_empty ("reply");
  gst_structure_set_name (message, "media-reply");
  gst_structure_set (message, "step", G_TYPE_UINT, (guint) request->step, NULL);
  media_pipeline_post (request->pipeline, message);
}

static void
emit_verb (MediaPipeline               *self,
           const char                  *verb,
           GstWebRTCSessionDescription *description)
{
  Request *request = g_new0 (Request, 1);
  g_autoptr (GstPromise) promise = NULL;

  request->pipeline = gst_object_ref (self->pipeline);
  request->step = self->step;
  promise = gst_promise_new_with_change_func (promise_cb, request, request_free);
  g_signal_emit_by_name (self->webrtc, verb, description, promise);
}

static void
set_text (MediaPipeline    *self,
          const char       *verb,
          GstWebRTCSDPType  type,
          const MediaSdp   *sdp)
{
  g_autoptr (GstWebRTCSessionDescription) description = NULL;
  g_autofree char *text = media_sdp_write (sdp);
  GstSDPMessage *message = NULL;

  gst_sdp_message_new_from_text (text, &message);
  description = gst_webrtc_session_description_new (type, message);
  emit_verb (self, verb, description);
}

void
media_pipeline_ask (MediaPipeline    *self,
                    MediaStep         step,
                    const char       *verb,
                    GstWebRTCSDPType  type,
                    const MediaSdp   *sdp)
{
  self->step = step;
  if (sdp != NULL)
    set_text (self, verb, type, sdp);
  else
    emit_verb (self, verb, NULL);
}

static void
add_format (GstCaps           *caps,
            const MediaCodec  *codec,
            guint              payload)
{
  g_autofree char *name = g_ascii_strup (codec->name, -1);
  GstStructure *structure = gst_structure_new ("application/x-rtp",
                                               "media", G_TYPE_STRING, "audio",
                                               "encoding-name", G_TYPE_STRING, name,
                                               "clock-rate", G_TYPE_INT, (int) codec->clock_rate,
                                               "payload", G_TYPE_INT, (int) payload,
                                               NULL);

  if (codec->channels > 1)
    {
      g_autofree char *channels = g_strdup_printf ("%u", codec->channels);

      gst_structure_set (structure, "encoding-params", G_TYPE_STRING, channels, NULL);
    }
  gst_caps_append_structure (caps, structure);
}

static void
add_formats (GstCaps        *caps,
             const MediaSdp *reduced)
{
  for (guint i = 0; i < reduced->formats->len; i++)
    {
      const MediaFormat *format = &g_array_index (reduced->formats, MediaFormat, i);

      add_format (caps, format->codec, format->payload);
    }
}

static void
add_agreed (GstCaps        *caps,
            const MediaSdp *agreed)
{
  g_autoptr (MediaSdp) reduced = media_sdp_reduce (agreed);

  add_formats (caps, reduced);
}

static void
add_all_codecs (GstCaps           *caps,
                const char *const *names)
{
  g_autoptr (GPtrArray) codecs = media_codec_list_offered (names);

  for (guint i = 0; i < codecs->len; i++)
    {
      const MediaCodec *codec = g_ptr_array_index (codecs, i);

      add_format (caps, codec, codec->payload);
    }
}

static void
add_transceiver (MediaPipeline *self,
                 GstCaps       *caps)
{
  g_autoptr (GstWebRTCRTPTransceiver) transceiver = NULL;

  g_signal_emit_by_name (self->webrtc, "add-transceiver", GST_WEBRTC_RTP_TRANSCEIVER_DIRECTION_SENDRECV, caps,
                         &transceiver);
}

void
media_pipeline_webrtc_offer (MediaPipeline  *self,
                             const MediaSdp *agreed)
{
  g_autoptr (GstCaps) caps = gst_caps_new_empty ();

  if (agreed != NULL)
    add_agreed (caps, agreed);
  else
    add_all_codecs (caps, (const char *const *) self->settings->codecs);
  add_transceiver (self, caps);
  self->step = MEDIA_STEP_CREATE_OFFER;
  emit_verb (self, "create-offer", NULL);
}

void
media_pipeline_take_remote (MediaPipeline  *self,
                            const MediaSdp *sdp)
{
  const MediaFormat *tones = media_sdp_find_tones (sdp, media_sdp_choose_format (sdp)->codec->clock_rate);

  self->remote = media_sdp_reduce (sdp);
  /* Which way sound flows is decided by our valves; to webrtcbin it always flows both ways. */
  self->remote->direction = MEDIA_DIRECTION_BOTH;
  if (tones != NULL)
    self->tones = *tones;
}

void
media_pipeline_webrtc_answer (MediaPipeline  *self,
                              const MediaSdp *offer,
                              MediaSetup      role)
{
  g_autoptr (GstCaps) caps = gst_caps_new_empty ();

  media_pipeline_take_remote (self, offer);
  media_pipeline_keep_back (self);
  self->role = role;
  add_formats (caps, self->remote);
  add_transceiver (self, caps);
  self->step = MEDIA_STEP_TAKE_OFFER;
  set_text (self, "set-remote-description", GST_WEBRTC_SDP_TYPE_OFFER, self->remote);
}

void
media_pipeline_webrtc_accept (MediaPipeline  *self,
                              const MediaSdp *answer)
{
  MediaLine *theirs;
  const MediaLine *ours;

  media_pipeline_take_remote (self, answer);
  /* webrtcbin knows its line by the name it gave it; an answer may have left the name out. */
  ours = g_ptr_array_index (self->local->lines, 0);
  theirs = g_ptr_array_index (self->remote->lines, 0);
  g_set_str (&theirs->mid, ours->mid);
  self->step = MEDIA_STEP_TAKE_ANSWER;
  set_text (self, "set-remote-description", GST_WEBRTC_SDP_TYPE_ANSWER, self->remote);
}

static void
finish_gathering (MediaPipeline *self)
{
  if (self->gather_source != NULL)
    g_source_destroy (self->gather_source);
  g_clear_pointer (&self->gather_source, g_source_unref);
  self->step = MEDIA_STEP_NONE;
  self->local->complete = self->gathered;
  media_pipeline_begin_head_start (self);
  media_pipeline_emit_described (self);
  media_pipeline_open_ends_soon (self);
}

static gboolean
gather_timeout_cb (gpointer user_data)
{
  MediaPipeline *self = user_data;
  g_autoptr (MediaPipeline) alive = g_object_ref (self);

  finish_gathering (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_candidates (MediaPipeline *self)
{
  self->step = MEDIA_STEP_GATHER;
  if (self->gathered)
    finish_gathering (self);
  else if (self->local->candidates->len > 0 && self->gather_source == NULL)
    self->gather_source = media_pipeline_add_timeout (self, self->trickling ? TRICKLE_MS : GATHER_MS,
                                                      gather_timeout_cb);
}

void
media_pipeline_handle_candidate (MediaPipeline *self,
                                 const char    *text)
{
  g_autoptr (MediaCandidate) candidate = NULL;

  if (self->local == NULL || text == NULL || !g_str_has_prefix (text, "candidate:"))
    return;
  candidate = media_candidate_parse (text + strlen ("candidate:"));
  if (candidate == NULL)
    return;
  media_relay_hide (self->settings, candidate);
  g_ptr_array_add (self->local->candidates, g_steal_pointer (&candidate));
  if (self->step == MEDIA_STEP_GATHER)
    wait_for_candidates (self);
  else
    g_signal_emit_by_name (self, "found");
}

void
media_pipeline_handle_gathered (MediaPipeline *self)
{
  self->gathered = TRUE;
  if (self->step == MEDIA_STEP_GATHER)
    finish_gathering (self);
  else
    g_signal_emit_by_name (self, "found");
}

/* Our own side as webrtcbin wrote it: read like anybody's, and set as we write it. webrtcbin answers with one
 * format whatever it was offered, and drops packets of any other; the key presses belong to it. */
static void
take_own (MediaPipeline      *self,
          const GstStructure *reply,
          const char         *field)
{
  const GValue *value = gst_structure_get_value (reply, field);
  const GstWebRTCSessionDescription *description = value != NULL ? g_value_get_boxed (value) : NULL;
  g_autofree char *text = description != NULL ? gst_sdp_message_as_text (description->sdp) : NULL;
  g_autoptr (GError) error = NULL;

  self->local = text != NULL ? media_sdp_parse (text, &error) : NULL;
  if (self->local == NULL)
    {
      media_pipeline_fail (self, MEDIA_ERROR_PIPELINE, "webrtcbin made no %s: %s", field,
                           error != NULL ? error->message : "no description");
      return;
    }
  self->local->trickles = FALSE;
  /* webrtcbin would hash the key together with the certificate. */
  g_set_str (&self->local->hash, "sha-256");
  g_set_str (&self->local->fingerprint, self->fingerprint);
  if (self->remote != NULL)
    {
      g_array_set_size (self->local->formats, 0);
      g_array_append_vals (self->local->formats, self->remote->formats->data, self->remote->formats->len);
      if (self->remote->setup == MEDIA_SETUP_ACTPASS)
        self->local->setup = self->role;
    }
  set_text (self, "set-local-description", description->type, self->local);
}

void
media_pipeline_start_speaking (MediaPipeline *self)
{
  g_autoptr (GError) error = NULL;

  if (self->ends_source != NULL)
    g_source_destroy (self->ends_source);
  g_clear_pointer (&self->ends_source, g_source_unref);
  media_pipeline_plug_speaker (self);
  if (!media_pipeline_build_speaking (self, &error))
    media_pipeline_fail (self, (MediaError) error->code, "%s", error->message);
}

void
media_pipeline_handle_reply (MediaPipeline      *self,
                             const GstStructure *reply)
{
  const GValue *error = gst_structure_get_value (reply, "error");
  guint step;

  gst_structure_get_uint (reply, "step", &step);
  if (step != self->step || media_picture_handle_reply (self, reply))
    return;
  if (error != NULL)
    {
      media_pipeline_fail (self, MEDIA_ERROR_PIPELINE, "webrtcbin, step %u: %s", step,
                           ((const GError *) g_value_get_boxed (error))->message);
      return;
    }

  switch (self->step)
    {
    case MEDIA_STEP_CREATE_OFFER:
      self->step = MEDIA_STEP_SET_OFFER;
      take_own (self, reply, "offer");
      break;
    case MEDIA_STEP_TAKE_OFFER:
      self->step = MEDIA_STEP_CREATE_ANSWER;
      emit_verb (self, "create-answer", NULL);
      break;
    case MEDIA_STEP_CREATE_ANSWER:
      self->step = MEDIA_STEP_SET_ANSWER;
      take_own (self, reply, "answer");
      break;
    case MEDIA_STEP_SET_ANSWER:
    case MEDIA_STEP_SET_OFFER:
      wait_for_candidates (self);
      break;
    case MEDIA_STEP_TAKE_ANSWER:
      self->step = MEDIA_STEP_NONE;
      media_pipeline_start_speaking (self);
      if (self->pipeline != NULL)
        media_pipeline_emit_accepted (self);
      break;
    case MEDIA_STEP_NONE:
    case MEDIA_STEP_GATHER:
    case MEDIA_STEP_PICTURE_OFFER:
    case MEDIA_STEP_PICTURE_ANSWER:
    case MEDIA_STEP_PICTURE_SET:
      break;
    default:
      g_assert_not_reached ();
    }
}
