/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-mixer.h"
#include "media-pipeline.h"
#include "media-webrtc.h"

G_BEGIN_DECLS

/* For the room alone. What comes in, and what a call wants of microphone and speaker, passed on to a pipeline of it. */
void     media_webrtc_note_level (MediaWebrtc   *self,
                                  double         remote_level);
void     media_webrtc_apply_ends (MediaWebrtc   *self,
                                  MediaPipeline *pipeline);
UaDescriptionHandler *media_webrtc_fork (UaDescriptionHandler *handler);

/* For a MediaConference. */
/* Takes the place of microphone and speaker; NULL: they are back. FALSE: an echo has neither. */
gboolean media_webrtc_set_mixer (MediaWebrtc *self,
                                 MediaMixer  *mixer);
gboolean media_webrtc_has_mixer (MediaWebrtc *self);
/* By us; the signal hold-changed follows it. */
gboolean media_webrtc_is_held   (MediaWebrtc *self);

G_END_DECLS
