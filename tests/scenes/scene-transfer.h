/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "scene-stage.h"

G_BEGIN_DECLS

/* Several calls at a time, and what turns one into another: giving them away, being sent to somebody, taking a place. */
void     scene_transfer_begin        (SceneStage       *self);
/* Ends every call, and lets go of them. */
void     scene_transfer_end          (SceneStage       *self);
void     scene_transfer_clear        (SceneStage       *self);
/* self->session is a call of the scene. */
void     scene_transfer_note_call    (SceneStage       *self);
/* Sound that is in no other call. */
void     scene_transfer_take_handler (SceneStage       *self);
gboolean scene_transfer_perform      (SceneStage       *self,
                                      const SceneStep  *step,
                                      gboolean         *known,
                                      GError          **error);

G_END_DECLS
