/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An address book elsewhere is joined, looked after, and left, where a person looks for it. */

#include "app-people-page.h"

#include "app-test.h"
#include "scripted-elsewhere.h"
#include "scripted-phone.h"

static GtkWidget *
open_page (AppTest *test)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  GtkWidget *dialog;

  app_test_open (test, phone);
  app_test_act (test, "win.preferences", NULL);
  dialog = GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (test->window)));
  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (dialog), "people");
  app_test_settle ();
  return app_test_find (dialog, APP_TYPE_PEOPLE_PAGE);
}

static void
type (GtkWidget  *page,
      const char *field,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (app_test_named (page, field)), text);
}

static void
type_all (GtkWidget  *page,
          const char *address,
          const char *password)
{
  type (page, "Server or Mail Address", address);
  type (page, "User Name", "anna");
  type (page, "Password", password);
}

static void
test_join (void)
{
  AppTest test = { NULL };
  GtkWidget *page = open_page (&test);

  app_test_audit (page);
  g_assert_false (gtk_widget_is_sensitive (app_test_named (page, "Connect")));
  type_all (page, "example.org", "wrong");
  app_test_press (page, "Connect");
  app_test_settle ();
  g_assert_nonnull (app_test_named (page, "Connect")); /* said, and to be tried again */
  g_assert_null (app_test_named (page, "Compare Now"));

  type (page, "Password", "right");
  app_test_press (page, "Connect");
  app_test_settle ();
  g_assert_true (app_test_reads (page, "anna at contacts.example.org"));
  app_test_audit (page);
  app_test_press (page, "Compare Now");
  g_assert_cmpuint (scripted_elsewhere_get_n_syncs (test.phone), ==, 1);
  app_test_press (page, "Go On Without It");
  app_test_settle ();
  g_assert_nonnull (app_test_named (page, "Connect"));
  app_test_close (&test);
}

/* Nobody's password goes in the open without their word. */
static void
test_open (void)
{
  AppTest test = { NULL };
  GtkWidget *page = open_page (&test);

  type_all (page, "http://example.org", "right");
  app_test_press (page, "Connect");
  app_test_settle ();
  g_assert_null (app_test_named (page, "Compare Now"));
  app_test_press (test.window, "Use It Anyway");
  app_test_settle ();
  g_assert_nonnull (app_test_named (page, "Compare Now"));
  app_test_close (&test);
}

static void
test_trouble (void)
{
  AppTest test = { NULL };
  GtkWidget *page = open_page (&test);

  scripted_elsewhere_set_state (test.phone, PHONE_BOOK_STATE_TROUBLED, "The address book is busy.");
  app_test_settle ();
  g_assert_true (app_test_reads (page, "The address book is busy. What you change meanwhile is not lost."));
  type (page, "New Password", "right");
  g_signal_emit_by_name (app_test_named (page, "New Password"), "apply");
  app_test_settle ();
  g_assert_null (app_test_named (page, "New Password"));
  scripted_elsewhere_set_state (test.phone, PHONE_BOOK_STATE_SYNCING, NULL);
  app_test_settle ();
  g_assert_null (app_test_named (page, "Compare Now"));
  app_test_close (&test);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/people-page/join", test_join);
  g_test_add_func ("/app/people-page/open", test_open);
  g_test_add_func ("/app/people-page/trouble", test_trouble);
  return g_test_run ();
}
