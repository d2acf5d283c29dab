/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How well the sound of a call is protected: what was agreed on can be asked, and never becomes less in silence (TRUST
 * 3.8). And what RTP without ICE may do that WebRTC may not: go on elsewhere without a new association. */

#include "media-session-private.h"

#include "media-sdp-rtp.h"

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

  return self->remote != NULL ? self->remote->profile : self->settings->profile;
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

