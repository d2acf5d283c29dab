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
  MEDIA_EXCHANGE_OFFERED_BY_US,
  MEDIA_EXCHANGE_OFFERED_BY_THEM,
} MediaExchange;

struct _MediaWebrtc
{
  GObject         parent_instance;

  MediaSettings  *settings;
  MediaPipeline  *pipeline; /* NULL before the first get_description */
  MediaState      state;
  MediaExchange   exchange;
  GTask          *task;     /* the one verb that is waited for */
  GSource        *cancel_source;

  MediaSdp       *local;    /* our side, as last described */
  MediaSdp       *remote;   /* their side, as last agreed on */
  MediaSdp       *offered;  /* their offer while it is pending */
  MediaDirection  agreed;   /* by both */
  MediaSetup      role;     /* ours in DTLS, for as long as the association lasts */
  gboolean        held;     /* by us */
  gboolean        muted;
  double          local_level;
  double          remote_level;
  double          remote_frequency;
  MediaStats     *stats;
  GError         *trouble;
};

/* media-webrtc.c */
void        media_webrtc_set_state        (MediaWebrtc    *self,
                                           MediaState      state);
void        media_webrtc_fail             (MediaWebrtc    *self,
                                           const GError   *error);
/* What both sides agreed on, and what we keep to ourselves, passed on to the valves. */
void        media_webrtc_apply_direction  (MediaWebrtc    *self);

/* media-webrtc-pipeline.c */
void        media_webrtc_adopt_pipeline   (MediaWebrtc    *self);
/* Lets go of the pipeline; no signal of it arrives any more. */
void        media_webrtc_drop_pipeline    (MediaWebrtc    *self);

/* media-webrtc-exchange.c */
void        media_webrtc_handler_interface_init (UaDescriptionHandlerInterface *iface);
/* Remembers the verb that is being waited for, forgets it, or ends it. */
void        media_webrtc_keep_task        (MediaWebrtc    *self,
                                           GTask          *task);
void        media_webrtc_clear_task       (MediaWebrtc    *self);
void        media_webrtc_abandon_task     (MediaWebrtc    *self,
                                           GError         *error);
/* Why no description can be made or taken now; NULL: it can. */
const char *media_webrtc_find_obstacle    (MediaWebrtc    *self);
void        media_webrtc_take_local       (MediaWebrtc    *self,
                                           MediaSdp       *sdp);
void        media_webrtc_take_remote      (MediaWebrtc    *self,
                                           MediaSdp       *sdp);
void        media_webrtc_update_remote    (MediaWebrtc    *self,
                                           const MediaSdp *sdp);
void        media_webrtc_settle_direction (MediaWebrtc    *self);
void        media_webrtc_stamp            (MediaSdp       *sdp,
                                           const MediaSdp *previous);

/* media-webrtc-describe.c */
void        media_webrtc_described        (MediaWebrtc    *self,
                                           MediaSdp       *sdp);
void        media_webrtc_get_description_async  (UaDescriptionHandler *handler,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
char       *media_webrtc_get_description_finish (UaDescriptionHandler  *handler,
                                                 GAsyncResult          *result,
                                                 GError               **error);

/* media-webrtc-take.c */
void        media_webrtc_accepted         (MediaWebrtc    *self);
void        media_webrtc_set_description_async  (UaDescriptionHandler *handler,
                                                 const char           *description,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean    media_webrtc_set_description_finish (UaDescriptionHandler  *handler,
                                                 GAsyncResult          *result,
                                                 GError               **error);

G_END_DECLS
