/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The country an account of the scripted phone was given, numbers of strangers as a test spells them, and what it recorded; nobody else is told. */

#include "phone-country.h"
#include "phone-history.h"

#define KEY "scripted-country"

const char *
phone_account_get_country (PhoneAccount *self)
{
  return g_object_get_data (G_OBJECT (self), KEY);
}

void
phone_account_set_country (PhoneAccount *self,
                           const char   *country)
{
  g_object_set_data_full (G_OBJECT (self), KEY, g_strdup (country), g_free);
}

const char *
phone_history_entry_get_recording (PhoneHistoryEntry *self)
{
  return g_object_get_data (G_OBJECT (self), "scripted-recording");
}

const char *
phone_history_entry_get_spelled (PhoneHistoryEntry *self)
{
  return g_object_get_data (G_OBJECT (self), "scripted-spelled");
}
