/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the exchange of a country sounds like (ITU-T E.180, and the lists of what each country uses), one round of each:
 * "425/1000,0/4000" is 425 Hz for a second and four seconds of silence; "440+480" sounds both, "400*25" is 400 Hz that
 * swells 25 times a second. */
typedef struct
{
  const char *territory;   /* ISO 3166, two letters; "": of no country in particular */
  const char *ringback;    /* it rings there */
  const char *busy;
  const char *congestion;  /* there is no way through */
  const char *waiting;     /* somebody else calls */
  const char *information; /* the number is not what was meant: the three rising tones, as a rule */
} MediaCadence;

#define MEDIA_CADENCE_RATE 48000u

const MediaCadence *media_cadence_list   (guint       *n_cadences);
/* @territory NULL: that of the locale. Never NULL. */
const MediaCadence *media_cadence_find   (const char  *territory);
/* "GB" out of "en_GB.UTF-8" (transfer full); NULL: it names none. */
char               *media_cadence_read_territory (const char *locale);
/* Mono samples of 16 bits at 48 kHz with this peak (transfer full); NULL: it is no cadence. */
GBytes             *media_cadence_render (const char  *cadence,
                                          double       peak);

G_END_DECLS
