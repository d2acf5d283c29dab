/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-recorder.h"
#include "media-session.h"

G_BEGIN_DECLS

/* A call is recorded from here on whatever path it takes, also as part of a conference; the end of the call is the end of
 * the recording. One at a time. */
gboolean       media_session_start_recording (MediaSession       *self,
                                              GFile              *file,
                                              MediaWriterFormat   format,
                                              GError            **error);
void           media_session_stop_recording  (MediaSession       *self);
/* Nullable, borrowed; the last one, also when it is over. */
MediaRecorder *media_session_get_recorder    (MediaSession       *self);
/* Another telephone of the same call is the one that is heard now: the recording goes on there. */
void           media_session_take_recording  (MediaSession       *self,
                                              MediaSession       *former);

/* For the files of the class: the paths, or the conference, have changed. */
void           media_session_apply_recording (MediaSession       *self);

G_END_DECLS
