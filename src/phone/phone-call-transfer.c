/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Giving a call away: the far end waits, is asked to call somebody, and is either gone with them or ours again, with the
 * reason said. Nobody is left waiting who was not waiting before. */

#include "config.h"

#include "phone-call-private.h"

#include <glib/gi18n-lib.h>

#include "phone-address.h"
#include "phone-text.h"
#include "phone-words.h"
#include "phone.h"
#include "sip-status.h"
#include "ua-error.h"
#include "ua-transfer.h"

/* One attempt, the data of its task. */
typedef struct
{
  UaTransfer *transfer;
  PhoneCall *other; /* NULL: blind */
  char *whom;
  gboolean waited;  /* before */
} Attempt;

static void
attempt_free (gpointer data)
{
  Attempt *attempt = data;

  g_clear_object (&attempt->transfer);
  g_clear_object (&attempt->other);
  g_free (attempt->whom);
  g_free (attempt);
}

static void
tell_progress (PhoneCall *self,
               Attempt   *attempt,
               guint      status)
{
  const char *who = phone_call_get_remote_name (self);
  g_autofree char *text = NULL;

  /* Translators: in these three the first is a person, the second a person or an address. */
  if (status == 0)
    text = g_strdup_printf (_("Asking %s to call %s…"), who, attempt->whom);
  else if (status < SIP_STATUS_RINGING)
    text = g_strdup_printf (_("%s is calling %s…"), who, attempt->whom);
  else if (status < SIP_STATUS_OK)
    text = g_strdup_printf (_("%s is calling %s, it rings there…"), who, attempt->whom);
  if (text != NULL)
    phone_handover_tell (self->handover, text, TRUE);
}

static void
transfer_progress_cb (UaTransfer *transfer,
                      guint       status,
                      GTask      *task)
{
  tell_progress (g_task_get_source_object (task), g_task_get_task_data (task), status);
}

static void
resumed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!phone_call_set_hold_finish (PHONE_CALL (source), result, &error))
    g_info ("call %s: %s", phone_call_get_id (PHONE_CALL (source)), error->message);
}

static void
fail (GTask  *task,
      GError *error) /* transfer full */
{
  PhoneCall *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);
  g_autofree char *reason = phone_words_for_error (error);
  /* Translators: the first is a person or an address, the second a sentence that says why. */
  g_autofree char *text = g_strdup_printf (_("The call was not passed to %s. %s"), attempt->whom, reason);

  phone_handover_tell (self->handover, text, FALSE);
  if (!attempt->waited && phone_call_is_up (self))
    phone_call_set_hold_async (self, FALSE, NULL, resumed_cb, NULL);
  g_task_return_error (task, error);
}

static void
transferred_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PhoneCall *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *text = NULL;

  g_signal_handlers_disconnect_by_data (source, task);
  if (!ua_transfer_begin_finish (UA_TRANSFER (source), result, &error))
    {
      fail (task, error);
      return;
    }

  /* Translators: the first is a person, the second a person or an address. */
  text = g_strdup_printf (_("%s is talking to %s now."), phone_call_get_remote_name (self), attempt->whom);
  phone_handover_tell (self->handover, text, FALSE);
  g_task_return_boolean (task, TRUE);
}

static void
begin (GTask *task) /* transfer full */
{
  Attempt *attempt = g_task_get_task_data (task);

  g_signal_connect_object (attempt->transfer, "progress", G_CALLBACK (transfer_progress_cb), task, G_CONNECT_DEFAULT);
  ua_transfer_begin_async (attempt->transfer, NULL, transferred_cb, task);
}

/* One who would not wait is asked all the same. */
static void
held_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PhoneCall *self = PHONE_CALL (source);
  GError *error = NULL;

  if (!phone_call_set_hold_finish (self, result, &error) && !phone_call_is_up (self))
    {
      fail (task, error);
      return;
    }
  g_clear_error (&error);
  begin (g_steal_pointer (&task));
}

static void
transfer (GTask   *task, /* transfer full */
          Attempt *attempt)
{
  PhoneCall *self = g_task_get_source_object (task);

  attempt->waited = phone_call_is_waiting (self);
  g_task_set_task_data (task, attempt, attempt_free);
  tell_progress (self, attempt, 0);
  if (attempt->waited)
    begin (task);
  else
    phone_call_set_hold_async (self, TRUE, NULL, held_cb, task);
}

/* FALSE: the task was ended. */
static gboolean
check (PhoneCall *self,
       GTask     *task)
{
  if (phone_call_is_up (self) && !phone_handover_is_going_on (self->handover))
    return TRUE;

  g_task_return_new_error_literal (task, UA_ERROR, UA_ERROR_WRONG_STATE, "there is nothing to give away now");
  return FALSE;
}

/**
 * phone_call_transfer_async:
 * @self: a call
 * @target: to whom, as a person writes it
 * @cancellable: (nullable): stops waiting only
 * @callback: called when the far end talks to them, or the call is ours again
 * @user_data: for @callback
 *
 * Gives the call away without asking them first (RFC 5589 §6).
 */
void
phone_call_transfer_async (PhoneCall           *self,
                           const char          *target,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (SipUri) uri = NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree char *address = NULL;
  Attempt *attempt;

  g_return_if_fail (PHONE_IS_CALL (self));
  g_return_if_fail (target != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_call_transfer_async);
  uri = phone_account_parse_target (self->account, target, &reason);
  if (uri == NULL)
    {
      g_task_return_new_error (task, PHONE_ERROR, PHONE_ERROR_BAD_TARGET, "%s: %s", target, reason->message);
      return;
    }
  if (!check (self, task))
    return;

  attempt = g_new0 (Attempt, 1);
  address = phone_address_for_people (uri);
  attempt->whom = phone_text_clean_line (address);
  attempt->transfer = ua_transfer_new (self->session, uri, NULL);
  transfer (g_steal_pointer (&task), attempt);
}

/**
 * phone_call_transfer_finish:
 * @self: a call
 * @result: what the callback was given
 * @error: return location for the reason
 *
 * Ends phone_call_transfer_async().
 *
 * Returns: %TRUE when the call has been given away; %FALSE: it is ours again, unless it has ended
 */
gboolean
phone_call_transfer_finish (PhoneCall     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * phone_call_transfer_to_call_async:
 * @self: a call
 * @other: another, to whoever is to have it
 * @cancellable: (nullable): stops waiting only
 * @callback: called when the two talk to each other, or both calls are ours again
 * @user_data: for @callback
 *
 * Brings the far ends of two calls together (RFC 5589 §7). Both calls end then; the other one by its far end, which gives
 * it up for the new one, so that it is there to be taken over for as long as nobody has said that it was.
 */
void
phone_call_transfer_to_call_async (PhoneCall           *self,
                                   PhoneCall           *other,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Attempt *attempt;

  g_return_if_fail (PHONE_IS_CALL (self));
  g_return_if_fail (PHONE_IS_CALL (other));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_call_transfer_to_call_async);
  if (self == other || !phone_call_is_up (other))
    {
      g_task_return_new_error_literal (task, UA_ERROR, UA_ERROR_WRONG_STATE, "there is nobody to give it to");
      return;
    }
  if (!check (self, task))
    return;

  attempt = g_new0 (Attempt, 1);
  attempt->other = g_object_ref (other);
  attempt->whom = g_strdup (phone_call_get_remote_name (other));
  attempt->transfer = ua_transfer_new (self->session, NULL, other->session);
  transfer (g_steal_pointer (&task), attempt);
}

/**
 * phone_call_transfer_to_call_finish:
 * @self: a call
 * @result: what the callback was given
 * @error: return location for the reason
 *
 * Ends phone_call_transfer_to_call_async().
 *
 * Returns: %TRUE when the two talk to each other; %FALSE: both calls are ours again, unless they have ended
 */
gboolean
phone_call_transfer_to_call_finish (PhoneCall     *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * phone_call_get_handover:
 * @self: a call
 *
 * How giving it away goes.
 *
 * Returns: (transfer none): the handover, also when nobody tried
 */
PhoneHandover *
phone_call_get_handover (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), NULL);

  return self->handover;
}
