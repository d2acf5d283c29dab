/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The window as a whole: links from elsewhere, and which account is meant. */

#include "app-window.h"

#include "app-call-page.h"
#include "app-test.h"
#include "scripted-people.h"

static AdwDialog *
get_dialog (AppTest *test)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (test->window));
}

/* W23: a link never calls by itself. */
static void
test_link (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  app_window_confirm_call (test.window, "sip:help@example.com;transport=ws");
  app_test_settle ();
  g_assert_true (app_test_reads (get_dialog (&test), "help@example.com"));
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_calls (phone)), ==, 0);
  app_test_press (get_dialog (&test), "Cancel");
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_calls (phone)), ==, 0);

  app_window_confirm_call (test.window, "sip:help@example.com;transport=ws");
  app_test_settle ();
  app_test_press (get_dialog (&test), "Call");
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_calls (phone)), ==, 1);
  g_assert_nonnull (app_test_find (test.window, APP_TYPE_CALL_PAGE));
  app_test_close (&test);
}

/* Somebody at home in a second account is called from that account. */
static void
test_account_by_domain (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneAccount) second = scripted_account_new ("robin@example.com", FALSE);
  g_autoptr (PhoneCall) call = NULL;
  AppTest test;

  scripted_people_fill (phone);
  scripted_phone_add_account (phone, second);
  app_test_open (&test, phone);
  app_test_act (&test, "win.call", "sip:nina@EXAMPLE.com;transport=ws");
  call = g_list_model_get_item (phone_get_calls (phone), 0);
  g_assert_true (phone_call_get_account (call) == second);
  app_test_close (&test);
}

/* What others may know is chosen in the menu, which shows what was chosen. */
static void
test_presence (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  int shown = -1;
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  app_test_act (&test, "win.presence", "away");
  g_assert_cmpint (phone_get_presence (phone), ==, PHONE_PRESENCE_STATE_AWAY);
  g_object_get (test.window, "presence", &shown, NULL);
  g_assert_cmpint (shown, ==, PHONE_PRESENCE_STATE_AWAY);
  app_test_act (&test, "win.presence", "unknown");
  g_assert_cmpint (phone_get_presence (phone), ==, PHONE_PRESENCE_STATE_UNKNOWN);
  app_test_close (&test);
}

static void
test_store_error (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  scripted_phone_set_store_error (phone, "The disk is full");
  app_test_settle ();
  g_assert_true (app_test_reads (test.window, "The disk is full"));
  app_test_close (&test);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/window/link", test_link);
  g_test_add_func ("/app/window/account-by-domain", test_account_by_domain);
  g_test_add_func ("/app/window/store-error", test_store_error);
  g_test_add_func ("/app/window/presence", test_presence);
  return g_test_run ();
}
