/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The wire, the server behind it, and what we do when something happens to them. */

#include "scene-line.h"

/* What may still come in by it is remembered. */
static void
keep_line (SceneStage *self)
{
  g_set_object (&self->before, self->desk->transport);
}

void
scene_line_move_calls (SceneStage *self,
                       const char *rest)
{
  ua_agent_move_calls (self->desk->agent);
}

void
scene_line_check (SceneStage *self,
                  const char *rest)
{
  keep_line (self);
  ua_agent_check_line (self->desk->agent);
}

void
scene_line_wait_for (SceneStage *self,
                     const char *rest)
{
  ua_agent_set_patience_ms (self->desk->agent, (guint) g_ascii_strtoull (rest, NULL, 10) * 1000);
}

void
scene_line_silence_far (SceneStage *self,
                        const char *rest)
{
  keep_line (self);
  doubles_desk_fall_silent (self->desk, TRUE);
}

void
scene_line_allow_no_other (SceneStage *self,
                           const char *rest)
{
  self->desk->opening = DOUBLES_OPENING_FAILS;
}

void
scene_line_restore_far (SceneStage *self,
                        const char *rest)
{
  doubles_desk_fall_silent (self->desk, FALSE);
}

void
scene_line_break (SceneStage *self,
                  const char *rest)
{
  keep_line (self);
  doubles_transport_break (self->desk->transport, 1006);
}

void
scene_line_take_server (SceneStage *self,
                        const char *rest)
{
  keep_line (self);
  self->desk->opening = DOUBLES_OPENING_FAILS;
  doubles_transport_break (self->desk->transport, 1006);
}

void
scene_line_restore_server (SceneStage *self,
                           const char *rest)
{
  self->desk->opening = DOUBLES_OPENING_SUCCEEDS;
}
