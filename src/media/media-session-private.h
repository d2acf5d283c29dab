/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-pipeline.h"
#include "media-session.h"
#include "media-session-hearing.h"
#include "media-session-picture-private.h"
#include "media-session-recording.h"

G_BEGIN_DECLS

/* Offer and answer (RFC 3264 5 to 8), as far as this side must remember it. */
typedef enum
{
  MEDIA_EXCHANGE_STABLE,
  MEDIA_EXCHANGE_OFFERING,        /* ours is being made */
  MEDIA_EXCHANGE_OFFERED_BY_US,
  MEDIA_EXCHANGE_OFFERED_BY_THEM,
  MEDIA_EXCHANGE_ANSWERING,       /* ours to theirs is being made */
} MediaExchange;

struct _MediaSession
{
  GObject         parent_instance;

  MediaSettings  *settings;
  MediaPipeline  *fresh;    /* what the open offer or answer speaks of; not agreed on yet */
  MediaPipeline  *pipeline; /* agreed on; NULL: not yet, or its path is lost */
  MediaPipeline  *former;   /* agreed on before; listened to until the pipeline is connected, and a bit longer */
  MediaState      state;
  MediaExchange   exchange;
  GTask          *task;     /* the one verb that is waited for */
  GSource        *cancel_source;

  MediaSdp       *local;    /* our side, as last agreed on */
  MediaSdp       *remote;   /* theirs */
  MediaSdp       *proposed; /* our offer while it is pending */
  MediaSdp       *offered;  /* theirs */
  guint64         session_id;
  guint64         version;  /* of our last description; 0: there was none */
  gboolean        reconsidered; /* the first offer was refused; the next is of the fallback */
  UaDescriptionTrickle trickle; /* what the far end makes of candidates that follow */
  char           *waiting;  /* a fragment of theirs that came before its description; nullable */
  gboolean        stale;    /* the next offer starts ICE anew */
  gboolean        reached;  /* sound has flowed in this call */
  guint           patience_ms;
  GSource        *linger_source;   /* runs while the pipeline is connected and the former still there */
  GSource        *patience_source; /* runs while a path that was there is lost */
  GError         *loss;     /* why it was */
  MediaDirection  agreed;   /* by both */
  MediaSetup      role;     /* ours in DTLS, for as long as the association lasts */
  gboolean        held;     /* by us */
  gboolean        muted;
  double          local_level;
  double          remote_level;
  double          remote_frequency;
  gint64          sound_at;    /* when something was heard last, monotonic time, µs; 0: never */
  gboolean        hears_sound;
  gboolean        inaudible;
  MediaMixer     *mixer;       /* of the conference it takes part in; nullable */
  MediaStats     *stats;
  MediaStats     *stats_before; /* those of the associations before this one */
  GError         *trouble;
  MediaRecorder  *recorder;    /* the last; nullable */
  MediaTruth     *truth;
  MediaSessionPictures pictures;
};

/* media-session.c */
void media_session_set_state (MediaSession *self, MediaState state);
void media_session_fail (MediaSession *self, const GError *error);
/* What both sides agreed on, and what we keep to ourselves, passed on to the valves. */
void media_session_apply_direction (MediaSession *self);

/* media-session-pipeline.c */
MediaPipeline *media_session_new_pipeline (MediaSession *self);
/* Lets go of a pipeline and closes it; no signal of it arrives any more. NULL does nothing. */
void media_session_drop_pipeline (MediaSession *self, MediaPipeline **pipeline);
void media_session_drop_pipelines (MediaSession *self);
/* The pipeline a person hears and speaks into, or will; nullable. */
MediaPipeline *media_session_get_sounding (MediaSession *self);
void media_session_show_trouble (MediaSession *self);

/* media-session-renewal.c */
void media_session_renew (UaDescriptionHandler *handler);
/* The fresh pipeline is the one agreed on from now. */
void media_session_succeed (MediaSession *self);
/* What pipelines report about their paths. */
void media_session_pipeline_connected (MediaSession *self, MediaPipeline *pipeline);
void media_session_pipeline_cut (MediaSession *self, MediaPipeline *pipeline);
void media_session_pipeline_failed (MediaSession *self, const GError *error, MediaPipeline *pipeline);
void media_session_end_patience (MediaSession *self);
void media_session_drop_former (MediaSession *self);

/* media-session-exchange.c */
void media_session_handler_interface_init (UaDescriptionHandlerInterface *iface);
/* Remembers the verb that is being waited for, forgets it, or ends it. */
void media_session_keep_task (MediaSession *self, GTask *task);
void media_session_clear_task (MediaSession *self);
void media_session_abandon_task (MediaSession *self, GError *error);
/* Why no description can be made or taken now; NULL: it can. */
const char *media_session_find_obstacle (MediaSession *self);
void media_session_take_local (MediaSession *self, MediaSdp *sdp);
void media_session_take_proposed (MediaSession *self, MediaSdp *sdp);
void media_session_take_remote (MediaSession *self, MediaSdp *sdp);
void media_session_update_remote (MediaSession *self, const MediaSdp *sdp);
void media_session_settle_direction (MediaSession *self);
void media_session_stamp (MediaSession *self, MediaSdp *sdp);

G_END_DECLS

#include "media-session-describe-private.h"
