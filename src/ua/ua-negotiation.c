/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* At any moment one side at most has made an offer that is not answered (RFC 3264 §4), whatever message
 * carried it. Sessions therefore ask this object and not their memory. It drives the description handler,
 * and throws away what a handler finishes too late.
 */

#include "ua-negotiation-machine.h"

#include "ua-error.h"
#include "ua-waiters.h"

struct _UaNegotiation
{
  GObject               parent_instance;
  UaDescriptionHandler *handler;
  UaNegotiationState    state;
  GCancellable         *work;   /* what the handler is doing now */
  GTask                *task;   /* who waits for an offer or an answer */
  UaWaiters            *settling;
};

G_DEFINE_FINAL_TYPE (UaNegotiation, ua_negotiation, G_TYPE_OBJECT)

static void
stop_work (UaNegotiation *self)
{
  if (self->work == NULL)
    return;

  g_cancellable_cancel (self->work);
  g_clear_object (&self->work);
}

/* Returns the effects that the caller performs with what it has at hand, or FALSE when it may not be. */
static gboolean
step (UaNegotiation      *self,
      UaNegotiationEvent  event)
{
  const SipMachineRow *row = sip_machine_step (ua_negotiation_get_machine (), self->state, event);

  if (row == NULL)
    {
      g_critical ("negotiation: event %d means nothing in state %d", event, self->state);
      return FALSE;
    }

  self->state = row->next;
  if (row->effects & (UA_NEGOTIATION_EFFECT_WRITE | UA_NEGOTIATION_EFFECT_READ | UA_NEGOTIATION_EFFECT_ROLLBACK | UA_NEGOTIATION_EFFECT_CLOSE))
    stop_work (self);
  if (row->effects & (UA_NEGOTIATION_EFFECT_WRITE | UA_NEGOTIATION_EFFECT_READ))
    self->work = g_cancellable_new ();
  if (row->effects & UA_NEGOTIATION_EFFECT_ROLLBACK)
    ua_description_handler_rollback (self->handler);
  if (row->effects & UA_NEGOTIATION_EFFECT_CLOSE)
    ua_description_handler_close (self->handler);
  return TRUE;
}

/* Their description cannot be used, unless it is our own sound that fails. */
static GError *
wrap_error (UaNegotiation *self,
            UaError        code,
            const GError  *cause)
{
  if (ua_description_handler_judge (self->handler, cause) != UA_DESCRIPTION_FAULT_OTHER)
    return ua_error_new_from_handler (self->handler, cause);
  return g_error_new_literal (UA_ERROR, code, cause->message);
}

/* What the handler finishes after it was told to stop is nobody's. */
static gboolean
is_stale (UaNegotiation *self,
          GCancellable  *work)
{
  return self->work != work;
}

typedef struct
{
  UaNegotiation *negotiation;
  GCancellable  *work;
} Work;

static Work *
begin_work (UaNegotiation *self)
{
  Work *work = g_new0 (Work, 1);

  work->negotiation = g_object_ref (self);
  work->work = g_object_ref (self->work);
  return work;
}

static void
end_work (Work *work)
{
  g_object_unref (work->negotiation);
  g_object_unref (work->work);
  g_free (work);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, end_work)

static void
fail_task (UaNegotiation *self,
           UaError        code,
           const GError  *cause)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  step (self, UA_NEGOTIATION_EVENT_FAILED);
  g_task_return_error (task, wrap_error (self, code, cause));
}

static void
description_written_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (Work) work = user_data;
  g_autoptr (GError) error = NULL;
  UaNegotiation *self = work->negotiation;
  g_autofree char *description =
    ua_description_handler_get_description_finish (UA_DESCRIPTION_HANDLER (source), result, &error);

  if (is_stale (self, work->work))
    return;
  if (description == NULL)
    {
      fail_task (self, UA_ERROR_MEDIA, error);
      return;
    }

  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  step (self, UA_NEGOTIATION_EVENT_DONE);
  g_task_return_pointer (task, g_steal_pointer (&description), g_free);
}

static void
offer_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Work) work = user_data;
  g_autoptr (GError) error = NULL;
  UaNegotiation *self = work->negotiation;
  gboolean read =
    ua_description_handler_set_description_finish (UA_DESCRIPTION_HANDLER (source), result, &error);

  if (is_stale (self, work->work))
    return;
  if (!read)
    {
      fail_task (self, UA_ERROR_BAD_DESCRIPTION, error);
      return;
    }
  ua_description_handler_get_description_async (self->handler, self->work, description_written_cb,
                                                g_steal_pointer (&work));
}

static void
answer_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Work) work = user_data;
  g_autoptr (GError) error = NULL;
  UaNegotiation *self = work->negotiation;
  gboolean read =
    ua_description_handler_set_description_finish (UA_DESCRIPTION_HANDLER (source), result, &error);

  if (is_stale (self, work->work))
    return;
  if (read)
    {
      step (self, UA_NEGOTIATION_EVENT_DONE);
      ua_waiters_succeed (self->settling);
      return;
    }

  g_autoptr (GError) reason = wrap_error (self, UA_ERROR_BAD_DESCRIPTION, error);

  step (self, UA_NEGOTIATION_EVENT_FAILED);
  ua_waiters_fail (self->settling, reason);
}

static void
ua_negotiation_dispose (GObject *object)
{
  UaNegotiation *self = UA_NEGOTIATION (object);

  stop_work (self);
  g_clear_object (&self->handler);
  G_OBJECT_CLASS (ua_negotiation_parent_class)->dispose (object);
}

static void
ua_negotiation_finalize (GObject *object)
{
  UaNegotiation *self = UA_NEGOTIATION (object);

  ua_waiters_free (self->settling);
  G_OBJECT_CLASS (ua_negotiation_parent_class)->finalize (object);
}

static void
ua_negotiation_class_init (UaNegotiationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_negotiation_dispose;
  G_OBJECT_CLASS (klass)->finalize = ua_negotiation_finalize;
}

static void
ua_negotiation_init (UaNegotiation *self)
{
  self->settling = ua_waiters_new ();
}

/**
 * ua_negotiation_new:
 * @handler: who writes and reads descriptions
 *
 * Makes a negotiation in which nothing is pending.
 *
 * Returns: (transfer full): the negotiation
 */
UaNegotiation *
ua_negotiation_new (UaDescriptionHandler *handler)
{
  g_return_val_if_fail (UA_IS_DESCRIPTION_HANDLER (handler), NULL);

  UaNegotiation *self = g_object_new (UA_TYPE_NEGOTIATION, NULL);

  self->handler = g_object_ref (handler);
  return self;
}

/**
 * ua_negotiation_get_state:
 * @self: the negotiation
 *
 * Tells who has offered.
 *
 * Returns: the state
 */
UaNegotiationState
ua_negotiation_get_state (UaNegotiation *self)
{
  g_return_val_if_fail (UA_IS_NEGOTIATION (self), UA_NEGOTIATION_STATE_CLOSED);

  return self->state;
}

/**
 * ua_negotiation_offer_async:
 * @self: the negotiation, stable
 * @callback: called with our offer
 * @user_data: for @callback
 *
 * Has an offer written.
 */
void
ua_negotiation_offer_async (UaNegotiation       *self,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (UA_IS_NEGOTIATION (self) && self->state == UA_NEGOTIATION_STATE_STABLE);

  self->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->task, ua_negotiation_offer_async);
  step (self, UA_NEGOTIATION_EVENT_WE_OFFER);
  ua_description_handler_get_description_async (self->handler, self->work, description_written_cb,
                                                begin_work (self));
}

/**
 * ua_negotiation_offer_finish:
 * @self: the negotiation
 * @result: the result
 * @error: %UA_ERROR_MEDIA, or %UA_ERROR_CANCELED when it was called off
 *
 * Ends ua_negotiation_offer_async().
 *
 * Returns: (transfer full) (nullable): the offer
 */
char *
ua_negotiation_offer_finish (UaNegotiation  *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ua_negotiation_answer_async:
 * @self: the negotiation, stable
 * @offer: their offer
 * @callback: called with our answer
 * @user_data: for @callback
 *
 * Has their offer read and an answer written.
 */
void
ua_negotiation_answer_async (UaNegotiation       *self,
                             const char          *offer,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (UA_IS_NEGOTIATION (self) && self->state == UA_NEGOTIATION_STATE_STABLE);
  g_return_if_fail (offer != NULL);

  self->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->task, ua_negotiation_answer_async);
  step (self, UA_NEGOTIATION_EVENT_THEY_OFFER);
  ua_description_handler_set_description_async (self->handler, offer, self->work, offer_read_cb,
                                                begin_work (self));
}

/**
 * ua_negotiation_answer_finish:
 * @self: the negotiation
 * @result: the result
 * @error: %UA_ERROR_BAD_DESCRIPTION, %UA_ERROR_MEDIA, or %UA_ERROR_CANCELED when it was called off
 *
 * Ends ua_negotiation_answer_async().
 *
 * Returns: (transfer full) (nullable): the answer
 */
char *
ua_negotiation_answer_finish (UaNegotiation  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ua_negotiation_settle_async:
 * @self: the negotiation, offered by us or later
 * @answer: their answer
 * @callback: called when it is in effect
 * @user_data: for @callback
 *
 * Has their answer read. RFC 6337 §3.1.1: the answer of a provisional response is the one that counts; what
 * a later response repeats is not read again.
 */
void
ua_negotiation_settle_async (UaNegotiation       *self,
                             const char          *answer,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (UA_IS_NEGOTIATION (self) && self->state != UA_NEGOTIATION_STATE_OFFERED_BY_THEM);
  g_return_if_fail (answer != NULL);

  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, ua_negotiation_settle_async);
  if (self->state == UA_NEGOTIATION_STATE_STABLE)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (self->state == UA_NEGOTIATION_STATE_CLOSED)
    {
      g_task_return_new_error_literal (task, UA_ERROR, UA_ERROR_CANCELED, "the session is over");
      return;
    }

  gboolean first = self->state == UA_NEGOTIATION_STATE_OFFERED_BY_US;

  ua_waiters_add (self->settling, g_steal_pointer (&task));
  if (first && step (self, UA_NEGOTIATION_EVENT_THEY_ANSWER))
    ua_description_handler_set_description_async (self->handler, answer, self->work, answer_read_cb,
                                                  begin_work (self));
}

/**
 * ua_negotiation_settle_finish:
 * @self: the negotiation
 * @result: the result
 * @error: %UA_ERROR_BAD_DESCRIPTION, or %UA_ERROR_CANCELED when it was called off
 *
 * Ends ua_negotiation_settle_async().
 *
 * Returns: %TRUE when the answer is in effect
 */
gboolean
ua_negotiation_settle_finish (UaNegotiation  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
call_off (UaNegotiation *self)
{
  g_autoptr (GError) error =
    g_error_new_literal (UA_ERROR, UA_ERROR_CANCELED, "the negotiation was called off");
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  ua_waiters_fail (self->settling, error);
  if (task != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * ua_negotiation_rollback:
 * @self: the negotiation
 *
 * The pending offer, whoever made it, came to nothing; harmless when there is none.
 */
void
ua_negotiation_rollback (UaNegotiation *self)
{
  g_return_if_fail (UA_IS_NEGOTIATION (self));

  g_autoptr (UaNegotiation) hold = g_object_ref (self);

  if (self->state == UA_NEGOTIATION_STATE_STABLE || self->state == UA_NEGOTIATION_STATE_CLOSED)
    return;
  step (self, UA_NEGOTIATION_EVENT_FAILED);
  call_off (self);
}

/**
 * ua_negotiation_close:
 * @self: the negotiation
 *
 * Ends all media; harmless when closed already.
 */
void
ua_negotiation_close (UaNegotiation *self)
{
  g_return_if_fail (UA_IS_NEGOTIATION (self));

  g_autoptr (UaNegotiation) hold = g_object_ref (self);

  if (self->state == UA_NEGOTIATION_STATE_CLOSED)
    return;
  step (self, UA_NEGOTIATION_EVENT_CLOSE);
  call_off (self);
}
