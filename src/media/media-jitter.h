/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MEDIA_JITTER_MIN_MS 40
#define MEDIA_JITTER_MAX_MS 300
#define MEDIA_JITTER_BUCKETS 10

/* How long packets are to be waited for, learnt from how they came. A value; all zero: nothing has come yet. */
typedef struct
{
  struct
  {
    gint64 earliest; /* of the differences between arrival and time of the sound, µs */
    gint64 latest;
    gint64 second;   /* the latest but one */
    guint  n;
  } buckets[MEDIA_JITTER_BUCKETS]; /* of a second each, in a ring */
  gint64 bucket_at;  /* when the newest of them began */
  guint  newest;
  gint64 last;       /* the last difference */
  gint64 fallen_at;  /* when the delay fell last */
  guint  delay_ms;
} MediaJitter;

/* A packet came. Gives the delay wanted from now on, in ms. */
guint media_jitter_feed (MediaJitter *self,
                         gint64       arrival_us,
                         gint64       sound_us);

G_END_DECLS
