/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How well the sound of a call is protected: what was agreed on can be asked, and never becomes less in silence (TRUST
 * 3.8). And what RTP without ICE may do that WebRTC may not: go on elsewhere without a new association. */

#include "media-session-profile-private.h"

#include "media-sdp-rtp.h"

#define EVERY_PROFILE \
  (MEDIA_PROFILES_WEBRTC | MEDIA_PROFILES_SDES | MEDIA_PROFILES_OPTIONAL | MEDIA_PROFILES_PLAIN)

/* An answer is held against our offer instead, an offer in a call against what there is: a call that is encrypted stays so,
 * and goes on as it began whatever is taken from others. */
MediaProfiles
media_session_get_taken (MediaSession *self)
{
  MediaProfiles taken = self->settings->taken;

  if (self->remote == NULL)
    return self->exchange == MEDIA_EXCHANGE_OFFERED_BY_US ? MEDIA_PROFILES_ALL : taken;
  taken = taken == MEDIA_PROFILES_ALL ? EVERY_PROFILE : taken | 1u << self->remote->profile;

  return self->remote->profile == MEDIA_PROFILE_PLAIN ? taken : taken & ~MEDIA_PROFILES_PLAIN;
}

static const MediaCrypto *
find_suite (const MediaSdp   *sdp,
            const MediaSuite *suite)
{
  for (guint i = 0; i < sdp->cryptos->len; i++)
    {
      const MediaCrypto *crypto = g_ptr_array_index (sdp->cryptos, i);

      if (crypto->suite == suite)
        return crypto;
    }

  return NULL;
}

gboolean
media_session_can_follow (MediaSession   *self,
                          const MediaSdp *offer)
{
  const MediaCrypto *agreed = self->remote != NULL ? media_sdp_get_crypto (self->remote) : NULL;

  if (self->remote == NULL || self->remote->profile == MEDIA_PROFILE_WEBRTC || self->pipeline == NULL || self->stale)
    return FALSE;
  if ((agreed != NULL) != (offer->cryptos->len > 0) ||
      (agreed != NULL && find_suite (offer, agreed->suite) == NULL))
    return FALSE;

  return media_session_find_agreed (self, offer) != NULL;
}

/* Our key stays; its number is that of theirs. */
void
media_session_answer_rtp (MediaSdp       *answer,
                          const MediaSdp *offer)
{
  const MediaCrypto *ours = media_sdp_get_crypto (answer);
  MediaCrypto *renamed;

  answer->mux &= offer->mux;
  if (ours == NULL)
    return;
  renamed = media_crypto_copy (ours);
  renamed->tag = find_suite (offer, ours->suite)->tag;
  media_sdp_take_crypto (answer, renamed);
}

MediaProfile
media_session_get_offered (MediaSession *self)
{
  return self->reconsidered ? self->settings->fallback : self->settings->profile;
}

/* Once, and only where whoever made the settings said what else may be offered. */
gboolean
media_session_reconsider (UaDescriptionHandler *handler)
{
  MediaSession *self = MEDIA_SESSION (handler);

  if (self->reconsidered || !self->settings->has_fallback || self->remote != NULL)
    return FALSE;
  self->reconsidered = TRUE;

  return TRUE;
}

void
media_session_follow (MediaSession   *self,
                      MediaSdp       *remote,
                      const MediaSdp *later)
{
  const MediaCrypto *agreed = media_sdp_get_crypto (remote);
  g_autoptr (MediaSdp) moved = NULL;

  if (later->profile == MEDIA_PROFILE_WEBRTC)
    return;
  moved = media_sdp_copy (later);
  moved->mux &= self->local->mux;
  if (agreed != NULL)
    media_sdp_take_crypto (moved, media_crypto_copy (find_suite (later, agreed->suite)));
  media_sdp_move (remote, moved);
  media_pipeline_move (self->pipeline, moved);
}

/**
 * media_session_get_profile:
 * @self: the handler
 *
 * Gets how the sound goes. OPTIONAL says that both sides encrypt though they need not; PLAIN that nobody does,
 * whatever was offered.
 *
 * Returns: what was agreed on; before that what an offer of ours would be of
 */
MediaProfile
media_session_get_profile (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), MEDIA_PROFILE_PLAIN);

  return self->remote != NULL ? self->remote->profile : media_session_get_offered (self);
}

/**
 * media_session_get_crypto_suite:
 * @self: the handler
 *
 * Gets with what the sound is encrypted by keys out of the descriptions (RFC 4568).
 *
 * Returns: (transfer none) (nullable): the name of the suite; NULL for WebRTC, for plain sound, and before it is agreed on
 */
const char *
media_session_get_crypto_suite (MediaSession *self)
{
  const MediaCrypto *crypto;

  g_return_val_if_fail (MEDIA_IS_SESSION (self), NULL);

  crypto = self->remote != NULL ? media_sdp_get_crypto (self->remote) : NULL;

  return crypto != NULL ? crypto->suite->name : NULL;
}

