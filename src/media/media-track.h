/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One track of a recording on the axis of time: whoever speaks says when, whoever writes takes what was said up to now,
 * and what nobody said is silence. Mono, 16 bits, 48 kHz. May be spoken into from any thread, which never waits for more
 * than a copy. */
typedef struct _MediaTrack MediaTrack;

/* Where one voice of the track is; each voice keeps its own, zeroed to begin with. */
typedef struct
{
  gint64   next;    /* the sample after its last one */
  gint64   written; /* and after the last it ever said */
  gboolean begun;
} MediaTrackPen;

#define MEDIA_TRACK_RATE 48000u
/* How long what was said waits to be taken; what comes later than that is left out. */
#define MEDIA_TRACK_SECONDS 10u

MediaTrack *media_track_new   (gint64           origin_ns);
MediaTrack *media_track_ref   (MediaTrack      *self);
void        media_track_unref (MediaTrack      *self);
/* @at_ns: when the first sample was said, on the clock of the origin. */
void        media_track_put   (MediaTrack      *self,
                               MediaTrackPen   *pen,
                               gint64           at_ns,
                               const gint16    *samples,
                               guint            n_samples);
/* The next @n_samples; they may be put no more. */
void        media_track_take  (MediaTrack      *self,
                               gint16          *samples,
                               guint            n_samples);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaTrack, media_track_unref)

G_END_DECLS
