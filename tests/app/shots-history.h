/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "shots-scenes.h"

G_BEGIN_DECLS

void shots_history_folded   (ShotsScene *scene);
void shots_history_opened   (ShotsScene *scene);
void shots_history_filtered (ShotsScene *scene);
void shots_history_deleted  (ShotsScene *scene);
void shots_history_search   (ShotsScene *scene);
void shots_history_nothing_found (ShotsScene *scene);
void shots_history_found    (ShotsScene *scene);

G_END_DECLS
