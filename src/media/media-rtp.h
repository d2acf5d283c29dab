/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-sdp.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* Packets to the far end and back by RTP without ICE: an rtpbin, two ports, and SRTP if keys were exchanged. */
typedef struct _MediaRtp MediaRtp;

/* @rtpbin: in @pipeline, with nothing linked yet. It posts "media-heard" on the bus when the first packet of theirs came. */
MediaRtp *media_rtp_new          (GstElement     *pipeline,
                                  GstElement     *rtpbin);
/* Binds the ports; the lower one is given back, 0: none is free. */
guint     media_rtp_open         (MediaRtp       *self,
                                  GSocketFamily   family,
                                  guint           first,
                                  guint           last,
                                  GError        **error);
/* What was agreed on; both have the same formats, and at most one key. */
gboolean  media_rtp_connect      (MediaRtp       *self,
                                  const MediaSdp *local,
                                  const MediaSdp *remote,
                                  GError        **error);
/* They are elsewhere, or have another key for the same suite. */
void      media_rtp_move         (MediaRtp       *self,
                                  const MediaSdp *remote);
/* Where encoded sound goes in (transfer full). */
GstPad   *media_rtp_dup_entry    (MediaRtp       *self);
/* When a packet of theirs came last, monotonic time, µs; 0: never. */
gint64    media_rtp_get_heard_at (MediaRtp       *self);
/* In the form of webrtcbin's get-stats; @address: ours (transfer full). */
GstStructure *media_rtp_dup_stats (MediaRtp   *self,
                                  const char     *address);
/* After this no thread of it touches anything. */
void      media_rtp_stop         (MediaRtp       *self);
/* When the pipeline has stopped, too. */
void      media_rtp_free         (MediaRtp       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaRtp, media_rtp_free)

G_END_DECLS
