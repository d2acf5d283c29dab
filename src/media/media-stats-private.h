/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-stats.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* From the answer of webrtcbin's get-stats. */
MediaStats *media_stats_new (const GstStructure *reply,
                             const char         *codec);
/* The same, with the packets of the associations before it counted in; nullable. */
MediaStats *media_stats_add (const MediaStats   *self,
                             const MediaStats   *before);

G_END_DECLS
