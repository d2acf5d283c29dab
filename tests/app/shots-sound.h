/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "shots-scenes.h"

G_BEGIN_DECLS

/* Microphone, speaker and ringer, chosen and tried. */

void shots_sound_page  (ShotsScene *scene);
void shots_sound_many  (ShotsScene *scene);
void shots_sound_list  (ShotsScene *scene);
void shots_sound_rings (ShotsScene *scene);
void shots_sound_call  (ShotsScene *scene);

G_END_DECLS
