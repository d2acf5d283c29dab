/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whom one knows: found, called, deleted and had back. */

#include "app-people-list.h"

#include "app-person-dialog.h"
#include "app-person-editor.h"
#include "app-person-row.h"
#include "app-sidebar.h"
#include "app-test.h"
#include "scripted-book.h"
#include "scripted-people.h"

typedef struct
{
  AppTest test;
  gpointer sidebar;
  PhonePeople *people;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  filled)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  if (filled != NULL)
    scripted_book_fill (phone);
  app_test_open (&fixture->test, phone);
  fixture->people = phone_get_people (phone);
  fixture->sidebar = app_test_find (fixture->test.window, APP_TYPE_SIDEBAR);
  app_sidebar_show_people (fixture->sidebar);
  app_test_settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_close (&fixture->test);
}

/* Who knows nobody yet is told what this place is good for, and how to fill it. */
static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_true (app_test_reads (fixture->sidebar, "Nobody Here Yet"));
  g_assert_nonnull (app_test_named (fixture->sidebar, "Import…"));
  app_test_press (fixture->sidebar, "Add a Person…");
  app_test_settle ();
  g_assert_nonnull (app_test_find (fixture->test.window, APP_TYPE_PERSON_EDITOR));
}

static void
test_favourites_first (Fixture       *fixture,
                       gconstpointer  data)
{
  g_assert_true (app_test_reads (fixture->sidebar, "Favourites"));
  g_assert_true (app_test_reads (app_test_find (fixture->sidebar, APP_TYPE_PERSON_ROW), "Amélie Laurent"));
  g_assert_true (app_test_reads (fixture->sidebar, "B"));
  app_test_audit (fixture->test.window);
}

static void
test_call (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;

  app_test_press (app_test_find (fixture->sidebar, APP_TYPE_PERSON_ROW), "Call");
  app_test_settle ();
  call = g_list_model_get_item (phone_get_calls (fixture->test.phone), 0);
  g_assert_nonnull (call);
  g_assert_cmpstr (phone_call_get_remote_address (call), ==, "+33612345678");
}

/* By a name, by where they work, by a number in another spelling. */
static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  gpointer list = app_test_find (fixture->sidebar, APP_TYPE_PEOPLE_LIST);

  g_object_set (list, "search", "nowak", NULL);
  app_test_settle ();
  g_assert_true (app_test_reads (list, "Bogdan Nowak"));
  g_assert_false (app_test_reads (list, "Zoe"));
  g_object_set (list, "search", "gemeente", NULL);
  app_test_settle ();
  g_assert_true (app_test_reads (list, "Emma Visser"));
  g_object_set (list, "search", "+49170123", NULL);
  app_test_settle ();
  g_assert_true (app_test_reads (list, "Jürgen Özdemir"));
  g_object_set (list, "search", "nobody at all", NULL);
  app_test_settle ();
  g_assert_true (app_test_reads (list, "Nothing Found"));
}

static void
test_delete_and_undo (Fixture       *fixture,
                      gconstpointer  data)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->people));

  gtk_widget_activate_action (app_test_find (fixture->sidebar, APP_TYPE_PERSON_ROW), "row.delete", NULL);
  app_test_settle ();
  g_assert_false (app_test_reads (fixture->sidebar, "Amélie Laurent"));
  g_assert_true (app_test_reads (fixture->test.window, "Amélie Laurent was deleted"));
  g_assert_null (phone_people_find (fixture->people, NULL, "amelie@example.org"));
  app_test_press (fixture->test.window, "Undo");
  app_test_settle ();
  g_assert_true (app_test_reads (fixture->sidebar, "Amélie Laurent"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->people)), ==, n);
}

/* Who becomes a favourite goes to the top at once. */
static void
test_new_favourite (Fixture       *fixture,
                    gconstpointer  data)
{
  PhonePerson *wang = phone_people_find (fixture->people, NULL, "wang@example.org");
  PhonePerson *amelie = phone_people_find (fixture->people, NULL, "amelie@example.org");
  g_autoptr (PhonePerson) first = NULL;
  g_autoptr (PhonePerson) second = NULL;
  g_autoptr (PhonePerson) third = NULL;
  GListModel *rows;

  phone_person_set_favourite (amelie, FALSE);
  phone_people_save (fixture->people, amelie);
  phone_person_set_favourite (wang, TRUE);
  phone_person_set_name (wang, "Aa");
  phone_people_save (fixture->people, wang);
  app_test_settle ();
  rows = G_LIST_MODEL (gtk_list_view_get_model (app_test_find (fixture->sidebar, GTK_TYPE_LIST_VIEW)));
  first = g_list_model_get_item (rows, 0);
  second = g_list_model_get_item (rows, 1);
  third = g_list_model_get_item (rows, 2);
  g_assert_cmpstr (phone_person_get_name (first), ==, "Aa");
  g_assert_cmpstr (phone_person_get_name (second), ==, "Jürgen Özdemir");
  g_assert_cmpstr (phone_person_get_name (third), ==, "Amélie Laurent");
}

static void
test_show (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_act (&fixture->test, "win.show-person",
                phone_person_get_id (phone_people_find (fixture->people, NULL, "emma@example.org")));
  app_test_settle ();
  g_assert_true (app_test_reads (app_test_find (fixture->test.window, APP_TYPE_PERSON_DIALOG), "Gemeente"));
}

#define add(name, filled, func) \
  g_test_add ("/app/people-list/" name, Fixture, filled, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  add ("empty", NULL, test_empty);
  add ("favourites-first", "filled", test_favourites_first);
  add ("call", "filled", test_call);
  add ("search", "filled", test_search);
  add ("delete-and-undo", "filled", test_delete_and_undo);
  add ("new-favourite", "filled", test_new_favourite);
  add ("show", "filled", test_show);
  return g_test_run ();
}
