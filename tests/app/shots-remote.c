/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is photographed of keys, headsets, scripts and web addresses. */

#include "shots-remote.h"

#include "app-remote-page.h"
#include "app-remote.h"
#include "portal-double.h"

static GtkWidget *
open_page (ShotsScene *scene)
{
  GtkWidget *dialog;

  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.preferences", NULL);
  dialog = GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (scene->window)));
  gtk_widget_activate_action (dialog, "preferences.controls", NULL);
  return dialog;
}

void
shots_remote_none (ShotsScene *scene)
{
  shots_people (scene);
  open_page (scene);
}

/* The desktop has keys to give. */
void
shots_remote_there (ShotsScene *scene)
{
  static PortalDouble portal;
  AppRemote *remote;

  shots_people (scene);
  remote = app_remote_get (scene->phone);

  portal = (PortalDouble) { .version = 1 };
  portal_double_open (&portal);
  app_global_shortcuts_start (app_remote_get_keys (remote), portal.bus);
  g_object_set (app_remote_get_keys (remote), "enabled", TRUE, NULL);
  shots_spin (500);
  g_object_set (app_remote_get_hooks (remote), "page", "https://customers.example.com/find?number={number}&name={name}",
                NULL);
  open_page (scene);
}

/* An address that cannot be used, at the end of the page. */
void
shots_remote_wrong (ShotsScene *scene)
{
  GtkWidget *dialog;
  GtkWidget *page;
  AppRemote *remote;

  shots_people (scene);
  remote = app_remote_get (scene->phone);
  g_object_set (app_remote_get_hooks (remote), "page", "http://customers.example.com/{number}", NULL);
  dialog = open_page (scene);
  shots_spin (500);
  page = shots_find (dialog, APP_TYPE_REMOTE_PAGE);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (shots_find (page, GTK_TYPE_SCROLLED_WINDOW)), 2000);
}
