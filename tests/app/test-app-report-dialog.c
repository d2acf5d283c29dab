/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A report is read before it is given away. */

#include "app-report-dialog.h"

#include "app-conversation-page.h"
#include "app-test.h"
#include "scripted-messages.h"
#include "scripted-people.h"

static void
test_from_the_menu (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AdwDialog *dialog;
  gpointer page;
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  app_test_act (&test, "win.message", "jonas@example.org");
  page = app_test_find (test.window, APP_TYPE_CONVERSATION_PAGE);
  gtk_widget_activate_action (page, "conversation.report", NULL);
  app_test_settle ();
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (test.window));
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  g_assert_true (app_test_reads (dialog, "Nothing is sent from here"));
  app_test_audit (dialog);
  adw_dialog_force_close (dialog);
  app_test_close (&test);
}

static void
test_muted (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  PhoneConversation *jonas;
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  app_test_act (&test, "win.message", "jonas@example.org");
  jonas = phone_open_conversation (phone, NULL, "jonas@example.org", NULL);
  gtk_widget_activate_action (app_test_find (test.window, APP_TYPE_CONVERSATION_PAGE), "conversation.muted", NULL);
  g_assert_cmpint (phone_conversation_get_standing (jonas), ==, PHONE_STANDING_MUTED);
  gtk_widget_activate_action (app_test_find (test.window, APP_TYPE_CONVERSATION_PAGE), "conversation.muted", NULL);
  g_assert_cmpint (phone_conversation_get_standing (jonas), ==, PHONE_STANDING_OPEN);
  app_test_close (&test);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/report-dialog/from-the-menu", test_from_the_menu);
  g_test_add_func ("/app/report-dialog/muted", test_muted);
  return g_test_run ();
}
