/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "shots-scenes.h"

G_BEGIN_DECLS

/* Scenes of what uses the phone from beside the window. */
void shots_remote_none  (ShotsScene *scene);
void shots_remote_there (ShotsScene *scene);
void shots_remote_wrong (ShotsScene *scene);

G_END_DECLS
