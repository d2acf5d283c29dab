/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person decided about calls, as the real phone keeps it but for the file; and who is fit to be called. */

#include "scripted-phone.h"

#include "phone-policy-private.h"

void
store_policy_copy_into (const StorePolicy *policy,
                        StorePolicy       *copy)
{
  *copy = *policy;
  copy->forward_always = g_strdup (policy->forward_always);
  copy->forward_busy = g_strdup (policy->forward_busy);
  copy->forward_no_answer = g_strdup (policy->forward_no_answer);
  copy->auto_answer = g_strdupv (policy->auto_answer);
}

void
store_policy_clear (StorePolicy *policy)
{
  g_clear_pointer (&policy->forward_always, g_free);
  g_clear_pointer (&policy->forward_busy, g_free);
  g_clear_pointer (&policy->forward_no_answer, g_free);
  g_clear_pointer (&policy->auto_answer, g_strfreev);
}

PhonePolicy *
phone_account_get_policy (PhoneAccount *self)
{
  const StorePolicy untouched = { 0 };
  PhonePolicy *policy = g_object_get_data (G_OBJECT (self), "scripted-policy");

  if (policy == NULL)
    {
      policy = phone_policy_new (&untouched);
      g_object_set_data_full (G_OBJECT (self), "scripted-policy", policy, g_object_unref);
    }
  return policy;
}

gboolean
phone_check_target (PhoneAccount  *account,
                    const char    *target,
                    GError       **error)
{
  if (strchr (target, ' ') == NULL && !g_str_has_suffix (target, "@"))
    return TRUE;
  g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET, "bad target %s", target);
  return FALSE;
}
