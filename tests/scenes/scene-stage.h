/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "doubles-description-handler.h"
#include "doubles-desk.h"
#include "scene-far.h"
#include "scene-ladder.h"
#include "ua-publisher.h"
#include "ua-referral.h"
#include "ua-registerer.h"
#include "ua-session.h"
#include "ua-subscriber.h"
#include "ua-transfer.h"

G_BEGIN_DECLS

/* Our side of a scene: a whole agent on a wire to the far end. */
typedef struct
{
  DoublesClock              *clock;
  DoublesDesk               *desk;
  DoublesTransport          *before; /* the line before the one of now; NULL: none */
  UaRegisterer              *registerer;
  GPtrArray                 *calls;   /* all of them, in their order */
  UaSession                 *session; /* the newest call, or the one that is spoken of */
  DoublesDescriptionHandler *handler; /* of the newest call */
  UaSubscriber              *subscriber; /* the newest; NULL: none yet */
  UaPublisher               *publisher;  /* NULL: none yet */
  gboolean                   takes_forks;
  gboolean                   takes_turns; /* subscribes only when registered */
  UaTransfer                *transfer; /* the newest; NULL: none yet */
  UaReferral                *referral; /* likewise */
  gboolean                   takes_referrals;
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
/* For the other files of verbs. */
void        scene_verbs_begin_session (SceneStage *self,
                                 UaSession        *session);
void        scene_verbs_ensure_handler (SceneStage *self);
void        scene_verbs_invited_cb (GObject       *source,
                                 GAsyncResult     *result,
                                 gpointer          self);
void        scene_stage_note    (SceneStage       *self,
                                 const char       *what);
void        scene_stage_draw    (SceneStage       *self,
                                 gboolean          outgoing,
                                 SipMessage       *message);

G_END_DECLS
