/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "scene-stage.h"

G_BEGIN_DECLS

/* "we ask METHOD of URI" */
void scene_outside_ask (SceneStage *self,
                        const char *rest);

/* The next that we send finds the line gone. */
void scene_outside_break_at_next (SceneStage *self,
                                  const char *rest);

G_END_DECLS
