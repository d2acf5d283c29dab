/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Something like a person talking, because codecs treat a tone unlike a voice, and what is heard of it at the far end,
 * compared with what was said. */

#pragma once

#include "media-session.h"

G_BEGIN_DECLS

typedef struct _MediaVoice MediaVoice;

/* How much of what was said was heard: shares of the time in which there was a voice. The three make 1. */
typedef struct
{
  double right;   /* as it was said */
  double made_up; /* something else as loud */
  double missing; /* nothing, or next to it */
} MediaHeard;

/* @from speaks and @to listens; both have a pipeline, with a tone for a microphone. */
MediaVoice *voice_new     (MediaSession *from,
                           MediaSession *to);
/* Compares from the second second on. */
MediaHeard  voice_compare (MediaVoice   *voice);
/* Seconds that were heard. */
double      voice_get_seconds (MediaVoice *voice);
void        voice_free    (MediaVoice   *voice);

G_END_DECLS
