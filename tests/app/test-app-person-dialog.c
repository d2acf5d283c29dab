/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Somebody one knows: read, called, written to, made a favourite, deleted. */

#include "app-person-dialog.h"

#include "app-person-editor.h"
#include "app-test.h"
#include "scripted-book.h"
#include "scripted-people.h"

typedef struct
{
  AppTest test;
  PhonePeople *people;
  PhonePerson *amelie;
  gpointer dialog;
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
  fixture->amelie = phone_people_find (fixture->people, NULL, "amelie@example.org");
  app_test_act (&fixture->test, "win.show-person", phone_person_get_id (fixture->amelie));
  app_test_settle ();
  fixture->dialog = app_test_find (fixture->test.window, APP_TYPE_PERSON_DIALOG);
  g_assert_nonnull (fixture->dialog);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_close (&fixture->test);
}

static void
test_reads (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const texts[] = {
    "Amélie Laurent", "Mobile", "Work", "Atelier", "Home", "amelie@example.org", "amelie@mail.example",
    "Met at the trade fair.",
  };
  AdwAvatar *avatar = app_test_find (fixture->dialog, ADW_TYPE_AVATAR);

  for (guint n = 0; n < G_N_ELEMENTS (texts); n++)
    if (!app_test_reads (fixture->dialog, texts[n]))
      g_error ("nobody reads “%s”", texts[n]);
  /* As people write it where the account is. */
  g_assert_true (app_test_reads (fixture->dialog, "\u2066" "030 123456" "\u2069"));
  g_assert_nonnull (adw_avatar_get_custom_image (avatar));
  app_test_audit (fixture->dialog);
}

static void
test_call (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;

  app_test_press (fixture->dialog, "Call");
  app_test_settle ();
  call = g_list_model_get_item (phone_get_calls (fixture->test.phone), 0);
  g_assert_cmpstr (phone_call_get_remote_address (call), ==, "+33612345678");
  g_assert_null (app_test_find (fixture->test.window, APP_TYPE_PERSON_DIALOG));
}

static void
test_favourite (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *button = app_test_named (fixture->dialog, "Favourite");

  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), FALSE);
  g_assert_false (phone_person_is_favourite (fixture->amelie));
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  gtk_widget_activate_action (fixture->dialog, "person.delete", NULL);
  app_test_settle ();
  g_assert_null (phone_people_find (fixture->people, NULL, "amelie@example.org"));
  app_test_press (fixture->test.window, "Undo");
  g_assert_true (phone_people_find (fixture->people, NULL, "amelie@example.org") == fixture->amelie);
}

/* What is changed in the editor is read here at once. */
static void
test_follows_the_editor (Fixture       *fixture,
                         gconstpointer  data)
{
  gpointer editor;

  app_test_press (fixture->dialog, "Edit");
  app_test_settle ();
  editor = app_test_find (fixture->test.window, APP_TYPE_PERSON_EDITOR);
  gtk_editable_set_text (GTK_EDITABLE (app_test_named (editor, "Company")), "Laurent et Filles");
  app_test_press (editor, "Save");
  app_test_settle ();
  g_assert_true (app_test_reads (fixture->dialog, "Laurent et Filles"));
}

#define add(name, func) g_test_add ("/app/person-dialog/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  add ("reads", test_reads);
  add ("call", test_call);
  add ("favourite", test_favourite);
  add ("delete", test_delete);
  add ("follows-the-editor", test_follows_the_editor);
  return g_test_run ();
}
