/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is said of a telephone out of sight, and what keeps its computer awake. */

#include "app-duty.h"

#include "app-inhibitor.h"
#include "app-test.h"
#include "scripted-phone.h"

#define AWAKE (GTK_APPLICATION_INHIBIT_SUSPEND | GTK_APPLICATION_INHIBIT_IDLE)

static void
test_words (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneAccount) account = scripted_account_new ("alice@example.org", FALSE);
  g_autoptr (PhoneCall) call = scripted_call_new (account, "Amélie", "amelie@example.org", TRUE);
  g_autoptr (AppDuty) duty = app_duty_new (phone);

  g_assert_cmpstr (app_duty_get_words (duty), ==, "Offline: calls do not arrive");
  scripted_phone_add_account (phone, account);
  scripted_account_set_state (account, PHONE_ACCOUNT_STATE_REGISTERED, NULL);
  g_assert_cmpstr (app_duty_get_words (duty), ==, "Ready for calls");
  /* Ringing is not talking. */
  scripted_phone_add_call (phone, call);
  g_assert_cmpstr (app_duty_get_words (duty), ==, "Ready for calls");
  scripted_call_set_state (call, PHONE_CALL_STATE_ACTIVE);
  g_assert_nonnull (strstr (app_duty_get_words (duty), "Amélie"));
  scripted_call_set_state (call, PHONE_CALL_STATE_ENDED);
  g_assert_cmpstr (app_duty_get_words (duty), ==, "Ready for calls");
  scripted_account_set_state (account, PHONE_ACCOUNT_STATE_WAITING, NULL);
  g_assert_cmpstr (app_duty_get_words (duty), ==, "Offline: calls do not arrive");
}

/* A name may be as long as a stranger likes. */
static void
test_long_name (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autofree char *name = g_strnfill (500, 'a');
  g_autoptr (PhoneCall) call = scripted_call_new (NULL, name, "long@example.org", TRUE);
  g_autoptr (AppDuty) duty = app_duty_new (phone);

  scripted_phone_add_call (phone, call);
  scripted_call_set_state (call, PHONE_CALL_STATE_ACTIVE);
  g_assert_cmpint (g_utf8_strlen (app_duty_get_words (duty), -1), ==, 96);
}

/* Logging out is nobody's business while it only rings. */
static void
test_inhibitor (void)
{
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneCall) call = scripted_call_new (NULL, "Amélie", "amelie@example.org", TRUE);
  g_autoptr (AppInhibitor) inhibitor = app_inhibitor_new (application, phone);

  g_assert_cmpint (app_inhibitor_get_flags (inhibitor), ==, 0);
  scripted_phone_add_call (phone, call);
  g_assert_cmpint (app_inhibitor_get_flags (inhibitor), ==, AWAKE);
  scripted_call_set_state (call, PHONE_CALL_STATE_ACTIVE);
  g_assert_cmpint (app_inhibitor_get_flags (inhibitor), ==, AWAKE | GTK_APPLICATION_INHIBIT_LOGOUT);
  scripted_call_set_state (call, PHONE_CALL_STATE_HELD);
  g_assert_cmpint (app_inhibitor_get_flags (inhibitor), ==, AWAKE | GTK_APPLICATION_INHIBIT_LOGOUT);
  /* It stays in the list for a moment. */
  scripted_call_set_state (call, PHONE_CALL_STATE_ENDED);
  g_assert_cmpint (app_inhibitor_get_flags (inhibitor), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  app_test_init (&argc, &argv);
  application = gtk_application_new ("app.test.Duty", G_APPLICATION_NON_UNIQUE);
  g_application_set_default (G_APPLICATION (application));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_test_add_func ("/app/duty/words", test_words);
  g_test_add_func ("/app/duty/long-name", test_long_name);
  g_test_add_func ("/app/duty/inhibitor", test_inhibitor);
  return g_test_run ();
}
