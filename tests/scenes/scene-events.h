/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "scene-stage.h"

G_BEGIN_DECLS

/* "we subscribe to PACKAGE of NAME", "we fetch PACKAGE of NAME", and what belongs to them. */
void scene_events_subscribe   (SceneStage *self,
                               const char *rest);
void scene_events_fetch       (SceneStage *self,
                               const char *rest);
void scene_events_unsubscribe (SceneStage *self,
                               const char *rest);
void scene_events_take_forks  (SceneStage *self,
                               const char *rest);
/* Only when registered. */
void scene_events_take_turns  (SceneStage *self,
                               const char *rest);
void scene_events_publish     (SceneStage *self,
                               const char *rest);
void scene_events_take_back   (SceneStage *self,
                               const char *rest);
/* "we terminate the registerer", "… subscriber", "… publisher" */
void scene_events_terminate   (SceneStage *self,
                               const char *rest);
void scene_events_clear       (SceneStage *self);

G_END_DECLS
