/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The friends of another telephone come along, and who does not is named. */

#include "app-people-file.h"

#include <glib/gstdio.h>

#include "app-sidebar.h"
#include "app-test.h"
#include "scripted-people.h"

typedef struct
{
  AppTest test;
  PhonePeople *people;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  int fd = g_file_open_tmp ("earshot-XXXXXX.vcf", &fixture->path, NULL);

  g_assert_true (g_close (fd, NULL));
  scripted_people_fill (phone);
  app_test_open (&fixture->test, phone);
  fixture->people = phone_get_people (phone);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_remove (fixture->path);
  g_free (fixture->path);
  app_test_close (&fixture->test);
}

typedef struct
{
  gpointer window;
  const char *text;
} Wanted;

static gboolean
is_read (gpointer data)
{
  Wanted *wanted = data;

  return app_test_reads (wanted->window, wanted->text);
}

static void
import_and_wait_for (Fixture    *fixture,
                     const char *cards,
                     const char *text)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);
  Wanted wanted = { fixture->test.window, text };

  g_assert_true (g_file_set_contents (fixture->path, cards, -1, NULL));
  app_people_file_take (app_test_find (fixture->test.window, APP_TYPE_SIDEBAR), fixture->people, file);
  app_test_wait (is_read, &wanted);
}

static void
test_all_well (Fixture       *fixture,
               gconstpointer  data)
{
  static const char cards[] = "BEGIN:VCARD\nVERSION:3.0\nUID:1\nFN:Anna\nEND:VCARD\n"
                              "BEGIN:VCARD\nVERSION:3.0\nUID:2\nFN:Bob\nEND:VCARD\n";

  import_and_wait_for (fixture, cards, "2 people were added");
  app_sidebar_show_people (app_test_find (fixture->test.window, APP_TYPE_SIDEBAR));
  app_test_settle ();
  g_assert_true (app_test_reads (fixture->test.window, "Bob"));
}

static void
test_some_refused (Fixture       *fixture,
                   gconstpointer  data)
{
  import_and_wait_for (fixture,
                       "BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nEND:VCARD\nBEGIN:VCARD\nVERSION:7\nFN:Bob\nEND:VCARD\n",
                       "Some Left Out");
  g_assert_true (app_test_reads (fixture->test.window, "One person was added"));
  g_assert_true (app_test_reads (fixture->test.window, "Bob (line 5)"));
}

static void
test_no_cards (Fixture       *fixture,
               gconstpointer  data)
{
  import_and_wait_for (fixture, "name,phone\n", "no card in the file");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->people)), ==, 0);
}

#define add(name, func) g_test_add ("/app/people-file/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  add ("all-well", test_all_well);
  add ("some-refused", test_some_refused);
  add ("no-cards", test_no_cards);
  return g_test_run ();
}
