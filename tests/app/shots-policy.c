/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is photographed of calls that do not ring here, and of where that is decided. */

#include "shots-policy.h"

#include "app-target-row.h"
#include "scripted-phone.h"

void
shots_policy_calls (ShotsScene *scene)
{
  static const char *const allowed[] = { "jonas@example.org", "+49 30 123456", NULL };
  PhonePolicy *policy = NULL;

  shots_people (scene);
  policy = phone_account_get_policy (shots_account (scene));
  phone_policy_set_forward (policy, PHONE_FORWARD_NO_ANSWER, "reception@example.org");
  phone_policy_set_auto_answer (policy, allowed);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.call-settings", "s", "robin@example.org");
}

void
shots_policy_wrong (ShotsScene *scene)
{
  g_autoptr (PhoneAccount) second = scripted_account_new ("robin@assembly.example.org", FALSE);

  shots_policy_calls (scene);
  scripted_phone_add_account (scene->phone, second);
  shots_spin (100);
  gtk_editable_set_text (shots_find (GTK_WIDGET (scene->window), APP_TYPE_TARGET_ROW), "front desk");
}

void
shots_policy_quiet (ShotsScene *scene)
{
  shots_people (scene);
  phone_policy_set_do_not_disturb (phone_account_get_policy (shots_account (scene)), TRUE);
}

void
shots_policy_forwarded (ShotsScene *scene)
{
  shots_people (scene);
  phone_policy_set_forward (phone_account_get_policy (shots_account (scene)), PHONE_FORWARD_ALWAYS,
                            "m.hohenstein-lichtenberg@assembly.example.org");
  scripted_account_set_voicemail (shots_account (scene), TRUE, 3, "*97@example.org");
}

void
shots_policy_quiet_dial (ShotsScene *scene)
{
  shots_dial (scene);
  phone_policy_set_do_not_disturb (phone_account_get_policy (shots_account (scene)), TRUE);
}
