/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-session.h"

G_BEGIN_DECLS

/* For the files of MediaSession: when the levels are new, and when the statistics are. */
void media_session_tell_levels (MediaSession *self);
void media_session_tell_stats  (MediaSession *self);

G_END_DECLS
