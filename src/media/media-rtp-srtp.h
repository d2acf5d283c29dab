/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-crypto.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* GStreamer's SRTP, told about keys. */

/* Puts both into @pipeline; @ours is what we encrypt with. */
gboolean media_rtp_make_srtp     (GstElement         *pipeline,
                                  const MediaCrypto  *ours,
                                  GstElement        **encoder,
                                  GstElement        **decoder,
                                  GError            **error);
void     media_rtp_link_encoder  (GstElement         *encoder,
                                  GstElement         *rtpbin,
                                  GstElement         *sink,
                                  gboolean            is_rtcp);
/* What srtpdec's request-key wants (transfer full). */
GstCaps *media_rtp_make_key_caps (const MediaCrypto  *theirs);

G_END_DECLS
