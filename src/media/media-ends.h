/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-mixer.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* The two ends of the sound on this machine: what is spoken into and what is heard from. Both functions give
 * an element in state READY, so that a device that cannot be opened is known at once: then it is the silent
 * one, and @error says why (transfer floating). @is_device: a real one, where echo can happen. */
GstElement *media_ends_make_source (const char  *microphone,
                                    gboolean    *is_device,
                                    GError     **error);
GstElement *media_ends_make_sink   (const char  *speaker,
                                    gboolean    *is_device,
                                    GError     **error);
/* A sink and a source that speaks what the sink hears; GStreamer allows no ring of links (both floating). */
void        media_ends_make_echo   (GstElement **source,
                                    GstElement **sink);
/* What the others of a mixer say, and what is said to them (floating). */
GstElement *media_ends_make_ear    (MediaMixerPort *port);
GstElement *media_ends_make_voice  (MediaMixerPort *port);
/* A sink for the sounds of MediaTones: not part of a call, so the desktop may treat it as an event. */
GstElement *media_ends_make_event_sink (const char  *speaker,
                                        GError     **error);

G_END_DECLS
