/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What there is to try without an account. */

#include "app-practice-page.h"

#include "app-dial-page.h"
#include "app-test.h"
#include "scripted-people.h"

static void
test_lines (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneCall) call = NULL;
  gpointer page;
  AppTest test;

  app_test_open (&test, phone);
  app_test_press (test.window, "Try It Without One");
  page = app_test_find (test.window, APP_TYPE_PRACTICE_PAGE);
  g_assert_nonnull (page);
  g_assert_true (app_test_reads (page, "Echo Line"));
  g_assert_true (app_test_reads (page, "Chat Partner"));
  g_assert_true (app_test_reads (page, "Call Me Back"));
  app_test_press (page, "Call the Echo Line");
  call = g_list_model_get_item (phone_get_calls (phone), 0);
  g_assert_cmpstr (phone_call_get_remote_address (call), ==, "sip:echo@practice.invalid");
  /* Practising twice is practising once. */
  app_test_press (test.window, "Practice Lines");
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_accounts (phone)), ==, 1);
  g_assert_nonnull (app_test_find (test.window, APP_TYPE_PRACTICE_PAGE));
  app_test_close (&test);
}

/* With an account of one's own one comes to make calls; the lines are still there to practise with. */
static void
test_beside_account (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  app_test_act (&test, "win.practice", NULL);
  g_assert_nonnull (app_test_find (test.window, APP_TYPE_PRACTICE_PAGE));
  app_test_act (&test, "win.new-call", NULL);
  g_assert_nonnull (app_test_find (test.window, APP_TYPE_DIAL_PAGE));
  app_test_press (test.window, "Practice Lines");
  g_assert_nonnull (app_test_find (test.window, APP_TYPE_PRACTICE_PAGE));
  app_test_close (&test);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/practice-page/lines", test_lines);
  g_test_add_func ("/app/practice-page/beside-account", test_beside_account);
  return g_test_run ();
}
