/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is photographed of how a call sounds, who may listen, and a recording. */

#include "shots-truth.h"

#include <math.h>

#include "app-call-page.h"
#include "app-call-quality.h"
#include "app-call-record.h"
#include "app-recording-news.h"
#include "scripted-phone.h"
#include "scripted-quality.h"
#include "scripted-recording.h"

/* Four minutes; from the middle on it may become bad. */
static PhoneCall *
start_call (ShotsScene *scene,
            const char *name,
            gboolean    bad)
{
  g_autoptr (PhoneCall) call = NULL;
  PhoneCallQuality *quality = NULL;

  shots_people (scene);
  call = scripted_call_new (shots_account (scene), name, "amelie@example.org", FALSE);
  quality = phone_call_get_quality (call);
  scripted_phone_add_call (scene->phone, call);
  app_window_show_call (scene->window, call);
  scripted_call_set_state (call, PHONE_CALL_STATE_ACTIVE);
  scripted_call_set_duration (call, 245);
  scripted_call_set_levels (call, 0.42, 0.68);
  for (guint i = 0; i < 245; i++)
    {
      double wave = sin (i / 9.0) * 0.06 + sin (i / 2.3) * 0.04;
      double loss = bad && i > 130 ? 0.06 + 0.05 * sin (i / 5.0) : i % 61 == 40 ? 0.02 : 0;
      double mos = bad && i > 130 ? 2.5 + wave * 5 : 4.2 + wave - loss * 10;
      PhoneReading *reading = scripted_quality_measure (quality, mos, loss);

      scripted_reading_delay (reading, bad ? 430 : 84, bad ? 0.12 : 0);
    }
  g_list_model_items_changed (phone_call_quality_get_readings (quality), 244, 1, 1);
  scripted_quality_secure (quality, !bad, bad ? "Not encrypted: whoever is on the way can listen."
                                              : "Encrypted to whoever answered. Compare the words with them to know "
                                                "that nobody sits in between.",
                           bad ? NULL : "amber river stone violin");
  if (bad)
    scripted_quality_judge (quality, "bad-line", "The connection is bad: much of what is said gets lost.");
  return call;
}

static GtkWidget *
find_menu (ShotsScene *scene,
           GType       type)
{
  GtkWidget *page = shots_find (GTK_WIDGET (scene->window), APP_TYPE_CALL_PAGE);
  GtkWidget *owner = shots_find (page, type);

  return shots_find (owner, GTK_TYPE_MENU_BUTTON);
}

static void
open_menu (ShotsScene *scene,
           gboolean    padlock)
{
  GtkWidget *menu;

  shots_spin (100);
  menu = find_menu (scene, APP_TYPE_CALL_QUALITY);
  /* The padlock is its neighbour. */
  if (padlock)
    menu = gtk_widget_get_next_sibling (gtk_widget_get_parent (menu));
  gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
}

void
shots_truth_good (ShotsScene *scene)
{
  start_call (scene, "Amélie Fournier", FALSE);
  open_menu (scene, FALSE);
}

void
shots_truth_bad (ShotsScene *scene)
{
  start_call (scene, "Dr. Maximiliane von Hohenstein-Lichtenberg", TRUE);
  open_menu (scene, FALSE);
}

void
shots_truth_padlock (ShotsScene *scene)
{
  start_call (scene, "Dr. Maximiliane von Hohenstein-Lichtenberg", FALSE);
  open_menu (scene, TRUE);
}

void
shots_truth_padlock_open (ShotsScene *scene)
{
  start_call (scene, "Amélie Fournier", TRUE);
  open_menu (scene, TRUE);
}

static PhoneCall *
start_recording (ShotsScene *scene)
{
  PhoneCall *call = start_call (scene, "Amélie Fournier", FALSE);
  g_autoptr (GFile) file = g_file_new_for_path ("/music/Amélie Fournier 2026-11-21 14.05.opus");

  shots_spin (50);
  scripted_recording_begin (phone_call_get_recording (call), file);
  scripted_recording_pass (phone_call_get_recording (call), 75);
  return call;
}

void
shots_truth_recording (ShotsScene *scene)
{
  start_recording (scene);
}

void
shots_truth_consent (ShotsScene *scene)
{
  start_call (scene, "Dr. Maximiliane von Hohenstein-Lichtenberg", FALSE);
  shots_spin (50);
  gtk_widget_activate_action (shots_find (GTK_WIDGET (scene->window), APP_TYPE_CALL_RECORD), "record.toggle", NULL);
}

void
shots_truth_recorded (ShotsScene *scene)
{
  PhoneCall *call = start_recording (scene);
  GtkWidget *page = shots_find (GTK_WIDGET (scene->window), APP_TYPE_CALL_PAGE);

  app_recording_news_follow (page, phone_call_get_recording (call));
  scripted_recording_end (phone_call_get_recording (call), NULL);
}
