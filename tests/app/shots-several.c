/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is photographed of several calls, and of callers. */

#include "shots-several.h"

#include "app-call-page.h"
#include "scripted-phone.h"
#include "scripted-quality.h"
#include "scripted-several.h"

void
shots_several_two (ShotsScene *scene)
{
  shots_people (scene);

  g_autoptr (PhoneCall) other = scripted_call_new (shots_account (scene), "Bruno Costa", "bruno@example.org", FALSE);
  PhoneCall *call = shots_start_call (scene, PHONE_CALL_STATE_ACTIVE);

  scripted_several_divert (call, "Forwarded by Reception");
  scripted_quality_secure (phone_call_get_quality (call), TRUE, "Encrypted to whoever answered.",
                           "amber river stone violin");
  scripted_quality_judge (phone_call_get_quality (call), "not-heard", "They cannot hear you: nothing you send arrives.");
  scripted_phone_add_call (scene->phone, other);
  scripted_call_set_state (other, PHONE_CALL_STATE_HELD);
  scripted_call_set_state (call, PHONE_CALL_STATE_ACTIVE);
}

/* Three talk together, and a fourth waits. */
void
shots_several_conference (ShotsScene *scene)
{
  static const char *const names[] = { "Bruno Costa", "Dr. Maximiliane von Hohenstein-Lichtenberg", "Jonas Weber" };
  PhoneCall *call = NULL;

  shots_people (scene);
  call = shots_start_call (scene, PHONE_CALL_STATE_ACTIVE);
  for (guint n = 0; n < G_N_ELEMENTS (names); n++)
    {
      g_autoptr (PhoneCall) other = scripted_call_new (shots_account (scene), names[n], "x@example.org", FALSE);

      scripted_phone_add_call (scene->phone, other);
      scripted_call_set_state (other, PHONE_CALL_STATE_HELD);
      if (n < 2)
        scripted_several_join (scene->phone, call, other);
      scripted_call_set_levels (other, 0, 0.3 * n);
      scripted_call_set_duration (other, 95);
      phone_call_set_muted (other, n == 1);
    }
}

void
shots_several_participants (ShotsScene *scene)
{
  PhoneCall *call = NULL;

  shots_people (scene);
  call = shots_start_call (scene, PHONE_CALL_STATE_ACTIVE);
  scripted_several_take_part (call, "Bruno Costa", PHONE_PARTICIPANT_STATE_TALKING);
  scripted_several_take_part (call, "Dr. Maximiliane von Hohenstein-Lichtenberg", PHONE_PARTICIPANT_STATE_HELD);
  scripted_several_take_part (call, "Jonas Weber", PHONE_PARTICIPANT_STATE_RINGING);
}

void
shots_several_transfer (ShotsScene *scene)
{
  shots_several_two (scene);
  gtk_widget_activate_action (shots_find (GTK_WIDGET (scene->window), APP_TYPE_CALL_PAGE), "call.transfer", NULL);
}

void
shots_several_request (ShotsScene *scene)
{
  shots_people (scene);
  shots_start_call (scene, PHONE_CALL_STATE_ACTIVE);
  scripted_several_ask (scene->phone, "Amélie Fournier asks you to call bruno@example.org. Call them?");
}

void
shots_several_incoming (ShotsScene *scene)
{
  g_autoptr (PhoneCall) call = NULL;

  shots_people (scene);
  call = scripted_call_new (shots_account (scene), "Amélie Fournier", "amelie@example.org", TRUE);
  scripted_phone_add_call (scene->phone, call);
}

void
shots_several_incoming_forwarded (ShotsScene *scene)
{
  g_autoptr (PhoneCall) call = NULL;

  shots_people (scene);
  call = scripted_call_new (shots_account (scene), "Dr. Maximiliane von Hohenstein-Lichtenberg",
                            "m.hohenstein-lichtenberg@assembly.example.org", TRUE);
  scripted_call_set_caller (call, FALSE, TRUE);
  scripted_several_divert (call, "Forwarded by Reception");
  scripted_phone_add_call (scene->phone, call);
}

void
shots_several_incoming_anonymous (ShotsScene *scene)
{
  g_autoptr (PhoneCall) call = NULL;

  shots_people (scene);
  call = scripted_call_new (shots_account (scene), "Anonymous", "anonymous@anonymous.invalid", TRUE);
  scripted_call_set_caller (call, TRUE, FALSE);
  scripted_phone_add_call (scene->phone, call);
}
