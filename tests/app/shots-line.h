/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "shots-scenes.h"

G_BEGIN_DECLS

/* The photographs in which the account's line is the subject. */
void shots_line_connecting (ShotsScene *scene);
void shots_line_waiting (ShotsScene *scene);
void shots_line_up (ShotsScene *scene);
void shots_line_down (ShotsScene *scene);
void shots_line_certificate (ShotsScene *scene);
void shots_line_certificate_changed (ShotsScene *scene);
void shots_line_refused (ShotsScene *scene);
void shots_line_offline (ShotsScene *scene);

G_END_DECLS
