/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How long sound takes from a microphone of the sound server to a speaker of it, whoever is between them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The microphone hears what is played to this. */
#define CLICK_VOICE "virtual-voice"
#define CLICK_MICROPHONE "virtual-microphone"
#define CLICK_SPEAKER "virtual-speaker"

typedef struct
{
  guint  n_clicks; /* that came out again */
  double mean_ms;
  double least_ms;
  double most_ms;
} ClickDelay;

/* Clicks for ten seconds, while a call is up. */
ClickDelay click_measure (void);

G_END_DECLS
