/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-fragment.h"
#include "media-mixer.h"
#include "media-sdp.h"
#include "media-settings.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* One ICE and DTLS association, or one pair of ports for RTP, and the sound that goes through it: a GstPipeline around a
 * webrtcbin that is negotiated once and never again, or around an rtpbin. What happens in GStreamer's threads comes here through the pipeline's bus,
 * so every signal is emitted on the main context of the creator:
 *   described (MediaSdp *)  our side, candidates included; after offer() and answer()
 *   accepted ()             after accept()
 *   connected ()            sound may flow
 *   cut ()                  the address it speaks from has left this machine, or is back: see is_connected()
 *   failed (GError *)       for good; nothing follows
 *   trouble (GError *)      a device cannot be used; the call goes on without it; NULL: it can again
 *   metered ()              a level changed
 *   found ()                a candidate of ours, maybe later than our description
 *   pictured ()             there is something to paint
 *   tone (guint)            the far end pressed a key
 *   measured (MediaStats *) once a second */
#define MEDIA_TYPE_PIPELINE (media_pipeline_get_type ())
G_DECLARE_FINAL_TYPE (MediaPipeline, media_pipeline, MEDIA, PIPELINE, GObject)

MediaPipeline *media_pipeline_new           (MediaSettings  *settings);
/* By which path; before it is opened. */
void           media_pipeline_set_profile   (MediaPipeline  *self,
                                             MediaProfile    profile);
/* How long nothing may come of what should; 0: as long as ICE waits, 30 s. */
void           media_pipeline_set_patience  (MediaPipeline  *self,
                                             guint           patience_ms);
/* Builds and starts it. @with_loopback: the peer is on this machine. */
gboolean       media_pipeline_open          (MediaPipeline  *self,
                                             gboolean        with_loopback,
                                             GError        **error);
void           media_pipeline_offer         (MediaPipeline  *self,
                                             const MediaSdp *agreed);
void           media_pipeline_answer        (MediaPipeline  *self,
                                             const MediaSdp *offer,
                                             MediaSetup      role);
/* Before answering: the peer, who knows us by another pipeline, checks the new path first. */
void           media_pipeline_set_reserved  (MediaPipeline  *self);
/* Before offering or answering: the description need not wait for candidates. */
void           media_pipeline_set_trickling (MediaPipeline  *self,
                                             gboolean        trickling);
gboolean       media_pipeline_is_trickling  (MediaPipeline  *self);
/* Our side as known at the moment; nullable. */
const MediaSdp *media_pipeline_get_local    (MediaPipeline  *self);
/* More candidates of theirs than were described. */
void           media_pipeline_take_fragment (MediaPipeline  *self,
                                             const MediaFragment *fragment);
void           media_pipeline_accept        (MediaPipeline  *self,
                                             const MediaSdp *answer);
/* They go on at another address, or with another key; not for WebRTC, where that is another association. */
void           media_pipeline_move          (MediaPipeline  *self,
                                             const MediaSdp *remote);
void           media_pipeline_set_direction (MediaPipeline  *self,
                                             MediaDirection  direction);
void           media_pipeline_set_muted     (MediaPipeline  *self,
                                             gboolean        muted);
/* While it rests, which is not how it begins, no microphone is open and silence is sent. */
void           media_pipeline_set_resting   (MediaPipeline  *self,
                                             gboolean        resting);
void           media_pipeline_set_audible   (MediaPipeline  *self,
                                             gboolean        audible);
/* Takes the place of microphone and speaker, now or when it is opened; NULL: they are back. @owner: as with
 * media_mixer_plug(). Not for an echo. */
void           media_pipeline_set_mixer     (MediaPipeline  *self,
                                             MediaMixer     *mixer,
                                             gconstpointer   owner);
gboolean       media_pipeline_send_tones    (MediaPipeline  *self,
                                             const char     *digits,
                                             guint           tone_ms,
                                             guint           gap_ms);
void           media_pipeline_take_tones    (MediaPipeline  *self,
                                             MediaPipeline  *former);
gboolean       media_pipeline_is_connected  (MediaPipeline  *self);
const GError  *media_pipeline_get_trouble   (MediaPipeline  *self);
double         media_pipeline_get_local_level      (MediaPipeline *self);
double         media_pipeline_get_remote_level     (MediaPipeline *self);
double         media_pipeline_get_remote_frequency (MediaPipeline *self);
/* Gives everything back; no signal comes after it. */
void           media_pipeline_close         (MediaPipeline  *self);

G_END_DECLS
