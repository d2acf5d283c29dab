/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Somebody is written down, and what was wrong about them is put right. */

#include "app-person-editor.h"

#include "app-person-address.h"
#include "app-test.h"
#include "scripted-book.h"
#include "scripted-people.h"

typedef struct
{
  AppTest test;
  PhonePeople *people;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  scripted_book_fill (phone);
  app_test_open (&fixture->test, phone);
  fixture->people = phone_get_people (phone);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_close (&fixture->test);
}

static gpointer
open_editor (Fixture    *fixture,
             const char *action,
             const char *target)
{
  app_test_act (&fixture->test, action, target);
  app_test_settle ();
  return app_test_find (fixture->test.window, APP_TYPE_PERSON_EDITOR);
}

static void
type (gpointer    editor,
      const char *field,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (app_test_named (editor, field)), text);
}

/* A number and an address are told apart by themselves, and a name is enough. */
static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  gpointer editor = open_editor (fixture, "win.new-person", NULL);
  PhonePerson *ida;
  const char *label;

  app_test_audit (editor);
  g_assert_false (gtk_widget_get_sensitive (app_test_named (editor, "Save")));
  type (editor, "Name", "Ída");
  g_assert_true (gtk_widget_get_sensitive (app_test_named (editor, "Save")));
  type (editor, "Number or Address", "Tel.: +354 555 1234");
  app_test_press (editor, "Save");
  app_test_settle ();
  ida = phone_people_find (fixture->people, NULL, "00354 5551234");
  g_assert_nonnull (ida);
  g_assert_cmpstr (phone_person_get_name (ida), ==, "Ída");
  g_assert_cmpint (phone_person_get_address (ida, 0, NULL, &label), ==, PHONE_ADDRESS_PHONE);
  g_assert_cmpstr (label, ==, "mobile");
}

/* There is a line to type into as long as anybody types. */
static void
test_lines_grow (Fixture       *fixture,
                 gconstpointer  data)
{
  gpointer editor = open_editor (fixture, "win.new-person", NULL);
  GtkWidget *line = app_test_find (editor, APP_TYPE_PERSON_ADDRESS);

  g_assert_null (gtk_widget_get_next_sibling (line));
  gtk_editable_set_text (GTK_EDITABLE (line), "1");
  g_assert_nonnull (gtk_widget_get_next_sibling (line));
  gtk_editable_set_text (GTK_EDITABLE (line), "12");
  g_assert_null (gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (line)));
  adw_dialog_force_close (editor);
}

/* Cancelled, nothing was; saved, what was not touched is as it was. */
static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  PhonePerson *amelie = phone_people_find (fixture->people, NULL, "amelie@example.org");
  gpointer editor = open_editor (fixture, "win.edit-person", phone_person_get_id (amelie));
  const char *value;
  const char *label;

  type (editor, "Name", "Somebody Else");
  adw_dialog_close (editor);
  app_test_settle ();
  g_assert_cmpstr (phone_person_get_name (amelie), ==, "Amélie Laurent");

  editor = open_editor (fixture, "win.edit-person", phone_person_get_id (amelie));
  type (editor, "Name", "Amélie Martin");
  app_test_press (editor, "Save");
  app_test_settle ();
  g_assert_cmpstr (phone_person_get_name (amelie), ==, "Amélie Martin");
  g_assert_cmpuint (phone_person_get_n_addresses (amelie), ==, 4);
  g_assert_cmpint (phone_person_get_address (amelie, 2, &value, &label), ==, PHONE_ADDRESS_PHONE);
  g_assert_cmpstr (value, ==, "+49 (0)30 / 1234-56");
  g_assert_cmpstr (label, ==, "Atelier");
  g_assert_cmpint (phone_person_get_address (amelie, 3, NULL, NULL), ==, PHONE_ADDRESS_EMAIL);
  g_assert_true (phone_person_has_picture (amelie));
  g_assert_nonnull (phone_person_get_note (amelie));
}

static void
test_remove_picture (Fixture       *fixture,
                     gconstpointer  data)
{
  PhonePerson *amelie = phone_people_find (fixture->people, NULL, "amelie@example.org");
  gpointer editor = open_editor (fixture, "win.edit-person", phone_person_get_id (amelie));

  gtk_widget_activate_action (editor, "person.remove-picture", NULL);
  g_assert_true (phone_person_has_picture (amelie)); /* not before it is saved */
  app_test_press (editor, "Save");
  g_assert_false (phone_person_has_picture (amelie));
}

#define add(name, func) g_test_add ("/app/person-editor/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  add ("new", test_new);
  add ("lines-grow", test_lines_grow);
  add ("edit", test_edit);
  add ("remove-picture", test_remove_picture);
  return g_test_run ();
}
