/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message.h"

G_BEGIN_DECLS

/* A flow as people draw it: who on top, time downwards, an arrow a message. We are the first; the others stand in the
 * order in which they are heard of. */
typedef struct _SceneLadder SceneLadder;

SceneLadder *scene_ladder_new   (const char  *title,
                                 const char  *source); /* NULL: none */
void         scene_ladder_free  (SceneLadder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SceneLadder, scene_ladder_free)

/* What we do, or what happens to us. */
void         scene_ladder_note  (SceneLadder *self,
                                 const char  *text);
void         scene_ladder_arrow (SceneLadder *self,
                                 gint64       at_ms,
                                 gboolean     outgoing,
                                 SipMessage  *message);
char        *scene_ladder_draw  (SceneLadder *self); /* transfer full */

G_END_DECLS
