/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Favourites are a press away on the keypad. */

#include "app-favourites.h"

#include "app-dial-page.h"
#include "app-test.h"
#include "scripted-book.h"
#include "scripted-people.h"

static PhonePerson *
find_favourite (PhonePeople *people)
{
  for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (people)); n++)
    {
      g_autoptr (PhonePerson) person = g_list_model_get_item (G_LIST_MODEL (people), n); /* the list holds it */

      if (phone_person_is_favourite (person))
        return person;
    }
  g_assert_not_reached ();
}

static void
test_call (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneCall) call = NULL;
  g_autofree char *name = NULL;
  PhonePerson *person;
  gpointer row;
  AppTest test;

  scripted_people_fill (phone);
  scripted_book_fill (phone);
  app_test_open (&test, phone);
  app_test_act (&test, "win.new-call", NULL);
  app_test_settle ();
  row = app_test_find (test.window, APP_TYPE_FAVOURITES);
  g_assert_nonnull (row);
  app_test_audit (row);
  g_assert_cmpint (gtk_widget_get_height (row), >, 48);
  person = find_favourite (phone_get_people (phone));
  name = g_strdup_printf ("Call %s", phone_person_get_name (person));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (app_test_find (row, GTK_TYPE_BUTTON)), ==, name);

  /* It goes with the star, and comes back with it. */
  phone_person_set_favourite (person, FALSE);
  phone_people_save (phone_get_people (phone), person);
  app_test_settle ();
  g_assert_cmpstr (gtk_widget_get_tooltip_text (app_test_find (row, GTK_TYPE_BUTTON)), !=, name);
  phone_person_set_favourite (person, TRUE);
  phone_people_save (phone_get_people (phone), person);
  app_test_settle ();
  g_signal_emit_by_name (app_test_find (row, GTK_TYPE_BUTTON), "clicked");
  app_test_settle ();
  call = g_list_model_get_item (phone_get_calls (phone), 0);
  g_assert_nonnull (call);
  app_test_close (&test);
}

static void
test_nobody (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  app_test_act (&test, "win.new-call", NULL);
  app_test_settle ();
  g_assert_null (app_test_find (app_test_find (test.window, APP_TYPE_FAVOURITES), ADW_TYPE_WRAP_BOX));
  app_test_close (&test);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/favourites/call", test_call);
  g_test_add_func ("/app/favourites/nobody", test_nobody);
  return g_test_run ();
}
