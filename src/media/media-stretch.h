/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MEDIA_STRETCH_RATE 48000
/* No call makes more than this out of what it is given. */
#define MEDIA_STRETCH_MAX_INSERTED (MEDIA_STRETCH_RATE * 60 / 1000)
#define MEDIA_STRETCH_MAX_PERIOD (MEDIA_STRETCH_RATE * 10 / 1000)
#define MEDIA_STRETCH_PAST (2 * MEDIA_STRETCH_MAX_PERIOD)

/* Makes sound a little longer or shorter without changing its pitch, by whole periods of what sounds: one channel of
 * 48 kHz, frame by frame. A value; all zero: nothing was heard yet. */
typedef struct
{
  gint16   past[MEDIA_STRETCH_PAST]; /* the end of the frame before */
  guint    n_past;
  guint    n_concealed;  /* samples since there was something real */
  guint    period;       /* of what is being concealed */
  gboolean is_concealed; /* the next frame is that */
} MediaStretch;

/* Copies @n samples to @out and inserts about @wanted of them, or takes away one period if @wanted is less than 0 and
 * there is room for one. Gives how many there are now. @out has room for MEDIA_STRETCH_MAX_INSERTED more. */
guint media_stretch_run (MediaStretch *self,
                         const gint16 *samples,
                         guint         n,
                         int           wanted,
                         gint16       *out);
/* Makes @n samples for a frame that is lost, to be given to media_stretch_run() next: what was heard last goes on, and
 * dies away within 60 ms. */
void  media_stretch_conceal (MediaStretch *self,
                             gint16       *out,
                             guint         n);

G_END_DECLS
