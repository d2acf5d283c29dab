/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a session tells its truth: how the call is, whenever its levels or its counters speak. */

#include "media-session-truth.h"

#include "media-comfort.h"
#include "media-pipeline-private.h"
#include "media-session-private.h"

static const MediaSdp *
get_local (MediaSession *self)
{
  return self->local != NULL ? self->local : self->proposed;
}

static void
describe (MediaSession   *self,
          MediaSituation *situation)
{
  *situation = (MediaSituation) {
    .now_us = g_get_monotonic_time (),
    .up = media_truth_is_answered (self->truth) && self->state == MEDIA_STATE_CONNECTED && !self->held &&
          !self->inaudible,
    .sending = (self->agreed & MEDIA_DIRECTION_SEND) != 0,
    .receiving = (self->agreed & MEDIA_DIRECTION_RECEIVE) != 0,
    .pauses = self->pipeline != NULL && self->pipeline->pipeline != NULL &&
              media_comfort_is_playing (self->pipeline->pipeline),
    .muted = self->muted,
    .person = self->mixer == NULL && !self->settings->echo,
    .device_failed = self->trouble != NULL,
    .local_level = self->local_level,
  };
}

/* The fingerprints that both descriptions named, which is what a person in the middle would have to change. */
static void
tell_secrecy (MediaSession *self)
{
  const MediaSdp *local = get_local (self);
  MediaIdentity ours = { 0 }, theirs = { 0 };

  if (local != NULL)
    ours = (MediaIdentity) { local->hash, local->fingerprint };
  if (self->remote != NULL)
    theirs = (MediaIdentity) { self->remote->hash, self->remote->fingerprint };
  media_truth_take_secrecy (self->truth, media_secrecy_new (self->stats, &ours, &theirs));
}

void
media_session_tell_levels (MediaSession *self)
{
  MediaSituation situation;

  describe (self, &situation);
  media_truth_take_situation (self->truth, &situation);
}

/* Keys that stood in the descriptions are known here alone. */
static void
complete_stats (MediaSession *self)
{
  const char *suite = media_session_get_crypto_suite (self);

  if (suite == NULL || self->stats->secrecy != MEDIA_SECRECY_NONE)
    return;
  self->stats->secrecy = MEDIA_SECRECY_SDES;
  self->stats->cipher = g_strdup (suite);
}

void
media_session_tell_stats (MediaSession *self)
{
  MediaSituation situation;

  describe (self, &situation);
  complete_stats (self);
  tell_secrecy (self);
  media_truth_take_stats (self->truth, &situation, self->stats, self->remote_level);
}

/**
 * media_session_get_truth:
 * @self: the handler
 *
 * Gets what can be truly said of the call; the same object as long as @self lives.
 *
 * Returns: (transfer none): the truth
 */
MediaTruth *
media_session_get_truth (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), NULL);

  return self->truth;
}
