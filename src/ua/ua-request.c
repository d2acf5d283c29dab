/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every verb that asks something of the far end walks the same path: send, perhaps be challenged and send
 * again, wait for the one final answer. The path is walked here, so that the verbs hold only what is theirs.
 */

#include "ua-request.h"

#include "ua-agent-private.h"
#include "ua-error.h"
#include "ua-session-timer.h"

#define MAX_BRIEF 3

enum
{
  PROVISIONAL,
  ANSWERED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UaRequest, ua_request, G_TYPE_OBJECT)

static void send_now (UaRequest         *self,
                      SipMessageBuilder *builder);

static gboolean
is_invite (UaRequest *self)
{
  return sip_message_get_method (self->request) == SIP_METHOD_INVITE;
}

static void
drop_transaction (UaRequest *self)
{
  if (self->transaction == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->transaction, self);
  g_clear_object (&self->transaction);
}

static void
let_go (UaRequest *self)
{
  drop_transaction (self);
  if (self->agent != NULL)
    ua_agent_drop_request (self->agent, self);
}

static void
fail (UaRequest    *self,
      const GError *error)
{
  if (!ua_request_is_pending (self))
    return;

  self->state = UA_REQUEST_STATE_DONE;
  g_signal_emit (self, signals[FAILED], 0, error);
  ua_waiters_fail (self->waiters, error);
}

/* RFC 3261 §8.1.3.1: no answer is taken as 408, no transport as 503. */
static GError *
translate_failure (const GError *cause)
{
  if (g_error_matches (cause, SIP_TRANSACTION_ERROR, SIP_TRANSACTION_ERROR_TIMEOUT))
    return g_error_new_literal (UA_ERROR, UA_ERROR_REQUEST_TIMEOUT, cause->message);
  return g_error_new_literal (UA_ERROR, UA_ERROR_CONNECTION, cause->message);
}

static void
transaction_failed_cb (SipTransaction *transaction,
                       const GError   *cause,
                       UaRequest      *self)
{
  g_autoptr (GError) error = translate_failure (cause);

  fail (self, error);
}

static void
transaction_terminated_cb (SipTransaction *transaction,
                           UaRequest      *self)
{
  g_autoptr (UaRequest) hold = g_object_ref (self);
  g_autoptr (GError) error =
    g_error_new_literal (UA_ERROR, UA_ERROR_CONNECTION, "the transaction ended without an answer");

  fail (self, error);
  self->state = UA_REQUEST_STATE_DONE;
  let_go (self);
}

/* A request inside a dialog takes the dialog's next number, whatever else was sent meanwhile. */
static guint32
take_next_cseq (UaRequest *self,
                SipMethod  method)
{
  if (self->dialog == NULL)
    return ua_request_get_cseq (self) + 1;

  g_autoptr (SipMessageBuilder) spent = sip_dialog_make_request (self->dialog, method, 0);

  return sip_dialog_get_local_cseq (self->dialog);
}

/* The next CSeq and a new branch. */
static void
send_again (UaRequest         *self,
            SipMessageBuilder *builder)
{
  sip_message_builder_remove_header (builder, SIP_HEADER_VIA);
  sip_message_builder_set_cseq (builder, take_next_cseq (self, sip_message_get_method (self->request)),
                                sip_message_get_method_name (self->request));
  drop_transaction (self);
  send_now (self, builder);
}

/* RFC 3261 §22.2: the same request again, with credentials, the next CSeq and a new branch. */
static gboolean
try_again (UaRequest   *self,
           SipMessage  *challenge,
           GError     **error)
{
  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_copy (self->request);

  if (!ua_agent_answer_challenge (self->agent, challenge, builder, self->tries, error))
    return FALSE;

  self->tries++;
  send_again (self, builder);
  return TRUE;
}

/* RFC 4028 §7.3: somebody on the way bears no interval as short as that. Several proxies may each name theirs. */
static gboolean
ask_longer (UaRequest  *self,
            SipMessage *response)
{
  if (self->state == UA_REQUEST_STATE_CANCELLING || self->agent == NULL || self->n_brief >= MAX_BRIEF)
    return FALSE;

  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_copy (self->request);

  if (!ua_session_timer_ask_longer (self->request, response, builder))
    return FALSE;

  self->n_brief++;
  ua_agent_preempt (self->agent, builder);
  send_again (self, builder);
  return TRUE;
}

static void
finish (UaRequest  *self,
        SipMessage *response)
{
  gboolean accepted = is_invite (self) && sip_message_get_status (response) < 300;

  self->state = accepted ? UA_REQUEST_STATE_ACCEPTED : UA_REQUEST_STATE_DONE;
  if (self->agent != NULL)
    ua_agent_learn (self->agent, response);
  g_signal_emit (self, signals[ANSWERED], 0, response);
  if (accepted && !ua_request_is_acknowledged (self, response))
    ua_request_refuse_fork (self, response);
  ua_waiters_succeed_with (self->waiters, response, (GBoxedCopyFunc) sip_message_ref,
                           (GDestroyNotify) sip_message_unref);
}

static void
receive_challenge (UaRequest  *self,
                   SipMessage *response)
{
  g_autoptr (GError) error = NULL;

  if (self->state == UA_REQUEST_STATE_CANCELLING || self->agent == NULL)
    {
      finish (self, response);
      return;
    }
  if (!try_again (self, response, &error))
    fail (self, error);
}

static void
transaction_response_cb (SipTransaction *transaction,
                         SipMessage     *response,
                         UaRequest      *self)
{
  g_autoptr (UaRequest) hold = g_object_ref (self);
  guint status = sip_message_get_status (response);

  if (self->state == UA_REQUEST_STATE_ACCEPTED)
    {
      ua_request_receive_again (self, response);
      return;
    }
  if (!ua_request_is_pending (self))
    return;
  if (status < 200)
    {
      ua_request_try_cancel (self);
      g_signal_emit (self, signals[PROVISIONAL], 0, response);
    }
  else if (status == SIP_STATUS_UNAUTHORIZED || status == SIP_STATUS_PROXY_AUTHENTICATION_REQUIRED)
    receive_challenge (self, response);
  else if (status != SIP_STATUS_SESSION_INTERVAL_TOO_SMALL || !ask_longer (self, response))
    finish (self, response);
}

static void
send_now (UaRequest         *self,
          SipMessageBuilder *builder)
{
  self->transaction = g_object_ref (sip_transactions_request (ua_agent_get_transactions (self->agent), builder));
  g_clear_pointer (&self->request, sip_message_unref);
  self->request = sip_message_ref (sip_transaction_get_request (self->transaction));

  g_signal_connect_object (self->transaction, "response", G_CALLBACK (transaction_response_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->transaction, "failed", G_CALLBACK (transaction_failed_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->transaction, "terminated", G_CALLBACK (transaction_terminated_cb), self,
                           G_CONNECT_DEFAULT);
}

static void
ua_request_dispose (GObject *object)
{
  UaRequest *self = UA_REQUEST (object);

  drop_transaction (self);
  g_clear_weak_pointer (&self->agent);
  g_clear_object (&self->dialog);
  G_OBJECT_CLASS (ua_request_parent_class)->dispose (object);
}

static void
ua_request_finalize (GObject *object)
{
  UaRequest *self = UA_REQUEST (object);

  g_clear_pointer (&self->request, sip_message_unref);
  g_hash_table_unref (self->acks);
  ua_waiters_free (self->waiters);
  g_free (self->cancel_reason);
  g_free (self->claimed);
  G_OBJECT_CLASS (ua_request_parent_class)->finalize (object);
}

static void
ua_request_class_init (UaRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_request_dispose;
  G_OBJECT_CLASS (klass)->finalize = ua_request_finalize;

  signals[PROVISIONAL] = g_signal_new ("provisional", UA_TYPE_REQUEST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, SIP_TYPE_MESSAGE);
  signals[ANSWERED] = g_signal_new ("answered", UA_TYPE_REQUEST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, SIP_TYPE_MESSAGE);
  signals[FAILED] = g_signal_new ("failed", UA_TYPE_REQUEST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ua_request_init (UaRequest *self)
{
  self->waiters = ua_waiters_new ();
  self->acks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sip_message_unref);
}

/**
 * ua_request_new:
 * @agent: who asks
 * @dialog: (nullable): the dialog it is asked in
 *
 * Makes a request that is to be sent.
 *
 * Returns: (transfer full): the request
 */
UaRequest *
ua_request_new (UaAgent   *agent,
                SipDialog *dialog)
{
  g_return_val_if_fail (UA_IS_AGENT (agent), NULL);
  g_return_val_if_fail (dialog == NULL || SIP_IS_DIALOG (dialog), NULL);

  UaRequest *self = g_object_new (UA_TYPE_REQUEST, NULL);

  g_set_weak_pointer (&self->agent, agent);
  g_set_object (&self->dialog, dialog);
  return self;
}

/**
 * ua_request_send:
 * @self: the request
 * @builder: what is asked, all but Via
 *
 * Sends it. Whatever comes of it is told after this call has returned.
 */
void
ua_request_send (UaRequest         *self,
                 SipMessageBuilder *builder)
{
  g_return_if_fail (UA_IS_REQUEST (self) && self->state == UA_REQUEST_STATE_RESTING);
  g_return_if_fail (self->agent != NULL && builder != NULL);

  self->state = UA_REQUEST_STATE_SENT;
  ua_agent_keep_request (self->agent, self);
  send_now (self, builder);
}

/**
 * ua_request_wait:
 * @self: the request
 * @task: (transfer full): who waits
 *
 * Lets @task wait for the final answer, a #SipMessage, or the failure.
 */
void
ua_request_wait (UaRequest *self,
                 GTask     *task)
{
  g_return_if_fail (UA_IS_REQUEST (self) && G_IS_TASK (task));

  ua_waiters_add (self->waiters, task);
}

/**
 * ua_request_is_pending:
 * @self: the request
 *
 * Tells whether the final answer is still to come.
 *
 * Returns: %TRUE between sending and answer
 */
gboolean
ua_request_is_pending (UaRequest *self)
{
  g_return_val_if_fail (UA_IS_REQUEST (self), FALSE);

  return self->state == UA_REQUEST_STATE_SENT || self->state == UA_REQUEST_STATE_CANCELLING;
}

/**
 * ua_request_get_message:
 * @self: the request
 *
 * Gives the message as it was sent last.
 *
 * Returns: (transfer none) (nullable): the message; %NULL when not sent yet
 */
SipMessage *
ua_request_get_message (UaRequest *self)
{
  g_return_val_if_fail (UA_IS_REQUEST (self), NULL);

  return self->request;
}

/**
 * ua_request_get_cseq:
 * @self: the request
 *
 * Gives the number it was sent with last.
 *
 * Returns: the CSeq number; 0 when not sent yet
 */
guint32
ua_request_get_cseq (UaRequest *self)
{
  g_return_val_if_fail (UA_IS_REQUEST (self), 0);

  guint32 number = 0;

  if (self->request != NULL)
    sip_message_get_cseq (self->request, &number, NULL);
  return number;
}
