/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The countries a person can say their numbers are in. Their names are in no catalogue of ours: every desktop has the lists of
 * ISO 3166 in all languages. */

#include "config.h"

#include "phone-country.h"

#include <libintl.h>
#include <string.h>

#include "phone-dial-plan-private.h"
#include "phone-people-private.h"

#define ISO_DOMAIN "iso_3166-1"

/**
 * phone_country_get_nth:
 * @n: a position
 *
 * The countries whose habits are known.
 *
 * Returns: (transfer none) (nullable): two letters; %NULL: there are not so many
 */
const char *
phone_country_get_nth (guint n)
{
  return phone_dial_plan_get_region (phone_dial_plan_get_nth (n));
}

/**
 * phone_country_dup_name:
 * @country: two letters
 *
 * What a country is called; in English where the machine has no list of countries.
 *
 * Returns: (transfer full): its name; the letters where it is not known
 */
char *
phone_country_dup_name (const char *country)
{
  const PhoneDialPlan *plan = phone_dial_plan_for_region (country);

  g_return_val_if_fail (country != NULL, NULL);

  bind_textdomain_codeset (ISO_DOMAIN, "UTF-8");
  return g_strdup (plan != NULL ? dgettext (ISO_DOMAIN, plan->country) : country);
}

/**
 * phone_country_get_code:
 * @country: two letters
 *
 * With what numbers of a country begin everywhere else.
 *
 * Returns: (transfer none) (nullable): digits; %NULL: it is not known
 */
const char *
phone_country_get_code (const char *country)
{
  const PhoneDialPlan *plan = phone_dial_plan_for_region (country);

  return plan != NULL ? plan->code : NULL;
}

/**
 * phone_country_guess:
 * @account: an account
 *
 * Where an account seems to be: in the country at the end of its domain, or else where the machine is.
 *
 * Returns: (transfer none) (nullable): two letters; %NULL: nobody can tell
 */
const char *
phone_country_guess (PhoneAccount *account)
{
  g_autofree char *domain = NULL;
  const char *at;

  g_return_val_if_fail (PHONE_IS_ACCOUNT (account), NULL);

  at = strrchr (phone_account_get_address (account), '@');
  domain = g_strdup (at != NULL ? at + 1 : NULL);
  return phone_dial_plan_get_region (phone_people_guess_plan (domain));
}
