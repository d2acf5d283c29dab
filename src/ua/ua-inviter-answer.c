/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The answer to a call of ours. Whoever answers may have agreed with us on sound before, may answer our offer only now, or
 * bring an offer of its own; all three end in the ACK and in a call that is up.
 */

#include "ua-inviter-private.h"

#include "ua-error.h"
#include "ua-session-focus.h"
#include "ua-session-private.h"

/* What was agreed is in effect. An UPDATE that is still under way ends by itself. */
void
ua_inviter_confirm (UaInviter *self)
{
  UaSession *session = UA_SESSION (self);

  if (ua_session_get_state (session) == UA_SESSION_STATE_ESTABLISHING && self->accepted == NULL)
    ua_session_step (session, UA_SESSION_EVENT_CONFIRM);
  ua_session_pursue (session);
}

static void
answer_settled_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (UaInviter) self = user_data;
  UaSession *session = UA_SESSION (self);
  g_autoptr (GError) error = NULL;
  gboolean settled = ua_negotiation_settle_finish (UA_NEGOTIATION (source), result, &error);

  if (ua_session_get_state (session) != UA_SESSION_STATE_ESTABLISHING)
    return;
  if (settled)
    ua_inviter_confirm (self);
  else
    ua_session_leave (session, UA_SESSION_END_FAILED, error);
}

static void
miss_description (UaSession  *session,
                  const char *what)
{
  g_autoptr (GError) error = g_error_new (UA_ERROR, UA_ERROR_BAD_DESCRIPTION, "%s is missing", what);

  ua_session_leave (session, UA_SESSION_END_FAILED, error);
}

/* Our INVITE offered, or their offer was answered before. When the call's handler did not write the offer that they
 * answered, what was agreed is not what they know, and a new offer follows as soon as the call is up. */
static void
settle (UaInviter  *self,
        SipMessage *response)
{
  UaSession *session = UA_SESSION (self);
  UaSessionPrivate *priv = ua_session_get_private (session);
  UaEarly *early = self->winner;
  g_autofree char *answer = ua_session_dup_description (response);
  gboolean firm = early->answer == UA_EARLY_ANSWER_FIRM;
  UaNegotiationState state = ua_negotiation_get_state (priv->negotiation);

  if (answer == NULL && early->answer == UA_EARLY_ANSWER_NONE)
    {
      miss_description (session, "the answer to our offer");
      return;
    }
  priv->offer_wanted |= ua_early_hand_over (early) || early->negotiation == NULL;
  ua_session_set_held_by_them (session, answer != NULL && !firm ? ua_negotiation_reads_as_hold (answer) : early->held);
  if (state == UA_NEGOTIATION_STATE_SETTLING || (state == UA_NEGOTIATION_STATE_OFFERED_BY_US && !firm))
    ua_negotiation_settle_async (priv->negotiation, answer != NULL ? answer : "", answer_settled_cb,
                                 g_object_ref (self));
  else if (state != UA_NEGOTIATION_STATE_OFFERED_BY_THEM)
    ua_inviter_confirm (self);
}

void
ua_inviter_acknowledge_late (UaInviter  *self,
                             const char *answer)
{
  g_autoptr (SipMessage) response = g_steal_pointer (&self->accepted);

  if (response != NULL && self->winner != NULL)
    ua_request_acknowledge_with (self->request, self->winner->dialog, response, answer);
}

static void
answer_written_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (UaInviter) self = user_data;
  UaSession *session = UA_SESSION (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = ua_negotiation_answer_finish (UA_NEGOTIATION (source), result, &error);

  if (ua_session_get_state (session) != UA_SESSION_STATE_ESTABLISHING || self->accepted == NULL)
    return;
  if (answer == NULL)
    {
      ua_session_leave (session, UA_SESSION_END_FAILED, error);
      return;
    }
  ua_inviter_acknowledge_late (self, answer);
  ua_inviter_confirm (self);
}

/* The 2xx brings the offer, and its ACK our answer (RFC 3261 §13.2.1). */
static void
answer_offer (UaInviter  *self,
              SipMessage *response)
{
  UaSession *session = UA_SESSION (self);
  UaSessionPrivate *priv = ua_session_get_private (session);
  g_autofree char *offer = ua_session_dup_description (response);

  ua_request_claim (self->request, response);
  self->accepted = sip_message_ref (response);
  if (offer == NULL)
    {
      miss_description (session, "the offer");
      return;
    }
  ua_session_set_held_by_them (session, ua_negotiation_reads_as_hold (offer));
  ua_negotiation_rollback (priv->negotiation);
  ua_negotiation_answer_async (priv->negotiation, offer, answer_written_cb, g_object_ref (self));
}

/* Who answers goes on with what it had as one that rang. */
static void
choose (UaInviter  *self,
        UaEarly    *early,
        SipMessage *response)
{
  UaSession *session = UA_SESSION (self);
  gboolean described =
    early->answer != UA_EARLY_ANSWER_NONE || g_bytes_get_size (sip_message_get_body (response)) > 0;

  self->winner = g_object_ref (early);
  /* RFC 3311 §4: Allow may have come with what rang, and need not come again. */
  ua_session_get_private (session)->far.updates = early->can_update;
  sip_dialog_confirm (early->dialog, response);
  if (described && ua_inviter_give_handler (self, early))
    ua_session_follow (session, early->handler, early->negotiation);
  ua_inviter_drop_early (self, early);
  ua_session_set_dialog (session, early->dialog);
  ua_session_trickle_adopt (session, g_steal_pointer (&early->trickle));
}

void
ua_inviter_receive_acceptance (UaInviter  *self,
                               SipMessage *response)
{
  g_autoptr (GError) error = NULL;
  UaEarly *early = ua_inviter_take_early (self, response, &error);

  if (early == NULL)
    {
      g_autoptr (GError) reason = g_error_new_literal (UA_ERROR, UA_ERROR_DIALOG, error->message);

      ua_session_end (UA_SESSION (self), UA_SESSION_END_FAILED, reason);
      return;
    }
  choose (self, early, response);
  ua_session_note_contact (UA_SESSION (self), response);
  ua_session_learn (UA_SESSION (self), response);
  ua_session_timer_granted (UA_SESSION (self), ua_request_get_message (self->request), response);
  if (!self->offered && early->answer == UA_EARLY_ANSWER_NONE)
    {
      answer_offer (self, response);
      return;
    }
  ua_request_acknowledge (self->request, early->dialog, response);
  settle (self, response);
}
