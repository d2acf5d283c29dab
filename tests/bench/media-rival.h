/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two baresips that call each other by the same means (ICE, DTLS-SRTP, Opus) with a tone and no sound server. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double first_sound_ms; /* from the order to dial until RTP comes; SIP over UDP on this machine is in it */
  double cpu;            /* of the caller, as a share of a core */
} MediaRival;

/* NULL, or why there is nothing to compare with (transfer full). */
char *rival_measure (MediaRival *rival);

G_END_DECLS
