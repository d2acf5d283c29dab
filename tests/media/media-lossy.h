/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A bad line between two sessions in one process: they find each other through it because it stands in their
 * descriptions. What it does to packets of sound is decided by a seed; ICE, DTLS and RTCP pass untouched. It runs in a
 * thread of its own. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint32 seed;
  double  loss;      /* shares of the packets, 0 to 1 */
  double  duplicate;
  guint   jitter_ms; /* each is delayed by 0 to this, which also puts them out of order */
} MediaWeather;

typedef struct _MediaRelay MediaRelay;

MediaRelay *relay_new         (const MediaWeather *weather);
void        relay_free        (MediaRelay         *relay);
/* May change while packets flow. */
void        relay_set_weather (MediaRelay         *relay,
                               const MediaWeather *weather);
/* The description of @side (0 or 1) as the other must see it to speak through the relay. */
char       *relay_rewrite     (MediaRelay         *relay,
                               guint               side,
                               const char         *description);
/* How many packets of sound came from @side, and how many of them were lost. */
void        relay_count       (MediaRelay         *relay,
                               guint               side,
                               guint              *n_packets,
                               guint              *n_lost);

G_END_DECLS
