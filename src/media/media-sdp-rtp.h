/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-sdp.h"

#include <gst/sdp/sdp.h>

G_BEGIN_DECLS

/* What descriptions of RTP without ICE say beyond the rest: one address, its ports, and keys (RFC 8866 5.7, 3605, 4568). */

/* Whether @media is an audio line of ours that is not refused, and of which profile. */
gboolean           media_sdp_find_profile    (const GstSDPMedia   *media,
                                              MediaProfile        *profile);
gboolean           media_sdp_takes           (MediaProfiles        taken,
                                              MediaProfile         profile);
gboolean           media_sdp_read_rtp        (MediaSdp            *self,
                                              const GstSDPMessage *message,
                                              const GstSDPMedia   *media,
                                              GError             **error);
void               media_sdp_write_connection (const MediaSdp     *self,
                                              GString             *text);
void               media_sdp_write_rtp       (const MediaSdp      *self,
                                              GString             *text);
GPtrArray         *media_sdp_new_cryptos     (void);
void               media_sdp_copy_rtp        (MediaSdp            *self,
                                              const MediaSdp      *from);
void               media_sdp_clear_rtp       (MediaSdp            *self);
gboolean           media_sdp_same_rtp        (const MediaSdp      *self,
                                              const MediaSdp      *other);
gboolean           media_sdp_is_on_loopback  (const MediaSdp      *self);
/* The key that was agreed on, or that an answer to an offer would choose; nullable. */
const MediaCrypto *media_sdp_get_crypto      (const MediaSdp      *self);
/* The one of their keys that goes with ours, or the other way round: by its tag; nullable. */
const MediaCrypto *media_sdp_find_crypto     (const MediaSdp      *self,
                                              guint                tag);
/* Leaves of our offer what their answer chose; also what is protected no more. */
void               media_sdp_settle          (MediaSdp            *self,
                                              const MediaSdp      *answer);
/* Puts @crypto in the place of all keys; NULL: of none (transfer full). */
void               media_sdp_take_crypto     (MediaSdp            *self,
                                              MediaCrypto         *crypto);
/* Whether @answer protects what @offer wanted protected. */
gboolean           media_sdp_check_profile   (const MediaSdp      *offer,
                                              const MediaSdp      *answer,
                                              GError             **error);
/* They go on elsewhere: address, ports and key of @later, all else as it was. */
void               media_sdp_move            (MediaSdp            *self,
                                              const MediaSdp      *later);
/* Of the lines that are of one of the profiles @taken the best. */
MediaSdp          *media_sdp_parse_taking    (const char     *text,
                                              MediaProfiles   taken,
                                              GError        **error);

G_END_DECLS
