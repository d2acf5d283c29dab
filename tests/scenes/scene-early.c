/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What we do before a call is answered, in the words of a scene. */

#include "scene-early.h"

static void
call_with (SceneStage *self,
           const char *whom,
           UaRel100    rel100,
           gboolean    empty)
{
  g_autoptr (UaOptions) options = ua_options_new ();

  ua_options_set_rel100 (options, rel100);
  ua_options_set_without_description (options, empty);
  scene_verbs_call (self, whom, options);
}

void
scene_early_call (SceneStage *self,
                  const char *rest)
{
  call_with (self, rest, UA_REL100_SUPPORTED, FALSE);
}

void
scene_early_call_insisting (SceneStage *self,
                            const char *rest)
{
  call_with (self, rest, UA_REL100_REQUIRED, FALSE);
}

void
scene_early_call_empty (SceneStage *self,
                        const char *rest)
{
  call_with (self, rest, UA_REL100_SUPPORTED, TRUE);
}

static void
progressed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  ua_invitation_progress_finish (UA_INVITATION (source), result, &error);
  scene_verbs_keep_result (user_data, error);
}

/* A handler of an earlier call is not used again. */
void
scene_early_answer (SceneStage *self,
                    const char *rest)
{
  UaInvitation *invitation = scene_verbs_get_invitation (self);

  if (self->handler != NULL && doubles_description_handler_is_closed (self->handler))
    g_clear_object (&self->handler);
  if (self->handler == NULL)
    self->handler = doubles_description_handler_new ();
  g_clear_pointer (&self->result, g_free);
  self->answered_early = invitation;
  ua_invitation_progress_async (invitation, UA_DESCRIPTION_HANDLER (self->handler), NULL, progressed_cb, self);
}

void
scene_early_insist (SceneStage *self,
                    const char *rest)
{
  ua_agent_set_rel100 (self->desk->agent, UA_REL100_REQUIRED);
}

void
scene_early_do_without (SceneStage *self,
                        const char *rest)
{
  ua_agent_set_rel100 (self->desk->agent, UA_REL100_UNSUPPORTED);
}
