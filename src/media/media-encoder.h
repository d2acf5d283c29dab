/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-sdp.h"
#include "media-settings.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* What the encoder in a bin built from a row of the table of codecs is told. Whatever the codec is: where there is
 * nothing to tell, nothing happens. */

/* Once, before sound flows. */
void media_encoder_set_up   (GstElement          *bin,
                             const MediaSdp      *theirs,
                             const MediaSettings *settings);
/* As often as the far end says how much of ours it misses, 0 to 1 (RFC 3550 6.4.1). */
void media_encoder_set_loss (GstElement          *bin,
                             double               loss);

G_END_DECLS
