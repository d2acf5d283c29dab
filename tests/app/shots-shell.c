/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is photographed of the window around its pages: sections, accounts, and what is in sight everywhere. */

#include "shots-shell.h"

#include "app-account-button.h"
#include "app-color-row.h"
#include "app-dial-page.h"
#include "app-sidebar.h"
#include "scripted-history.h"
#include "scripted-phone.h"

static gpointer
get_sidebar (ShotsScene *scene)
{
  return shots_find (GTK_WIDGET (scene->window), APP_TYPE_SIDEBAR);
}

void
shots_shell_people_home (ShotsScene *scene)
{
  shots_people (scene);
  app_sidebar_show_people (get_sidebar (scene));
}

void
shots_shell_calls_home (ShotsScene *scene)
{
  shots_people (scene);
  app_sidebar_show_calls (get_sidebar (scene));
}

static void
add (ShotsScene        *scene,
     const char        *address,
     PhoneAccountState  state,
     const char        *text)
{
  g_autoptr (PhoneAccount) account = scripted_account_new (address, FALSE);

  scripted_account_set_state (account, state, text);
  scripted_phone_add_account (scene->phone, account);
}

void
shots_shell_accounts (ShotsScene *scene)
{
  shots_people (scene);
  add (scene, "robin@studio.example.net", PHONE_ACCOUNT_STATE_REGISTERED, NULL);
  add (scene, "r.lindholm@telephones-of-the-north.example.com", PHONE_ACCOUNT_STATE_REFUSED, "The password is wrong.");
}

/* Past calls by one number and the other. */
void
shots_shell_account_calls (ShotsScene *scene)
{
  GListModel *accounts = phone_get_accounts (scene->phone);
  GListModel *history = G_LIST_MODEL (phone_get_history (scene->phone));

  shots_shell_accounts (scene);
  for (guint n = 0; n < g_list_model_get_n_items (history); n++)
    {
      g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (history, n);
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, n % g_list_model_get_n_items (accounts));

      scripted_history_entry_set_account (entry, phone_account_get_id (account));
    }
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.show-section", "s", "calls");
}

void
shots_shell_account_list (ShotsScene *scene)
{
  shots_shell_accounts (scene);
  shots_spin (300);
  gtk_menu_button_popup (shots_find (shots_find (GTK_WIDGET (scene->window), APP_TYPE_ACCOUNT_BUTTON),
                                     GTK_TYPE_MENU_BUTTON));
}

void
shots_shell_account_colour (ShotsScene *scene)
{
  shots_shell_accounts (scene);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.edit-account", "s", "robin@studio.example.net");
  shots_spin (300);
  gtk_widget_activate (shots_find (GTK_WIDGET (scene->window), APP_TYPE_COLOR_ROW));
}

void
shots_shell_dial_name (ShotsScene *scene)
{
  shots_dial (scene);
  app_dial_page_set_text (shots_find (GTK_WIDGET (scene->window), APP_TYPE_DIAL_PAGE), "am");
}

void
shots_shell_dial_number (ShotsScene *scene)
{
  shots_dial (scene);
  app_dial_page_set_text (shots_find (GTK_WIDGET (scene->window), APP_TYPE_DIAL_PAGE), "+49 30");
}
