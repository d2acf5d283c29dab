/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* UPDATE changes a session that is not up yet (RFC 3311). Both sides may ask for it as soon as the first offer is answered
 * for good, so both may ask at once.
 */

#include "ua-early.h"

#include "ua-agent-private.h"
#include "ua-error.h"
#include "ua-session-private.h"

#include <string.h>

#define MAX_GLARES  5
#define MAX_RETRY_S 10
#define PACE_MS     10

void
ua_early_drop_update (UaEarly *self)
{
  if (self->update != NULL)
    g_signal_handlers_disconnect_by_data (self->update, self);
  g_clear_object (&self->update);
}

/* The offer is still wanted, when the call is up or when they have had their turn. */
static void
roll_back (UaEarly *self)
{
  ua_early_drop_update (self);
  self->offer_wanted = TRUE;
  ua_negotiation_rollback (self->negotiation);
}

static void
retry_cb (gpointer user_data)
{
  UaEarly *self = user_data;

  self->retry_timer = 0;
  ua_early_pursue (self);
}

static void
retry_in (UaEarly *self,
          guint    delay_ms)
{
  roll_back (self);
  self->n_glares++;
  self->retry_timer = sip_clock_arm (ua_agent_get_clock (self->agent), delay_ms, retry_cb, self);
}

static void
update_settled_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (UaEarly) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean settled = ua_negotiation_settle_finish (UA_NEGOTIATION (source), result, &error);

  if (self->agent == NULL || self->update == NULL)
    return;
  ua_early_drop_update (self);
  if (settled)
    ua_early_settle (self);
  else
    {
      g_info ("the answer to our UPDATE cannot be used: %s", error->message);
      ua_early_give_up (self);
    }
  ua_early_pursue (self);
}

static void
receive_agreement (UaEarly    *self,
                   SipMessage *response)
{
  g_autofree char *answer = ua_session_dup_description (response);

  sip_dialog_receive_response (self->dialog, response);
  if (answer == NULL)
    {
      g_info ("an UPDATE of ours was accepted without an answer");
      roll_back (self);
      ua_early_give_up (self);
      return;
    }
  self->held = ua_negotiation_reads_as_hold (answer);
  ua_negotiation_settle_async (self->negotiation, answer, update_settled_cb, g_object_ref (self));
}

/* RFC 3311 §5.3: 491 is a glare as of a re-INVITE (RFC 3261 §14.1), 500 with Retry-After an offer of theirs that is not
 * answered yet. */
static guint
get_retry_ms (UaEarly    *self,
              SipMessage *response)
{
  SipTokens *tokens = ua_agent_get_tokens (self->agent);
  guint32 seconds = 0;

  if (self->n_glares >= MAX_GLARES)
    return 0;
  if (sip_message_get_status (response) == SIP_STATUS_REQUEST_PENDING)
    return PACE_MS * (self->ours ? 210 + sip_tokens_next_below (tokens, 191) : 1 + sip_tokens_next_below (tokens, 200));
  if (sip_message_get_status (response) == SIP_STATUS_SERVER_ERROR
      && sip_message_get_number (response, SIP_HEADER_RETRY_AFTER, &seconds))
    return MAX (MIN (seconds, MAX_RETRY_S) * 1000, PACE_MS);
  return 0;
}

static gboolean
is_deadly (guint status)
{
  return status == SIP_STATUS_NO_TRANSACTION || status == SIP_STATUS_REQUEST_TIMEOUT;
}

static void
receive_refusal (UaEarly    *self,
                 SipMessage *response)
{
  guint status = sip_message_get_status (response);
  guint delay_ms = get_retry_ms (self, response);

  if (is_deadly (status))
    {
      g_autoptr (GError) error = g_error_new_literal (UA_ERROR, UA_ERROR_DIALOG, sip_message_get_reason (response));

      ua_early_fail (self, error);
    }
  else if (delay_ms > 0)
    retry_in (self, delay_ms);
  else
    {
      roll_back (self);
      /* Asking again would be refused again; the re-INVITE after the answer is another matter. */
      self->can_update = FALSE;
      ua_early_give_up (self);
    }
}

static void
update_answered_cb (UaRequest  *update,
                    SipMessage *response,
                    UaEarly    *self)
{
  g_autoptr (UaEarly) hold = g_object_ref (self);

  if (sip_message_get_status (response) < 300)
    receive_agreement (self, response);
  else
    receive_refusal (self, response);
}

static void
update_failed_cb (UaRequest    *update,
                  const GError *error,
                  UaEarly      *self)
{
  ua_early_fail (self, error);
}

static void
write_description (SipMessageBuilder *builder,
                   const char        *description)
{
  g_autoptr (GBytes) body = g_bytes_new (description, strlen (description));

  sip_message_builder_set_body (builder, UA_DESCRIPTION_CONTENT_TYPE, body);
}

static void
offer_written_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (UaEarly) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = ua_negotiation_offer_finish (UA_NEGOTIATION (source), result, &error);

  if (self->agent == NULL || self->update == NULL)
    return;
  if (offer == NULL)
    {
      g_info ("no offer for an UPDATE: %s", error->message);
      ua_early_drop_update (self);
      self->can_update = FALSE;
      ua_early_give_up (self);
      return;
    }

  g_autoptr (SipMessageBuilder) builder = sip_dialog_make_request (self->dialog, SIP_METHOD_UPDATE, 0);

  ua_agent_dress (self->agent, builder);
  ua_agent_introduce (self->agent, builder);
  ua_trickle_announce (self->handler, builder);
  write_description (builder, offer);
  g_signal_connect_object (self->update, "answered", G_CALLBACK (update_answered_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->update, "failed", G_CALLBACK (update_failed_cb), self, G_CONNECT_DEFAULT);
  ua_request_send (self->update, builder);
}

static gboolean
may_offer (UaEarly *self)
{
  return self->agent != NULL && ua_agent_is_connected (self->agent) && self->offer_wanted && self->can_update
         && self->answer == UA_EARLY_ANSWER_FIRM && self->update == NULL && self->updating == NULL
         && self->retry_timer == 0 && self->negotiation != NULL
         && ua_negotiation_get_state (self->negotiation) == UA_NEGOTIATION_STATE_STABLE;
}

/**
 * ua_early_pursue:
 * @self: the dialog
 *
 * Offers by UPDATE if an offer is wanted and may be made now: the first one is answered for good, none is open on either
 * side, and they know UPDATE (RFC 3311 §5.1).
 */
void
ua_early_pursue (UaEarly *self)
{
  g_return_if_fail (UA_IS_EARLY (self));

  if (!may_offer (self))
    return;
  self->offer_wanted = FALSE;
  self->update = ua_request_new (self->agent, self->dialog);
  ua_negotiation_offer_async (self->negotiation, offer_written_cb, g_object_ref (self));
}

/**
 * ua_early_hand_over:
 * @self: the dialog
 *
 * Takes over what is still to be offered, because the call is answered.
 *
 * Returns: %TRUE when an offer is wanted
 */
gboolean
ua_early_hand_over (UaEarly *self)
{
  g_return_val_if_fail (UA_IS_EARLY (self), FALSE);

  gboolean wanted = self->offer_wanted;

  if (self->agent != NULL)
    sip_clock_disarm (ua_agent_get_clock (self->agent), &self->retry_timer);
  self->offer_wanted = FALSE;
  return wanted;
}

/* An UPDATE is answered and done (RFC 3311 §5.2). */
static void
agree (UaEarly        *self,
       SipTransaction *server,
       const char     *answer)
{
  g_autoptr (SipMessageBuilder) builder =
    ua_agent_begin_response (self->agent, sip_transaction_get_request (server), SIP_STATUS_OK, NULL, NULL);

  ua_agent_introduce (self->agent, builder);
  ua_trickle_announce (self->handler, builder);
  if (answer != NULL)
    write_description (builder, answer);

  g_autoptr (SipMessage) response = sip_message_builder_end (builder);

  if (!sip_transaction_respond (server, response))
    g_info ("the 200 came too late");
}

static void
answer_written_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (UaEarly) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = ua_negotiation_answer_finish (UA_NEGOTIATION (source), result, &error);
  g_autoptr (SipTransaction) server = g_steal_pointer (&self->updating);

  if (self->agent == NULL || server == NULL)
    return;
  if (answer == NULL)
    {
      g_info ("their new offer cannot be used: %s", error->message);
      ua_agent_answer (self->agent, server, SIP_STATUS_NOT_ACCEPTABLE_HERE);
    }
  else
    {
      g_autofree char *offer = ua_session_dup_description (sip_transaction_get_request (server));

      self->held = ua_negotiation_reads_as_hold (offer);
      agree (self, server, answer);
      ua_early_settle (self);
    }
  ua_early_pursue (self);
}

/* Ours is under way, or the one in our INVITE has no answer to rely on. */
static gboolean
is_ours_pending (UaEarly *self)
{
  UaNegotiationState state =
    self->negotiation != NULL ? ua_negotiation_get_state (self->negotiation) : UA_NEGOTIATION_STATE_STABLE;

  return self->update != NULL || state == UA_NEGOTIATION_STATE_OFFERED_BY_US || state == UA_NEGOTIATION_STATE_SETTLING
         || (self->offered && self->answer != UA_EARLY_ANSWER_FIRM);
}

static gboolean
is_theirs_pending (UaEarly *self)
{
  return self->updating != NULL || self->answer != UA_EARLY_ANSWER_FIRM
         || (self->negotiation != NULL
             && ua_negotiation_get_state (self->negotiation) != UA_NEGOTIATION_STATE_STABLE);
}

/**
 * ua_early_receive_update:
 * @self: the dialog
 * @server: the transaction of an UPDATE
 * @request: the UPDATE
 *
 * Answers an UPDATE (RFC 3311 §5.2): 491 while an offer of ours is open, 500 while one of theirs is. Without a handler for
 * this telephone there is nobody to answer an offer: 488.
 */
void
ua_early_receive_update (UaEarly        *self,
                         SipTransaction *server,
                         SipMessage     *request)
{
  g_return_if_fail (UA_IS_EARLY (self) && self->agent != NULL);

  g_autofree char *offer = ua_session_dup_description (request);

  ua_early_learn (self, request);
  if (offer == NULL && g_bytes_get_size (sip_message_get_body (request)) > 0)
    ua_agent_answer (self->agent, server, SIP_STATUS_UNSUPPORTED_MEDIA_TYPE);
  else if (offer == NULL)
    agree (self, server, NULL);
  else if (self->updating == NULL && is_ours_pending (self))
    ua_agent_answer (self->agent, server, SIP_STATUS_REQUEST_PENDING);
  else if (is_theirs_pending (self))
    ua_agent_answer_later (self->agent, server);
  else if (self->negotiation == NULL)
    ua_agent_answer (self->agent, server, SIP_STATUS_NOT_ACCEPTABLE_HERE);
  else
    {
      self->updating = g_object_ref (server);
      ua_negotiation_answer_async (self->negotiation, offer, answer_written_cb, g_object_ref (self));
    }
}
