/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the window remembers from one run to the next. */

#include "app-settings.h"

#include "app-accounts.h"
#include "app-sidebar.h"
#include "app-test.h"
#include "scripted-people.h"

/* Whoever was on the keypad yesterday is there today, whatever came meanwhile. */
static void
test_section (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  g_assert_cmpstr (app_sidebar_get_section (app_test_find (test.window, APP_TYPE_SIDEBAR)), ==, "messages");
  app_test_act (&test, "win.show-section", "keypad");
  app_test_close (&test);

  app_test_open (&test, phone);
  g_assert_cmpstr (app_sidebar_get_section (app_test_find (test.window, APP_TYPE_SIDEBAR)), ==, "keypad");
  app_test_close (&test);
}

/* A colour that was learned stays what it is, and so does who calls. */
static void
test_accounts (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneAccount) account = scripted_account_new ("robin@example.org", FALSE);
  AppAccounts *accounts;

  scripted_phone_add_account (phone, account);
  accounts = app_accounts_new (phone);
  app_accounts_set_color (accounts, account, "slate");
  app_accounts_set_chosen (accounts, account);
  g_assert_finalize_object (accounts);

  accounts = app_accounts_new (phone);
  g_assert_cmpstr (app_accounts_get_color (accounts, account), ==, "slate");
  g_assert_true (app_accounts_get_chosen (accounts) == account);
  g_assert_finalize_object (accounts);
}

static void
test_installed (void)
{
  GSettings *settings = app_settings_new ();

  g_assert_nonnull (settings);
  g_assert_finalize_object (settings);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/settings/installed", test_installed);
  g_test_add_func ("/app/settings/section", test_section);
  g_test_add_func ("/app/settings/accounts", test_accounts);
  return g_test_run ();
}
