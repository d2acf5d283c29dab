/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "shots-scenes.h"

G_BEGIN_DECLS

void shots_shell_people_home    (ShotsScene *scene);
void shots_shell_calls_home     (ShotsScene *scene);
void shots_shell_accounts       (ShotsScene *scene);
void shots_shell_account_calls  (ShotsScene *scene);
void shots_shell_account_list   (ShotsScene *scene);
void shots_shell_account_colour (ShotsScene *scene);
void shots_shell_dial_name      (ShotsScene *scene);
void shots_shell_dial_number    (ShotsScene *scene);

G_END_DECLS
