/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "scene-stage.h"

G_BEGIN_DECLS

/* Who we are and how we are reached, and calls that are sent on: the steps are in README.md. */
void     scene_agent_register_with (SceneStage      *self,
                                    const char      *rest);
void     scene_agent_watch_removed (SceneStage      *self,
                                    const char      *rest);
void     scene_agent_start         (SceneStage      *self,
                                    const char      *rest);
void     scene_agent_consider      (SceneStage      *self,
                                    const char      *rest);
void     scene_agent_follow        (SceneStage      *self,
                                    const char      *rest);
void     scene_agent_send_on       (SceneStage      *self,
                                    const char      *rest);
void     scene_agent_trust         (SceneStage      *self,
                                    const char      *rest);
/* A new call is on the stage, or the stage itself is new (NULL). */
void     scene_agent_listen        (SceneStage      *self,
                                    UaSession       *session);
gboolean scene_agent_check_caller  (SceneStage      *self,
                                    const SceneStep *step,
                                    const char      *rest,
                                    GError         **error);

G_END_DECLS
