/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Past calls: made again, forgotten, and had back. */

#include "app-history-list.h"

#include "app-account-dot.h"
#include "app-history-row.h"
#include "app-sidebar.h"
#include "app-test.h"
#include "phone-history-view.h"
#include "scripted-history.h"
#include "scripted-people.h"
#include "scripted-quality.h"

typedef struct
{
  AppTest test;
  gpointer sidebar;
  GListModel *history;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  app_test_open (&fixture->test, phone);
  fixture->sidebar = app_test_find (fixture->test.window, APP_TYPE_SIDEBAR);
  fixture->history = G_LIST_MODEL (phone_get_history (phone));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_close (&fixture->test);
}

static void
test_call_again (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;

  app_sidebar_show_calls (fixture->sidebar);
  app_test_settle ();
  app_test_press (app_test_find (fixture->sidebar, APP_TYPE_HISTORY_ROW), "Call Again");
  call = g_list_model_get_item (phone_get_calls (fixture->test.phone), 0);
  g_assert_cmpstr (phone_call_get_remote_address (call), ==, "amelie@example.org");
}

/* How long it was and how it sounded, and in a word what the little drawing beside it means. */
static void
test_how_it_was (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *icon = NULL;

  app_sidebar_show_calls (fixture->sidebar);
  app_test_settle ();
  g_assert_true (app_test_reads (fixture->sidebar, "12 min · sounded good"));
  g_assert_true (app_test_reads (fixture->sidebar, "1 min · sounded poor"));
  icon = app_test_find (app_test_find (fixture->sidebar, APP_TYPE_HISTORY_ROW), GTK_TYPE_IMAGE);
  g_assert_nonnull (icon);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "Missed call");
}

static gpointer
delete_first (Fixture *fixture)
{
  gpointer row;

  app_sidebar_show_calls (fixture->sidebar);
  app_test_settle ();
  row = app_test_find (fixture->sidebar, APP_TYPE_HISTORY_ROW);
  g_assert_true (app_test_reads (row, "Missed call"));
  gtk_widget_activate_action (row, "row.delete", NULL);
  app_test_settle ();
  return row;
}

static void
test_delete_and_undo (Fixture       *fixture,
                      gconstpointer  data)
{
  guint n = g_list_model_get_n_items (fixture->history);

  delete_first (fixture);
  g_assert_false (app_test_reads (fixture->sidebar, "Missed call"));
  /* Nothing is lost as long as it can be undone. */
  g_assert_cmpuint (g_list_model_get_n_items (fixture->history), ==, n);
  app_test_press (fixture->test.window, "Undo");
  g_assert_true (app_test_reads (fixture->sidebar, "Missed call"));
  g_assert_cmpuint (g_list_model_get_n_items (fixture->history), ==, n);
}

static void
test_delete_and_close (Fixture       *fixture,
                       gconstpointer  data)
{
  GListModel *history = g_object_ref (fixture->history);
  guint n = g_list_model_get_n_items (history);
  g_autoptr (Phone) phone = g_object_ref (fixture->test.phone);

  delete_first (fixture);
  app_test_close (&fixture->test);
  g_assert_cmpuint (g_list_model_get_n_items (history), ==, n - 1);
  g_object_unref (history);
  app_test_open (&fixture->test, phone);
}

static void
fill (Fixture    *fixture,
      const char *address,
      guint       n_calls)
{
  for (guint n = 0; n < n_calls; n++)
    {
      g_autofree char *own = address != NULL ? g_strdup (address) : g_strdup_printf ("%u@example.net", n);

      scripted_history_add (PHONE_HISTORY (fixture->history), PHONE_HISTORY_KIND_INCOMING, own, own);
    }
}

static guint
count_read (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (phone_history_get_view (PHONE_HISTORY (fixture->history))));
}

/* Whoever opens a long list reads its beginning. */
static void
test_no_more_than_is_seen (Fixture       *fixture,
                           gconstpointer  data)
{
  GtkAdjustment *place;
  guint n_read;

  fill (fixture, NULL, 600);
  app_sidebar_show_calls (fixture->sidebar);
  app_test_settle ();
  n_read = count_read (fixture);
  g_assert_cmpuint (n_read, <=, 3 * PHONE_HISTORY_PAGE);
  place = gtk_scrollable_get_vadjustment (app_test_find (app_test_find (fixture->sidebar, APP_TYPE_HISTORY_LIST),
                                                         GTK_TYPE_LIST_VIEW));
  gtk_adjustment_set_value (place, gtk_adjustment_get_upper (place));
  app_test_settle ();
  g_assert_cmpuint (count_read (fixture), >, n_read);
}

/* Hundreds of calls that are one row leave room for what was before them. */
static void
test_folded_reads_on (Fixture       *fixture,
                      gconstpointer  data)
{
  app_sidebar_show_calls (fixture->sidebar);
  app_test_settle ();
  fill (fixture, "often@example.net", 250);
  app_test_settle ();
  g_assert_cmpuint (count_read (fixture), ==, g_list_model_get_n_items (fixture->history));
  gtk_drop_down_set_selected (app_test_find (fixture->sidebar, GTK_TYPE_DROP_DOWN), PHONE_HISTORY_FILTER_INCOMING);
  app_test_settle ();
  g_assert_true (app_test_reads (fixture->sidebar, "250 incoming calls"));
}

static void
test_unfold_and_delete (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  gpointer list;
  GtkWidget *toggle;
  guint n;

  phone_history_clear (PHONE_HISTORY (fixture->history), nothing);
  fill (fixture, "often@example.net", 3);
  n = g_list_model_get_n_items (fixture->history);
  app_sidebar_show_calls (fixture->sidebar);
  app_test_settle ();
  list = app_test_find (fixture->sidebar, APP_TYPE_HISTORY_LIST);
  g_assert_true (app_test_reads (list, "3 incoming calls"));
  app_test_press (list, "Show Each Call");
  g_assert_true (app_test_reads (list, "Incoming call"));
  toggle = app_test_named (list, "Show as One");
  g_assert_nonnull (toggle);
  gtk_widget_activate_action (toggle, "row.delete", NULL);
  app_test_settle ();
  g_assert_false (app_test_reads (list, "3 incoming calls"));
  g_assert_true (app_test_reads (fixture->test.window, "3 calls deleted"));
  app_test_press (fixture->test.window, "Undo");
  g_assert_true (app_test_reads (list, "3 incoming calls"));
  g_assert_cmpuint (g_list_model_get_n_items (fixture->history), ==, n);
}

static void
test_days (Fixture       *fixture,
           gconstpointer  data)
{
  app_sidebar_show_calls (fixture->sidebar);
  app_test_settle ();
  g_assert_true (app_test_reads (fixture->sidebar, "Today"));
  g_assert_true (app_test_reads (fixture->sidebar, "Yesterday"));
}

static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  gpointer list;
  gpointer filter;

  app_sidebar_show_calls (fixture->sidebar);
  app_test_settle ();
  list = app_test_find (fixture->sidebar, APP_TYPE_HISTORY_LIST);
  filter = app_test_find (list, GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (filter, PHONE_HISTORY_FILTER_MISSED);
  app_test_settle ();
  g_assert_true (app_test_reads (list, "Missed call"));
  g_assert_false (app_test_reads (list, "They are busy"));
  gtk_drop_down_set_selected (filter, PHONE_HISTORY_FILTER_OUTGOING);
  app_test_settle ();
  g_assert_false (app_test_reads (list, "Missed call"));
  g_assert_true (app_test_reads (list, "They are busy"));
}

/* What was recorded is found by its call; a file that is gone is said to be gone. */
static void
test_recorded (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "no-such-recording.opus", NULL);
  PhoneHistoryEntry *entry = scripted_history_add (PHONE_HISTORY (fixture->history), PHONE_HISTORY_KIND_INCOMING,
                                                   "Recorded Person", "recorded@example.net");
  gpointer list;

  g_object_set_data_full (G_OBJECT (entry), "scripted-recording", g_strconcat ("file://", path, NULL), g_free);
  scripted_history_entry_judge (entry, 4);
  app_sidebar_show_calls (fixture->sidebar);
  app_test_settle ();
  list = app_test_find (fixture->sidebar, APP_TYPE_HISTORY_LIST);
  gtk_drop_down_set_selected (app_test_find (list, GTK_TYPE_DROP_DOWN), PHONE_HISTORY_FILTER_RECORDED);
  app_test_settle ();
  g_assert_true (app_test_reads (list, "Recorded Person"));
  g_assert_false (app_test_reads (list, "Amélie Fournier"));
  app_test_press (list, "Play Recording");
  while (!app_test_reads (fixture->test.window, "It may have been moved or deleted."))
    g_main_context_iteration (NULL, TRUE);
}

/* All are gone until that is undone; what comes in meanwhile is there. */
static void
test_delete_all (Fixture       *fixture,
                 gconstpointer  data)
{
  gpointer list;

  app_sidebar_show_calls (fixture->sidebar);
  app_test_settle ();
  list = app_test_find (fixture->sidebar, APP_TYPE_HISTORY_LIST);
  gtk_widget_activate_action (list, "history.clear", NULL);
  app_test_settle ();
  g_assert_true (app_test_reads (list, "No Calls Yet"));
  g_assert_true (app_test_reads (fixture->test.window, "All calls deleted"));
  scripted_history_add (PHONE_HISTORY (fixture->history), PHONE_HISTORY_KIND_MISSED, "New", "new@example.net");
  app_test_settle ();
  g_assert_true (app_test_reads (list, "New"));
  app_test_press (fixture->test.window, "Undo");
  g_assert_true (app_test_reads (list, "Amélie Fournier"));
}

/* Whoever sees the list has seen what they missed; whoever does not has not. */
static void
test_seen (Fixture       *fixture,
           gconstpointer  data)
{
  PhoneHistory *history = PHONE_HISTORY (fixture->history);

  app_sidebar_show_people (fixture->sidebar);
  app_test_settle ();
  scripted_history_set_unseen (history, 3);
  g_assert_cmpuint (phone_history_get_unseen_missed (history), ==, 3);
  app_sidebar_show_calls (fixture->sidebar);
  app_test_settle ();
  g_assert_cmpuint (phone_history_get_unseen_missed (history), ==, 0);
  scripted_history_set_unseen (history, 1);
  g_assert_cmpuint (phone_history_get_unseen_missed (history), ==, 0);
}

/* By which of several numbers it was; of an account that is gone nothing is said. */
static void
test_account (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PhoneAccount) second = scripted_account_new ("robin@example.com", FALSE);
  g_autoptr (PhoneHistoryEntry) newest = g_list_model_get_item (fixture->history, 0);
  gpointer list;
  GtkWidget *dot;

  app_sidebar_show_calls (fixture->sidebar);
  app_test_settle ();
  list = app_test_find (fixture->sidebar, APP_TYPE_HISTORY_LIST);
  scripted_phone_add_account (fixture->test.phone, second);
  g_assert_null (app_test_find (list, APP_TYPE_ACCOUNT_DOT));
  scripted_history_entry_set_account (newest, phone_account_get_id (second));
  app_test_settle ();
  dot = app_test_find (list, APP_TYPE_ACCOUNT_DOT);
  g_assert_nonnull (dot);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (dot), ==, "robin@example.com");
  scripted_history_entry_set_account (newest, "gone");
  app_test_settle ();
  g_assert_null (app_test_find (list, APP_TYPE_ACCOUNT_DOT));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/history-list/how-it-was", test_how_it_was);
  ADD ("/app/history-list/call-again", test_call_again);
  ADD ("/app/history-list/no-more-than-is-seen", test_no_more_than_is_seen);
  ADD ("/app/history-list/folded-reads-on", test_folded_reads_on);
  ADD ("/app/history-list/unfold-and-delete", test_unfold_and_delete);
  ADD ("/app/history-list/days", test_days);
  ADD ("/app/history-list/filter", test_filter);
  ADD ("/app/history-list/recorded", test_recorded);
  ADD ("/app/history-list/delete-all", test_delete_all);
  ADD ("/app/history-list/seen", test_seen);
  ADD ("/app/history-list/account", test_account);
  ADD ("/app/history-list/delete-and-undo", test_delete_and_undo);
  ADD ("/app/history-list/delete-and-close", test_delete_and_close);
  return g_test_run ();
}
