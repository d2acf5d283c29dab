/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who is heard. One call may ring at several telephones, each with a sound of its own; several calls may be one
 * conversation; and whether what comes in is more than silence decides who plays the ringback (RFC 3960 3.1). */

#include "media-session-private.h"

/* What a person takes for silence; noise of a line lies below. */
#define AUDIBLE_DB (-60.0)
/* The longest pause between two rings in the world is four seconds (ITU-T E.180), and a bit. */
#define PAUSE_US (6 * G_USEC_PER_SEC)

void
media_session_note_level (MediaSession *self,
                          double       remote_level)
{
  gint64 now = g_get_monotonic_time ();
  gboolean hears;

  if (remote_level > AUDIBLE_DB)
    self->sound_at = now;
  hears = self->sound_at != 0 && now - self->sound_at < PAUSE_US && media_session_get_sounding (self) != NULL;
  if (hears == self->hears_sound)
    return;
  self->hears_sound = hears;
  g_object_notify (G_OBJECT (self), "hears-sound");
}

/* In a call that is held by us nobody listens to what we say, so nobody records it. */
void
media_session_apply_ends (MediaSession   *self,
                          MediaPipeline *pipeline)
{
  media_pipeline_set_muted (pipeline, self->muted);
  media_pipeline_set_resting (pipeline, self->held || self->inaudible);
  media_pipeline_set_audible (pipeline, !self->inaudible);
  media_pipeline_set_mixer (pipeline, self->mixer, self);
}

static void
apply_to_all (MediaSession *self)
{
  MediaPipeline *const pipelines[] = { self->former, self->pipeline, self->fresh };

  for (guint i = 0; i < G_N_ELEMENTS (pipelines); i++)
    {
      if (pipelines[i] != NULL)
        media_session_apply_ends (self, pipelines[i]);
    }
}

gboolean
media_session_set_mixer (MediaSession *self,
                         MediaMixer  *mixer)
{
  if (self->settings->echo)
    return FALSE;
  g_clear_pointer (&self->mixer, media_mixer_unref);
  self->mixer = mixer != NULL ? media_mixer_ref (mixer) : NULL;
  apply_to_all (self);
  media_session_apply_recording (self);

  return TRUE;
}

gboolean
media_session_has_mixer (MediaSession *self)
{
  return self->mixer != NULL;
}

gboolean
media_session_is_held (MediaSession *self)
{
  return self->held;
}

/* Another telephone that answers the same call: the same devices, and nothing said yet. */
UaDescriptionHandler *
media_session_fork (UaDescriptionHandler *handler)
{
  MediaSession *self = MEDIA_SESSION (handler);
  MediaSession *fork = media_session_new (self->settings);

  fork->muted = self->muted;
  fork->held = self->held;
  fork->patience_ms = self->patience_ms;
  fork->reconsidered = self->reconsidered;
  fork->pictures.wanted = self->pictures.wanted;
  fork->pictures.camera_off = self->pictures.camera_off;

  return UA_DESCRIPTION_HANDLER (fork);
}

/**
 * media_session_hears_sound:
 * @self: the handler
 *
 * Gets whether something that a person would hear has come in the last six seconds, as long as the pauses of any
 * ringback; while it does, there is no need for one of ours.
 *
 * Returns: TRUE while it does
 */
gboolean
media_session_hears_sound (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), FALSE);

  return self->hears_sound;
}

/**
 * media_session_is_audible:
 * @self: the handler
 *
 * Gets whether this one is heard and spoken into.
 *
 * Returns: TRUE unless media_session_set_audible() said otherwise
 */
gboolean
media_session_is_audible (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), FALSE);

  return !self->inaudible;
}

/**
 * media_session_set_audible:
 * @self: the handler
 * @audible: whether this one is to be heard and spoken into
 *
 * Chooses among several telephones that answer one call. An inaudible one opens no microphone and plays nothing; its
 * sound is measured.
 */
void
media_session_set_audible (MediaSession *self,
                           gboolean     audible)
{
  g_return_if_fail (MEDIA_IS_SESSION (self));

  self->inaudible = !audible;
  apply_to_all (self);
}
