/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Requests of any method, outside a dialog (CONTRACT U15), and a line that is found gone when one is sent. */

#include "scene-outside.h"

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  SceneStage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SipMessage) response = ua_agent_request_finish (UA_AGENT (source), result, &error);
  gboolean refused = response != NULL && sip_message_get_status (response) >= 300;

  g_free (self->result);
  self->result = refused ? g_strdup_printf ("%u", sip_message_get_status (response)) : scene_name_error (error);
}

void
scene_outside_ask (SceneStage *self,
                   const char *rest)
{
  g_auto (GStrv) words = g_strsplit (rest, " of ", 2);
  g_autoptr (SipUri) target = NULL;

  g_assert_nonnull (words[1]);
  target = sip_uri_parse_target (words[1], "example.org", NULL);
  g_clear_pointer (&self->result, g_free);
  ua_agent_request_async (self->desk->agent, words[0], target, NULL, NULL, NULL, NULL, answered_cb, self);
}

void
scene_outside_break_at_next (SceneStage *self,
                             const char *rest)
{
  g_set_object (&self->before, self->desk->transport);
  doubles_transport_set_brittle (self->desk->transport);
}
