/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The state in small: the account in most trouble stands for all. */

#include "app-status-button.h"

#include "app-test.h"
#include "scripted-phone.h"

static void
test_worst (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneAccount) first = scripted_account_new ("robin@example.org", FALSE);
  g_autoptr (PhoneAccount) second = scripted_account_new ("robin@example.com", FALSE);
  GtkWidget *button = g_object_new (APP_TYPE_STATUS_BUTTON, "phone", phone, NULL);
  g_autoptr (PhoneAccount) shown = NULL;

  g_object_ref_sink (button);
  g_assert_null (app_test_find (button, GTK_TYPE_MENU_BUTTON));
  scripted_account_set_state (first, PHONE_ACCOUNT_STATE_REGISTERED, NULL);
  scripted_phone_add_account (phone, first);
  scripted_phone_add_account (phone, second);
  scripted_account_set_state (second, PHONE_ACCOUNT_STATE_REFUSED, "The password is wrong.");
  g_object_get (button, "account", &shown, NULL);
  g_assert_true (shown == second);
  g_assert_true (app_test_reads (button, "Not Signed In"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (app_test_find (button, GTK_TYPE_MENU_BUTTON)), ==,
                   "Connection: Not Signed In");
  g_assert_finalize_object (button);
}

static void
test_words (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneAccount) account = scripted_account_new ("robin@example.org", FALSE);
  GtkWidget *button = g_object_new (APP_TYPE_STATUS_BUTTON, "phone", phone, NULL);

  g_object_ref_sink (button);
  scripted_phone_add_account (phone, account);
  scripted_account_set_state (account, PHONE_ACCOUNT_STATE_REGISTERED, NULL);
  g_assert_true (app_test_reads (button, "Ready"));
  /* Where room is scarce, what is as it should be needs no words; trouble does. */
  g_object_set (button, "crowded", TRUE, NULL);
  g_assert_false (app_test_reads (button, "Ready"));
  scripted_account_set_state (account, PHONE_ACCOUNT_STATE_WAITING, "The line was cut.");
  g_assert_true (app_test_reads (button, "Not Connected"));
  g_assert_finalize_object (button);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/status-button/worst", test_worst);
  g_test_add_func ("/app/status-button/words", test_words);
  return g_test_run ();
}
