/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-sdp.h"

G_BEGIN_DECLS

/* Leaves of their formats those with @names (nullable: all), in that order, or in theirs if they answer us. */
gboolean           media_sdp_prefer          (MediaSdp       *self,
                                              const char *const *names,
                                              gboolean        is_answer,
                                              GError        **error);
/* How much sound a packet to them holds, in ms: 10, 20, 40 or 60. */
guint              media_sdp_choose_ptime    (const MediaSdp *self);

G_END_DECLS
