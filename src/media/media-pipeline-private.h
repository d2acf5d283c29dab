/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-dtmf.h"
#include "media-end.h"
#include "media-error.h"
#include "media-path.h"
#include "media-pipeline.h"
#include "media-stats.h"

#define GST_USE_UNSTABLE_API
#include <gst/webrtc/webrtc.h>

G_BEGIN_DECLS

/* What webrtcbin was asked to do last; each answer of it leads to the next row of a negotiation. */
typedef enum
{
  MEDIA_STEP_NONE,
  MEDIA_STEP_CREATE_OFFER,
  MEDIA_STEP_SET_OFFER,     /* ours */
  MEDIA_STEP_TAKE_OFFER,    /* theirs */
  MEDIA_STEP_CREATE_ANSWER,
  MEDIA_STEP_SET_ANSWER,    /* ours */
  MEDIA_STEP_GATHER,
  MEDIA_STEP_TAKE_ANSWER,   /* theirs */
  MEDIA_STEP_PICTURE_OFFER, MEDIA_STEP_PICTURE_ANSWER, MEDIA_STEP_PICTURE_SET, /* see media-picture.c */
} MediaStep;

struct _MediaPipeline
{
  GObject         parent_instance;

  MediaSettings  *settings;
  GMainContext   *context;
  GstElement     *pipeline; /* NULL: not open yet, or closed */
  const MediaPath *path;
  MediaProfile    profile;
  MediaPathRtp    by;       /* what the path by rtpbin must remember */
  GstElement     *webrtc;   /* or rtpbin, by another path; borrowed, like the two below */
  GstElement     *source;
  GstElement     *sink;
  GSource        *bus_source;
  GSource        *tick_source;
  GSource        *gather_source;
  GSource        *connect_source;
  GSource        *nudge_source;
  GSource        *reserve_source, *ends_source;
  GPtrArray      *kept_back; /* of MediaCandidate, theirs; nullable */
  gboolean        reserved;  /* the peer checks first */
  char           *fingerprint; /* of our certificate */
  MediaReference *tap;        /* at the speaker; nullable */
  MediaEnd       *microphone, *speaker; /* NULL: not yet, a mixer in its place, or an echo */
  MediaMixer     *mixer;      /* what it is part of, in the place of devices of its own; nullable */
  gconstpointer   owner;      /* its name there */
  MediaMixerPort *port;       /* its place there; NULL: none, or closed */

  MediaStep       step;
  MediaSdp       *local;
  MediaSdp       *remote; /* reduced */
  MediaSetup      role;   /* wanted in DTLS */
  MediaFormat     tones;  /* as they named it; without a codec: they take none */
  gboolean        gathered, trickling; /* what is found later may be said later */
  gboolean        connected; /* and it is who it should be */
  gboolean        cut;       /* the address we speak from is gone */
  MediaDirection  direction;
  gboolean        muted;
  gboolean        resting;   /* nothing is said into it: there is no microphone, and what there is is silenced */
  gboolean        inaudible; /* what comes in is not heard */
  MediaDtmf      *dtmf;
  struct _MediaPicture *picture;  /* NULL: never agreed on */
  struct _MediaPictureGate *gate; /* what keeps pictures out that webrtcbin does not know yet */
  GError         *trouble; /* the last of a device */

  double          local_level;
  double          remote_level;
  double          remote_frequency;
  gint64          local_level_at; /* monotonic time, µs */
  gint64          remote_level_at;
};

/* media-pipeline.c */
void media_pipeline_emit_described (MediaPipeline *self);
void media_pipeline_emit_accepted (MediaPipeline *self);
void media_pipeline_emit_trouble (MediaPipeline *self, const GError *error);
void media_pipeline_emit_connected (MediaPipeline *self);
void media_pipeline_emit_cut (MediaPipeline *self);
void media_pipeline_emit_metered (MediaPipeline *self);
void media_pipeline_emit_tone (MediaPipeline *self, char digit);
void media_pipeline_emit_measured (MediaPipeline *self, MediaStats *stats);
void media_pipeline_fail (MediaPipeline *self, MediaError code, const char *format, ...) G_GNUC_PRINTF (3, 4);
void media_pipeline_apply_flow (MediaPipeline *self);
GSource *media_pipeline_add_timeout    (MediaPipeline *self, guint interval_ms, GSourceFunc callback);
void media_pipeline_stop (MediaPipeline *self); /* media-pipeline-close.c */
/* From any thread: a message that media_pipeline_handle_application() will see on the main context. */
void media_pipeline_post (GstElement *pipeline, GstStructure *structure);

/* media-pipeline-bus.c, media-pipeline-connection.c, media-pipeline-receive.c, media-pipeline-send.c */
gboolean media_pipeline_bus_cb (GstBus *bus, GstMessage *message, gpointer user_data);
void media_pipeline_handle_connection (MediaPipeline *self);
void media_pipeline_start_ticking (MediaPipeline *self);
void media_pipeline_show_levels (MediaPipeline *self);
void media_pipeline_handle_stats (MediaPipeline *self, const GstStructure *stats);
gboolean media_pipeline_build_hearing (MediaPipeline *self, GError **error);
gboolean media_pipeline_build_speaking (MediaPipeline *self, GError **error);

/* media-pipeline-ends.c */
GstElement *media_pipeline_make_source (MediaPipeline *self);
GstElement *media_pipeline_make_sink   (MediaPipeline *self);
void media_pipeline_plug_speaker (MediaPipeline *self);
void media_pipeline_tap (MediaPipeline *self, GstElement *hearing);
/* A device broke in the middle of a call: silence takes its place. FALSE: it was no device of ours. */
gboolean media_pipeline_replace_device (MediaPipeline *self, GstObject *broken, const GError *error);
void media_pipeline_unplug (MediaPipeline *self);

G_END_DECLS
