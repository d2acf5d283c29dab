/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-session-private.h"

G_BEGIN_DECLS

/* How a call is protected, and what RTP without ICE may do. */

MediaProfiles media_session_get_taken (MediaSession *self);
/* What a first offer of ours is of. */
MediaProfile media_session_get_offered (MediaSession *self);
gboolean media_session_reconsider (UaDescriptionHandler *handler);
/* Whether their offer by RTP can be had without another pipeline. */
gboolean media_session_can_follow (MediaSession *self, const MediaSdp *offer);
/* These do nothing for WebRTC. */
void media_session_answer_rtp (MediaSdp *answer, const MediaSdp *offer);
void media_session_follow (MediaSession *self, MediaSdp *remote, const MediaSdp *later);

G_END_DECLS
