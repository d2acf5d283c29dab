/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What comes over is what is left selected, and is taken back by one press. */

#include "app-import-preview.h"

#include "app-import-dialog.h"
#include "app-sidebar.h"
#include "app-test.h"
#include "import-home.h"
#include "scripted-people.h"

typedef struct
{
  AppTest test;
  char *home;
  AppImportPreview *preview;
} Fixture;

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      slot)
{
  *(PhoneImportPlan **) slot = phone_import_source_read_finish (PHONE_IMPORT_SOURCE (source), result, NULL);
}

static gboolean
is_set (gpointer slot)
{
  return *(gpointer *) slot != NULL;
}

/* The preview of one file, in a dialog. */
static void
preview (Fixture    *fixture,
         const char *name)
{
  g_autoptr (GFile) file = g_file_new_build_filename (fixture->home, name, NULL);
  g_autoptr (PhoneImportSource) source = phone_import_source_new (file);
  g_autoptr (PhoneImportPlan) plan = NULL;
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *pages = adw_navigation_view_new ();

  phone_import_source_read_async (source, fixture->test.phone, NULL, read_cb, &plan);
  app_test_wait (is_set, &plan);
  fixture->preview = app_import_preview_new (plan, app_test_find (fixture->test.window, APP_TYPE_SIDEBAR));
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (pages), ADW_NAVIGATION_PAGE (fixture->preview));
  adw_dialog_set_child (dialog, pages);
  adw_dialog_set_title (dialog, "Test");
  adw_dialog_present (dialog, GTK_WIDGET (fixture->test.window));
  app_test_settle ();
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  fixture->home = import_home_new (TRUE);
  scripted_people_fill (phone);
  app_test_open (&fixture->test, phone);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  import_home_remove (fixture->home);
  g_free (fixture->home);
  app_test_close (&fixture->test);
}

static guint
count_people (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (phone_get_people (fixture->test.phone)));
}

static gboolean
says (gpointer data)
{
  return app_test_reads (((Fixture *) data)->test.window, "4 people came along");
}

static gboolean
is_empty (gpointer data)
{
  return count_people (data) == 0;
}

static void
test_taken_back (Fixture       *fixture,
                 gconstpointer  data)
{
  preview (fixture, ".twinkle/twinkle.ab");
  app_test_press (fixture->preview, "Import");
  app_test_wait (says, fixture);
  g_assert_cmpuint (count_people (fixture), ==, 4);
  app_test_settle ();
  app_test_press (fixture->test.window, "Undo");
  app_test_wait (is_empty, fixture);
}

static void
test_nothing_selected (Fixture       *fixture,
                       gconstpointer  data)
{
  preview (fixture, ".twinkle/twinkle.ab");
  g_assert_true (gtk_widget_activate_action (app_test_named (fixture->preview, "4 people"), "press.press", NULL));
  app_test_settle ();
  g_assert_false (gtk_widget_is_sensitive (app_test_named (fixture->preview, "Import")));
}

static gboolean
has_account (gpointer data)
{
  GListModel *accounts = phone_get_accounts (((Fixture *) data)->test.phone);

  for (guint n = 0; n < g_list_model_get_n_items (accounts); n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, n);

      if (g_str_equal (phone_account_get_address (account), "anna@linphone.example"))
        return TRUE;
    }
  return FALSE;
}

static void
test_password (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *field;

  preview (fixture, ".config/linphone/linphonerc");
  field = app_test_named (fixture->preview, "Password of anna@linphone.example");
  gtk_editable_set_text (GTK_EDITABLE (field), "secret");
  app_test_press (fixture->preview, "Import");
  app_test_wait (has_account, fixture);
}

#define add(name, func) g_test_add ("/app/import-preview/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  add ("taken-back", test_taken_back);
  add ("nothing-selected", test_nothing_selected);
  add ("password", test_password);
  return g_test_run ();
}
