/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-tones.h"

G_BEGIN_DECLS

#define MEDIA_MELODY_RATE 48000u

/* One round of a sound, as mono samples of 16 bits at 48 kHz (transfer full). @territory: as with media_cadence_find(). */
GBytes *media_melody_render          (MediaTone   tone,
                                      const char *territory);
/* One round of a ringtone of our own; of the first one if there is none of that name. */
GBytes *media_melody_render_ringtone (const char *name);

G_END_DECLS
