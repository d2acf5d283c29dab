/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* In which country somebody's numbers are: the account and the machine tell, unless the account's owner said. */

#include "config.h"

#include "phone-people-private.h"

#include <locale.h>
#include <string.h>

#include "phone-number.h"

const PhoneDialPlan *
phone_people_guess_plan (const char *domain)
{
  const char *territory = setlocale (LC_TELEPHONE, NULL);

  if (territory == NULL || strchr (territory, '_') == NULL)
    territory = g_get_language_names ()[0];
  return phone_dial_plan_guess (domain, territory);
}

const PhoneDialPlan *
phone_people_get_plan_for (PhonePeople *self,
                           const char  *domain)
{
  const PhoneDialPlan *plan = domain != NULL ? g_hash_table_lookup (phone_people_get_chosen (self), domain) : NULL;

  if (plan != NULL)
    return plan;
  return domain != NULL ? phone_people_guess_plan (domain) : phone_people_get_plan (self);
}

void
phone_people_choose_country (PhonePeople *self,
                             const char  *domain,
                             const char  *country)
{
  const PhoneDialPlan *plan = phone_dial_plan_for_region (country);

  if (plan != NULL)
    g_hash_table_insert (phone_people_get_chosen (self), g_strdup (domain), (gpointer) plan);
  else
    g_hash_table_remove (phone_people_get_chosen (self), domain);
}

/**
 * phone_people_write_number:
 * @self: people
 * @number: a number
 *
 * Writes a number as people do where the first account is.
 *
 * Returns: (transfer full): the number; as it was where there is no habit for it
 */
char *
phone_people_write_number (PhonePeople *self,
                           const char  *number)
{
  g_return_val_if_fail (PHONE_IS_PEOPLE (self), NULL);
  g_return_val_if_fail (number != NULL, NULL);

  return phone_number_for_people (number, phone_people_get_plan (self));
}
