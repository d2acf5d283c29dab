/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The owner of an account says in which country its numbers are. */

#include "app-country-row.h"

#include "app-test.h"
#include "scripted-people.h"

typedef struct
{
  AppTest test;
  PhoneAccount *account; /* the phone has it */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneAccount) account = NULL;

  scripted_people_fill (phone);
  account = g_list_model_get_item (phone_get_accounts (phone), 0);
  fixture->account = account;
  app_test_open (&fixture->test, phone);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_close (&fixture->test);
}

static AdwComboRow *
open_row (Fixture *fixture)
{
  AdwDialog *open = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->test.window));

  if (open != NULL)
    adw_dialog_force_close (open);
  app_test_act (&fixture->test, "win.edit-account", phone_account_get_id (fixture->account));
  return app_test_find (fixture->test.window, APP_TYPE_COUNTRY_ROW);
}

/* Where a country stands in the list; it is named, and has its code. */
static guint
find_country (AdwComboRow *row,
              const char  *text)
{
  GListModel *names = adw_combo_row_get_model (row);

  for (guint n = 0; n < g_list_model_get_n_items (names); n++)
    {
      g_autoptr (GtkStringObject) name = g_list_model_get_item (names, n);

      if (strstr (gtk_string_object_get_string (name), text) != NULL)
        return n;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
test_choose (Fixture       *fixture,
             gconstpointer  data)
{
  AdwComboRow *row = open_row (fixture);

  g_assert_nonnull (row);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 0);
  g_assert_cmpuint (find_country (row, "Automatic"), ==, 0);
  adw_combo_row_set_selected (row, find_country (row, "+420"));
  g_assert_cmpstr (phone_account_get_country (fixture->account), ==, "CZ");

  row = open_row (fixture);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, find_country (row, "Czechia"));
  adw_combo_row_set_selected (row, 0);
  g_assert_null (phone_account_get_country (fixture->account));
}

/* An account that is not there yet has no numbers. */
static void
test_new_account (Fixture       *fixture,
                  gconstpointer  data)
{
  app_test_act (&fixture->test, "win.add-account", NULL);
  g_assert_null (app_test_find (fixture->test.window, APP_TYPE_COUNTRY_ROW));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/country-row/choose", test_choose);
  ADD ("/app/country-row/new-account", test_new_account);
  return g_test_run ();
}
