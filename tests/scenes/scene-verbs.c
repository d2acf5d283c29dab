/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What we do, and what happens to us, in the words of a scene. */

#include "scene-stage.h"

#include "doubles-credentials.h"
#include "scene-digits.h"
#include "scene-change.h"
#include "scene-early.h"
#include "scene-agent.h"
#include "scene-events.h"
#include "scene-line.h"
#include "scene-outside.h"
#include "scene-transfer.h"
#include "ua-inviter.h"
#include "ua-messager.h"

#include <string.h>

typedef struct
{
  const char *words; /* a trailing blank: something follows */
  void      (*perform) (SceneStage *self, const char *rest);
} Verb;

void
scene_verbs_keep_result (SceneStage   *self,
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
  scene_verbs_keep_result (user_data, error);
}

static void
unregistered_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  ua_registerer_unregister_finish (UA_REGISTERER (source), result, &error);
  scene_verbs_keep_result (user_data, error);
}

void
scene_verbs_invited_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  ua_inviter_invite_finish (UA_INVITER (source), result, &error);
  scene_verbs_keep_result (user_data, error);
}

static void
accepted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  ua_invitation_accept_finish (UA_INVITATION (source), result, &error);
  scene_verbs_keep_result (user_data, error);
}

static void
held_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  ua_session_set_hold_finish (UA_SESSION (source), result, &error);
  scene_verbs_keep_result (user_data, error);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  ua_messager_send_finish (UA_AGENT (source), result, &error);
  scene_verbs_keep_result (user_data, error);
}

static void
stopped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  ua_agent_stop_finish (UA_AGENT (source), result, &error);
  scene_verbs_keep_result (user_data, error);
}

static void
session_progress_cb (UaSession  *session,
                     guint       status,
                     SceneStage *self)
{
  g_autofree char *text = g_strdup_printf ("progress %u", status);

  scene_stage_note (self, text);
}

static void
session_early_media_cb (UaSession            *session,
                        UaDescriptionHandler *handler,
                        SceneStage           *self)
{
  guint number = doubles_description_handler_get_number (DOUBLES_DESCRIPTION_HANDLER (handler));
  g_autofree char *text = number > 0 ? g_strdup_printf ("early media %u", number) : g_strdup ("early media");

  g_assert_true (ua_session_get_handler (session) == handler);
  scene_stage_note (self, text);
}

static void
session_ended_cb (UaSession    *session,
                  const GError *error,
                  SceneStage   *self)
{
  static const char *const how[] = {
    [UA_SESSION_END_NONE] = "in no way",  [UA_SESSION_END_LOCAL] = "by us",
    [UA_SESSION_END_REMOTE] = "by them",  [UA_SESSION_END_ELSEWHERE] = "elsewhere",
    [UA_SESSION_END_FAILED] = "failed",   [UA_SESSION_END_DECLINED_ELSEWHERE] = "declined elsewhere",
    [UA_SESSION_END_REPLACED] = "replaced",
  };
  g_autofree char *why = scene_name_error (error);
  g_autofree char *text =
    error != NULL ? g_strdup_printf ("ended %s %s", how[ua_session_get_end (session)], why)
                  : g_strdup_printf ("ended %s", how[ua_session_get_end (session)]);

  scene_stage_note (self, text);
}

void
scene_verbs_begin_session (SceneStage *self,
                           UaSession  *session)
{
  gboolean known = g_ptr_array_find (self->calls, session, NULL);

  g_set_object (&self->session, session);
  if (known)
    return;
  scene_transfer_note_call (self);
  g_signal_connect (session, "progress", G_CALLBACK (session_progress_cb), self);
  g_signal_connect (session, "early-media", G_CALLBACK (session_early_media_cb), self);
  g_signal_connect (session, "ended", G_CALLBACK (session_ended_cb), self);
  scene_digits_watch (self, session);
  scene_stage_tell_born (self, session);
  scene_agent_listen (self, session);
}

void
scene_verbs_ensure_handler (SceneStage *self)
{
  if (self->handler != NULL && doubles_description_handler_is_closed (self->handler))
    g_clear_object (&self->handler);
  if (self->handler == NULL)
    self->handler = doubles_description_handler_new ();
}

static void
we_register (SceneStage *self,
             const char *rest)
{
  g_clear_pointer (&self->result, g_free);
  ua_registerer_register_async (self->registerer, NULL, NULL, registered_cb, self);
}

static void
we_unregister (SceneStage *self,
               const char *rest)
{
  g_clear_pointer (&self->result, g_free);
  ua_registerer_unregister_async (self->registerer, g_str_equal (rest, "all"), NULL, NULL, unregistered_cb, self);
}

void
scene_verbs_call (SceneStage *self,
                  const char *whom,
                  UaOptions  *options)
{
  g_autoptr (SipUri) target = sip_uri_parse_target (whom, "example.org", NULL);
  g_autoptr (UaInviter) inviter = NULL;

  g_clear_pointer (&self->result, g_free);
  scene_transfer_take_handler (self);
  inviter = ua_inviter_new (self->desk->agent, target, UA_DESCRIPTION_HANDLER (self->handler), options);
  scene_verbs_begin_session (self, UA_SESSION (inviter));
  ua_inviter_invite_async (inviter, NULL, scene_verbs_invited_cb, self);
}

static void
we_call (SceneStage *self,
         const char *rest)
{
  scene_verbs_call (self, rest, NULL);
}

static void
we_call_as_nobody (SceneStage *self,
                   const char *rest)
{
  g_autoptr (UaOptions) options = ua_options_new ();

  ua_options_set_anonymous (options, TRUE);
  scene_verbs_call (self, rest, options);
}

static void
we_call_secretly (SceneStage *self,
                  const char *rest)
{
  g_autoptr (UaOptions) options = ua_options_new ();

  ua_options_set_anonymous (options, TRUE);
  ua_options_set_user_privacy (options, TRUE);
  scene_verbs_call (self, rest, options);
}

/* The call that came is taken to the stage, where its end is noticed. */
UaInvitation *
scene_verbs_get_invitation (SceneStage *self)
{
  g_assert_nonnull (self->desk->invitation);
  if (self->session != UA_SESSION (self->desk->invitation))
    scene_verbs_begin_session (self, UA_SESSION (self->desk->invitation));
  return self->desk->invitation;
}

static void
we_look (SceneStage *self,
         const char *rest)
{
  scene_verbs_get_invitation (self);
}

static void
we_ring (SceneStage *self,
         const char *rest)
{
  ua_invitation_ring (scene_verbs_get_invitation (self));
}

static void
we_accept (SceneStage *self,
           const char *rest)
{
  UaInvitation *invitation = scene_verbs_get_invitation (self);

  g_clear_pointer (&self->result, g_free);
  if (self->answered_early != invitation)
    {
      g_assert_null (ua_session_get_handler (UA_SESSION (invitation))); /* TRUST 3.5 */
      scene_transfer_take_handler (self);
    }
  ua_invitation_accept_async (invitation, UA_DESCRIPTION_HANDLER (self->handler), NULL, accepted_cb, self);
}

static void
we_reject (SceneStage *self,
           const char *rest)
{
  ua_invitation_reject (scene_verbs_get_invitation (self), (guint) g_ascii_strtoull (rest, NULL, 10), NULL);
}

static void
we_hang_up (SceneStage *self,
            const char *rest)
{
  ua_session_hang_up_async (self->session, NULL, NULL, NULL);
}

static void
we_hold (SceneStage *self,
         const char *rest)
{
  g_clear_pointer (&self->result, g_free);
  ua_session_set_hold_async (self->session, TRUE, NULL, held_cb, self);
}

static void
we_resume (SceneStage *self,
           const char *rest)
{
  g_clear_pointer (&self->result, g_free);
  ua_session_set_hold_async (self->session, FALSE, NULL, held_cb, self);
}

static void
we_write (SceneStage *self,
          const char *rest)
{
  g_autoptr (SipUri) target = sip_uri_parse_target ("bob", "example.org", NULL);
  g_autoptr (GBytes) body = g_bytes_new (rest, strlen (rest));

  g_clear_pointer (&self->result, g_free);
  ua_messager_send_async (self->desk->agent, target, NULL, body, NULL, NULL, sent_cb, self);
}

static void
we_stop (SceneStage *self,
         const char *rest)
{
  g_clear_pointer (&self->result, g_free);
  ua_agent_stop_async (self->desk->agent, NULL, stopped_cb, self);
}

static void
we_take_no_calls (SceneStage *self,
                  const char *rest)
{
  self->desk->take_calls = FALSE;
}

static void
we_take_no_texts (SceneStage *self,
                  const char *rest)
{
  self->desk->take_messages = FALSE;
}

static void
we_forget_password (SceneStage *self,
                    const char *rest)
{
  doubles_credentials_set_password (DOUBLES_CREDENTIALS (self->desk->credentials), "wrong");
}

static void
our_sound (SceneStage *self,
           const char *rest)
{
  scene_verbs_ensure_handler (self);
  if (g_str_equal (rest, "breaks"))
    doubles_description_handler_break (self->handler);
  else if (g_str_equal (rest, "cannot be made"))
    doubles_description_handler_set_mood (self->handler, DOUBLES_HANDLER_CANNOT_WRITE);
  else if (g_str_equal (rest, "cannot use theirs"))
    doubles_description_handler_set_mood (self->handler, DOUBLES_HANDLER_CANNOT_READ);
  else if (g_str_equal (rest, "takes its time"))
    doubles_description_handler_set_mood (self->handler, DOUBLES_HANDLER_HANGS);
  else if (g_str_equal (rest, "is ready"))
    doubles_description_handler_set_mood (self->handler, DOUBLES_HANDLER_WILLING);
  else if (g_str_has_suffix (rest, "takes no keys") || g_str_has_suffix (rest, "takes keys"))
    doubles_description_handler_set_toneless (self->handler, g_str_equal (rest, "takes no keys"));
  else if (g_str_equal (rest, "has another kind"))
    doubles_description_handler_set_kinds (self->handler, 1);
  else if (g_str_equal (rest, "can fork"))
    doubles_description_handler_set_forks (self->handler, TRUE);
  else if (g_str_equal (rest, "changes"))
    g_signal_emit_by_name (self->handler, "changed");
  else if (g_str_equal (rest, "trickles"))
    doubles_description_handler_set_trickles (self->handler, TRUE);
  else if (g_str_has_prefix (rest, "is followed by "))
    doubles_description_handler_follow (self->handler, rest + strlen ("is followed by "));
  else
    g_error ("our sound cannot \"%s\"", rest);
}

static const Verb verbs[] = {
  { "we register with ", scene_agent_register_with },
  { "we watch our registration", scene_agent_watch_removed },
  { "we trust ", scene_agent_trust },
  { "we start", scene_agent_start },
  { "we consider where we are sent", scene_agent_consider },
  { "we follow ", scene_agent_follow },
  { "we send on to ", scene_agent_send_on },
  { "we call secretly ", we_call_secretly },
  { "we register", we_register },
  { "we unregister ", we_unregister },
  { "we unregister", we_unregister },
  { "we call as nobody ", we_call_as_nobody },
  { "we call with 100rel ", scene_early_call },
  { "we call requiring 100rel ", scene_early_call_insisting },
  { "we call without an offer ", scene_early_call_empty },
  { "we answer early", scene_early_answer },
  { "we insist on 100rel", scene_early_insist },
  { "we do without 100rel", scene_early_do_without },
  { "we call ", we_call },
  { "we prepare a call of ", scene_change_prepare },
  { "we dial", scene_change_dial },
  { "we look", we_look },
  { "we ring", we_ring },
  { "we accept", we_accept },
  { "we reject with ", we_reject },
  { "we hang up", we_hang_up },
  { "we hold", we_hold },
  { "we resume", we_resume },
  { "we write ", we_write },
  { "we ask for a timer of ", scene_change_set_timer },
  { "we ask for no timer", scene_change_drop_timer },
  { "we ask ", scene_outside_ask },
  { "we subscribe to ", scene_events_subscribe },
  { "we fetch ", scene_events_fetch },
  { "we unsubscribe", scene_events_unsubscribe },
  { "we take forks", scene_events_take_forks },
  { "we subscribe only when registered", scene_events_take_turns },
  { "we publish ", scene_events_publish },
  { "we take it back", scene_events_take_back },
  { "we press ", scene_digits_press },
  { "we terminate the ", scene_events_terminate },
  { "we stop", we_stop },
  { "we move our calls", scene_line_move_calls },
  { "we check the line", scene_line_check },
  { "we wait for a line for ", scene_line_wait_for },
  { "the far end falls silent", scene_line_silence_far },
  { "the far end is back", scene_line_restore_far },
  { "no other line can be made", scene_line_allow_no_other },
  { "we take no calls", we_take_no_calls },
  { "we take no texts", we_take_no_texts },
  { "we have the wrong password", we_forget_password },
  { "our sound ", our_sound },
  { "the line breaks", scene_line_break },
  { "the next word breaks the line", scene_outside_break_at_next },
  { "the server goes", scene_line_take_server },
  { "the server comes back", scene_line_restore_server },
};

gboolean
scene_verbs_perform (SceneStage       *self,
                     const SceneStep  *step,
                     gboolean         *known,
                     GError          **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      gsize length = strlen (verbs[i].words);
      gboolean open = verbs[i].words[length - 1] == ' ';

      if (!(open ? g_str_has_prefix (step->text, verbs[i].words) : g_str_equal (step->text, verbs[i].words)))
        continue;
      *known = TRUE;
      verbs[i].perform (self, step->text + length);
      return TRUE;
    }
  return scene_transfer_perform (self, step, known, error);
}
