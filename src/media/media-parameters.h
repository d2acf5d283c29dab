/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the far end says about the Opus it wants to be sent (RFC 7587 6.1). A value; all zero: nothing was said. What it
 * says about its own sending (sprop-…) and stereo is nothing to us, who send one channel and hear what comes. */
typedef struct
{
  gboolean fec;          /* it can use the correction of losses */
  gboolean cbr;          /* every packet shall be as long as the others */
  guint    bitrate;      /* at most, bit/s, 6000 to 510000; 0: not said */
  guint    playback_hz;  /* it plays nothing finer than this, 8000 to 48000; 0: not said */
} MediaParameters;

/* Reads what stands behind the payload type in a=fmtp; nullable. What is malformed is as if it were not there. */
void  media_parameters_read    (MediaParameters *self,
                                const char      *text);
/* The milliseconds of a=ptime or a=maxptime (nullable); 0: none that make sense. */
guint media_parameters_read_ms (const char      *text);

G_END_DECLS
