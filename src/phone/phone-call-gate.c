/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What becomes of an incoming call without the person: nobody answers, it is turned away or sent on, or it is answered by
 * itself. Such a call begins muted: whoever allowed it wanted to hear somebody, not to be listened to unawares
 * (TRUST 3.5, RFC 5373 §7). */

#include "config.h"

#include "phone-call-private.h"

#include "phone-address.h"
#include "phone-text.h"
#include "phone.h"
#include "sip-status.h"
#include "ua-error.h"

static gboolean
send_on (PhoneCall          *self,
         SipUri             *target,
         UaDiversionReason   reason,
         GError            **error)
{
  g_autofree char *address = phone_address_for_people (target);

  g_free (self->sent_to);
  self->sent_to = phone_text_clean_line (address);
  if (ua_invitation_redirect_for (UA_INVITATION (self->session), target, reason, error))
    return TRUE;

  g_clear_pointer (&self->sent_to, g_free);
  return FALSE;
}

/* A call that has been sent on too often already is refused instead. */
gboolean
phone_call_turn_away (PhoneCall          *self,
                      SipUri             *target,
                      guint               status,
                      UaDiversionReason   reason,
                      GError            **error)
{
  UaInvitation *invitation = UA_INVITATION (self->session);

  if (target == NULL)
    return ua_invitation_reject (invitation, status, error);
  return send_on (self, target, reason, error) ||
         ua_invitation_reject (invitation, SIP_STATUS_TEMPORARILY_UNAVAILABLE, NULL);
}

static void
no_answer_cb (gpointer user_data)
{
  g_autoptr (PhoneCall) self = g_object_ref (user_data);
  g_autoptr (GError) error = NULL;

  self->no_answer = 0;
  if (!phone_call_turn_away (self, self->send_on, SIP_STATUS_TEMPORARILY_UNAVAILABLE, UA_DIVERSION_REASON_NO_ANSWER,
                             &error))
    g_info ("call %s: %s", self->id, error->message);
}

void
phone_call_wait_for_answer (PhoneCall *self,
                            guint      seconds)
{
  SipClock *clock = phone_account_get_clock (self->account);

  sip_clock_disarm (clock, &self->no_answer);
  self->no_answer = sip_clock_arm (clock, seconds * 1000, no_answer_cb, self);
}

void
phone_call_set_send_on (PhoneCall *self,
                        SipUri    *target)
{
  if (target == NULL)
    return;

  g_clear_pointer (&self->send_on, sip_uri_unref);
  self->send_on = sip_uri_ref (target);
  phone_call_wait_for_answer (self, phone_policy_get_no_answer_s (phone_account_get_policy (self->account)));
}

static void
answer_now_cb (gpointer user_data)
{
  g_autoptr (PhoneCall) self = g_object_ref (user_data);

  self->answer_timer = 0;
  phone_call_set_muted (self, TRUE);
  phone_call_answer_async (self, NULL, NULL, NULL);
}

void
phone_call_answer_by_itself (PhoneCall *self,
                             guint      seconds)
{
  self->answers_itself = TRUE;
  self->answer_timer = sip_clock_arm (phone_account_get_clock (self->account), seconds * 1000, answer_now_cb, self);
}

void
phone_call_leave_to_person (PhoneCall *self)
{
  if (self->answer_timer == 0)
    return;

  sip_clock_disarm (phone_account_get_clock (self->account), &self->answer_timer);
  self->answers_itself = FALSE;
}

/**
 * phone_call_send_on:
 * @self: an incoming call
 * @target: to whom, as a person writes it
 * @error: return location for the reason
 *
 * Tells the caller that they can be reached there (RFC 3261 §21.3.3).
 *
 * Returns: %TRUE when they were told
 */
gboolean
phone_call_send_on (PhoneCall   *self,
                    const char  *target,
                    GError     **error)
{
  g_autoptr (SipUri) uri = NULL;
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (PHONE_IS_CALL (self), FALSE);
  g_return_val_if_fail (target != NULL, FALSE);

  uri = phone_account_parse_target (self->account, target, &reason);
  if (uri == NULL)
    {
      g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET, "%s: %s", target, reason->message);
      return FALSE;
    }
  if (phone_call_derive (self) != PHONE_CALL_STATE_INCOMING)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_WRONG_STATE, "nothing to send on");
      return FALSE;
    }
  return send_on (self, uri, UA_DIVERSION_REASON_DEFLECTION, error);
}
