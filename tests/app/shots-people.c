/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is photographed of the people one knows. */

#include "shots-people.h"

#include "app-sidebar.h"
#include "scripted-book.h"

static void
show_list (ShotsScene *scene)
{
  shots_people (scene);
  app_sidebar_show_people (shots_find (GTK_WIDGET (scene->window), APP_TYPE_SIDEBAR));
}

void
shots_people_list (ShotsScene *scene)
{
  scripted_book_fill (scene->phone);
  show_list (scene);
}

void
shots_people_empty (ShotsScene *scene)
{
  show_list (scene);
}

static void
act_on (ShotsScene *scene,
        const char *action,
        const char *address)
{
  PhonePerson *person;

  shots_people_list (scene);
  person = phone_people_find (phone_get_people (scene->phone), NULL, address);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), action, "s", phone_person_get_id (person));
}

void
shots_people_person (ShotsScene *scene)
{
  act_on (scene, "win.show-person", "amelie@example.org");
}

void
shots_people_long_name (ShotsScene *scene)
{
  act_on (scene, "win.show-person", "maximiliane.von.hohenstein@fernmeldetechnik.example.org");
}

void
shots_people_new (ShotsScene *scene)
{
  show_list (scene);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.new-person", NULL);
}

void
shots_people_edit (ShotsScene *scene)
{
  act_on (scene, "win.edit-person", "amelie@example.org");
}

void
shots_people_favourites (ShotsScene *scene)
{
  shots_dial (scene);
  scripted_book_fill (scene->phone);
  shots_spin (300);
}
