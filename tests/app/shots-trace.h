/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "shots-scenes.h"

G_BEGIN_DECLS

/* What was said on the line, and why something failed. */

void shots_trace_list (ShotsScene *scene);
void shots_trace_ladder (ShotsScene *scene);
void shots_trace_empty (ShotsScene *scene);
void shots_trace_none (ShotsScene *scene);

G_END_DECLS
