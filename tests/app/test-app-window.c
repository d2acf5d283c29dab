/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The window as a whole: links from elsewhere, and which account is meant. */

#include "app-window.h"

#include "app-call-page.h"
#include "app-conversation-page.h"
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

/* A page may ask as often as it likes: there is one question, and it is the first. */
static void
test_link_flood (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  app_window_confirm_call (test.window, "sip:first@example.com");
  app_window_confirm_call (test.window, "sip:second@example.com");
  app_test_settle ();
  g_assert_true (app_test_reads (get_dialog (&test), "first@example.com"));
  app_test_press (get_dialog (&test), "Cancel");
  app_test_settle ();
  g_assert_null (get_dialog (&test));
  app_window_confirm_call (test.window, "sip:second@example.com");
  app_test_settle ();
  g_assert_true (app_test_reads (get_dialog (&test), "second@example.com"));
  app_test_close (&test);
}

/* What is nobody's address is said to be none, and nothing is asked. */
static void
test_link_hostile (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  app_window_confirm_call (test.window, "tel:*21*5550100#");
  app_test_settle ();
  g_assert_null (get_dialog (&test));
  g_assert_true (app_test_reads (test.window, "This link is not an address"));
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_calls (phone)), ==, 0);
  app_test_close (&test);
}

/* A message is begun with the words of the link, and not sent. */
static void
test_link_writes (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  app_window_confirm_call (test.window, "sip:fresh@example.com;method=MESSAGE?body=Lunch%3F");
  app_test_settle ();
  g_assert_null (get_dialog (&test));
  g_assert_nonnull (app_test_find (test.window, APP_TYPE_CONVERSATION_PAGE));
  app_test_close (&test);
}

/* Answer was pressed in a notification of a call that is no more. */
static void
test_too_late (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneCall) call = scripted_call_new (NULL, "Amélie", "amelie@example.org", TRUE);
  AppTest test;

  scripted_people_fill (phone);
  scripted_phone_add_call (phone, call);
  app_test_open (&test, phone);
  g_assert_false (app_window_is_too_late (test.window, "win.answer", phone_call_get_id (call)));
  g_assert_false (app_window_is_too_late (test.window, "win.message", "anybody"));
  g_assert_true (app_window_is_too_late (test.window, "win.answer", "another"));
  app_test_settle ();
  g_assert_true (app_test_reads (test.window, "This call is over."));
  app_test_close (&test);
}

/* Hidden, the telephone goes on; the call does not. */
static void
test_hide_in_call (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneCall) call = scripted_call_new (NULL, "Amélie", "amelie@example.org", FALSE);
  AppTest test;

  scripted_people_fill (phone);
  scripted_phone_add_call (phone, call);
  scripted_call_set_state (call, PHONE_CALL_STATE_ACTIVE);
  app_test_open (&test, phone);
  gtk_window_set_hide_on_close (GTK_WINDOW (test.window), TRUE);
  gtk_window_close (GTK_WINDOW (test.window));
  app_test_settle ();
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (test.window)));
  app_test_press (get_dialog (&test), "Hang Up");
  app_test_settle ();
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (test.window)));
  g_assert_cmpint (phone_call_get_state (call), >=, PHONE_CALL_STATE_ENDING);
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
  g_test_add_func ("/app/window/link-flood", test_link_flood);
  g_test_add_func ("/app/window/link-hostile", test_link_hostile);
  g_test_add_func ("/app/window/link-writes", test_link_writes);
  g_test_add_func ("/app/window/too-late", test_too_late);
  g_test_add_func ("/app/window/hide-in-call", test_hide_in_call);
  g_test_add_func ("/app/window/account-by-domain", test_account_by_domain);
  g_test_add_func ("/app/window/store-error", test_store_error);
  g_test_add_func ("/app/window/presence", test_presence);
  return g_test_run ();
}
