/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "shots-scenes.h"

G_BEGIN_DECLS

void shots_setup_sources (ShotsScene *scene);
void shots_setup_nothing (ShotsScene *scene);
void shots_setup_preview (ShotsScene *scene);
void shots_setup_not_all (ShotsScene *scene);
void shots_setup_done    (ShotsScene *scene);
void shots_setup_link    (ShotsScene *scene);
void shots_setup_wrong   (ShotsScene *scene);
void shots_setup_offer   (ShotsScene *scene);

G_END_DECLS
