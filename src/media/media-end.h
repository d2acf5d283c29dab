/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-canceller.h"
#include "media-desk.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* A microphone or a speaker of a pipeline, for as long as it is wanted: whatever becomes of the device and of the sound
 * server, there is an element in its place. On the main context of its maker. */
typedef struct _MediaEnd MediaEnd;

/* Another element (transfer floating) is to take the place of the one there was. */
typedef void (*MediaEndExchange) (GstElement *fresh,
                                  gpointer    user_data);
/* media_end_get_trouble() says something else. */
typedef void (*MediaEndTrouble)  (gpointer    user_data);

typedef struct
{
  MediaEndExchange exchange;
  MediaEndTrouble  trouble;
} MediaEndCalls;

/* @tap: nullable; for a microphone. Neither function is called before the first element was made, nor after the end was
 * freed. */
MediaEnd     *media_end_new         (MediaDesk           *desk,
                                     MediaDeviceKind      kind,
                                     MediaReference      *tap,
                                     const MediaEndCalls *calls,
                                     gpointer             user_data);
void          media_end_free        (MediaEnd            *end);
/* The first element (transfer floating). */
GstElement   *media_end_open        (MediaEnd            *end);
/* A microphone that rests is closed, and silence in its place. */
void          media_end_set_resting (MediaEnd            *end,
                                     gboolean             resting);
/* The element said so on the bus. */
void          media_end_break       (MediaEnd            *end,
                                     const GError        *error);
/* Now and then, with the moment (monotonic time, µs) it was last heard: a microphone that hangs says nothing on the bus. */
void          media_end_look        (MediaEnd            *end,
                                     gint64               heard_at);
/* Why there is silence; nullable, borrowed. */
const GError *media_end_get_trouble (MediaEnd            *end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaEnd, media_end_free)

G_END_DECLS
