/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "shots-scenes.h"

G_BEGIN_DECLS

/* Numbers as people write them, the country they are in, and calls that were recorded. */

void shots_numbers_account (ShotsScene *scene);
void shots_numbers_countries (ShotsScene *scene);
void shots_numbers_calls (ShotsScene *scene);
void shots_numbers_recorded (ShotsScene *scene);

G_END_DECLS
