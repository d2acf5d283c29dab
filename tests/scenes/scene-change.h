/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "scene-stage.h"

G_BEGIN_DECLS

/* How long calls live without a word, who the far end is, and why a call ended. */
void     scene_change_prepare     (SceneStage       *self,
                                   const char       *rest);
void     scene_change_dial        (SceneStage       *self,
                                   const char       *rest);
void     scene_change_set_timer   (SceneStage       *self,
                                   const char       *rest);
void     scene_change_drop_timer  (SceneStage       *self,
                                   const char       *rest);
gboolean scene_change_check_name  (SceneStage       *self,
                                   const SceneStep  *step,
                                   const char       *rest,
                                   GError          **error);
gboolean scene_change_check_words (SceneStage       *self,
                                   const SceneStep  *step,
                                   const char       *rest,
                                   GError          **error);

G_END_DECLS
