/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whom nobody knows is a number; "+493012345678@sip.example.org" is how machines write it, and nobody reads that back to
 * somebody on the telephone. */

#include "config.h"

#include "phone-spelling.h"

#include <string.h>

#include "phone-number.h"
#include "phone-people-private.h"

#include "sip-uri.h"

/**
 * phone_spelling_dup:
 * @people: whom one knows, and where their numbers are
 * @domain: (nullable): of the account; %NULL: any
 * @address: a number or an address, as it is shown
 *
 * Writes the number in an address as people do where the account is.
 *
 * Returns: (transfer full) (nullable): the number; %NULL: it is none, its server does not vouch for it, or there is no habit
 *   for it
 */
char *
phone_spelling_dup (PhonePeople *people,
                    const char  *domain,
                    const char  *address)
{
  g_autoptr (SipUri) uri = NULL;
  g_autofree char *number = NULL;
  g_autofree char *written = NULL;

  g_return_val_if_fail (PHONE_IS_PEOPLE (people), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  if (domain == NULL && strchr (address, '@') != NULL)
    return NULL;
  uri = sip_uri_parse_target (address, domain != NULL ? domain : "invalid", NULL);
  number = uri != NULL ? phone_people_dup_number (uri, domain) : NULL;
  if (number == NULL)
    return NULL;

  written = phone_number_for_people (number, phone_people_get_plan_for (people, domain));
  return g_str_equal (written, number) ? NULL : g_steal_pointer (&written);
}

/**
 * phone_spelling_choose:
 * @name: (nullable): what somebody calls themselves
 * @address: where they are
 * @spelled: (nullable): their number, as people write it
 *
 * What is shown of somebody one does not know. Exchanges put the number where a name could be.
 *
 * Returns: (transfer none): one of the three
 */
const char *
phone_spelling_choose (const char *name,
                       const char *address,
                       const char *spelled)
{
  g_autofree char *number = NULL;

  if (name == NULL || *name == '\0' || g_strcmp0 (name, address) == 0)
    return spelled != NULL ? spelled : address;
  if (spelled == NULL)
    return name;

  number = phone_number_clean (name);
  return number != NULL ? spelled : name;
}
