/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is photographed of who calls, of who knocks, and of what is said after a call. */

#include "shots-calls.h"

#include "app-call-after.h"
#include "app-call-page.h"
#include "app-reply-button.h"
#include "scripted-phone.h"
#include "scripted-quality.h"
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

static void
end_call (ShotsScene *scene,
          double      mos)
{
  g_autoptr (PhoneCall) call = NULL;

  shots_people (scene);
  call = scripted_call_new (shots_account (scene), "Hanna", "hanna@example.net", FALSE);
  scripted_phone_add_call (scene->phone, call);
  scripted_call_set_state (call, PHONE_CALL_STATE_ACTIVE);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.show-call", "s", phone_call_get_id (call));
  for (guint n = 0; n < 90; n++)
    scripted_quality_measure (phone_call_get_quality (call), n % 30 < 12 ? mos : mos - 0.4, n % 30 < 12 ? 0.01 : 0.08);
  scripted_call_set_duration (call, 754);
  scripted_call_set_state (call, PHONE_CALL_STATE_ENDED);
}

void
shots_calls_after (ShotsScene *scene)
{
  end_call (scene, 4.4);
}

void
shots_calls_after_bad (ShotsScene *scene)
{
  end_call (scene, 2.6);
  shots_spin (300);
  gtk_menu_button_popup (shots_find (shots_find (GTK_WIDGET (scene->window), APP_TYPE_CALL_AFTER), GTK_TYPE_MENU_BUTTON));
}

/* What others see, in one's own words. */
void
shots_calls_mood (ShotsScene *scene)
{
  shots_people (scene);
  phone_set_presence (scene->phone, PHONE_PRESENCE_STATE_AWAY, "In the library");
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.mood", NULL);
}

void
shots_calls_note (ShotsScene *scene)
{
  shots_people (scene);
  scripted_phone_set_presence (scene->phone, "jonas@example.org", PHONE_PRESENCE_STATE_AWAY,
                               "Back at three, and at the sea until then, where nobody reaches me");
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.message", "s", "jonas@example.org");
}
