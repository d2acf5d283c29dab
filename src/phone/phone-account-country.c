/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* In which country the numbers of an account are. A server's name may say nothing about it, and a person who lives abroad keeps
 * their provider: then they say it. */

#include "config.h"

#include "phone-country.h"

#include "phone-account-parts-private.h"
#include "phone-number.h"

/**
 * phone_account_get_country:
 * @self: an account
 *
 * Where its numbers are, as its owner said.
 *
 * Returns: (transfer none) (nullable): two letters; %NULL: they did not say
 */
const char *
phone_account_get_country (PhoneAccount *self)
{
  g_return_val_if_fail (PHONE_IS_ACCOUNT (self), NULL);

  return self->country;
}

/**
 * phone_account_set_country:
 * @self: an account
 * @country: (nullable): two letters; %NULL, and what is not known: it is guessed
 *
 * Says where the numbers of an account are. It is written down, and numbers are compared and shown so at once.
 */
void
phone_account_set_country (PhoneAccount *self,
                           const char   *country)
{
  const char *known = phone_dial_plan_get_region (phone_dial_plan_for_region (country));

  g_return_if_fail (PHONE_IS_ACCOUNT (self));

  if (self->country == known)
    return;

  self->country = known;
  phone_account_tell_record (self);
}
