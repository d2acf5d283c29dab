/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A voice without a speaker: pulses of a throat through the resonances of a mouth, in syllables of changing pitch with
 * pauses between the phrases. What a canceller of echoes and a suppressor of noise take for speech, always the same. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TALKER_RATE 48000u

/* Samples (gint16) of mono speech at TALKER_RATE, of @level_db dBFS (RMS, pauses included); @seed: who speaks
 * (transfer full). */
GBytes *talker_render (guint32 seed,
                      guint   duration_ms,
                      double  level_db);

G_END_DECLS
