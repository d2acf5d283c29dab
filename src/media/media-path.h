/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-pipeline.h"
#include "media-rtp.h"

G_BEGIN_DECLS

/* One way for packets to the far end and back, for the pipeline around it, which owns all state. offer, answer and
 * accept are answered by the pipeline's signals described and accepted, at once or later, or by failed. */
typedef struct
{
  const char *element; /* what streams to be decoded come out of, as pads that are added */
  gboolean  (*open)      (MediaPipeline *self, gboolean with_loopback, GError **error);
  void      (*offer)     (MediaPipeline *self, const MediaSdp *agreed);
  void      (*answer)    (MediaPipeline *self, const MediaSdp *offer, MediaSetup role);
  void      (*accept)    (MediaPipeline *self, const MediaSdp *answer);
  GstPad   *(*dup_entry) (MediaPipeline *self); /* where encoded sound goes in */
  void      (*measure)   (MediaPipeline *self); /* once a second */
} MediaPath;

typedef struct
{
  MediaRtp *rtp;         /* nullable: another path, or closed */
  gboolean  flowing;     /* ours may go before anything came */
  gboolean  near;        /* the peer is on this machine */
  guint     patience_ms; /* 0: as usual */
  gint64    awaited_at;  /* since when something should come, monotonic time, µs; 0: nothing should */
} MediaPathRtp;

/* media-pipeline-path.c, -setup, -negotiation, -send, -connection */
extern const MediaPath media_pipeline_webrtc_path;
gboolean media_pipeline_set_up_webrtc (MediaPipeline *self, gboolean with_loopback, GError **error);
void media_pipeline_webrtc_offer (MediaPipeline *self, const MediaSdp *agreed);
void media_pipeline_webrtc_answer (MediaPipeline *self, const MediaSdp *offer, MediaSetup role);
void media_pipeline_webrtc_accept (MediaPipeline *self, const MediaSdp *answer);
GstPad *media_pipeline_webrtc_dup_entry (MediaPipeline *self);
void media_pipeline_webrtc_measure (MediaPipeline *self);

/* media-pipeline-rtp.c */
extern const MediaPath media_pipeline_rtp_path;
void media_pipeline_handle_heard (MediaPipeline *self);

/* For both: media-pipeline-negotiation.c */
void media_pipeline_take_remote (MediaPipeline *self, const MediaSdp *sdp);
void media_pipeline_start_speaking (MediaPipeline *self);
void media_pipeline_open_ends_soon (MediaPipeline *self);

G_END_DECLS
