/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-engine.h"
#include "media-session.h"

G_BEGIN_DECLS

/* Several calls in one conversation: each hears the microphone and all the others, the person hears all, nobody hears
 * itself. The microphone and the speaker are opened once, when the first call joins, and let go when the last one has
 * left; the calls go back to their own then. A call that fails or is closed leaves by itself; one on hold stays and
 * neither hears nor is heard. Loudness of each: media_session_get_remote_level(). Properties (notify on the main
 * context that made it):
 *   muted (read-write)     nobody hears the microphone; the calls go on hearing each other
 *   level (dBFS, −100: silence)  how loud the microphone is, muted or not
 *   n-calls
 *   device-error (GError; NULL while all is well) */
#define MEDIA_TYPE_CONFERENCE (media_conference_get_type ())
G_DECLARE_FINAL_TYPE (MediaConference, media_conference, MEDIA, CONFERENCE, GObject)

#define MEDIA_CONFERENCE_MAX_CALLS 8

/* Opens nothing. */
MediaConference *media_conference_new              (MediaEngine     *engine);
/* FALSE: there are eight already, it is here or in another one, it is closed, or it is an echo. */
gboolean         media_conference_add              (MediaConference *self,
                                                    MediaSession     *call);
void             media_conference_remove           (MediaConference *self,
                                                    MediaSession     *call);
gboolean         media_conference_has              (MediaConference *self,
                                                    MediaSession     *call);
guint            media_conference_get_n_calls      (MediaConference *self);
gboolean         media_conference_is_muted         (MediaConference *self);
void             media_conference_set_muted        (MediaConference *self,
                                                    gboolean         muted);
double           media_conference_get_level        (MediaConference *self);
/* Nullable, borrowed. */
const GError    *media_conference_get_device_error (MediaConference *self);
/* Everybody leaves and everything is given back; no further use. */
void             media_conference_close            (MediaConference *self);

G_END_DECLS
