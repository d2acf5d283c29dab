/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "shots-scenes.h"

G_BEGIN_DECLS

/* How sound and pictures travel, as a person chooses it. */

void shots_media_terms (ShotsScene *scene);
void shots_media_codecs (ShotsScene *scene);
void shots_media_relay (ShotsScene *scene);
void shots_media_incoming (ShotsScene *scene);

G_END_DECLS
