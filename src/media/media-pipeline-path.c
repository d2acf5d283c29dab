/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which way sound goes: by webrtcbin, or by rtpbin to those who know no ICE. What is before and behind is the same for
 * both. */

#include "media-pipeline-private.h"

#include "media-sdp-rtp.h"

const MediaPath media_pipeline_webrtc_path = {
  .element = "webrtcbin",
  .open = media_pipeline_set_up_webrtc,
  .offer = media_pipeline_webrtc_offer,
  .answer = media_pipeline_webrtc_answer,
  .accept = media_pipeline_webrtc_accept,
  .dup_entry = media_pipeline_webrtc_dup_entry,
  .measure = media_pipeline_webrtc_measure,
};

/**
 * media_pipeline_set_profile:
 * @self: a pipeline not opened yet
 * @profile: how the sound is to go
 *
 * Chooses the path.
 */
void
media_pipeline_set_profile (MediaPipeline *self,
                            MediaProfile   profile)
{
  g_return_if_fail (MEDIA_IS_PIPELINE (self));
  g_return_if_fail (self->pipeline == NULL);

  self->profile = profile;
  self->path = profile == MEDIA_PROFILE_WEBRTC ? &media_pipeline_webrtc_path : &media_pipeline_rtp_path;
}

/**
 * media_pipeline_set_patience:
 * @self: the pipeline
 * @patience_ms: ms; 0: 30 s
 *
 * Sets after how long without a packet where packets should come the path is lost. With WebRTC it is ICE that
 * knows.
 */
void
media_pipeline_set_patience (MediaPipeline *self,
                             guint          patience_ms)
{
  g_return_if_fail (MEDIA_IS_PIPELINE (self));

  self->by.patience_ms = patience_ms;
}

/**
 * media_pipeline_offer:
 * @self: an open pipeline, not negotiated yet
 * @agreed: (nullable): what was offered before in this call, whose formats keep their numbers (RFC 3264 §8.3.2)
 *
 * Makes an offer; the signal described brings it.
 */
void
media_pipeline_offer (MediaPipeline  *self,
                      const MediaSdp *agreed)
{
  g_return_if_fail (MEDIA_IS_PIPELINE (self));
  g_return_if_fail (self->pipeline != NULL && self->step == MEDIA_STEP_NONE && self->local == NULL);

  self->path->offer (self, agreed);
}

/**
 * media_pipeline_answer:
 * @self: an open pipeline, not negotiated yet
 * @offer: what they want
 * @role: which part to take in DTLS if they leave it open
 *
 * Makes the answer; the signal described brings it.
 */
void
media_pipeline_answer (MediaPipeline  *self,
                       const MediaSdp *offer,
                       MediaSetup      role)
{
  g_return_if_fail (MEDIA_IS_PIPELINE (self));
  g_return_if_fail (offer != NULL);
  g_return_if_fail (self->pipeline != NULL && self->step == MEDIA_STEP_NONE && self->local == NULL);

  self->path->answer (self, offer, role);
}

/**
 * media_pipeline_accept:
 * @self: a pipeline that has described itself after media_pipeline_offer()
 * @answer: what they say to it
 *
 * Takes their answer; the signal accepted follows.
 */
void
media_pipeline_accept (MediaPipeline  *self,
                       const MediaSdp *answer)
{
  g_return_if_fail (MEDIA_IS_PIPELINE (self));
  g_return_if_fail (answer != NULL);
  g_return_if_fail (self->pipeline != NULL && self->step == MEDIA_STEP_NONE && self->local != NULL);

  self->path->accept (self, answer);
}

/**
 * media_pipeline_move:
 * @self: a pipeline by RTP that is agreed on
 * @remote: what they say now
 *
 * Follows them to another address, and to another key of the same suite.
 */
void
media_pipeline_move (MediaPipeline  *self,
                     const MediaSdp *remote)
{
  g_return_if_fail (MEDIA_IS_PIPELINE (self));
  g_return_if_fail (remote != NULL);
  g_return_if_fail (self->by.rtp != NULL);

  media_sdp_move (self->remote, remote);
  media_rtp_move (self->by.rtp, self->remote);
}
