/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "scene-stage.h"

G_BEGIN_DECLS

/* Calls before their answer: "we call with 100rel bob", "we call without an offer bob", "we answer early"… */
void scene_early_call           (SceneStage *self,
                                 const char *rest);
void scene_early_call_insisting (SceneStage *self,
                                 const char *rest);
/* And with 100rel. */
void scene_early_call_empty     (SceneStage *self,
                                 const char *rest);
void scene_early_answer         (SceneStage *self,
                                 const char *rest);
/* Of calls that come in. */
void scene_early_insist         (SceneStage *self,
                                 const char *rest);
void scene_early_do_without     (SceneStage *self,
                                 const char *rest);

G_END_DECLS
