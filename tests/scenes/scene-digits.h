/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "scene-stage.h"

G_BEGIN_DECLS

/* "we press 12#", and the keys that they press. */
void scene_digits_press (SceneStage *self,
                         const char *rest);
void scene_digits_watch (SceneStage *self,
                         UaSession  *session);

G_END_DECLS
