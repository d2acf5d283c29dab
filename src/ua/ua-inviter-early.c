/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One INVITE may ring many telephones, and each of them may have sound before one answers (RFC 3261 §13.2.2.4, RFC 3960).
 * The first that describes itself has the call's own handler, which wrote the offer; for others it is forked, and as a
 * fork has not written what they have answered, they are offered anew as soon as they may be: by UPDATE, or when they are
 * the ones who answer. The newest that describes itself is heard.
 */

#include "ua-inviter-private.h"

#include "ua-error.h"
#include "ua-rel100.h"
#include "ua-session-private.h"

#define MAX_EARLY_DIALOGS 64 /* TRUST 3 */
#define MAX_FORKS         8  /* each may open sockets */
#define EARLY_ENDED       199 /* RFC 6228 */

static UaEarly *
find_early (UaInviter  *self,
            SipMessage *response)
{
  for (guint i = 0; i < self->early->len; i++)
    {
      UaEarly *early = g_ptr_array_index (self->early, i);

      if (sip_dialog_matches (early->dialog, response))
        return early;
    }
  return NULL;
}

static gboolean
is_current (UaInviter *self,
            UaEarly   *early)
{
  return early->negotiation != NULL
         && early->negotiation == ua_session_get_private (UA_SESSION (self))->negotiation;
}

static gboolean
is_pending (UaInviter *self)
{
  return ua_session_get_state (UA_SESSION (self)) == UA_SESSION_STATE_ESTABLISHING;
}

/* The media of who is not heard ends with its dialog. */
static void
close_unheard (UaInviter *self,
               UaEarly   *early)
{
  if (early != NULL && early->negotiation != NULL && !is_current (self, early))
    ua_negotiation_close (early->negotiation);
}

static void
end_early (UaInviter *self,
           UaEarly   *early)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));

  g_signal_handlers_disconnect_by_data (early, self);
  ua_early_stop (early);
  if (priv->agent != NULL)
    ua_dialogs_remove (ua_agent_get_dialogs (priv->agent), early->dialog);
  sip_dialog_terminate (early->dialog);
}

void
ua_inviter_drop_early (UaInviter *self,
                       UaEarly   *kept)
{
  for (guint i = self->early->len; i > 0; i--)
    {
      g_autoptr (UaEarly) early = g_object_ref (g_ptr_array_index (self->early, i - 1));

      if (early == kept)
        continue;
      g_ptr_array_remove_index (self->early, i - 1);
      end_early (self, early);
      close_unheard (self, early);
    }
  if (self->first != kept)
    close_unheard (self, self->first);
}

/* Who was heard last has the handler that is not closed, so that one goes on, be it a fork. */
gboolean
ua_inviter_forget_early (UaInviter *self)
{
  UaSession *session = UA_SESSION (self);
  gboolean agreed = self->first != NULL;

  ua_inviter_drop_early (self, NULL);
  g_clear_object (&self->first);
  self->n_forks = 0;
  if (agreed)
    ua_negotiation_rollback (ua_session_get_private (session)->negotiation);
  ua_session_set_held_by_them (session, FALSE);
  return agreed;
}

/* From now on this telephone is heard; who was heard before and rings no more is closed. */
static void
hear (UaInviter *self,
      UaEarly   *early)
{
  UaSession *session = UA_SESSION (self);
  g_autoptr (UaNegotiation) before = g_object_ref (ua_session_get_private (session)->negotiation);
  gboolean rings = FALSE;

  ua_session_follow (session, early->handler, early->negotiation);
  for (guint i = 0; i < self->early->len; i++)
    rings |= ((UaEarly *) g_ptr_array_index (self->early, i))->negotiation == before;
  if (!rings)
    ua_negotiation_close (before);
}

/* 199 (RFC 6228), or a telephone that has lost its dialog. Another one that has sound takes its place, if there is one. */
static void
remove_early (UaInviter *self,
              UaEarly   *early)
{
  g_autoptr (UaEarly) hold = g_object_ref (early);

  g_ptr_array_remove (self->early, early);
  end_early (self, early);
  for (guint i = self->early->len; i > 0 && is_current (self, early); i--)
    {
      UaEarly *other = g_ptr_array_index (self->early, i - 1);

      if (other->negotiation == NULL)
        continue;
      hear (self, other);
      ua_session_emit_early_media (UA_SESSION (self));
    }
  close_unheard (self, early);
}

static void
early_failed_cb (UaEarly      *early,
                 const GError *error,
                 UaInviter    *self)
{
  g_autoptr (UaInviter) hold = g_object_ref (self);

  if (!is_pending (self))
    return;
  if (early == self->winner)
    {
      /* A PRACK that came too late does not matter; an answer that cannot be written does. */
      if (ua_negotiation_get_state (early->negotiation) == UA_NEGOTIATION_STATE_STABLE)
        ua_session_leave (UA_SESSION (self), UA_SESSION_END_FAILED, error);
      return;
    }
  g_info ("a telephone that rang is lost: %s", error->message);
  remove_early (self, early);
  if (self->early->len == 0)
    ua_session_leave (UA_SESSION (self), UA_SESSION_END_FAILED, error);
}

static void
early_settled_cb (UaEarly   *early,
                  UaInviter *self)
{
  g_autoptr (UaInviter) hold = g_object_ref (self);
  UaSession *session = UA_SESSION (self);

  if (early == self->winner && is_current (self, early))
    {
      ua_session_set_held_by_them (session, early->held);
      ua_inviter_confirm (self);
      return;
    }
  if (!is_pending (self) || self->winner != NULL || early->negotiation == NULL)
    return;
  hear (self, early);
  ua_session_set_held_by_them (session, early->held);
  ua_session_emit_early_media (session);
}

/* Nobody waits for an UPDATE that came to nothing; of who has answered it is made up for by a re-INVITE. */
static void
early_gave_up_cb (UaEarly   *early,
                  UaInviter *self)
{
  if (early != self->winner || !is_current (self, early))
    return;
  ua_session_get_private (UA_SESSION (self))->offer_wanted |= ua_early_hand_over (early);
  ua_session_pursue (UA_SESSION (self));
}

UaEarly *
ua_inviter_take_early (UaInviter   *self,
                       SipMessage  *response,
                       GError     **error)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));
  UaEarly *early = find_early (self, response);

  if (early != NULL)
    {
      ua_early_learn (early, response);
      return early;
    }

  g_autoptr (SipDialog) dialog = sip_dialog_new_client (ua_request_get_message (self->request), response, error);

  if (dialog == NULL)
    return NULL;
  early = ua_early_new (priv->agent, dialog, TRUE);
  early->offered = self->offered;
  ua_early_learn (early, response);
  g_signal_connect_object (early, "settled", G_CALLBACK (early_settled_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (early, "gave-up", G_CALLBACK (early_gave_up_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (early, "failed", G_CALLBACK (early_failed_cb), self, G_CONNECT_DEFAULT);
  g_ptr_array_add (self->early, early);
  ua_dialogs_add (ua_agent_get_dialogs (priv->agent), dialog, self);
  return early;
}

gboolean
ua_inviter_give_handler (UaInviter *self,
                         UaEarly   *early)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));

  if (early->negotiation != NULL)
    return TRUE;
  if (self->first == NULL)
    {
      self->first = g_object_ref (early);
      ua_early_set_handler (early, priv->handler, priv->negotiation);
      return TRUE;
    }
  if (self->n_forks >= MAX_FORKS)
    return FALSE;

  g_autoptr (UaDescriptionHandler) fork = ua_description_handler_fork (self->first->handler);

  if (fork == NULL)
    return FALSE;

  g_autoptr (UaNegotiation) negotiation = ua_negotiation_new (fork);

  self->n_forks++;
  ua_early_set_handler (early, fork, negotiation);
  early->offer_wanted = self->offered;
  return TRUE;
}

static void
description_settled_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (UaEarly) early = user_data;
  g_autoptr (GError) error = NULL;

  if (early->agent == NULL)
    return;
  if (ua_negotiation_settle_finish (UA_NEGOTIATION (source), result, &error))
    ua_early_settle (early);
  else
    ua_early_fail (early, error);
}

/* RFC 6337 §3.1.1: a description in an unreliable provisional answer is a preview of the one in the 2xx, one in a
 * reliable answer is the answer; either way the first counts. */
static void
take_answer (UaInviter  *self,
             UaEarly    *early,
             const char *description,
             gboolean    reliable)
{
  UaEarlyAnswer before = early->answer;

  if (before == UA_EARLY_ANSWER_FIRM)
    return;
  early->answer = reliable ? UA_EARLY_ANSWER_FIRM : UA_EARLY_ANSWER_PREVIEW;
  if (before == UA_EARLY_ANSWER_NONE)
    early->held = ua_negotiation_reads_as_hold (description);
  if (!ua_inviter_give_handler (self, early))
    return;
  if (early == self->first && before == UA_EARLY_ANSWER_NONE)
    ua_negotiation_settle_async (early->negotiation, description, description_settled_cb, g_object_ref (early));
}

/* RFC 3262 §5: without an offer of ours the first reliable answer brings theirs, and its PRACK our answer. An offer that
 * may be lost is none, and one that nobody here can answer stays without its PRACK, so that they give up. */
static void
take_offer (UaInviter  *self,
            UaEarly    *early,
            SipMessage *response,
            const char *description)
{
  if (ua_inviter_give_handler (self, early))
    ua_early_answer_offer (early, response, description);
  else
    g_info ("a further telephone offers, and there is no handler for it");
}

/* RFC 8840 §4.1: candidates may follow in every dialog that rings and knows of it; whose answer could be lost is told at
 * once, so that it knows that we know the dialog. */
static void
trickle (UaInviter  *self,
         UaEarly    *early,
         SipMessage *response,
         gboolean    reliable)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));

  if (early->agent == NULL || (early->trickle == NULL && !ua_trickle_is_known (response)))
    return;
  if (early->trickle == NULL)
    early->trickle = ua_trickle_new (priv->agent, early->dialog);
  ua_trickle_learn (early->trickle, response);
  ua_trickle_set_handler (early->trickle, early->handler != NULL ? early->handler : priv->handler);
  ua_trickle_open (early->trickle, !reliable);
}

static void
take_response (UaInviter  *self,
               UaEarly    *early,
               SipMessage *response,
               gboolean    reliable)
{
  g_autoptr (UaEarly) hold = g_object_ref (early);
  g_autofree char *description = ua_session_dup_description (response);
  gboolean offers = reliable && description != NULL && !self->offered && early->answer == UA_EARLY_ANSWER_NONE;

  if (offers)
    take_offer (self, early, response, description);
  else if (description != NULL && self->offered)
    take_answer (self, early, description, reliable);
  if (reliable && !offers && !ua_early_offer_in_prack (early, response))
    ua_early_acknowledge (early, response, NULL);
  if (sip_message_get_status (response) == EARLY_ENDED)
    {
      remove_early (self, early);
      return;
    }
  ua_early_pursue (early);
  trickle (self, early, response, reliable);
}

/* The telephone that speaks; NULL when it has said no name, or 199 and nothing before, or one too many rings. */
static UaEarly *
find_or_make (UaInviter  *self,
              SipMessage *response)
{
  gboolean ends = sip_message_get_status (response) == EARLY_ENDED;
  g_autoptr (GError) error = NULL;
  UaEarly *early;

  if (sip_address_get_tag (sip_message_get_to (response)) == NULL)
    return NULL;
  if (find_early (self, response) == NULL && (ends || self->early->len >= MAX_EARLY_DIALOGS))
    return NULL;
  early = ua_inviter_take_early (self, response, &error);
  if (early == NULL)
    g_info ("a provisional answer makes no dialog: %s", error->message);
  return early;
}

void
ua_inviter_receive_provisional (UaInviter  *self,
                                SipMessage *response)
{
  UaSession *session = UA_SESSION (self);
  guint status = sip_message_get_status (response);
  guint32 rseq = 0;
  gboolean reliable = ua_rel100_is_reliable (response, &rseq);

  if (status == SIP_STATUS_TRYING || !is_pending (self) || self->winner != NULL)
    return;

  UaEarly *early = find_or_make (self, response);

  if (early != NULL && reliable && !ua_early_is_next (early, response))
    return;
  if (early != NULL)
    take_response (self, early, response, reliable);
  if (is_pending (self) && status != EARLY_ENDED)
    ua_session_emit_progress (session, status);
}

gboolean
ua_inviter_receive_early (UaSession      *session,
                          SipDialog      *dialog,
                          SipTransaction *server,
                          SipMessage     *request)
{
  UaInviter *self = UA_INVITER (session);
  gboolean updates = sip_message_get_method (request) == SIP_METHOD_UPDATE;

  if (!is_pending (self) || self->winner != NULL || (!updates && !ua_trickle_is_fragment (request)))
    return FALSE;
  for (guint i = 0; i < self->early->len; i++)
    {
      UaEarly *early = g_ptr_array_index (self->early, i);

      if (early->dialog != dialog)
        continue;
      if (updates)
        ua_early_receive_update (early, server, request);
      else if (early->trickle != NULL)
        ua_trickle_receive (early->trickle, server, request);
      return updates || early->trickle != NULL;
    }
  return FALSE;
}

gboolean
ua_inviter_offer_early (UaSession *session)
{
  UaInviter *self = UA_INVITER (session);

  if (!is_pending (self) || self->winner != NULL)
    return FALSE;
  for (guint i = 0; i < self->early->len; i++)
    {
      UaEarly *early = g_ptr_array_index (self->early, i);

      if (!is_current (self, early))
        continue;
      early->offer_wanted = TRUE;
      ua_early_pursue (early);
      return TRUE;
    }
  return FALSE;
}
