/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "shots-scenes.h"

G_BEGIN_DECLS

/* What is said of a call that goes on: how it sounds, who may listen, and that it is recorded. */

void shots_truth_good (ShotsScene *scene);
void shots_truth_bad (ShotsScene *scene);
void shots_truth_padlock (ShotsScene *scene);
void shots_truth_padlock_open (ShotsScene *scene);
void shots_truth_recording (ShotsScene *scene);
void shots_truth_consent (ShotsScene *scene);
void shots_truth_recorded (ShotsScene *scene);

G_END_DECLS
