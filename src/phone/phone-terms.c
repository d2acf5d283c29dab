/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the calls of an account ask of the far end. It outlives the line, which is made anew whenever it is lost. */

#include "config.h"

#include "phone-terms-private.h"

#include "phone-account-private.h"

/* RFC 4028 §4: nothing less is to be asked of anybody. */
#define SESSION_TIMER_MIN_S 90

static UaRel100
to_ua (PhoneRel100 rel100)
{
  switch (rel100)
    {
    case PHONE_REL100_OFF:
      return UA_REL100_UNSUPPORTED;
    case PHONE_REL100_REQUIRED:
      return UA_REL100_REQUIRED;
    case PHONE_REL100_SUPPORTED:
      break;
    }
  return UA_REL100_SUPPORTED;
}

void
phone_terms_apply (PhoneAccount *self)
{
  guint seconds = self->terms.session_timer;

  if (self->agent == NULL)
    return;

  ua_agent_set_rel100 (self->agent, to_ua (self->terms.rel100));
  if (self->terms.has_session_timer)
    ua_agent_set_session_timer (self->agent, seconds, MAX (MIN (seconds, SESSION_TIMER_MIN_S), 1));
}

UaOptions *
phone_terms_make_options (PhoneAccount *self)
{
  UaOptions *options = ua_options_new ();

  ua_options_set_rel100 (options, to_ua (self->terms.rel100));
  return options;
}

/**
 * phone_account_set_rel100:
 * @self: an account
 * @rel100: what is asked of the far end
 *
 * Chooses whether what comes before the answer is made sure of (RFC 3262; CONTRACT U14), for calls out and in.
 */
void
phone_account_set_rel100 (PhoneAccount *self,
                          PhoneRel100   rel100)
{
  g_return_if_fail (PHONE_IS_ACCOUNT (self));

  self->terms.rel100 = rel100;
  phone_terms_apply (self);
}

/**
 * phone_account_set_session_timer:
 * @self: an account
 * @seconds: in which a call must be heard of; 0: calls ask for none
 *
 * Chooses how soon a call ends whose far end fell silent (RFC 4028). Less than the 90 seconds of §4 is for tests.
 */
void
phone_account_set_session_timer (PhoneAccount *self,
                                 guint         seconds)
{
  g_return_if_fail (PHONE_IS_ACCOUNT (self));

  self->terms.has_session_timer = TRUE;
  self->terms.session_timer = seconds;
  phone_terms_apply (self);
}
