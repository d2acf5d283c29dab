/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The files of other telephones are found, looked at, taken over and back, in the words of a person. */

#include "app-import-dialog.h"

#include "app-import-preview.h"
#include "app-test.h"
#include "import-home.h"
#include "scripted-people.h"

typedef struct
{
  AppTest test;
  AppImportDialog *dialog;
  char *home;
} Fixture;

static void
open_dialog (Fixture  *fixture,
             gboolean  full)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  fixture->home = import_home_new (full);
  scripted_people_fill (phone);
  app_test_open (&fixture->test, phone);
  fixture->dialog = app_import_dialog_new (phone, gtk_window_get_focus (GTK_WINDOW (fixture->test.window)) != NULL
                                                    ? gtk_window_get_focus (GTK_WINDOW (fixture->test.window))
                                                    : GTK_WIDGET (fixture->test.window), fixture->home);
  adw_dialog_present (ADW_DIALOG (fixture->dialog), GTK_WIDGET (fixture->test.window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  import_home_remove (fixture->home);
  g_free (fixture->home);
  app_test_close (&fixture->test);
}

typedef struct
{
  gpointer root;
  const char *text;
} Wanted;

static gboolean
is_read (gpointer data)
{
  Wanted *wanted = data;

  return app_test_reads (wanted->root, wanted->text);
}

static void
wait_for (Fixture    *fixture,
          const char *text)
{
  Wanted wanted = { fixture->test.window, text };

  app_test_wait (is_read, &wanted);
}

static void
choose (Fixture    *fixture,
        const char *title)
{
  GtkWidget *row = NULL;

  wait_for (fixture, title);
  for (row = app_test_find (fixture->dialog, ADW_TYPE_ACTION_ROW); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title) == 0)
      {
        adw_action_row_activate (ADW_ACTION_ROW (row));
        wait_for (fixture, "What Comes Along");
        app_test_settle ();
        return;
      }
  g_assert_not_reached ();
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  open_dialog (fixture, FALSE);
  wait_for (fixture, "No other telephone was found here");
  g_assert_true (app_test_reads (fixture->test.window, "Choose a File…"));
  app_test_audit (fixture->dialog);
}

static void
test_found (Fixture       *fixture,
            gconstpointer  data)
{
  open_dialog (fixture, TRUE);
  wait_for (fixture, "Twinkle");
  g_assert_true (app_test_reads (fixture->dialog, "~/.twinkle"));
  g_assert_true (app_test_reads (fixture->dialog, "Linphone"));
  app_test_audit (fixture->dialog);
}

static void
test_preview (Fixture       *fixture,
              gconstpointer  data)
{
  open_dialog (fixture, TRUE);
  choose (fixture, "Twinkle");
  g_assert_true (app_test_reads (fixture->dialog, "anna@example.org"));
  g_assert_true (app_test_reads (fixture->dialog, "4 people"));
  g_assert_true (app_test_reads (fixture->dialog, "2 past calls"));
  g_assert_true (app_test_reads (fixture->dialog, "ak17"));
  g_assert_nonnull (app_test_named (fixture->dialog, "Password of anna.koehler@home.example"));
  app_test_audit (fixture->dialog);
}

static void
test_not_all (Fixture       *fixture,
              gconstpointer  data)
{
  open_dialog (fixture, TRUE);
  choose (fixture, "Twinkle");
  app_test_press (fixture->dialog, "Import");
  wait_for (fixture, "Not All Came Along");
  g_assert_true (app_test_reads (fixture->dialog, "anna.koehler@home.example was left out, because its password is not known."));
  g_assert_null (app_test_named (fixture->dialog, "Password of anna.koehler@home.example"));
  app_test_audit (fixture->dialog);
}

static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (PhoneImportSource) source = NULL;
  g_autoptr (GFile) file = NULL;

  open_dialog (fixture, FALSE);
  import_home_write (fixture->home, "letter.txt", "Dear aunt");
  file = g_file_new_build_filename (fixture->home, "letter.txt", NULL);
  source = phone_import_source_new (file);
  app_import_dialog_read (fixture->dialog, source);
  wait_for (fixture, "This file cannot be read as one of another telephone");
}

#define add(name, func) g_test_add ("/app/import-dialog/" name, Fixture, NULL, NULL, func, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  add ("nothing", test_nothing);
  add ("found", test_found);
  add ("preview", test_preview);
  add ("not-all", test_not_all);
  add ("unreadable", test_unreadable);
  return g_test_run ();
}
