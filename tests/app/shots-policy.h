/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "shots-scenes.h"

G_BEGIN_DECLS

/* What a person decided about calls, and how it shows. */

void shots_policy_calls (ShotsScene *scene);
void shots_policy_wrong (ShotsScene *scene);
void shots_policy_quiet (ShotsScene *scene);
void shots_policy_forwarded (ShotsScene *scene);
void shots_policy_quiet_dial (ShotsScene *scene);

G_END_DECLS
