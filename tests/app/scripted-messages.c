/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person decided about receipts, for a phone that sends none. */

#include "phone-message-rules.h"

PhoneMessageRules *
phone_get_message_rules (Phone *phone)
{
  PhoneMessageRules *rules = g_object_get_data (G_OBJECT (phone), "message-rules");

  if (rules == NULL)
    {
      rules = phone_message_rules_new ();
      g_object_set_data_full (G_OBJECT (phone), "message-rules", rules, g_object_unref);
    }
  return rules;
}
