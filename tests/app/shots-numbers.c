/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is photographed of numbers, and of calls that were recorded. */

#include "shots-numbers.h"

#include "app-account-dialog.h"
#include "app-country-row.h"
#include "app-history-list.h"
#include "app-sidebar.h"
#include "phone-history-view.h"
#include "scripted-history.h"
#include "scripted-people.h"

void
shots_numbers_account (ShotsScene *scene)
{
  GtkWidget *dialog;
  GtkAdjustment *place;

  shots_people (scene);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.edit-account", "s", "robin@example.org");
  shots_spin (250);
  dialog = shots_find (GTK_WIDGET (scene->window), APP_TYPE_ACCOUNT_DIALOG);
  place = gtk_scrolled_window_get_vadjustment (shots_find (dialog, GTK_TYPE_SCROLLED_WINDOW));
  gtk_adjustment_set_value (place, gtk_adjustment_get_upper (place));
  shots_spin (100);
}

void
shots_numbers_countries (ShotsScene *scene)
{
  shots_numbers_account (scene);
  gtk_widget_activate (shots_find (GTK_WIDGET (scene->window), APP_TYPE_COUNTRY_ROW));
  shots_spin (250);
}

static void
add_recorded (ShotsScene       *scene,
              PhoneHistoryKind  kind,
              const char       *name,
              const char       *address)
{
  PhoneHistoryEntry *entry = scripted_history_add (phone_get_history (scene->phone), kind, name, address);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, -3);

  g_object_set_data (G_OBJECT (entry), "scripted-recording", (gpointer) "file:///call.opus");
  scripted_history_entry_set (entry, then, 754, NULL);
}

void
shots_numbers_calls (ShotsScene *scene)
{
  shots_people (scene);
  scripted_history_add_newest (phone_get_history (scene->phone), PHONE_HISTORY_KIND_MISSED, "030 12345678",
                               "+493012345678@example.org");
  scripted_history_add_newest (phone_get_history (scene->phone), PHONE_HISTORY_KIND_OUTGOING, "+33 1 23 45 67 89",
                               "+33123456789@example.org");
  add_recorded (scene, PHONE_HISTORY_KIND_INCOMING, "+1 212 555 0100", "+12125550100@example.org");
  add_recorded (scene, PHONE_HISTORY_KIND_OUTGOING, "Maximiliane von Hohenstein-Lichtenberg", "max@example.org");
  app_sidebar_show_calls (shots_find (GTK_WIDGET (scene->window), APP_TYPE_SIDEBAR));
  shots_spin (150);
}

void
shots_numbers_recorded (ShotsScene *scene)
{
  GtkWidget *list;

  shots_numbers_calls (scene);
  list = shots_find (GTK_WIDGET (scene->window), APP_TYPE_HISTORY_LIST);
  gtk_drop_down_set_selected (shots_find (list, GTK_TYPE_DROP_DOWN), PHONE_HISTORY_FILTER_RECORDED);
  shots_spin (150);
}
