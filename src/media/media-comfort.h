/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* Comfort noise (RFC 3389): what a far end lets us hear instead of silence while it sends no sound. From any thread. */

/* Packets of comfort noise will come from @packets: from each of them until there is sound again, a noise as loud as it
 * says goes to @heard, which must have pads to ask for. */
void media_comfort_attach      (GstElement *pipeline,
                                GstElement *heard,
                                GstPad     *packets);
/* Sound that goes through @sound ends the noise. */
void media_comfort_watch_sound (GstElement *pipeline,
                                GstPad     *sound);
/* The far end pauses. */
gboolean media_comfort_is_playing (GstElement *pipeline);

G_END_DECLS
