/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The dot and the word beside a name, in both lists. */

#include "app-presence-mark.h"

#include "app-conversation-list.h"
#include "app-conversation-page.h"
#include "app-history-list.h"
#include "app-sidebar.h"
#include "app-test.h"
#include "scripted-people.h"

static void
test_rows (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  gpointer conversations;
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  conversations = app_test_find (test.window, APP_TYPE_CONVERSATION_LIST);
  g_assert_false (app_test_reads (conversations, "Away"));

  scripted_phone_set_presence (phone, "jonas@example.org", PHONE_PRESENCE_STATE_AWAY, "at the sea");
  app_test_settle ();
  g_assert_true (app_test_reads (conversations, "Away"));
  scripted_phone_set_presence (phone, "jonas@example.org", PHONE_PRESENCE_STATE_ON_THE_PHONE, NULL);
  g_assert_true (app_test_reads (conversations, "On the phone"));
  scripted_phone_set_ringing (phone, "jonas@example.org", "Dora");
  g_assert_true (app_test_reads (conversations, "Ringing: Dora"));

  app_sidebar_show_calls (app_test_find (test.window, APP_TYPE_SIDEBAR));
  app_test_settle ();
  g_assert_true (app_test_reads (app_test_find (test.window, APP_TYPE_HISTORY_LIST), "Ringing: Dora"));
  app_test_close (&test);
}

/* What they say of it is read where there is room: over what one wrote to each other. */
static void
test_note (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  app_test_act (&test, "win.message", "jonas@example.org");
  app_test_settle ();
  scripted_phone_set_presence (phone, "jonas@example.org", PHONE_PRESENCE_STATE_AWAY, "at the\nsea");
  app_test_settle ();
  g_assert_true (app_test_reads (app_test_find (test.window, APP_TYPE_CONVERSATION_PAGE), "at the sea"));
  g_assert_false (app_test_reads (app_test_find (test.window, APP_TYPE_CONVERSATION_LIST), "at the sea"));
  scripted_phone_set_presence (phone, "jonas@example.org", PHONE_PRESENCE_STATE_AWAY, NULL);
  app_test_settle ();
  g_assert_false (app_test_reads (test.window, "at the sea"));
  app_test_close (&test);
}

/* By itself it shows nothing, and in every state something else. */
static void
test_states (void)
{
  static const struct
  {
    PhonePresenceState state;
    const char *style;
  } rows[] = {
    { PHONE_PRESENCE_STATE_OFFLINE, "offline" },       { PHONE_PRESENCE_STATE_AVAILABLE, "available" },
    { PHONE_PRESENCE_STATE_AWAY, "away" },             { PHONE_PRESENCE_STATE_BUSY, "busy" },
    { PHONE_PRESENCE_STATE_ON_THE_PHONE, "busy" },
  };
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  gpointer list;
  GtkWidget *mark;
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  list = app_test_find (test.window, APP_TYPE_CONVERSATION_LIST);
  mark = g_object_new (APP_TYPE_PRESENCE_MARK, "address", "amelie@example.org", NULL);
  gtk_widget_set_parent (mark, list);
  g_assert_false (gtk_widget_get_visible (mark));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *dot;

      scripted_phone_set_presence (phone, "amelie@example.org", rows[i].state, "note");
      dot = gtk_widget_get_first_child (gtk_widget_get_first_child (mark));
      g_assert_true (gtk_widget_get_visible (mark));
      g_assert_true (gtk_widget_has_css_class (dot, rows[i].style));
      g_assert_cmpstr (gtk_widget_get_tooltip_text (mark), ==, "note");
    }
  scripted_phone_set_presence (phone, "amelie@example.org", PHONE_PRESENCE_STATE_UNKNOWN, NULL);
  g_assert_false (gtk_widget_get_visible (mark));
  gtk_widget_unparent (mark);
  app_test_close (&test);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/presence-mark/rows", test_rows);
  g_test_add_func ("/app/presence-mark/states", test_states);
  g_test_add_func ("/app/presence-mark/note", test_note);
  return g_test_run ();
}
