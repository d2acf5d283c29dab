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

G_END_DECLS
