/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "shots-scenes.h"

G_BEGIN_DECLS

/* What becomes of messages, and who may send any. */

void shots_messages_states (ShotsScene *scene);
void shots_messages_files (ShotsScene *scene);
void shots_messages_joined (ShotsScene *scene);
void shots_messages_join (ShotsScene *scene);
void shots_messages_typing (ShotsScene *scene);
void shots_messages_requests (ShotsScene *scene);
void shots_messages_request (ShotsScene *scene);
void shots_messages_blocked (ShotsScene *scene);
void shots_messages_report (ShotsScene *scene);
void shots_messages_preferences (ShotsScene *scene);
void shots_messages_preferences_empty (ShotsScene *scene);

G_END_DECLS
