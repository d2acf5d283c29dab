/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who is blocked can be read, and had back. */

#include "app-blocked-group.h"

#include "app-test.h"
#include "scripted-messages.h"

static void
test_list (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  PhoneBlocked *blocked = phone_get_blocked (phone);
  AppBlockedGroup *group = g_object_ref_sink (g_object_new (APP_TYPE_BLOCKED_GROUP, NULL));
  GtkWidget *entry;

  app_blocked_group_set_blocked (group, blocked);
  g_assert_true (app_test_reads (group, "Nobody Is Blocked"));
  phone_blocked_add (blocked, "spam@example.net");
  g_assert_false (app_test_reads (group, "Nobody Is Blocked"));
  g_assert_true (app_test_reads (group, "Nothing was turned away yet"));
  scripted_messages_turn_away (blocked, "spam@example.net", TRUE);
  scripted_messages_turn_away (blocked, "spam@example.net", FALSE);
  scripted_messages_turn_away (blocked, "spam@example.net", FALSE);
  g_assert_true (app_test_reads (group, "Turned away: 1 call, 2 messages"));

  entry = app_test_find (group, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (entry), " nobody ");
  g_signal_emit_by_name (entry, "apply");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  gtk_editable_set_text (GTK_EDITABLE (entry), " +49 30 1234567 ");
  g_signal_emit_by_name (entry, "apply");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_assert_true (phone_blocked_has (blocked, "0049301234567"));

  app_test_press (group, "Unblock"); /* the newest */
  g_assert_false (phone_blocked_has (blocked, "0049301234567"));
  app_test_press (group, "Unblock");
  g_assert_true (app_test_reads (group, "Nobody Is Blocked"));
  g_assert_finalize_object (group);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/blocked-group/list", test_list);
  return g_test_run ();
}
