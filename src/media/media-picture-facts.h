/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What there was to see in the last second. */
typedef struct
{
  guint   width;  /* 0: nothing */
  guint   height;
  double  rate;   /* pictures per second */
  guint64 count;  /* of pictures since the beginning */
  gint    colour; /* 0xRRGGBB, the mean of the last picture; −1: it is shown, not looked at */
} MediaPictureFacts;

G_END_DECLS
