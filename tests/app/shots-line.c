/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is photographed of the line: every way in which an account is not simply well. */

#include "shots-line.h"

#include "app-certificate-view.h"
#include "app-status-bar.h"
#include "app-status-button.h"
#include "scripted-phone.h"

#define NEW_KEY "3f2a09c177d1e58b4c6690ab12fe34cd56ef78a19b0c2d3e4f5061728394a5b6"
#define OLD_KEY "9be1a04f2c8d7365810f4e6a5bd2c3970e1f2a3b4c5d6e7f8091a2b3c4d5e6f7"

void
shots_line_connecting (ShotsScene *scene)
{
  shots_dial (scene);
  scripted_account_set_waiting (shots_account (scene), 3, 0);
  scripted_account_set_state (shots_account (scene), PHONE_ACCOUNT_STATE_CONNECTING, "The line was cut.");
}

void
shots_line_waiting (ShotsScene *scene)
{
  shots_dial (scene);
  scripted_account_set_waiting (shots_account (scene), 3, 12);
  scripted_account_set_state (shots_account (scene), PHONE_ACCOUNT_STATE_WAITING, "The server cannot be found.");
}

/* Below the sidebar where there is one, else in the header bar. */
static void
open_details (ShotsScene *scene)
{
  GtkWidget *place = shots_find (GTK_WIDGET (scene->window), APP_TYPE_STATUS_BAR);
  GtkWidget *button = shots_find (GTK_WIDGET (scene->window), APP_TYPE_STATUS_BUTTON);

  shots_spin (300);
  if (button != NULL && gtk_widget_get_mapped (button))
    place = button;
  gtk_menu_button_popup (shots_find (place, GTK_TYPE_MENU_BUTTON));
}

void
shots_line_up (ShotsScene *scene)
{
  shots_dial (scene);
  scripted_route_set (shots_account (scene), "sip1.example.org:443", "Secure WebSocket", 24, NULL);
  open_details (scene);
}

void
shots_line_down (ShotsScene *scene)
{
  shots_dial (scene);
  scripted_route_set (shots_account (scene), "pbx.example.org:5061", "TLS", 0,
                      "The server could not prove who it is, so nothing was sent to it.");
  scripted_account_show_certificate (shots_account (scene), "sha256:" NEW_KEY, NULL);
  scripted_account_set_state (shots_account (scene), PHONE_ACCOUNT_STATE_REFUSED, "The server could not prove who it is.");
  open_details (scene);
}

void
shots_line_certificate (ShotsScene *scene)
{
  shots_dial (scene);
  scripted_account_show_certificate (shots_account (scene), "sha256:" NEW_KEY, NULL);
  app_certificate_view_ask (GTK_WIDGET (scene->window), shots_account (scene));
}

void
shots_line_certificate_changed (ShotsScene *scene)
{
  shots_dial (scene);
  scripted_account_show_certificate (shots_account (scene), "sha256:" NEW_KEY, "sha256:" OLD_KEY);
  app_certificate_view_ask (GTK_WIDGET (scene->window), shots_account (scene));
}

void
shots_line_refused (ShotsScene *scene)
{
  shots_dial (scene);
  scripted_account_set_state (shots_account (scene), PHONE_ACCOUNT_STATE_REFUSED, "The password is wrong.");
}

void
shots_line_offline (ShotsScene *scene)
{
  shots_dial (scene);
  scripted_account_set_state (shots_account (scene), PHONE_ACCOUNT_STATE_OFFLINE, "You cannot be called");
}
