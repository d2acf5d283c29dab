/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What comes in at an account goes on to whoever takes it, and what a person decided about it before anything came. */

#include "config.h"

#include "phone-account-parts-private.h"

gboolean
phone_account_offer_session (PhoneAccount *self,
                             UaInvitation *invitation)
{
  gboolean taken = FALSE;

  g_signal_emit_by_name (self, "incoming-session", invitation, &taken);
  return taken;
}

gboolean
phone_account_offer_referral (PhoneAccount *self,
                              UaReferral   *referral)
{
  gboolean taken = FALSE;

  g_signal_emit_by_name (self, "incoming-referral", referral, &taken);
  return taken;
}

gboolean
phone_account_offer_message (PhoneAccount *self,
                             SipAddress   *from,
                             GBytes       *body)
{
  gboolean taken = FALSE;

  g_signal_emit_by_name (self, "incoming-message", from, body, &taken);
  return taken;
}

void
phone_account_trace (PhoneAccount *self,
                     gboolean      outgoing,
                     const char   *text)
{
  g_signal_emit_by_name (self, "traced", outgoing, text);
}

/* @text: nullable: there is nothing to add. */
void
phone_account_note (PhoneAccount *self,
                    const char   *text)
{
  if (text != NULL)
    g_signal_emit_by_name (self, "noted", text);
}

/* A person may distrust their server; to trust one beyond what the line is worth is nobody's wish. Trust comes back with
 * the next line. */
void
phone_account_apply_trust (PhoneAccount *self)
{
  if (self->agent != NULL && !phone_policy_trusts_identity (self->policy))
    ua_agent_set_trust_identity (self->agent, FALSE);
}

void
phone_account_keep_policy (PhoneAccount *self)
{
  phone_account_apply_trust (self);
  g_signal_emit_by_name (self, "trusted");
}

/**
 * phone_account_get_policy:
 * @self: an account
 *
 * What becomes of its calls; changes are written down.
 *
 * Returns: (transfer none): the policy
 */
PhonePolicy *
phone_account_get_policy (PhoneAccount *self)
{
  g_return_val_if_fail (PHONE_IS_ACCOUNT (self), NULL);

  return self->policy;
}

/**
 * phone_account_get_media_terms:
 * @self: an account
 *
 * How the sound of its calls travels; changes are written down.
 *
 * Returns: (transfer none): the terms
 */
PhoneMediaTerms *
phone_account_get_media_terms (PhoneAccount *self)
{
  g_return_val_if_fail (PHONE_IS_ACCOUNT (self), NULL);

  return self->media_terms;
}
