/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-picture-facts.h"
#include "media-session.h"

G_BEGIN_DECLS

/* The pictures of a call. Signals of the session:
 *   pictures-changed ()  what is agreed on, what they offer, or what there is to paint is another
 *   pictures-measured () once a second, while there are any */

/* Whether a description that somebody sent wants pictures that we could have; nothing of it is taken. */
gboolean       media_session_offers_pictures       (const char   *description);
/* Whether we want pictures in this call; where it is up, the far end is asked (the signal changed). */
gboolean       media_session_has_video             (MediaSession *self);
void           media_session_set_video             (MediaSession *self,
                                                    gboolean      video);
/* Whether ours are to be seen too; it is as with muting, and may be said at any time. */
gboolean       media_session_is_camera_on          (MediaSession *self);
void           media_session_set_camera_on         (MediaSession *self,
                                                    gboolean      on);
/* As MediaEngine:camera, at any time. */
void           media_session_choose_camera         (MediaSession *self,
                                                    const char   *camera);
/* They offer pictures and we have refused them: set_video() would take them. */
gboolean       media_session_is_video_offered      (MediaSession *self);
/* Which way both sides agreed that pictures go. */
gboolean       media_session_shows_picture         (MediaSession *self);
gboolean       media_session_sees_picture          (MediaSession *self);
/* "VP8" or "H264"; NULL: no pictures. */
const char    *media_session_get_picture_codec     (MediaSession *self);
/* A GdkPaintable; NULL: nothing to paint, or no screen (transfer full). */
GObject       *media_session_dup_picture           (MediaSession *self);
GObject       *media_session_dup_self_view         (MediaSession *self);
/* As of the last second. */
void           media_session_get_picture_facts     (MediaSession      *self,
                                                    gboolean           own,
                                                    MediaPictureFacts *facts);

G_END_DECLS
