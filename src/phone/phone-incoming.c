/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A call comes in: the gate has judged it, and here it is refused, sent on, answered or rung about. Whatever becomes of
 * it, the person finds it among the past calls. */

#include "config.h"

#include "phone-private.h"

#include "phone-address.h"
#include "phone-calm.h"
#include "phone-gate.h"
#include "phone-requests.h"
#include "sip-status.h"

static gboolean
is_busy (Phone *self)
{
  GListModel *calls = phone_get_calls (self);

  for (guint n = 0; n < g_list_model_get_n_items (calls); n++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, n);
      PhoneCallState state = phone_call_get_state (call);

      if (state != PHONE_CALL_STATE_INCOMING && state < PHONE_CALL_STATE_ENDING)
        return TRUE;
    }
  return FALSE;
}

PhoneCall *
phone_find_call (Phone     *self,
                 UaSession *session)
{
  GListModel *calls = phone_get_calls (self);

  for (guint n = 0; n < g_list_model_get_n_items (calls); n++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, n); /* the list holds it */

      if (call->session == session)
        return call;
    }
  return NULL;
}

/* Nothing rings and nothing is shown: it is read about afterwards. */
static void
turn_away (Phone              *self,
           PhoneCall          *call,
           const PhoneVerdict *verdict)
{
  g_autoptr (GError) error = NULL;

  phone_history_follow (self->history, call, phone_account_is_kept (phone_call_get_account (call)));
  if (!phone_call_turn_away (call, verdict->way == PHONE_GATE_SEND_ON ? verdict->target : NULL, verdict->status,
                             verdict->reason, &error))
    g_info ("call %s: %s", phone_call_get_id (call), error->message);
}

static void
announce (Phone        *self,
          PhoneCall    *call,
          UaInvitation *invitation)
{
  phone_follow (self, call);
  ua_invitation_ring (invitation);
  g_signal_emit_by_name (self, "incoming-call", call);
}

/* RFC 3891: this call is to take the place of one of ours. Whoever we talk to may hand us on; nobody else may without
 * the person's word. */
static gboolean
take_place (Phone        *self,
            PhoneCall    *call,
            UaInvitation *invitation)
{
  UaSession *replaced = ua_invitation_get_replaced (invitation);
  PhoneCall *old = replaced != NULL ? phone_find_call (self, replaced) : NULL;

  if (old == NULL)
    return FALSE;

  announce (self, call, invitation);
  if (phone_call_is_up (old) && phone_call_is_sent_by (call, old))
    phone_call_answer_async (call, NULL, NULL, NULL);
  else
    phone_requests_ask_takeover (self->requests, call, old);
  return TRUE;
}

/* Nobody hears of who is blocked, and the list of past calls does not either: their calls are only counted. 603 is what the
 * person would have said, at all their telephones, and no mailbox takes it. */
static gboolean
is_blocked (Phone     *self,
            PhoneCall *call)
{
  g_autofree char *key = phone_address_to_key (sip_address_get_uri (phone_call_get_who (call)));
  g_autoptr (GError) error = NULL;

  if (!phone_blocked_turn_away (phone_get_blocked (self), key, TRUE))
    return FALSE;
  if (!phone_call_turn_away (call, NULL, SIP_STATUS_DECLINE, UA_DIVERSION_REASON_UNKNOWN, &error))
    g_info ("call %s: %s", phone_call_get_id (call), error->message);
  return TRUE;
}

/* Whoever asked for quiet once for all asked for all accounts; what never rings here is nobody's disturbance. */
static void
keep_calm (Phone        *self,
           PhoneVerdict *verdict)
{
  if (!phone_is_calm (self) || verdict->way == PHONE_GATE_REFUSE || verdict->way == PHONE_GATE_SEND_ON)
    return;
  phone_verdict_clear (verdict);
  verdict->way = PHONE_GATE_REFUSE;
  verdict->status = SIP_STATUS_TEMPORARILY_UNAVAILABLE;
}

gboolean
phone_take_invitation (Phone        *self,
                       PhoneAccount *account,
                       UaInvitation *invitation)
{
  g_autoptr (PhoneCall) call = phone_call_new_incoming (account, invitation, self->engine, self->no_answer);
  g_auto (PhoneVerdict) verdict = { .way = PHONE_GATE_RING };

  if (is_blocked (self, call))
    return TRUE;
  if (take_place (self, call, invitation))
    return TRUE;

  verdict = phone_gate_judge (account, ua_invitation_get_caller (invitation), phone_call_get_who (call),
                              is_busy (self));
  keep_calm (self, &verdict);
  switch (verdict.way)
    {
    case PHONE_GATE_REFUSE:
    case PHONE_GATE_SEND_ON:
      turn_away (self, call, &verdict);
      return TRUE;
    case PHONE_GATE_ANSWER:
      phone_call_answer_by_itself (call, verdict.after_s);
      break;
    case PHONE_GATE_RING:
      phone_call_set_send_on (call, verdict.target);
      break;
    }
  announce (self, call, invitation);
  return TRUE;
}
