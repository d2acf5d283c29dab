/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "doubles-description-handler.h"
#include "doubles-desk.h"
#include "scene-far.h"
#include "scene-ladder.h"
#include "ua-publisher.h"
#include "ua-registerer.h"
#include "ua-session.h"
#include "ua-subscriber.h"

G_BEGIN_DECLS

/* Our side of a scene: a whole agent on a wire to the far end. */
typedef struct
{
  DoublesClock              *clock;
  DoublesDesk               *desk;
  DoublesTransport          *before; /* the line before the one of now; NULL: none */
  UaRegisterer              *registerer;
  UaSession                 *session; /* the newest call */
  DoublesDescriptionHandler *handler; /* of the newest call */
  UaSubscriber              *subscriber; /* the newest; NULL: none yet */
  UaPublisher               *publisher;  /* NULL: none yet */
  gboolean                   takes_forks;
  gboolean                   takes_turns; /* subscribes only when registered */
  SceneFar                   far;
  char                      *result;  /* of the last verb: "ok", "486", "timeout"…; NULL: none yet */
  GString                   *heard;   /* what happened since the scene last looked */
  SceneLadder               *ladder;  /* NULL: it is not drawn; not ours */
} SceneStage;

SceneStage *scene_stage_new     (const char       *via_protocol);
/* Checks that nothing was said that the scene did not expect. */
gboolean    scene_stage_end     (SceneStage       *self,
                                 GError          **error);
void        scene_stage_free    (SceneStage       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SceneStage, scene_stage_free)

/* One step; FALSE and an error in words when it is not as the scene says. */
gboolean    scene_stage_perform (SceneStage       *self,
                                 const SceneStep  *step,
                                 GError          **error);
/* "we …" and what happens around us (scene-verbs.c). */
gboolean    scene_verbs_perform (SceneStage       *self,
                                 const SceneStep  *step,
                                 gboolean         *known,
                                 GError          **error);
/* "> …" and everything that is only looked at (scene-checks.c). */
gboolean    scene_checks_perform (SceneStage      *self,
                                 const SceneStep  *step,
                                 gboolean         *known,
                                 GError          **error);
/* "486", "timeout"…; NULL: "ok". */
char       *scene_name_error    (const GError     *error);
void        scene_stage_note    (SceneStage       *self,
                                 const char       *what);
void        scene_stage_draw    (SceneStage       *self,
                                 gboolean          outgoing,
                                 SipMessage       *message);

G_END_DECLS
