/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who has a number for work and one of their own calls each person from the right one, and says so once. */

#include "app-person-account.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "phone-account-find.h"

/**
 * app_person_account_find:
 * @phone: the phone
 * @target: whom one calls or writes to
 *
 * By which account they are to be called.
 *
 * Returns: (transfer none) (nullable): the account; %NULL: nobody said, or it is gone
 */
PhoneAccount *
app_person_account_find (Phone      *phone,
                         const char *target)
{
  PhonePerson *person;

  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);
  g_return_val_if_fail (target != NULL, NULL);

  person = phone_people_find (phone_get_people (phone), NULL, target);
  return person != NULL && phone_person_get_account (person) != NULL
           ? phone_account_find (phone_get_accounts (phone), phone_person_get_account (person), NULL)
           : NULL;
}

typedef struct
{
  Phone *phone;
  PhonePerson *person;
} Choice;

static void
choice_free (gpointer data,
             GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->phone);
  g_object_unref (choice->person);
  g_free (choice);
}

static void
selected_cb (AdwComboRow *row,
             GParamSpec  *pspec,
             gpointer     data)
{
  Choice *choice = data;
  guint selected = adw_combo_row_get_selected (row);
  g_autoptr (PhoneAccount) account =
    selected > 0 ? g_list_model_get_item (phone_get_accounts (choice->phone), selected - 1) : NULL;
  const char *id = account != NULL ? phone_account_get_id (account) : NULL;

  if (g_strcmp0 (id, phone_person_get_account (choice->person)) == 0)
    return;
  phone_person_set_account (choice->person, id);
  phone_people_save (phone_get_people (choice->phone), choice->person);
}

/**
 * app_person_account_row_new:
 * @phone: the phone
 * @person: somebody one knows
 *
 * Makes a row to choose by which account they are called.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
app_person_account_row_new (Phone       *phone,
                            PhonePerson *person)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GListModel *accounts = phone_get_accounts (phone);
  Choice *choice = g_new0 (Choice, 1);
  guint position = 0;

  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);
  g_return_val_if_fail (PHONE_IS_PERSON (person), NULL);

  /* Translators: of several accounts, whichever fits. */
  gtk_string_list_append (names, C_("account", "Any"));
  for (guint n = 0; n < g_list_model_get_n_items (accounts); n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, n);

      gtk_string_list_append (names, phone_account_get_address (account));
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Reached Through"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  if (phone_person_get_account (person) != NULL
      && phone_account_find (phone_get_accounts (phone), phone_person_get_account (person), &position) != NULL)
    adw_combo_row_set_selected (ADW_COMBO_ROW (row), position + 1);
  choice->phone = g_object_ref (phone);
  choice->person = g_object_ref (person);
  g_signal_connect_data (row, "notify::selected", G_CALLBACK (selected_cb), choice, choice_free, G_CONNECT_DEFAULT);
  return row;
}
