/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The rules are the real ones; what was said on the line stands in the scripted trace, whosever it was. */

#include "phone-why-find.h"

#include "phone-ladders.h"

static PhoneWhy *
find (Phone           *phone,
      PhoneWhySubject  subject)
{
  g_autofree char *text = phone_trace_dup_text (phone_get_trace (phone));

  return phone_why_new_for_text (text, subject);
}

PhoneWhy *
phone_find_why_call (Phone     *self,
                     PhoneCall *call)
{
  return find (self, phone_call_is_incoming (call) ? PHONE_WHY_CALL_IN : PHONE_WHY_CALL_OUT);
}

PhoneWhy *
phone_find_why_account (Phone        *self,
                        PhoneAccount *account)
{
  return find (self, PHONE_WHY_REGISTRATION);
}

PhoneWhy *
phone_find_why_message (Phone             *self,
                        PhoneConversation *conversation)
{
  return find (self, PHONE_WHY_MESSAGE);
}

PhoneWhy *
phone_find_why_past_call (Phone             *self,
                          PhoneHistoryEntry *entry)
{
  g_autoptr (PhoneLadders) ladders = phone_ladders_new (G_LIST_MODEL (phone_get_trace (self)));
  PhoneLadder *ladder =
    phone_ladders_find_call (ladders, phone_history_entry_get_address (entry), phone_history_entry_get_time (entry));

  return ladder != NULL ? phone_ladder_find_why (ladder) : NULL;
}
