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
  g_assert_nonnull (app_test_named (why, "Sound of Calls"));
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

static void
refuse_message (Phone      *phone,
                const char *answer)
{
  phone_trace_add (phone_get_trace (phone), phone_get_default_account (phone), FALSE, answer);
}

/* The newest message that was not sent says why; sending it again is offered beside it and not here. */
static void
test_message (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneConversation) conversation = NULL;
  PhoneMessage *message;
  GtkWidget *place;

  scripted_people_fill (phone);
  conversation = scripted_conversation_new (phone_get_default_account (phone), "Bob", "bob@example.org");
  message = scripted_conversation_add (conversation, "Hello", NULL, PHONE_MESSAGE_STATE_SENDING);
  place = g_object_ref_sink (g_object_new (APP_TYPE_WHY, "phone", phone, "conversation", conversation, NULL));
  g_assert_false (gtk_widget_get_visible (place));
  refuse_message (phone, "SIP/2.0 415 Unsupported Media Type\nCSeq: 1 MESSAGE\n\n");
  scripted_message_set_error (message, "They cannot read it.");
  g_assert_true (app_test_reads (place, "cannot read this kind of message"));
  refuse_message (phone, "SIP/2.0 503 Service Unavailable\nCSeq: 2 MESSAGE\n\n");
  message = scripted_conversation_add (conversation, "Hello?", NULL, PHONE_MESSAGE_STATE_SENDING);
  g_assert_false (gtk_widget_get_visible (place));
  scripted_message_set_error (message, "The server cannot do this.");
  g_assert_true (app_test_reads (place, "overloaded or being restarted"));
  g_assert_null (app_test_find (place, GTK_TYPE_BUTTON));
  g_assert_finalize_object (place);
}

static AdwDialog *
get_dialog (AppTest *test)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (test->window));
}

/* A past call still knows why, as long as the trace does. */
static void
test_past_call (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GVariant *call = g_variant_new ("(sx)", "bob@example.org", g_date_time_to_unix (now));
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  g_variant_ref_sink (call);
  gtk_widget_activate_action_variant (GTK_WIDGET (test.window), "win.why-past-call", call);
  app_test_settle ();
  g_assert_true (app_test_reads (get_dialog (&test), "Nothing more is known about it."));
  adw_dialog_force_close (get_dialog (&test));
  app_test_settle ();

  phone_trace_add (phone_get_trace (phone), phone_get_default_account (phone), TRUE,
                   "INVITE sip:bob@example.org SIP/2.0\nTo: <sip:bob@example.org>\nCall-ID: 1\nCSeq: 1 INVITE\n\n");
  refuse_message (phone, "SIP/2.0 488 No\nCall-ID: 1\nCSeq: 1 INVITE\n\n");
  gtk_widget_activate_action_variant (GTK_WIDGET (test.window), "win.why-past-call", call);
  app_test_settle ();
  g_assert_true (app_test_reads (get_dialog (&test), "understands none of the kinds of sound"));
  app_test_press (get_dialog (&test), "Sound of Calls");
  app_test_settle ();
  g_assert_true (app_test_reads (get_dialog (&test), "Encryption"));
  adw_dialog_force_close (get_dialog (&test));
  app_test_settle ();
  g_variant_unref (call);
  app_test_close (&test);
}

/* Each button leads to the very place. */
static void
test_help (void)
{
  static const struct
  {
    const char *action;
    const char *shows;
  } rows[] = {
    { "win.edit-media", "Encryption" },
    { "win.sound", "Microphone" },
    { "win.line-test", "Being Reachable" },
    { "win.compare-keys", "Server" },
  };
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  PhoneAccount *account;
  AppTest test;

  scripted_people_fill (phone);
  account = phone_get_default_account (phone);
  scripted_account_show_certificate (account, "sha256:abcd", NULL);
  app_test_open (&test, phone);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      app_test_act (&test, rows[i].action, g_str_equal (rows[i].action, "win.sound") ? NULL : phone_account_get_id (account));
      app_test_settle ();
      g_test_message ("%s", rows[i].action);
      g_assert_nonnull (get_dialog (&test));
      g_assert_true (app_test_reads (get_dialog (&test), rows[i].shows));
      adw_dialog_force_close (get_dialog (&test));
      app_test_settle ();
    }
  app_test_close (&test);
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
  g_test_add_func ("/app/why/message", test_message);
  g_test_add_func ("/app/why/past-call", test_past_call);
  g_test_add_func ("/app/why/help", test_help);
  g_test_add_func ("/app/why/nothing-to-do", test_nothing_to_do);
  return g_test_run ();
}
