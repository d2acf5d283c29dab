/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A drawing one can walk through with the keyboard. */

#include "app-ladder.h"

#include "app-rung.h"
#include "app-test.h"
#include "phone-ladders.h"
#include "phone-trace-read.h"

#define REST "Call-ID: 1\nTo: <sip:bob@example.org>\nCSeq: 1 INVITE\n\n\n"
#define TRACE                                                                                                          \
  "10:00:00.000001 >>> udp anna@example.org\nINVITE sip:bob@example.org SIP/2.0\n" REST                                \
  "10:00:01.000001 <<< udp anna@example.org\nSIP/2.0 200 OK\n" REST

static PhoneLadder *
read_ladder (const char *text)
{
  g_autoptr (GListModel) trace = phone_trace_read (text);
  g_autoptr (PhoneLadders) ladders = phone_ladders_new (trace);

  return g_list_model_get_item (G_LIST_MODEL (ladders), 0);
}

static GtkWidget *
open_window (GtkWidget   *place,
             PhoneLadder *ladder)
{
  GtkWidget *window = gtk_window_new ();

  g_object_set (place, "ladder", ladder, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 400);
  gtk_window_set_child (GTK_WINDOW (window), place);
  gtk_window_present (GTK_WINDOW (window));
  app_test_settle ();
  return window;
}

static const char *
get_selected (GtkWidget *place)
{
  g_autoptr (PhoneRung) rung = NULL;

  g_object_get (place, "selected", &rung, NULL);
  return rung != NULL ? phone_rung_get_title (rung) : NULL;
}

static void
test_walk (void)
{
  g_autoptr (PhoneLadder) ladder = read_ladder (TRACE);
  GtkWidget *place = g_object_new (APP_TYPE_LADDER, NULL);
  GtkWidget *window = open_window (place, ladder);
  GtkListView *list = app_test_find (place, GTK_TYPE_LIST_VIEW);

  g_assert_cmpstr (get_selected (place), ==, "INVITE");
  gtk_list_view_scroll_to (list, 1, GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);
  g_assert_cmpstr (get_selected (place), ==, "200 OK");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The sides are the same whichever way one reads, and the third appears when something stands there. */
static void
test_sides (void)
{
  g_autoptr (PhoneLadder) ladder =
    read_ladder (TRACE "10:00:02.000001 *** udp anna@example.org\nsound-failed cause=device call=1\n\n");
  GtkWidget *place = g_object_new (APP_TYPE_LADDER, NULL);
  GtkWidget *window = open_window (place, ladder);

  g_assert_true (app_test_reads (place, "Sound"));
  g_assert_true (app_test_reads (place, "✕ sound failed: device"));
  gtk_widget_set_direction (place, GTK_TEXT_DIR_RTL);
  app_test_settle ();
  g_assert_cmpint (gtk_widget_get_direction (app_test_find (place, APP_TYPE_RUNG)), ==, GTK_TEXT_DIR_LTR);
  g_object_set (place, "ladder", NULL, NULL);
  app_test_settle ();
  g_assert_null (get_selected (place));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/ladder/walk", test_walk);
  g_test_add_func ("/app/ladder/sides", test_sides);
  return g_test_run ();
}
