/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person does with a call. Each verb is safe in any state: one that came too late finds the call over. */

#include "config.h"

#include "phone-call-private.h"

#include "sip-status.h"
#include "ua-error.h"
#include "ua-inviter.h"

static void
invited_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PhoneCall) self = user_data;
  GError *error = NULL;

  if (ua_inviter_invite_finish (UA_INVITER (source), result, &error))
    return;

  /* A call that could not even be sent has not ended by itself. */
  if (ua_session_get_state (self->session) == UA_SESSION_STATE_INITIAL)
    {
      phone_call_take_error (self, g_error_copy (error));
      ua_session_hang_up_async (self->session, NULL, NULL, NULL);
    }
  g_info ("call %s: %s", self->id, error->message);
  g_error_free (error);
}

void
phone_call_begin (PhoneCall *self)
{
  phone_call_take_floor (self);
  ua_inviter_invite_async (UA_INVITER (self->session), NULL, invited_cb, g_object_ref (self));
}

static void
accepted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ua_invitation_accept_finish (UA_INVITATION (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * phone_call_answer_async:
 * @self: an incoming call
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is established, or is not
 * @user_data: for @callback
 *
 * Answers. Only now is the microphone opened.
 */
void
phone_call_answer_async (PhoneCall           *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (UaDescriptionHandler) handler = NULL;

  g_return_if_fail (PHONE_IS_CALL (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_call_answer_async);
  if (phone_call_derive (self) != PHONE_CALL_STATE_INCOMING)
    {
      g_task_return_new_error_literal (task, UA_ERROR, UA_ERROR_WRONG_STATE, "nothing to answer");
      return;
    }

  phone_call_take_floor (self);
  handler = phone_call_open_media (self);
  ua_invitation_accept_async (UA_INVITATION (self->session), handler, cancellable, accepted_cb,
                              g_steal_pointer (&task));
}

/**
 * phone_call_answer_finish:
 * @self: an incoming call
 * @result: what the callback was given
 * @error: return location for the reason
 *
 * Ends phone_call_answer_async().
 *
 * Returns: %TRUE when the call is established
 */
gboolean
phone_call_answer_finish (PhoneCall     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
refuse (PhoneCall *self,
        guint      status)
{
  g_autoptr (GError) error = NULL;

  if (phone_call_derive (self) != PHONE_CALL_STATE_INCOMING)
    {
      phone_call_hang_up (self);
      return;
    }

  self->declined = TRUE;
  if (!ua_invitation_reject (UA_INVITATION (self->session), status, &error))
    g_info ("call %s: %s", self->id, error->message);
}

/**
 * phone_call_decline:
 * @self: a call
 *
 * Says no to an incoming call; ends any other.
 */
void
phone_call_decline (PhoneCall *self)
{
  g_return_if_fail (PHONE_IS_CALL (self));

  refuse (self, SIP_STATUS_DECLINE);
}

/**
 * phone_call_say_busy:
 * @self: a call
 *
 * Tells the caller that we are busy; ends any other call.
 */
void
phone_call_say_busy (PhoneCall *self)
{
  g_return_if_fail (PHONE_IS_CALL (self));

  refuse (self, SIP_STATUS_BUSY_HERE);
}

/**
 * phone_call_hang_up:
 * @self: a call
 *
 * Ends the call, whatever state it is in; an incoming one is declined.
 */
void
phone_call_hang_up (PhoneCall *self)
{
  g_return_if_fail (PHONE_IS_CALL (self));

  if (phone_call_derive (self) == PHONE_CALL_STATE_INCOMING)
    refuse (self, SIP_STATUS_DECLINE);
  else
    ua_session_hang_up_async (self->session, NULL, NULL, NULL);
}

static void
hold_set_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ua_session_set_hold_finish (UA_SESSION (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * phone_call_set_hold_async:
 * @self: a call
 * @hold: whether the far end is to wait
 * @cancellable: (nullable): stops waiting only
 * @callback: called when the far end agreed
 * @user_data: for @callback
 *
 * Puts the call on hold, or takes it back; every other call waits then.
 */
void
phone_call_set_hold_async (PhoneCall           *self,
                           gboolean             hold,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PHONE_IS_CALL (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_call_set_hold_async);
  if (hold)
    self->waits_since_us = g_get_monotonic_time ();
  else
    phone_call_take_floor (self);
  ua_session_set_hold_async (self->session, hold, cancellable, hold_set_cb, task);
}

/**
 * phone_call_set_hold_finish:
 * @self: a call
 * @result: what the callback was given
 * @error: return location for the reason
 *
 * Ends phone_call_set_hold_async().
 *
 * Returns: %TRUE when it is as was asked
 */
gboolean
phone_call_set_hold_finish (PhoneCall     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * phone_call_send_digits:
 * @self: a call
 * @digits: 0-9 * # A-D, and a comma for a pause of two seconds
 * @error: return location for the reason
 *
 * Presses keys.
 *
 * Returns: %TRUE when they are being sent
 */
gboolean
phone_call_send_digits (PhoneCall   *self,
                        const char  *digits,
                        GError     **error)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), FALSE);
  g_return_val_if_fail (digits != NULL, FALSE);

  if (!ua_session_send_digits (self->session, digits, error))
    return FALSE;

  g_signal_emit_by_name (self, "pressed", digits);
  return TRUE;
}
