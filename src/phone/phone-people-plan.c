/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* In which country somebody's numbers are: nobody is asked, for the account and the machine tell. */

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
