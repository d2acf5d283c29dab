/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Everybody one has written with, and whose conversation is open. */

#include "app-conversation-list.h"

#include "app-conversation-page.h"
#include "app-conversation-row.h"
#include "app-test.h"
#include "scripted-people.h"

static gboolean
shows_muted (GtkWidget *widget)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_IMAGE (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), "Muted") == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_muted (child))
      return TRUE;
  return FALSE;
}

static void
test_open_marks (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  PhoneConversation *opened;
  gpointer list;
  gpointer row;
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  list = app_test_find (test.window, APP_TYPE_CONVERSATION_LIST);
  g_signal_emit_by_name (app_test_find (list, GTK_TYPE_LIST_VIEW), "activate", 0);
  app_test_settle ();
  opened = app_conversation_page_get_conversation (app_test_find (test.window, APP_TYPE_CONVERSATION_PAGE));
  g_assert_cmpstr (phone_conversation_get_title (opened), ==, "Amélie Fournier");
  row = app_test_find (list, APP_TYPE_CONVERSATION_ROW);
  g_assert_true (gtk_widget_has_css_class (row, "current"));
  app_test_act (&test, "win.practice", NULL);
  g_assert_false (gtk_widget_has_css_class (row, "current"));
  app_test_close (&test);
}

static void
test_unread (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  PhoneConversation *jonas;
  gpointer list;
  AppTest test;

  scripted_people_fill (phone);
  jonas = phone_open_conversation (phone, NULL, "jonas@example.org", NULL);
  app_test_open (&test, phone);
  list = app_test_find (test.window, APP_TYPE_CONVERSATION_LIST);
  /* A number that no clock shows beside it. */
  scripted_conversation_set_unread (jonas, 97);
  g_assert_true (app_test_reads (list, "97"));
  scripted_conversation_set_unread (jonas, 0);
  g_assert_false (app_test_reads (list, "97"));
  app_test_close (&test);
}

/* Of whom one is told nothing is said where one looks for it. */
static void
test_muted (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  PhoneConversation *jonas;
  gpointer list;
  AppTest test;

  scripted_people_fill (phone);
  jonas = phone_open_conversation (phone, NULL, "jonas@example.org", NULL);
  app_test_open (&test, phone);
  list = app_test_find (test.window, APP_TYPE_CONVERSATION_LIST);
  g_assert_false (shows_muted (list));
  phone_conversation_set_muted (jonas, TRUE);
  g_assert_true (shows_muted (list));
  phone_conversation_set_muted (jonas, FALSE);
  g_assert_false (shows_muted (list));
  app_test_close (&test);
}

static void
test_empty (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  GtkWidget *list = g_object_ref_sink (g_object_new (APP_TYPE_CONVERSATION_LIST, "phone", phone, NULL));

  g_assert_true (app_test_reads (list, "No Messages Yet"));
  scripted_people_fill (phone);
  g_assert_false (app_test_reads (list, "No Messages Yet"));
  g_object_set (list, "search", "nobody at all", NULL);
  g_assert_true (app_test_reads (list, "Nothing Found"));
  g_assert_finalize_object (list);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/conversation-list/open-marks", test_open_marks);
  g_test_add_func ("/app/conversation-list/unread", test_unread);
  g_test_add_func ("/app/conversation-list/muted", test_muted);
  g_test_add_func ("/app/conversation-list/empty", test_empty);
  return g_test_run ();
}
