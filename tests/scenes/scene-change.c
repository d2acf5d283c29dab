/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Steps about calls that are up: how long they live without a word, who the far end is, and why they ended. */

#include "scene-change.h"

#include "ua-inviter.h"
#include "ua-session-timer.h"

/* "100 s", "100 s and bear 60 s" */
void
scene_change_set_timer (SceneStage *self,
                        const char *rest)
{
  g_auto (GStrv) words = g_strsplit (rest, " and bear ", 2);
  guint shortest_s =
    words[1] != NULL ? (guint) g_ascii_strtoull (words[1], NULL, 10) : UA_SESSION_TIMER_MIN_SE_S;

  ua_agent_set_session_timer (self->desk->agent, (guint) g_ascii_strtoull (words[0], NULL, 10), shortest_s);
}

void
scene_change_drop_timer (SceneStage *self,
                         const char *rest)
{
  ua_agent_set_session_timer (self->desk->agent, 0, UA_SESSION_TIMER_MIN_SE_S);
}

/* A call that is not sent; what happens to it is not written down. */
void
scene_change_prepare (SceneStage *self,
                      const char *rest)
{
  g_autoptr (SipUri) target = sip_uri_parse_target (rest, "example.org", NULL);
  g_autoptr (DoublesDescriptionHandler) handler = doubles_description_handler_new ();
  g_autoptr (UaInviter) inviter =
    ua_inviter_new (self->desk->agent, target, UA_DESCRIPTION_HANDLER (handler), NULL);

  g_set_object (&self->handler, handler);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, UA_SESSION (inviter));
  scene_stage_tell_born (self, inviter);
}

void
scene_change_dial (SceneStage *self,
                   const char *rest)
{
  if (UA_IS_INVITER (self->session))
    ua_inviter_invite_async (UA_INVITER (self->session), NULL, NULL, NULL);
}

static gboolean
fail (GError     **error,
      const char  *expected,
      const char  *got)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "expected \"%s\", got \"%s\"", expected,
               got != NULL ? got : "nothing");
  return FALSE;
}

gboolean
scene_change_check_name (SceneStage       *self,
                         const SceneStep  *step,
                         const char       *rest,
                         GError          **error)
{
  g_autofree char *got =
    self->session != NULL ? sip_uri_to_string (sip_address_get_uri (ua_session_get_remote (self->session))) : NULL;

  return g_strcmp0 (got, rest) == 0 || fail (error, rest, got);
}

gboolean
scene_change_check_words (SceneStage       *self,
                          const SceneStep  *step,
                          const char       *rest,
                          GError          **error)
{
  const char *got = self->session != NULL ? ua_session_get_end_reason (self->session) : NULL;

  return g_strcmp0 (got, rest) == 0 || fail (error, rest, got);
}
