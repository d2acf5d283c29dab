/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whoever's call came to nothing reads why, and is led to where it is mended. */

#include "app-why.h"

#include "app-call-page.h"
#include "app-test.h"
#include "phone-trace-private.h"
#include "scripted-people.h"

#define INVITE "INVITE sip:a@example.org SIP/2.0\nCSeq: 1 INVITE\n\nv=0\nm=audio 9 UDP/TLS/RTP/SAVPF 111\n"
#define REFUSAL "SIP/2.0 488 Not Acceptable Here\nCSeq: 1 INVITE\n\n"

/* The call says what happened; below stands why, and a way out. */
static void
test_call (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneCall) call = NULL;
  PhoneAccount *account;
  gpointer why;
  AppTest test;

  scripted_people_fill (phone);
  account = phone_get_default_account (phone);
  call = scripted_call_new (account, "Amélie Fournier", "amelie@example.org", FALSE);
  app_test_open (&test, phone);
  scripted_phone_add_call (phone, call);
  app_test_act (&test, "win.show-call", phone_call_get_id (call));
  app_test_settle ();
  g_assert_null (app_test_find (test.window, APP_TYPE_WHY));

  phone_trace_add (phone_get_trace (phone), account, TRUE, INVITE);
  phone_trace_add (phone_get_trace (phone), account, FALSE, REFUSAL);
  scripted_call_set_end_text (call, "No common way to talk.");
  scripted_call_set_state (call, PHONE_CALL_STATE_ENDED);
  scripted_phone_remove_call (phone, call);
  app_test_settle ();
  why = app_test_find (test.window, APP_TYPE_WHY);
  g_assert_nonnull (why);
  app_test_audit (why);
  g_assert_true (app_test_reads (why, "takes no encrypted sound"));
  g_assert_nonnull (app_test_named (why, "Edit Account"));
  app_test_close (&test);
}

/* An account that cannot be reached says why where its connection is looked at. */
static void
test_account (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  PhoneAccount *account;
  GtkWidget *place;

  scripted_people_fill (phone);
  account = phone_get_default_account (phone);
  place = g_object_ref_sink (g_object_new (APP_TYPE_WHY, "phone", phone, "account", account, NULL));
  g_assert_false (gtk_widget_get_visible (place));
  phone_trace_add (phone_get_trace (phone), account, FALSE, "SIP/2.0 404 Not Found\nCSeq: 1 REGISTER\n\n");
  scripted_account_set_state (account, PHONE_ACCOUNT_STATE_REFUSED, "There is nobody with this address.");
  g_assert_true (app_test_reads (place, "does not know this account"));
  g_assert_nonnull (app_test_named (place, "Edit Account"));
  scripted_account_set_state (account, PHONE_ACCOUNT_STATE_REGISTERED, "Ready");
  g_assert_false (gtk_widget_get_visible (place));
  g_assert_finalize_object (place);
}

/* What no rule knows is left to the sentence that is there already; what cannot be helped has no button. */
static void
test_nothing_to_do (void)
{
  AppWhy *place = g_object_ref_sink (g_object_new (APP_TYPE_WHY, NULL));
  g_autoptr (PhoneWhy) why = phone_why_new_for_text ("10:00:00.000002 <<< wss a@example.org\nSIP/2.0 484 No\nCSeq: 1 INVITE\n\n",
                                                     PHONE_WHY_CALL_OUT);

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (place)));
  app_why_show (place, why, NULL);
  g_assert_true (app_test_reads (place, "The number is not complete."));
  g_assert_null (app_test_find (place, GTK_TYPE_BUTTON));
  app_why_show (place, NULL, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (place)));
  g_assert_finalize_object (place);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/why/call", test_call);
  g_test_add_func ("/app/why/account", test_account);
  g_test_add_func ("/app/why/nothing-to-do", test_nothing_to_do);
  return g_test_run ();
}
