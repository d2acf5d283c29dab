/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-codec.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* When what was received is heard: a delay that follows the jitter. Whatever carries the packets: it finds GStreamer's
 * jitter buffers by itself. Lives as long as the pipeline it was given to; its functions may be called from any
 * thread. */

/* Once, before packets come; @rtp is the bin in which, however deep, jitter buffers will appear. The latency of its
 * jitter buffers must be MEDIA_JITTER_MIN_MS. */
void   media_playout_attach         (GstElement       *pipeline,
                                     GstElement       *rtp,
                                     gboolean          with_correction);
/* A bin from packets to sound of one channel, 16 bits, 48 kHz, made by a row of the table of codecs. */
void   media_playout_attach_decoder (GstElement       *pipeline,
                                     GstElement       *bin);
/* What packets wait for each other at this moment, in ms. */
guint  media_playout_get_delay_ms   (GstElement       *pipeline);

G_END_DECLS
