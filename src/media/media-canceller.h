/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-cleaning.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* What a speaker was given in the last second, for whoever has to take it out of a microphone. */
typedef struct _MediaTap MediaTap;

/* Listens to a pad that carries 16 bits, mono, 48 kHz (transfer full). */
MediaTap   *media_tap_new        (GstPad        *pad);
MediaTap   *media_tap_ref        (MediaTap      *tap);
void        media_tap_unref      (MediaTap      *tap);
/* @tap: nullable: no speaker an echo could come from (floating). */
GstElement *media_canceller_wrap (GstElement    *microphone,
                                  MediaTap      *tap,
                                  MediaCleaning  cleaning);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaTap, media_tap_unref)

G_END_DECLS
