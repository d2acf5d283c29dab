/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-stats.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* @reply: the answer of webrtcbin's get-stats, which knows the path; nullable: there is no ICE. Whoever makes it may
 * set secrecy and cipher, and then nobody any more. */
MediaStats *media_stats_new (const GstStructure *reply,
                             const char         *codec);
/* The packets, out of an rtpbin, for the sound in its session 0; from any thread. */
void        media_stats_read_rtpbin  (MediaStats         *self,
                                      GstElement         *rtpbin);
/* The same out of the property `stats` of an RTPSession; and of an rtpjitterbuffer. */
void        media_stats_read_session (MediaStats         *self,
                                      const GstStructure *session);
void        media_stats_read_buffer  (MediaStats         *self,
                                      const GstStructure *buffer,
                                      guint               latency_ms);
/* Lets the far end know sooner what arrives; where there is feedback only. */
void        media_stats_hasten_reports (GstElement       *rtpbin);
/* What DTLS agreed on, out of a webrtcbin. */
void        media_stats_read_dtls    (MediaStats         *self,
                                      GstElement         *webrtc);
/* The same, with the packets of the associations before it counted in; nullable. */
MediaStats *media_stats_add (const MediaStats   *self,
                             const MediaStats   *before);

G_END_DECLS
