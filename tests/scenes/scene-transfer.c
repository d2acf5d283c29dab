/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Several calls at a time, and what turns one into another, in the words of a scene. */

#include "scene-transfer.h"

#include "ua-agent-referrals.h"
#include "ua-inviter.h"

#include <string.h>

static const char *const ordinals[] = { "the first call", "the second call", "the third call", "the fourth call", NULL };

static void
note_referral (SceneStage *self,
               UaReferral *referral)
{
  g_autofree char *target = sip_uri_to_string (ua_referral_get_target (referral));
  SipAddress *by = ua_referral_get_referred_by (referral);
  g_autofree char *who = by != NULL ? sip_uri_to_string (sip_address_get_uri (by)) : NULL;
  g_autofree char *text =
    g_strdup_printf ("referred to %s%s%s%s%s", target, who != NULL ? " by " : "", who != NULL ? who : "",
                     ua_referral_is_attended (referral) ? " attended" : "",
                     ua_referral_get_session (referral) == NULL ? " from outside" : "");

  scene_stage_note (self, text);
}

static gboolean
agent_incoming_referral_cb (UaAgent    *agent,
                            UaReferral *referral,
                            SceneStage *self)
{
  if (!self->takes_referrals)
    return FALSE;
  g_set_object (&self->referral, referral);
  note_referral (self, referral);
  return TRUE;
}

void
scene_transfer_begin (SceneStage *self)
{
  self->calls = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (self->desk->agent, "incoming-referral", G_CALLBACK (agent_incoming_referral_cb), self);
}

void
scene_transfer_end (SceneStage *self)
{
  g_signal_handlers_disconnect_by_data (self->desk->agent, self);
  ua_agent_refuse_referrals (self->desk->agent);
  if (self->transfer != NULL)
    g_signal_handlers_disconnect_by_data (self->transfer, self);
  for (guint i = 0; i < self->calls->len; i++)
    {
      g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->calls, i), self);
      ua_session_hang_up_async (g_ptr_array_index (self->calls, i), NULL, NULL, NULL);
    }
}

void
scene_transfer_clear (SceneStage *self)
{
  g_clear_object (&self->referral);
  g_clear_object (&self->transfer);
  g_clear_pointer (&self->calls, g_ptr_array_unref);
}

void
scene_transfer_note_call (SceneStage *self)
{
  g_ptr_array_add (self->calls, g_object_ref (self->session));
}

void
scene_transfer_take_handler (SceneStage *self)
{
  for (guint i = 0; self->handler != NULL && i < self->calls->len; i++)
    {
      if (ua_session_get_handler (g_ptr_array_index (self->calls, i)) == UA_DESCRIPTION_HANDLER (self->handler))
        g_clear_object (&self->handler);
    }
  scene_verbs_ensure_handler (self);
}

static UaSession *
find_call (SceneStage *self,
           const char *words)
{
  for (guint i = 0; ordinals[i] != NULL && i < self->calls->len; i++)
    {
      if (g_str_equal (words, ordinals[i]))
        return g_ptr_array_index (self->calls, i);
    }
  return NULL;
}

/* From now on it is the one that is spoken of, by us and by the far end. */
static void
turn_to (SceneStage *self,
         const char *rest)
{
  UaSession *session = find_call (self, rest);

  if (session == NULL)
    return;
  g_set_object (&self->session, session);
  g_clear_object (&self->handler);
  g_set_object (&self->handler, DOUBLES_DESCRIPTION_HANDLER (ua_session_get_handler (session)));
  scene_far_turn_to (&self->far, ua_session_get_call_id (session));
}

static void
transferred_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  SceneStage *self = user_data;
  g_autoptr (GError) error = NULL;

  ua_transfer_begin_finish (UA_TRANSFER (source), result, &error);
  g_free (self->result);
  self->result = scene_name_error (error);
}

static void
transfer_progress_cb (UaTransfer *transfer,
                      guint       status,
                      SceneStage *self)
{
  g_autofree char *text = g_strdup_printf ("transfer %u", status);

  scene_stage_note (self, text);
}

static void
transfer_with (SceneStage *self,
               const char *whom,
               gboolean    quiet)
{
  UaSession *other = find_call (self, whom);
  g_autoptr (SipUri) target = other == NULL ? sip_uri_parse_target (whom, "example.org", NULL) : NULL;

  if (self->session == NULL || other == self->session)
    return;
  if (self->transfer != NULL)
    g_signal_handlers_disconnect_by_data (self->transfer, self);
  g_clear_object (&self->transfer);
  g_clear_pointer (&self->result, g_free);
  self->transfer = ua_transfer_new (self->session, target, other);
  ua_transfer_set_quiet (self->transfer, quiet);
  g_signal_connect (self->transfer, "progress", G_CALLBACK (transfer_progress_cb), self);
  ua_transfer_begin_async (self->transfer, NULL, transferred_cb, self);
}

static void
we_transfer (SceneStage *self,
             const char *rest)
{
  transfer_with (self, rest, FALSE);
}

static void
we_transfer_quietly (SceneStage *self,
                     const char *rest)
{
  transfer_with (self, rest, TRUE);
}

static void
we_take_referrals (SceneStage *self,
                   const char *rest)
{
  self->takes_referrals = TRUE;
}

static void
accept_and (SceneStage *self,
            gboolean    call)
{
  g_autoptr (UaInviter) inviter = NULL;

  if (self->referral == NULL)
    return;
  scene_transfer_take_handler (self);
  inviter = ua_referral_accept (self->referral, UA_DESCRIPTION_HANDLER (self->handler));
  if (inviter == NULL || !call)
    return;
  g_clear_pointer (&self->result, g_free);
  scene_verbs_begin_session (self, UA_SESSION (inviter));
  ua_inviter_invite_async (inviter, NULL, scene_verbs_invited_cb, self);
}

static void
we_accept_referral (SceneStage *self,
                    const char *rest)
{
  accept_and (self, TRUE);
}

static void
we_accept_and_forget (SceneStage *self,
                      const char *rest)
{
  accept_and (self, FALSE);
}

static void
we_refuse_referral (SceneStage *self,
                    const char *rest)
{
  if (self->referral != NULL)
    ua_referral_reject (self->referral, (guint) g_ascii_strtoull (rest, NULL, 10));
}

static void
we_take_replacing (SceneStage *self,
                   const char *rest)
{
  self->desk->take_replacing = TRUE;
}

/* "CALL-ID LOCAL REMOTE of alice": what dialog-info tells of a telephone that alice lets ring. */
static void
we_pick_up (SceneStage *self,
            const char *rest)
{
  g_auto (GStrv) words = g_strsplit (rest, " ", 5);
  g_autoptr (UaOptions) options = ua_options_new ();
  g_autoptr (SipUri) target = NULL;
  g_autoptr (UaInviter) inviter = NULL;

  g_assert_cmpuint (g_strv_length (words), ==, 5);
  target = sip_uri_parse_target (words[4], "example.org", NULL);
  g_assert_true (ua_options_set_replaces (options, words[0], words[1], words[2], TRUE));
  g_clear_pointer (&self->result, g_free);
  scene_transfer_take_handler (self);
  inviter = ua_inviter_new (self->desk->agent, target, UA_DESCRIPTION_HANDLER (self->handler), options);
  scene_verbs_begin_session (self, UA_SESSION (inviter));
  ua_inviter_invite_async (inviter, NULL, scene_verbs_invited_cb, self);
}

static const struct
{
  const char *words;
  void      (*perform) (SceneStage *self, const char *rest);
} verbs[] = {
  { "in ", turn_to },
  { "we transfer quietly to ", we_transfer_quietly },
  { "we transfer to ", we_transfer },
  { "we take referrals", we_take_referrals },
  { "we accept the referral and forget it", we_accept_and_forget },
  { "we accept the referral", we_accept_referral },
  { "we refuse the referral with ", we_refuse_referral },
  { "we take calls that replace", we_take_replacing },
  { "we pick up ", we_pick_up },
};

static gboolean
check_transfer (SceneStage  *self,
                const char  *rest,
                GError     **error)
{
  static const char *const names[] = { "asked for", "asking", "trying", "done", "failed" };
  const char *got = self->transfer != NULL ? names[ua_transfer_get_state (self->transfer)] : NULL;

  if (g_strcmp0 (got, rest) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "expected \"%s\", got \"%s\"", rest, got != NULL ? got : "none");
  return FALSE;
}

gboolean
scene_transfer_perform (SceneStage       *self,
                        const SceneStep  *step,
                        gboolean         *known,
                        GError          **error)
{
  *known = TRUE;
  if (g_str_has_prefix (step->text, "the transfer is "))
    return check_transfer (self, step->text + strlen ("the transfer is "), error);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      if (!g_str_has_prefix (step->text, verbs[i].words))
        continue;
      verbs[i].perform (self, step->text + strlen (verbs[i].words));
      return TRUE;
    }
  *known = FALSE;
  return FALSE;
}
