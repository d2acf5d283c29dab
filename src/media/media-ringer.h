/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-tones.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* Where a tone goes: a ringtone to what rings, all else to the ear (floating). */
GstElement *media_ringer_make_sink (MediaEngine  *engine,
                                    MediaTone     tone,
                                    GError      **error);

G_END_DECLS
