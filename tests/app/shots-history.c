/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Past calls as photographs: one by one, several as one, by their kind, gone; and what a search finds. */

#include "shots-history.h"

#include "app-history-list.h"
#include "app-history-row.h"
#include "app-sidebar.h"
#include "scripted-people.h"
#include "shots-people.h"

static void
add (ShotsScene       *scene,
     PhoneHistoryKind  kind,
     const char       *name,
     const char       *address,
     guint             n_calls)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  for (guint n = 0; n < n_calls; n++)
    {
      PhoneHistoryEntry *entry = scripted_history_add (phone_get_history (scene->phone), kind, name, address);
      g_autoptr (GDateTime) time = g_date_time_add_minutes (now, -17 * (int) n);

      scripted_history_entry_set (entry, time, kind == PHONE_HISTORY_KIND_INCOMING ? 95 : 0, NULL);
    }
}

static void
show_calls (ShotsScene *scene)
{
  app_sidebar_show_calls (shots_find (GTK_WIDGET (scene->window), APP_TYPE_SIDEBAR));
  shots_spin (300);
}

static void
forget (ShotsScene *scene)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  phone_history_clear (phone_get_history (scene->phone), nothing);
}

void
shots_history_folded (ShotsScene *scene)
{
  shots_people (scene);
  forget (scene);
  add (scene, PHONE_HISTORY_KIND_MISSED, "Amélie Fournier", "amelie@example.org", 3);
  add (scene, PHONE_HISTORY_KIND_ELSEWHERE, "Dr. Maximiliane von Hohenstein-Lichtenberg", "max@example.org", 2);
  add (scene, PHONE_HISTORY_KIND_INCOMING, "שירה לוי", "shira@example.com", 1);
  add (scene, PHONE_HISTORY_KIND_UNANSWERED, "+33 1 99 00 12 34", "+33199001234", 12);
  show_calls (scene);
}

void
shots_history_opened (ShotsScene *scene)
{
  shots_history_folded (scene);
  gtk_widget_activate_action (shots_find (GTK_WIDGET (scene->window), APP_TYPE_HISTORY_ROW), "row.toggle", NULL);
}

void
shots_history_filtered (ShotsScene *scene)
{
  shots_people (scene);
  forget (scene);
  add (scene, PHONE_HISTORY_KIND_INCOMING, "Amélie Fournier", "amelie@example.org", 1);
  show_calls (scene);
  gtk_drop_down_set_selected (shots_find (shots_find (GTK_WIDGET (scene->window), APP_TYPE_HISTORY_LIST),
                                          GTK_TYPE_DROP_DOWN), 1);
}

void
shots_history_deleted (ShotsScene *scene)
{
  shots_people (scene);
  show_calls (scene);
  gtk_widget_activate_action (shots_find (GTK_WIDGET (scene->window), APP_TYPE_HISTORY_LIST), "history.clear", NULL);
}

static void
look_for (ShotsScene *scene,
          const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.find", NULL);
  gtk_editable_set_text (shots_find (GTK_WIDGET (scene->window), GTK_TYPE_SEARCH_ENTRY), text);
  shots_spin (300);
}

void
shots_history_search (ShotsScene *scene)
{
  static const char *const names[] = { "Amélie Fournier", "Dr. Amelie von Hohenstein-Lichtenberg", "Amelia Stone" };

  shots_people (scene);
  for (gsize n = 0; n < G_N_ELEMENTS (names); n++)
    {
      g_autoptr (PhonePerson) person = phone_person_new (names[n]);

      phone_person_add_address (person, PHONE_ADDRESS_SIP, NULL, "someone@example.org");
      phone_people_save (phone_get_people (scene->phone), person);
    }
  add (scene, PHONE_HISTORY_KIND_INCOMING, "Amélie Fournier", "amelie@example.org", 4);
  look_for (scene, "am");
}

void
shots_history_nothing_found (ShotsScene *scene)
{
  shots_people (scene);
  look_for (scene, "Xaver");
}

/* A message was found and opened. */
void
shots_history_found (ShotsScene *scene)
{
  g_autoptr (PhoneConversation) conversation = NULL;
  g_autoptr (PhoneMessage) message = NULL;

  shots_people (scene);
  conversation = g_list_model_get_item (phone_get_conversations (scene->phone), 0);
  message = g_list_model_get_item (G_LIST_MODEL (conversation), 0);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.show-moment", "(sx)",
                              phone_conversation_get_address (conversation),
                              g_date_time_to_unix_usec (phone_message_get_time (message)));
  shots_spin (300);
}
