/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is photographed of an address book that lies elsewhere. */

#include "shots-elsewhere.h"

#include "scripted-elsewhere.h"

void
shots_elsewhere_none (ShotsScene *scene)
{
  GtkWidget *dialog;

  shots_people (scene);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.preferences", NULL);
  dialog = GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (scene->window)));
  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (dialog), "people");
}

void
shots_elsewhere_there (ShotsScene *scene)
{
  shots_elsewhere_none (scene);
  scripted_elsewhere_set_state (scene->phone, PHONE_BOOK_STATE_SYNCING, NULL);
}

void
shots_elsewhere_trouble (ShotsScene *scene)
{
  shots_elsewhere_none (scene);
  scripted_elsewhere_set_state (scene->phone, PHONE_BOOK_STATE_TROUBLED,
                                "The address book does not take this user name and password.");
}
