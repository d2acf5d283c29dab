/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is photographed of who calls, of who knocks, and of what is said after a call. */

#include "shots-calls.h"

#include "app-reply-button.h"
#include "app-call-page.h"
#include "scripted-phone.h"
#include "shots-several.h"

/* Nobody is answered, but for a word. */
void
shots_calls_words (ShotsScene *scene)
{
  shots_several_incoming (scene);
  shots_spin (300);
  gtk_menu_button_popup (shots_find (shots_find (GTK_WIDGET (scene->window), APP_TYPE_REPLY_BUTTON),
                                     GTK_TYPE_MENU_BUTTON));
}

/* A second call where the first is not before one's eyes. */
void
shots_calls_second (ShotsScene *scene)
{
  g_autoptr (PhoneCall) call = NULL;
  g_autoptr (PhoneCall) talk = NULL;

  shots_people (scene);
  talk = scripted_call_new (shots_account (scene), "Bruno Costa", "bruno@example.org", FALSE);
  scripted_phone_add_call (scene->phone, talk);
  scripted_call_set_state (talk, PHONE_CALL_STATE_ACTIVE);
  call = scripted_call_new (shots_account (scene), "Amélie Fournier", "amelie@example.org", TRUE);
  scripted_phone_add_call (scene->phone, call);
}

void
shots_calls_waiting (ShotsScene *scene)
{
  g_autoptr (PhoneCall) call = NULL;

  shots_people (scene);
  shots_start_call (scene, PHONE_CALL_STATE_ACTIVE);
  call = scripted_call_new (shots_account (scene), "Dr. Maximiliane von Hohenstein-Lichtenberg",
                            "m.hohenstein-lichtenberg@assembly.example.org", TRUE);
  scripted_phone_add_call (scene->phone, call);
}
