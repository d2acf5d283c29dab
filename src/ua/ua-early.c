/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Before a call is answered it may already have sound, and the sound may change. Each telephone that rings is a dialog of
 * its own with offers and answers of its own, so what holds for one of them is kept here and not in the call. This file
 * is the object and UPDATE, which changes a session that is not up yet (RFC 3311); ua-early-prack.c is about provisional
 * answers that must not be lost.
 */

#include "ua-early.h"

#include "ua-agent-private.h"
#include "ua-error.h"
#include "ua-session-private.h"

#include <string.h>

#define MAX_GLARES    5
#define MAX_RETRY_S   10
#define PACE_MS       10

enum
{
  SETTLED,
  GAVE_UP,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UaEarly, ua_early, G_TYPE_OBJECT)

/**
 * ua_early_settle:
 * @self: the dialog
 *
 * Says that a description took effect in it.
 */
void
ua_early_settle (UaEarly *self)
{
  self->agreed = TRUE;
  g_signal_emit (self, signals[SETTLED], 0);
}

static void
drop_update (UaEarly *self)
{
  if (self->update != NULL)
    g_signal_handlers_disconnect_by_data (self->update, self);
  g_clear_object (&self->update);
}

/* The offer is still wanted, when the call is up or when they have had their turn. */
static void
give_up_update (UaEarly *self)
{
  drop_update (self);
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
  give_up_update (self);
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
  drop_update (self);
  if (settled)
    ua_early_settle (self);
  else
    {
      g_info ("the answer to our UPDATE cannot be used: %s", error->message);
      g_signal_emit (self, signals[GAVE_UP], 0);
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
      give_up_update (self);
      g_signal_emit (self, signals[GAVE_UP], 0);
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
      give_up_update (self);
      /* Asking again would be refused again; the re-INVITE after the answer is another matter. */
      self->can_update = FALSE;
      g_signal_emit (self, signals[GAVE_UP], 0);
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
      drop_update (self);
      self->can_update = FALSE;
      self->offer_wanted = TRUE;
      g_signal_emit (self, signals[GAVE_UP], 0);
      return;
    }

  g_autoptr (SipMessageBuilder) builder = sip_dialog_make_request (self->dialog, SIP_METHOD_UPDATE, 0);

  ua_agent_dress (self->agent, builder);
  ua_agent_introduce (self->agent, builder);
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

/**
 * ua_early_fail:
 * @self: the dialog
 * @error: why
 *
 * Says that nothing more will come of it; harmless after ua_early_stop().
 */
void
ua_early_fail (UaEarly      *self,
               const GError *error)
{
  g_return_if_fail (UA_IS_EARLY (self) && error != NULL);

  g_autoptr (UaEarly) hold = g_object_ref (self);

  if (self->agent != NULL)
    g_signal_emit (self, signals[FAILED], 0, error);
}

/**
 * ua_early_stop:
 * @self: the dialog
 *
 * Ends what goes on in it; may be called again. Its media is its owner's to close.
 */
void
ua_early_stop (UaEarly *self)
{
  g_return_if_fail (UA_IS_EARLY (self));

  g_autoptr (UaAgent) agent = self->agent != NULL ? g_object_ref (self->agent) : NULL;
  g_autoptr (SipTransaction) server = g_steal_pointer (&self->updating);
  gboolean busy = self->update != NULL || server != NULL || self->unacknowledged != NULL;

  if (agent == NULL)
    return;
  g_clear_weak_pointer (&self->agent);
  sip_clock_disarm (ua_agent_get_clock (agent), &self->retry_timer);
  drop_update (self);
  g_clear_pointer (&self->unacknowledged, sip_message_unref);
  if (busy && self->negotiation != NULL)
    ua_negotiation_rollback (self->negotiation);
  if (server != NULL)
    ua_agent_answer (agent, server, SIP_STATUS_NO_TRANSACTION);
}

static void
ua_early_dispose (GObject *object)
{
  UaEarly *self = UA_EARLY (object);

  ua_early_stop (self);
  g_clear_object (&self->dialog);
  g_clear_object (&self->negotiation);
  g_clear_object (&self->handler);
  G_OBJECT_CLASS (ua_early_parent_class)->dispose (object);
}

static void
ua_early_class_init (UaEarlyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_early_dispose;

  signals[SETTLED] = g_signal_new ("settled", UA_TYPE_EARLY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[GAVE_UP] = g_signal_new ("gave-up", UA_TYPE_EARLY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", UA_TYPE_EARLY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_ERROR);
}

static void
ua_early_init (UaEarly *self)
{
}

/**
 * ua_early_new:
 * @agent: whose call it is; held weakly
 * @dialog: an early dialog
 * @ours: whether our INVITE made it
 *
 * Makes what looks after a dialog before the answer.
 *
 * Returns: (transfer full): the object
 */
UaEarly *
ua_early_new (UaAgent   *agent,
              SipDialog *dialog,
              gboolean   ours)
{
  g_return_val_if_fail (UA_IS_AGENT (agent) && SIP_IS_DIALOG (dialog), NULL);

  UaEarly *self = g_object_new (UA_TYPE_EARLY, NULL);

  g_set_weak_pointer (&self->agent, agent);
  self->dialog = g_object_ref (dialog);
  self->ours = ours;
  return self;
}

static void
handler_failed_cb (UaDescriptionHandler *handler,
                   const GError         *cause,
                   UaEarly              *self)
{
  g_autoptr (GError) error = g_error_new_literal (UA_ERROR, UA_ERROR_MEDIA, cause->message);

  ua_early_fail (self, error);
}

/**
 * ua_early_set_handler:
 * @self: the dialog, without a handler so far
 * @handler: who describes us in it
 * @negotiation: that of @handler
 *
 * Gives it its sound.
 */
void
ua_early_set_handler (UaEarly              *self,
                      UaDescriptionHandler *handler,
                      UaNegotiation        *negotiation)
{
  g_return_if_fail (UA_IS_EARLY (self) && self->negotiation == NULL);

  self->handler = g_object_ref (handler);
  self->negotiation = g_object_ref (negotiation);
  g_signal_connect_object (handler, "failed", G_CALLBACK (handler_failed_cb), self, G_CONNECT_DEFAULT);
}

/**
 * ua_early_learn:
 * @self: the dialog
 * @message: any message of theirs in it
 *
 * Remembers whether they know UPDATE, where @message says.
 */
void
ua_early_learn (UaEarly    *self,
                SipMessage *message)
{
  g_return_if_fail (UA_IS_EARLY (self) && message != NULL);

  if (sip_message_count_header (message, SIP_HEADER_ALLOW) > 0)
    self->can_update = sip_message_has_token (message, SIP_HEADER_ALLOW, "UPDATE");
}
