/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is photographed of the first run: the ways to an account, and what other telephones have. */

#include "shots-setup.h"

#include "app-import-dialog.h"
#include "app-import-preview.h"
#include "app-provision-dialog.h"
#include "app-sidebar.h"
#include "import-home.h"

#define LONG_ENOUGH_MS 600

static AppImportDialog *
open_import (ShotsScene *scene,
             const char *home)
{
  AppImportDialog *dialog;

  shots_people (scene);
  dialog = app_import_dialog_new (scene->phone, shots_find (GTK_WIDGET (scene->window), APP_TYPE_SIDEBAR), home);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (scene->window));
  shots_spin (LONG_ENOUGH_MS);
  return dialog;
}

void
shots_setup_sources (ShotsScene *scene)
{
  g_autofree char *home = import_home_new (TRUE);

  open_import (scene, home);
  import_home_remove (home);
}

void
shots_setup_nothing (ShotsScene *scene)
{
  g_autofree char *home = import_home_new (FALSE);

  open_import (scene, home);
  import_home_remove (home);
}

void
shots_setup_preview (ShotsScene *scene)
{
  g_autofree char *home = import_home_new (TRUE);
  AppImportDialog *dialog = open_import (scene, home);
  GtkWidget *row = shots_find (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW);

  while (row != NULL && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "Twinkle") != 0)
    row = gtk_widget_get_next_sibling (row);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  shots_spin (LONG_ENOUGH_MS);
  import_home_remove (home);
}

void
shots_setup_not_all (ShotsScene *scene)
{
  shots_setup_preview (scene);
  gtk_widget_activate_action (shots_find (GTK_WIDGET (scene->window), APP_TYPE_IMPORT_PREVIEW), "preview.import", NULL);
  shots_spin (LONG_ENOUGH_MS);
}

void
shots_setup_done (ShotsScene *scene)
{
  shots_setup_not_all (scene);
  adw_dialog_force_close (shots_find (GTK_WIDGET (scene->window), APP_TYPE_IMPORT_DIALOG));
  shots_spin (LONG_ENOUGH_MS);
}

static void
open_provision (ShotsScene *scene,
                const char *offer)
{
  AppProvisionDialog *dialog =
    app_provision_dialog_new (scene->phone, shots_find (GTK_WIDGET (scene->window), APP_TYPE_SIDEBAR), offer);

  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (scene->window));
  shots_spin (LONG_ENOUGH_MS);
}

void
shots_setup_link (ShotsScene *scene)
{
  shots_people (scene);
  open_provision (scene, NULL);
}

void
shots_setup_wrong (ShotsScene *scene)
{
  shots_people (scene);
  open_provision (scene, "https://nowhere.example/set-up/our-company");
}

void
shots_setup_offer (ShotsScene *scene)
{
  shots_people (scene);
  open_provision (scene, "https://example.org/set-up");
}
