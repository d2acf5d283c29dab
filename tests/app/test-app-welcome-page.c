/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The first page offers two ways on. */

#include "app-welcome-page.h"

#include "app-account-dialog.h"
#include "app-practice-page.h"
#include "app-test.h"
#include "scripted-phone.h"

static void
test_add (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;

  app_test_open (&test, phone);
  g_assert_nonnull (app_test_find (test.window, APP_TYPE_WELCOME_PAGE));
  app_test_press (test.window, "Add an Account");
  g_assert_nonnull (app_test_find (test.window, APP_TYPE_ACCOUNT_DIALOG));
  app_test_close (&test);
}

static void
test_try (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;

  app_test_open (&test, phone);
  app_test_press (test.window, "Try It Without One");
  g_assert_nonnull (app_test_find (test.window, APP_TYPE_PRACTICE_PAGE));
  g_assert_null (app_test_find (test.window, APP_TYPE_WELCOME_PAGE));
  app_test_close (&test);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/welcome-page/add", test_add);
  g_test_add_func ("/app/welcome-page/try", test_try);
  return g_test_run ();
}
