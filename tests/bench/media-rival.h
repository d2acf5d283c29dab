/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two baresips that call each other by the same means (ICE, DTLS-SRTP, Opus) first with a tone and no sound server,
 * then from a microphone of the sound server to a speaker of it. */

#pragma once

#include "media-click.h"

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double     first_sound_ms; /* from the order to dial until RTP comes; SIP over UDP on this machine is in it */
  double     cpu;            /* of the caller, as a share of a core */
  ClickDelay delay;          /* no click where ALSA does not lead to the sound server */
} MediaRival;

/* NULL, or why there is nothing to compare with (transfer full). */
char *rival_measure (MediaRival *rival);

G_END_DECLS
