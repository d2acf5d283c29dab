/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Finding what failed among all that was said, seeing where, and taking it along. */

#include "app-trace-page.h"

#include <glib/gstdio.h>

#include "app-ladder-row.h"
#include "app-ladder.h"
#include "app-rung.h"
#include "app-test.h"
#include "phone-trace-private.h"
#include "scripted-people.h"

#define REST(id, method) "Call-ID: " id "\nFrom: <sip:robin@example.org>\nTo: <sip:bob@example.org>\nCSeq: 1 " method "\n\n"

typedef struct
{
  Phone *phone;
  AppTracePage *page;
  GtkWidget *window;
} Fixture;

static void
say (Fixture    *fixture,
     gboolean    outgoing,
     const char *text)
{
  phone_trace_add (phone_get_trace (fixture->phone), phone_get_default_account (fixture->phone), outgoing, text);
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->phone = phone_new (NULL, NULL);
  scripted_people_fill (fixture->phone);
  say (fixture, TRUE, "REGISTER sip:example.org SIP/2.0\n" REST ("1", "REGISTER"));
  say (fixture, FALSE, "SIP/2.0 200 OK\n" REST ("1", "REGISTER"));
  for (guint i = 0; i < 3; i++)
    say (fixture, TRUE, "INVITE sip:bob@example.org SIP/2.0\n" REST ("2", "INVITE") "v=0\nm=audio 9 RTP/AVP 0\n");
  say (fixture, FALSE, "SIP/2.0 404 Not Found\n" REST ("2", "INVITE"));
  fixture->page = g_object_new (APP_TYPE_TRACE_PAGE, "trace", phone_get_trace (fixture->phone), NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 640);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  app_test_settle ();
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_settle ();
  g_assert_finalize_object (fixture->phone);
}

static guint
count (GtkWidget *widget,
       GType      type)
{
  guint n = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count (child, type);
  return n;
}

/* The newest is shown at once, drawn, and explained; everything has a name. */
static void
test_shown (Fixture       *fixture,
            gconstpointer  data)
{
  AppLadder *ladder = app_test_find (fixture->page, APP_TYPE_LADDER);

  app_test_audit (fixture->page);
  g_assert_cmpuint (count (GTK_WIDGET (fixture->page), APP_TYPE_LADDER_ROW), ==, 2);
  g_assert_true (app_test_reads (fixture->page, "Call: 404 Not Found"));
  g_assert_true (app_test_reads (fixture->page, "The server knows nobody by this address."));
  g_assert_true (app_test_reads (ladder, "INVITE ×3"));
  g_assert_true (app_test_reads (ladder, "✕ 404 Not Found"));
  g_assert_true (app_test_reads (ladder, "Server"));
  g_assert_true (app_test_reads (fixture->page, "Contents, 2 Lines"));
}

/* A trace that grows is drawn as it grows. */
static void
test_grows (Fixture       *fixture,
            gconstpointer  data)
{
  AppLadder *ladder = app_test_find (fixture->page, APP_TYPE_LADDER);

  say (fixture, TRUE, "ACK sip:bob@example.org SIP/2.0\n" REST ("2", "ACK"));
  app_test_settle ();
  g_assert_true (app_test_reads (ladder, "ACK"));
  g_assert_false (app_test_reads (ladder, "Sound"));
  phone_trace_clear (phone_get_trace (fixture->phone));
  app_test_settle ();
  g_assert_true (app_test_reads (fixture->page, "Nothing Said Yet"));
}

static guint
count_rows (Fixture *fixture)
{
  app_test_settle ();
  return count (GTK_WIDGET (fixture->page), APP_TYPE_LADDER_ROW);
}

static void
test_filters (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *search = app_test_find (fixture->page, GTK_TYPE_SEARCH_ENTRY);

  app_test_press (fixture->page, "Only What Failed");
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  gtk_drop_down_set_selected (app_test_find (fixture->page, GTK_TYPE_DROP_DOWN), 2);
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  g_assert_true (app_test_reads (fixture->page, "Nothing Found"));
  app_test_press (fixture->page, "Show Everything");
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  gtk_editable_set_text (GTK_EDITABLE (search), "M=AUDIO");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_cmpuint (count_rows (fixture), ==, 1);
}

/* Nobody is named in what leaves the machine unless one wants that. */
static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *masked = app_trace_page_dup_text (fixture->page);
  g_autofree char *plain = NULL;

  g_assert_null (strstr (masked, "bob"));
  g_assert_null (strstr (masked, "robin"));
  g_assert_nonnull (strstr (masked, "sip:person-"));
  g_assert_true (gtk_widget_activate_action (app_test_find (fixture->page, GTK_TYPE_CHECK_BUTTON), "press.press", NULL));
  plain = app_trace_page_dup_text (fixture->page);
  g_assert_nonnull (strstr (plain, "bob@example.org"));
}

/* Of a long ladder only what is seen exists. */
static void
test_long (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *text = g_strdup_printf ("INFO sip:bob@example.org SIP/2.0\nX: %u\n" REST ("2", "INFO"), i);

      say (fixture, i % 2 == 0, text);
    }
  app_test_settle ();
  g_assert_cmpuint (count (app_test_find (fixture->page, APP_TYPE_LADDER), APP_TYPE_RUNG), <, 300);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* Whoever closes the window while a file is written has the file all the same. */
static void
test_saved_and_closed (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("test-trace-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "trace.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gpointer page = fixture->page;

  g_object_add_weak_pointer (page, &page);
  app_trace_page_save (fixture->page, file);
  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  g_object_run_dispose (page);
  app_test_wait (is_gone, &page);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_remove (path);
  g_rmdir (folder);
}

#define add(name, func) \
  g_test_add ("/app/trace-page/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  add ("shown", test_shown);
  add ("grows", test_grows);
  add ("filters", test_filters);
  add ("names", test_names);
  add ("long", test_long);
  add ("saved-and-closed", test_saved_and_closed);
  return g_test_run ();
}
