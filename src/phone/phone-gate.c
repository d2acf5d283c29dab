/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What becomes of a call that comes in, from what a person decided before and what the call says of itself: a pure
 * function, so that every mixture can be tried.
 *
 * Do not disturb is 480, not 486: RFC 3261 §21.4.18 names it there, and a busy telephone would be called again sooner.
 * A call is answered by itself only when it asks for that, its caller is named in the list, is not anonymous, is vouched
 * for by our server, and nobody is being talked to (TRUST 3.10). */

#include "config.h"

#include "phone-gate.h"

#include "phone-address.h"
#include "sip-status.h"

/* RFC 5079. */
#define STATUS_ANONYMITY_DISALLOWED 433

/* So that the person hears that somebody is about to hear them. */
#define MIN_TONE_S 2

static gboolean
is_allowed (PhoneAccount *account,
            SipAddress   *who)
{
  const char *const *allowed = phone_policy_get_auto_answer (phone_account_get_policy (account));
  g_autofree char *key = phone_address_to_key (sip_address_get_uri (who));

  for (guint n = 0; allowed[n] != NULL; n++)
    {
      g_autoptr (SipUri) uri = phone_account_parse_target (account, allowed[n], NULL);
      g_autofree char *allowed_key = uri != NULL ? phone_address_to_key (uri) : NULL;

      if (g_strcmp0 (key, allowed_key) == 0)
        return TRUE;
    }
  return FALSE;
}

/* From is what the caller writes. Our server answers for those of its own domain, whom it made prove who they are, and for
 * whomever else it asserts (RFC 3325); of others nobody knows. */
static gboolean
is_vouched_for (PhoneAccount *account,
                UaCaller     *caller,
                SipAddress   *who)
{
  const char *home = sip_uri_get_host (phone_account_get_aor (account));

  return ua_caller_is_asserted (caller) || g_strcmp0 (sip_uri_get_host (sip_address_get_uri (who)), home) == 0;
}

/* A target that cannot be called, or is ourselves, is none: the call rings. */
static SipUri *
find_target (PhoneAccount *account,
             PhoneForward  when)
{
  const char *text = phone_policy_get_forward (phone_account_get_policy (account), when);
  g_autoptr (SipUri) target = text != NULL ? phone_account_parse_target (account, text, NULL) : NULL;
  g_autofree char *key = target != NULL ? phone_address_to_key (target) : NULL;
  g_autofree char *own = phone_address_to_key (phone_account_get_aor (account));

  return target != NULL && g_strcmp0 (key, own) != 0 ? g_steal_pointer (&target) : NULL;
}

static gboolean
send_on (PhoneVerdict      *verdict,
         SipUri            *target, /* transfer full, nullable */
         UaDiversionReason  reason)
{
  if (target == NULL)
    return FALSE;

  verdict->way = PHONE_GATE_SEND_ON;
  verdict->target = target;
  verdict->reason = reason;
  return TRUE;
}

static void
refuse (PhoneVerdict *verdict,
        guint         status)
{
  verdict->way = PHONE_GATE_REFUSE;
  verdict->status = status;
}

/* RFC 5373 §4.3: whoever insists on being answered at once and may not be is refused. */
static void
welcome (PhoneVerdict *verdict,
         PhoneAccount *account,
         UaCaller     *caller,
         SipAddress   *who)
{
  UaAnswerMode mode = ua_caller_get_answer_mode (caller);
  gboolean allowed = mode != UA_ANSWER_MODE_MANUAL && !ua_caller_is_anonymous (caller) &&
                     is_vouched_for (account, caller, who) && is_allowed (account, who);

  if (allowed)
    {
      verdict->way = PHONE_GATE_ANSWER;
      verdict->after_s = MAX (ua_caller_get_answer_after_s (caller), MIN_TONE_S);
    }
  else if (mode == UA_ANSWER_MODE_AUTO_REQUIRED)
    refuse (verdict, SIP_STATUS_FORBIDDEN);
}

PhoneVerdict
phone_gate_judge (PhoneAccount *account,
                  UaCaller     *caller,
                  SipAddress   *who,
                  gboolean      busy)
{
  PhonePolicy *policy = phone_account_get_policy (account);
  PhoneVerdict verdict = { .way = PHONE_GATE_RING };

  if (ua_caller_is_anonymous (caller) && phone_policy_refuses_anonymous (policy))
    refuse (&verdict, STATUS_ANONYMITY_DISALLOWED);
  else if (send_on (&verdict, find_target (account, PHONE_FORWARD_ALWAYS), UA_DIVERSION_REASON_UNCONDITIONAL))
    return verdict;
  else if (phone_policy_get_do_not_disturb (policy))
    refuse (&verdict, SIP_STATUS_TEMPORARILY_UNAVAILABLE);
  else if (busy && send_on (&verdict, find_target (account, PHONE_FORWARD_BUSY), UA_DIVERSION_REASON_USER_BUSY))
    return verdict;
  else if (!busy)
    welcome (&verdict, account, caller, who);

  if (verdict.way == PHONE_GATE_RING)
    verdict.target = find_target (account, PHONE_FORWARD_NO_ANSWER);
  return verdict;
}

void
phone_verdict_clear (PhoneVerdict *verdict)
{
  g_clear_pointer (&verdict->target, sip_uri_unref);
}
