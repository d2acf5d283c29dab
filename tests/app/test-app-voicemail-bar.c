/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* That somebody spoke to the machine, and the way to hear it. */

#include "app-voicemail-bar.h"

#include "app-test.h"
#include "scripted-phone.h"

static void
test_bar (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneAccount) account = scripted_account_new ("robin@example.org", FALSE);
  g_autoptr (PhoneAccount) other = scripted_account_new ("sam@elsewhere.example", FALSE);
  g_autoptr (PhoneCall) call = NULL;
  GtkWidget *bar;
  GtkWidget *button;
  AppTest test;

  scripted_account_set_state (account, PHONE_ACCOUNT_STATE_REGISTERED, NULL);
  scripted_phone_add_account (phone, account);
  app_test_open (&test, phone);
  scripted_account_set_state (other, PHONE_ACCOUNT_STATE_REGISTERED, NULL);
  scripted_phone_add_account (phone, other);
  scripted_account_set_voicemail (account, TRUE, 3, "*97@elsewhere.example");
  app_test_settle ();
  bar = app_test_find (test.window, APP_TYPE_VOICEMAIL_BAR);
  g_assert_nonnull (bar);
  g_assert_true (app_test_reads (bar, "3 new voicemails"));
  scripted_account_set_voicemail (account, TRUE, 1, "*97@example.org");
  g_assert_true (app_test_reads (bar, "1 new voicemail"));

  button = app_test_named (bar, "Call Voicemail");
  g_assert_nonnull (button);
  app_test_press (bar, "Call Voicemail");
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_calls (phone)), ==, 1);
  call = g_list_model_get_item (phone_get_calls (phone), 0);
  g_assert_true (phone_call_get_account (call) == account); /* whose mailbox it is, and nobody else's */

  /* Not counted, and nobody said whom to call. */
  scripted_account_set_voicemail (account, TRUE, 0, NULL);
  g_assert_true (app_test_reads (bar, "New voicemail"));
  g_assert_false (gtk_widget_get_visible (button));
  scripted_account_set_voicemail (account, FALSE, 0, NULL);
  g_assert_false (gtk_widget_get_visible (bar));
  app_test_close (&test);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/voicemail-bar/bar", test_bar);
  return g_test_run ();
}
