/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Looking for a server: what is found appears at once, and one may choose. */

#include "app-test.h"

#include "app-server-finder.h"
#include "scripted-phone.h"

typedef struct
{
  Phone *phone;
  AppServerFinder *finder;
  char *found;
  char *chosen;
  GError *error;
  gboolean over;
} Fixture;

static void
finder_chosen_cb (AppServerFinder *finder,
                  const char      *server,
                  Fixture         *fixture)
{
  g_set_str (&fixture->chosen, server);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->phone = phone_new (NULL, NULL);
  fixture->finder = g_object_ref_sink (g_object_new (APP_TYPE_SERVER_FINDER, NULL));
  g_signal_connect (fixture->finder, "chosen", G_CALLBACK (finder_chosen_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->finder);
  g_object_unref (fixture->phone);
  g_free (fixture->found);
  g_free (fixture->chosen);
  g_clear_error (&fixture->error);
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->found = app_server_finder_search_finish (APP_SERVER_FINDER (source), result, &fixture->error);
  fixture->over = TRUE;
}

static void
search (Fixture *fixture)
{
  app_server_finder_search_async (fixture->finder, fixture->phone, "robin@example.org", searched_cb, fixture);
}

static gboolean
is_over (gpointer data)
{
  return ((Fixture *) data)->over;
}

static GtkListBoxRow *
row (Fixture *fixture,
     int      n)
{
  return gtk_list_box_get_row_at_index (app_test_find (GTK_WIDGET (fixture->finder), GTK_TYPE_LIST_BOX), n);
}

static void
test_found (Fixture       *fixture,
            gconstpointer  data)
{
  search (fixture);
  g_assert_true (app_test_reads (GTK_WIDGET (fixture->finder), "Looking for the server"));
  scripted_probe_add (phone_get_probe (fixture->phone), "wss://sip.example.org/", "Named by DNS.", NULL);
  g_assert_true (app_test_reads (GTK_WIDGET (fixture->finder), "Named by DNS."));
  scripted_probe_add (phone_get_probe (fixture->phone), "tls://example.org", "A usual place.", "Does not answer.");

  scripted_probe_end (phone_get_probe (fixture->phone));
  app_test_wait (is_over, fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->found, ==, "wss://sip.example.org/");
  g_assert_false (app_test_reads (GTK_WIDGET (fixture->finder), "Looking for the server"));
}

static void
test_choose (Fixture       *fixture,
             gconstpointer  data)
{
  search (fixture);
  scripted_probe_add (phone_get_probe (fixture->phone), "wss://sip.example.org/", "Named by DNS.", NULL);
  scripted_probe_add (phone_get_probe (fixture->phone), "udp://sip.example.org", "Named by DNS.", NULL);
  scripted_probe_add (phone_get_probe (fixture->phone), "tls://example.org", "A usual place.", "Does not answer.");
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (row (fixture, 2))));

  g_signal_emit_by_name (gtk_widget_get_parent (GTK_WIDGET (row (fixture, 1))), "row-activated", row (fixture, 1));
  g_assert_cmpstr (fixture->chosen, ==, "udp://sip.example.org");
  scripted_probe_end (phone_get_probe (fixture->phone));
  app_test_wait (is_over, fixture);
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  search (fixture);
  scripted_probe_end (phone_get_probe (fixture->phone));
  app_test_wait (is_over, fixture);
  g_assert_error (fixture->error, PHONE_ERROR, PHONE_ERROR_NO_SERVER);
}

/* A second search gives up the first, whose caller is told. */
static void
test_again (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (PhoneProbe) first = NULL;

  search (fixture);
  first = g_object_ref (phone_get_probe (fixture->phone));
  search (fixture);
  scripted_probe_end (first);
  app_test_wait (is_over, fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&fixture->error);
  fixture->over = FALSE;

  scripted_probe_add (phone_get_probe (fixture->phone), "wss://sip.example.org/", "Named by DNS.", NULL);
  scripted_probe_end (phone_get_probe (fixture->phone));
  app_test_wait (is_over, fixture);
  g_assert_cmpstr (fixture->found, ==, "wss://sip.example.org/");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/server-finder/found", test_found);
  ADD ("/app/server-finder/choose", test_choose);
  ADD ("/app/server-finder/nothing", test_nothing);
  ADD ("/app/server-finder/again", test_again);
  return g_test_run ();
}
