/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where a recorder has to listen. A call may have two paths for a moment, it may be part of a conference and then not any
 * more, and another telephone may have answered it; the recording is of the call, not of any of these. */

#include "media-session-recording.h"

#include "media-error.h"
#include "media-pipeline-private.h"
#include "media-recorder-private.h"
#include "media-session-private.h"

static gboolean
is_recording (MediaSession *self)
{
  return self->recorder != NULL && media_recorder_get_state (self->recorder) == MEDIA_RECORDER_STATE_RECORDING;
}

void
media_session_apply_recording (MediaSession *self)
{
  GstElement *const paths[] = {
    self->former != NULL ? self->former->pipeline : NULL,
    self->pipeline != NULL ? self->pipeline->pipeline : NULL,
    self->fresh != NULL ? self->fresh->pipeline : NULL,
  };

  if (!is_recording (self))
    return;
  if (self->state == MEDIA_STATE_FAILED || self->state == MEDIA_STATE_CLOSED)
    media_recorder_stop (self->recorder);
  else
    media_recorder_follow (self->recorder, paths, G_N_ELEMENTS (paths), self->mixer);
}

/**
 * media_session_start_recording:
 * @self: a session that is neither failed nor closed
 * @file: what the recording is to be called; replaced at the end if it exists
 * @format: what is written
 * @error: (out): why not
 *
 * Records the call from now on, ours on the left and theirs on the right. What goes wrong later is told by the recorder and
 * does not touch the call.
 *
 * Returns: TRUE when it records
 */
gboolean
media_session_start_recording (MediaSession       *self,
                               GFile              *file,
                               MediaWriterFormat   format,
                               GError            **error)
{
  MediaRecorder *recorder;

  g_return_val_if_fail (MEDIA_IS_SESSION (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  if (is_recording (self) || self->state == MEDIA_STATE_FAILED || self->state == MEDIA_STATE_CLOSED)
    {
      g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_WRONG_STATE, "a call in state %d is not recorded, or not twice",
                   self->state);
      return FALSE;
    }
  recorder = media_recorder_new (file, format, error);
  if (recorder == NULL)
    return FALSE;
  g_clear_object (&self->recorder);
  self->recorder = recorder;
  media_session_apply_recording (self);

  return TRUE;
}

/**
 * media_session_stop_recording:
 * @self: the session
 *
 * Ends the recording, if there is one.
 */
void
media_session_stop_recording (MediaSession *self)
{
  g_return_if_fail (MEDIA_IS_SESSION (self));

  if (self->recorder != NULL)
    media_recorder_stop (self->recorder);
}

/**
 * media_session_get_recorder:
 * @self: the session
 *
 * Gets what tells how the recording goes.
 *
 * Returns: (transfer none) (nullable): the last recorder, also when it is over; NULL: there was none
 */
MediaRecorder *
media_session_get_recorder (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), NULL);

  return self->recorder;
}

/**
 * media_session_take_recording:
 * @self: the session that is heard from now on
 * @former: the one that was
 *
 * Goes on with a recording in another session of the same call.
 */
void
media_session_take_recording (MediaSession *self,
                              MediaSession *former)
{
  g_return_if_fail (MEDIA_IS_SESSION (self));
  g_return_if_fail (MEDIA_IS_SESSION (former));

  if (!is_recording (former))
    return;
  g_clear_object (&self->recorder);
  self->recorder = g_steal_pointer (&former->recorder);
  media_session_apply_recording (self);
}
