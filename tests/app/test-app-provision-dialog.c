/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A link, a text and a picture lead to what is offered, and by whom; what leads nowhere is said at the field. */

#include "app-provision-dialog.h"

#include "app-import-preview.h"
#include "app-test.h"
#include "scripted-phone.h"

typedef struct
{
  AppTest test;
  AppProvisionDialog *dialog;
} Fixture;

static void
open_dialog (Fixture    *fixture,
             const char *offer)
{
  fixture->dialog = app_provision_dialog_new (fixture->test.phone, GTK_WIDGET (fixture->test.window), offer);
  adw_dialog_present (ADW_DIALOG (fixture->dialog), GTK_WIDGET (fixture->test.window));
  app_test_settle ();
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  app_test_open (&fixture->test, phone);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
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
type_and_continue (Fixture    *fixture,
                   const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (app_test_find (fixture->dialog, ADW_TYPE_ENTRY_ROW)), text);
  app_test_settle ();
  app_test_press (fixture->dialog, "Continue");
}

static gboolean
has_account (gpointer data)
{
  return g_list_model_get_n_items (phone_get_accounts (((Fixture *) data)->test.phone)) == 1;
}

static void
test_link (Fixture       *fixture,
           gconstpointer  data)
{
  open_dialog (fixture, NULL);
  app_test_audit (fixture->dialog);
  g_assert_false (gtk_widget_is_sensitive (app_test_named (fixture->dialog, "Continue")));
  type_and_continue (fixture, "https://example.org/set-up");
  wait_for (fixture, "Offered by example.org. Take it only from somebody you know.");
  g_assert_true (app_test_reads (fixture->dialog, "204@pbx.example.net"));
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_accounts (fixture->test.phone)), ==, 0);
  app_test_settle ();
  app_test_press (app_test_find (fixture->dialog, APP_TYPE_IMPORT_PREVIEW), "Import");
  app_test_wait (has_account, fixture);
}

static void
test_nowhere (Fixture       *fixture,
              gconstpointer  data)
{
  open_dialog (fixture, NULL);
  type_and_continue (fixture, "https://nowhere.example/");
  wait_for (fixture, "The server cannot be found.");
  type_and_continue (fixture, "hello");
  wait_for (fixture, "neither a link nor accounts");
}

static void
test_from_outside (Fixture       *fixture,
                   gconstpointer  data)
{
  open_dialog (fixture, "https://example.org/set-up");
  wait_for (fixture, "Anna Köhler");
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_accounts (fixture->test.phone)), ==, 0);
}

static void
test_picture (Fixture       *fixture,
              gconstpointer  data)
{
  static const guint8 dark[4] = { 0, 0, 0, 255 };
  static const guint8 light[4] = { 255, 255, 255, 255 };
  g_autoptr (GBytes) dark_bytes = g_bytes_new_static (dark, 4);
  g_autoptr (GBytes) light_bytes = g_bytes_new_static (light, 4);
  g_autoptr (GdkTexture) code = gdk_memory_texture_new (1, 1, GDK_MEMORY_R8G8B8A8, dark_bytes, 4);
  g_autoptr (GdkTexture) none = gdk_memory_texture_new (1, 1, GDK_MEMORY_R8G8B8A8, light_bytes, 4);

  open_dialog (fixture, NULL);
  app_provision_dialog_take_picture (fixture->dialog, G_OBJECT (none));
  wait_for (fixture, "There is no code on this picture. Try one that is larger and in focus.");
  app_provision_dialog_take_picture (fixture->dialog, G_OBJECT (code));
  wait_for (fixture, "anna@example.org");
}

#define add(name, func) g_test_add ("/app/provision-dialog/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  add ("link", test_link);
  add ("nowhere", test_nowhere);
  add ("from-outside", test_from_outside);
  add ("picture", test_picture);
  return g_test_run ();
}
