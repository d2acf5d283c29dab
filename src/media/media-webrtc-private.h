/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-pipeline.h"
#include "media-webrtc.h"

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

struct _MediaWebrtc
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
};

/* media-webrtc.c */
void media_webrtc_set_state (MediaWebrtc *self, MediaState state);
void media_webrtc_fail (MediaWebrtc *self, const GError *error);
/* What both sides agreed on, and what we keep to ourselves, passed on to the valves. */
void media_webrtc_apply_direction (MediaWebrtc *self);

/* media-webrtc-pipeline.c */
MediaPipeline *media_webrtc_new_pipeline (MediaWebrtc *self);
/* Lets go of a pipeline and closes it; no signal of it arrives any more. NULL does nothing. */
void media_webrtc_drop_pipeline (MediaWebrtc *self, MediaPipeline **pipeline);
void media_webrtc_drop_pipelines (MediaWebrtc *self);
/* The pipeline a person hears and speaks into, or will; nullable. */
MediaPipeline *media_webrtc_get_sounding (MediaWebrtc *self);
void media_webrtc_show_trouble (MediaWebrtc *self);

/* media-webrtc-hearing.c */
void media_webrtc_note_level (MediaWebrtc *self, double remote_level);
/* What this call wants of microphone and speaker, passed on to a pipeline of it. */
void media_webrtc_apply_ends (MediaWebrtc *self, MediaPipeline *pipeline);
/* Takes the place of microphone and speaker; NULL: they are back. FALSE: an echo has neither. */
gboolean media_webrtc_set_mixer (MediaWebrtc *self, MediaMixer *mixer);
gboolean media_webrtc_has_mixer (MediaWebrtc *self);
UaDescriptionHandler *media_webrtc_fork (UaDescriptionHandler *handler);

/* media-webrtc-renewal.c */
void media_webrtc_renew (UaDescriptionHandler *handler);
/* The fresh pipeline is the one agreed on from now. */
void media_webrtc_succeed (MediaWebrtc *self);
/* What pipelines report about their paths. */
void media_webrtc_pipeline_connected (MediaWebrtc *self, MediaPipeline *pipeline);
void media_webrtc_pipeline_cut (MediaWebrtc *self, MediaPipeline *pipeline);
void media_webrtc_pipeline_failed (MediaWebrtc *self, const GError *error, MediaPipeline *pipeline);
void media_webrtc_end_patience (MediaWebrtc *self);
void media_webrtc_drop_former (MediaWebrtc *self);

/* media-webrtc-exchange.c */
void media_webrtc_handler_interface_init (UaDescriptionHandlerInterface *iface);
/* Remembers the verb that is being waited for, forgets it, or ends it. */
void media_webrtc_keep_task (MediaWebrtc *self, GTask *task);
void media_webrtc_clear_task (MediaWebrtc *self);
void media_webrtc_abandon_task (MediaWebrtc *self, GError *error);
/* Why no description can be made or taken now; NULL: it can. */
const char *media_webrtc_find_obstacle (MediaWebrtc *self);
void media_webrtc_take_local (MediaWebrtc *self, MediaSdp *sdp);
void media_webrtc_take_proposed (MediaWebrtc *self, MediaSdp *sdp);
void media_webrtc_take_remote (MediaWebrtc *self, MediaSdp *sdp);
void media_webrtc_update_remote (MediaWebrtc *self, const MediaSdp *sdp);
void media_webrtc_settle_direction (MediaWebrtc *self);
void media_webrtc_stamp (MediaWebrtc *self, MediaSdp *sdp);

/* media-webrtc-describe.c */
void media_webrtc_described (MediaWebrtc *self, MediaSdp *sdp);
void media_webrtc_get_description_async (UaDescriptionHandler *handler, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
char *media_webrtc_get_description_finish (UaDescriptionHandler *handler, GAsyncResult *result, GError **error);

/* media-webrtc-take.c */
void media_webrtc_accepted (MediaWebrtc *self);
void media_webrtc_set_description_async (UaDescriptionHandler *handler, const char *description,
                                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean media_webrtc_set_description_finish (UaDescriptionHandler *handler, GAsyncResult *result, GError **error);

G_END_DECLS
