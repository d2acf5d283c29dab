/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "shots-scenes.h"

G_BEGIN_DECLS

void shots_calls_words   (ShotsScene *scene);
void shots_calls_second  (ShotsScene *scene);
void shots_calls_waiting (ShotsScene *scene);
void shots_calls_after   (ShotsScene *scene);
void shots_calls_after_bad (ShotsScene *scene);
void shots_calls_mood    (ShotsScene *scene);
void shots_calls_note    (ShotsScene *scene);

G_END_DECLS
