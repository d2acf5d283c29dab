/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "shots-scenes.h"

G_BEGIN_DECLS

/* Several calls, conferences, and callers of every kind. */

void shots_several_two (ShotsScene *scene);
void shots_several_conference (ShotsScene *scene);
void shots_several_participants (ShotsScene *scene);
void shots_several_transfer (ShotsScene *scene);
void shots_several_request (ShotsScene *scene);
void shots_several_incoming (ShotsScene *scene);
void shots_several_incoming_forwarded (ShotsScene *scene);
void shots_several_incoming_anonymous (ShotsScene *scene);

G_END_DECLS
