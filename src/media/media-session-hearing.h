/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-mixer.h"
#include "media-pipeline.h"
#include "media-session.h"

G_BEGIN_DECLS

/* For the room alone. What comes in, and what a call wants of microphone and speaker, passed on to a pipeline of it. */
void     media_session_note_level (MediaSession   *self,
                                   double         remote_level);
void     media_session_apply_ends (MediaSession   *self,
                                   MediaPipeline *pipeline);
UaDescriptionHandler *media_session_fork (UaDescriptionHandler *handler);

/* For a MediaConference. */
/* Takes the place of microphone and speaker; NULL: they are back. FALSE: an echo has neither. */
gboolean media_session_set_mixer (MediaSession *self,
                                  MediaMixer  *mixer);
gboolean media_session_has_mixer (MediaSession *self);
/* By us; the signal hold-changed follows it. */
gboolean media_session_is_held   (MediaSession *self);

G_END_DECLS
