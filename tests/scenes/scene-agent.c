/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Registrations that are more than a yes, callers that are more than a From, and calls that are sent on. */

#include "scene-agent.h"

#include "ua-inviter.h"

#include <string.h>

static void
keep_result (SceneStage   *self,
             const GError *error)
{
  g_free (self->result);
  self->result = scene_name_error (error);
}

static void
registered_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  ua_registerer_register_finish (UA_REGISTERER (source), result, &error);
  keep_result (user_data, error);
}

/* "we register with Name: value" */
void
scene_agent_register_with (SceneStage *self,
                           const char *rest)
{
  g_autoptr (UaOptions) options = ua_options_new ();
  g_auto (GStrv) field = g_strsplit (rest, ": ", 2);

  g_assert_true (ua_options_add_header (options, field[0], field[1], NULL));
  g_clear_pointer (&self->result, g_free);
  ua_registerer_register_async (self->registerer, options, NULL, registered_cb, self);
}

void
scene_agent_watch_removed (SceneStage *self,
                           const char *rest)
{
  ua_registerer_set_watching (self->registerer, TRUE);
}

void
scene_agent_start (SceneStage *self,
                   const char *rest)
{
  ua_agent_start (self->desk->agent);
}

void
scene_agent_trust (SceneStage *self,
                   const char *rest)
{
  ua_agent_set_trust_identity (self->desk->agent, g_str_equal (rest, "our server"));
}

/* From now on nobody is followed before somebody says so. */
void
scene_agent_consider (SceneStage *self,
                      const char *rest)
{
  self->considers = TRUE;
}

void
scene_agent_follow (SceneStage *self,
                    const char *rest)
{
  g_autoptr (SipUri) target = sip_uri_parse (rest, -1, NULL);
  g_autoptr (GError) error = NULL;

  if (!ua_inviter_follow (UA_INVITER (self->session), target, &error))
    keep_result (self, error);
}

static UaDiversionReason
read_reason (const char *name)
{
  UaDiversionReason reason = UA_DIVERSION_REASON_UNKNOWN;

  while (!g_str_equal (ua_diversion_reason_name (reason), name))
    reason++;
  return reason;
}

/* "we send on to sip:carol@example.org", "… because user-busy" */
void
scene_agent_send_on (SceneStage *self,
                     const char *rest)
{
  g_auto (GStrv) words = g_strsplit (rest, " because ", 2);
  g_autoptr (SipUri) target = sip_uri_parse (words[0], -1, NULL);
  UaInvitation *invitation = self->desk->invitation;
  g_autoptr (GError) error = NULL;

  if (words[1] != NULL)
    ua_invitation_redirect_for (invitation, target, read_reason (words[1]), &error);
  else
    ua_invitation_redirect (invitation, target, &error);
  keep_result (self, error);
}

static gboolean
inviter_redirected_cb (UaInviter  *inviter,
                       GPtrArray  *contacts,
                       SceneStage *self)
{
  g_autoptr (GString) text = g_string_new ("sent on to");

  if (!self->considers)
    return FALSE;
  for (guint i = 0; i < contacts->len; i++)
    {
      g_autofree char *uri = sip_uri_to_string (sip_address_get_uri (g_ptr_array_index (contacts, i)));

      g_string_append_printf (text, " %s", uri);
    }
  scene_stage_note (self, text->str);
  return TRUE;
}

static void
registerer_removed_cb (UaRegisterer *registerer,
                       const char   *event,
                       SceneStage   *self)
{
  g_autofree char *text = g_strdup_printf ("removed %s", event);

  scene_stage_note (self, text);
}

void
scene_agent_listen (SceneStage *self,
                    UaSession  *session)
{
  if (session == NULL)
    g_signal_connect (self->registerer, "removed", G_CALLBACK (registerer_removed_cb), self);
  else if (UA_IS_INVITER (session))
    g_signal_connect (session, "redirected", G_CALLBACK (inviter_redirected_cb), self);
}

static void
describe_wishes (GString  *text,
                 UaCaller *caller)
{
  UaAnswerMode mode = ua_caller_get_answer_mode (caller);

  if (mode != UA_ANSWER_MODE_MANUAL)
    g_string_append_printf (text, ", to be answered after %u s%s", ua_caller_get_answer_after_s (caller),
                            mode == UA_ANSWER_MODE_AUTO_REQUIRED ? " or not at all" : "");
  if (ua_caller_get_alert (caller) != NULL)
    g_string_append_printf (text, ", sounding like %s", ua_caller_get_alert (caller));
}

/* "the caller is sip:bob@example.org, asserted, anonymous, for sip:carol@example.org user-busy, …" */
gboolean
scene_agent_check_caller (SceneStage       *self,
                          const SceneStep  *step,
                          const char       *rest,
                          GError          **error)
{
  UaCaller *caller = ua_invitation_get_caller (self->desk->invitation);
  g_autofree char *who = sip_uri_to_string (sip_address_get_uri (ua_caller_get_identity (caller)));
  GPtrArray *diversions = ua_caller_get_diversions (caller);
  g_autoptr (GString) text = g_string_new (who);

  g_string_append (text, ua_caller_is_asserted (caller) ? ", asserted" : "");
  g_string_append (text, ua_caller_is_anonymous (caller) ? ", anonymous" : "");
  for (guint i = 0; i < diversions->len; i++)
    {
      const UaDiversion *diversion = g_ptr_array_index (diversions, i);
      g_autofree char *uri = sip_uri_to_string (sip_address_get_uri (diversion->who));

      g_string_append_printf (text, ", for %s %s", uri, ua_diversion_reason_name (diversion->reason));
    }
  describe_wishes (text, caller);
  if (g_str_equal (text->str, rest))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "expected \"%s\", got \"%s\"", rest, text->str);
  return FALSE;
}
