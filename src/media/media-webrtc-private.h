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

void media_webrtc_set_state            (MediaWebrtc *self,
                                        MediaState   state);
void media_webrtc_fail                 (MediaWebrtc *self,
                                        const GError *error);
/* Lets go of the pipeline; no signal of it arrives any more. */
void media_webrtc_drop_pipeline        (MediaWebrtc *self);
/* What both sides agreed on, and what we keep to ourselves, passed on to the valves. */
void media_webrtc_apply_direction      (MediaWebrtc *self);
/* Ends the verb that is being waited for, if there is one. */
void media_webrtc_abandon_task         (MediaWebrtc *self,
                                        GError      *error);
void media_webrtc_adopt_pipeline       (MediaWebrtc *self);
void media_webrtc_described            (MediaWebrtc *self,
                                        MediaSdp    *sdp);
void media_webrtc_accepted             (MediaWebrtc *self);
void media_webrtc_handler_interface_init (UaDescriptionHandlerInterface *iface);

G_END_DECLS
