/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "scene-stage.h"

G_BEGIN_DECLS

/* What happens to the line: the steps are in README.md. */
void scene_line_move_calls     (SceneStage *self,
                                const char *rest);
void scene_line_check          (SceneStage *self,
                                const char *rest);
void scene_line_wait_for       (SceneStage *self,
                                const char *rest);
void scene_line_silence_far    (SceneStage *self,
                                const char *rest);
void scene_line_allow_no_other (SceneStage *self,
                                const char *rest);
void scene_line_restore_far    (SceneStage *self,
                                const char *rest);
void scene_line_break          (SceneStage *self,
                                const char *rest);
void scene_line_take_server    (SceneStage *self,
                                const char *rest);
void scene_line_restore_server (SceneStage *self,
                                const char *rest);

G_END_DECLS
