/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "shots-scenes.h"

G_BEGIN_DECLS

void shots_people_list      (ShotsScene *scene);
void shots_people_empty     (ShotsScene *scene);
void shots_people_person    (ShotsScene *scene);
void shots_people_long_name (ShotsScene *scene);
void shots_people_new       (ShotsScene *scene);
void shots_people_favourites (ShotsScene *scene);
void shots_people_edit      (ShotsScene *scene);

G_END_DECLS
