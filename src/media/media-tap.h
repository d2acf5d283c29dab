/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-mixer.h"
#include "media-track.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* An ear of a recorder at one place where a call is heard: the path it takes, or the conference it is part of. */
typedef struct _MediaTap MediaTap;

/* The tone that tells both sides of a recording: every ear sounds it once for each time it was asked for. */
#define MEDIA_TAP_BEEP_HZ 1400
#define MEDIA_TAP_BEEP_MS 200u

/* What is said to the far end, and what comes from there. */
MediaTap  *media_tap_new_at_pipeline (GstElement *pipeline,
                                      MediaTrack *ours,
                                      MediaTrack *theirs);
/* What the person says in a conference, and what all the others say together. */
MediaTap  *media_tap_new_at_mixer    (MediaMixer *mixer,
                                      MediaTrack *ours,
                                      MediaTrack *theirs);
/* It is that of @place, a pipeline or a mixer. */
gboolean   media_tap_is_at           (MediaTap      *self,
                                      gconstpointer  place);
/* Looks for ends that were not there yet. */
void       media_tap_refresh         (MediaTap   *self);
/* While a conference is listened to, its calls are not. */
void       media_tap_set_recording   (MediaTap   *self,
                                      gboolean    recording);
void       media_tap_beep            (MediaTap   *self);
void       media_tap_free            (MediaTap   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaTap, media_tap_free)

G_END_DECLS
