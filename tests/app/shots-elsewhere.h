/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "shots-scenes.h"

G_BEGIN_DECLS

/* Scenes of the address book elsewhere. */
void shots_elsewhere_none    (ShotsScene *scene);
void shots_elsewhere_there   (ShotsScene *scene);
void shots_elsewhere_trouble (ShotsScene *scene);

G_END_DECLS
