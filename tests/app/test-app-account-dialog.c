/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The account dialog: what is wrong is said where it is wrong, and nothing is lost by it. */

#include "app-test.h"

#include "app-account-dialog.h"
#include "scripted-phone.h"

typedef struct
{
  AppTest test;
  gpointer dialog;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  app_test_open (&fixture->test, phone);
  app_test_press (fixture->test.window, "Add an Account");
  fixture->dialog = app_test_find (fixture->test.window, APP_TYPE_ACCOUNT_DIALOG);
  g_assert_nonnull (fixture->dialog);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_close (&fixture->test);
}

static GtkEditable *
field (Fixture    *fixture,
       const char *name)
{
  GtkWidget *widget = app_test_named (fixture->dialog, name);

  g_assert_true (GTK_IS_EDITABLE (widget));
  return GTK_EDITABLE (widget);
}

static void
fill (Fixture    *fixture,
      const char *address,
      const char *password)
{
  gtk_editable_set_text (field (fixture, "Address"), address);
  gtk_editable_set_text (field (fixture, "Password"), password);
}

static gboolean
is_open (Fixture *fixture)
{
  return app_test_find (fixture->test.window, APP_TYPE_ACCOUNT_DIALOG) != NULL;
}

static void
test_incomplete (Fixture       *fixture,
                 gconstpointer  data)
{
  g_assert_false (gtk_widget_is_sensitive (app_test_named (fixture->dialog, "Add")));
  fill (fixture, "robin@example.org", "");
  g_assert_false (gtk_widget_is_sensitive (app_test_named (fixture->dialog, "Add")));
  fill (fixture, "robin@example.org", "secret");
  g_assert_true (gtk_widget_is_sensitive (app_test_named (fixture->dialog, "Add")));
}

static void
test_bad_address (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkEditable *address = field (fixture, "Address");

  fill (fixture, "robin at home", "secret");
  app_test_press (fixture->dialog, "Add");
  g_assert_true (is_open (fixture));
  g_assert_true (app_test_reads (fixture->dialog, "An address looks like name@example.org"));
  g_assert_null (gtk_test_accessible_check_state (GTK_ACCESSIBLE (address), GTK_ACCESSIBLE_STATE_INVALID,
                                                  GTK_ACCESSIBLE_INVALID_TRUE));
  g_assert_cmpstr (gtk_editable_get_text (field (fixture, "Password")), ==, "secret");

  gtk_editable_set_text (address, "robin@example.org");
  g_assert_false (app_test_reads (fixture->dialog, "An address looks like"));
}

static void
test_bad_server (Fixture       *fixture,
                 gconstpointer  data)
{
  fill (fixture, "robin@example.org", "secret");
  gtk_editable_set_text (field (fixture, "Server"), "carrier pigeon");
  app_test_press (fixture->dialog, "Add");
  g_assert_true (is_open (fixture));
  g_assert_true (app_test_reads (fixture->dialog, "A server looks like wss://example.org"));
}

static gboolean
is_closed (gpointer data)
{
  return !is_open (data);
}

/* An address and a password are enough: the server is looked for. */
static void
test_add (Fixture       *fixture,
          gconstpointer  data)
{
  PhoneAccount *account;

  fill (fixture, " robin@example.org ", "secret");
  app_test_press (fixture->dialog, "Add");
  g_assert_true (app_test_reads (fixture->dialog, "Looking for the server"));
  g_assert_true (is_open (fixture));

  scripted_probe_add (phone_get_probe (fixture->test.phone), "wss://sip.example.org/ws", "Named by DNS.", NULL);
  scripted_probe_end (phone_get_probe (fixture->test.phone));
  app_test_wait (is_closed, fixture);
  account = phone_get_default_account (fixture->test.phone);
  g_assert_cmpstr (phone_account_get_server (account), ==, "wss://sip.example.org/ws");
  g_assert_cmpstr (phone_account_get_address (account), ==, "robin@example.org");
  /* The window goes on to the place where calls are made. */
  g_assert_null (app_test_named (fixture->test.window, "Try It Without One"));
  g_assert_nonnull (app_test_named (fixture->test.window, "Call"));
}

static gboolean
asks_about_plain (gpointer data)
{
  Fixture *fixture = data;

  return app_test_find (fixture->test.window, ADW_TYPE_ALERT_DIALOG) != NULL;
}

/* Nothing secure is found: the plain one is used after a yes and not before. */
static void
test_only_plain (Fixture       *fixture,
                 gconstpointer  data)
{
  PhoneAccount *account;

  fill (fixture, "robin@example.org", "secret");
  app_test_press (fixture->dialog, "Add");
  scripted_probe_add (phone_get_probe (fixture->test.phone), "udp://sip.example.org", "Named by DNS.", NULL);
  scripted_probe_end (phone_get_probe (fixture->test.phone));
  app_test_wait (asks_about_plain, fixture);
  app_test_settle ();
  g_assert_null (phone_get_default_account (fixture->test.phone));

  app_test_press (app_test_find (fixture->test.window, ADW_TYPE_ALERT_DIALOG), "Use It");
  app_test_wait (is_closed, fixture);
  account = phone_get_default_account (fixture->test.phone);
  g_assert_cmpstr (phone_account_get_server (account), ==, "udp://sip.example.org");
}

static gboolean
says_nothing_found (gpointer data)
{
  Fixture *fixture = data;

  return app_test_reads (fixture->dialog, "No server");
}

static void
test_nothing_found (Fixture       *fixture,
                    gconstpointer  data)
{
  fill (fixture, "robin@example.org", "secret");
  app_test_press (fixture->dialog, "Add");
  scripted_probe_add (phone_get_probe (fixture->test.phone), "wss://example.org/", "A usual place.", "Does not answer.");
  scripted_probe_end (phone_get_probe (fixture->test.phone));
  app_test_wait (says_nothing_found, fixture);
  g_assert_true (is_open (fixture));
  /* What was tried can be read. */
  g_assert_true (app_test_reads (fixture->dialog, "Does not answer."));
}

static void
test_edit (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneAccount) account = scripted_account_new ("robin@example.org", FALSE);
  Fixture fixture;

  scripted_account_describe (account, "wss://sip.example.org", "Robin");
  scripted_phone_add_account (phone, account);
  app_test_open (&fixture.test, phone);
  app_test_act (&fixture.test, "win.edit-account", "robin@example.org");
  fixture.dialog = app_test_find (fixture.test.window, APP_TYPE_ACCOUNT_DIALOG);

  g_assert_cmpstr (gtk_editable_get_text (field (&fixture, "Server")), ==, "wss://sip.example.org");
  g_assert_false (gtk_editable_get_editable (field (&fixture, "Address")));
  gtk_editable_set_text (field (&fixture, "Your Name, as Others See It"), "Robin Keller");
  app_test_press (fixture.dialog, "Save");
  app_test_wait (is_closed, &fixture);
  g_assert_cmpstr (phone_account_get_display_name (account), ==, "Robin Keller");
  app_test_close (&fixture.test);
}

/* Who takes the server away leaves it to the search, as when the account was new. */
static void
test_edit_without_server (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneAccount) account = scripted_account_new ("robin@example.org", FALSE);
  Fixture fixture;

  scripted_account_describe (account, "wss://old.example.org", "Robin");
  scripted_phone_add_account (phone, account);
  app_test_open (&fixture.test, phone);
  app_test_act (&fixture.test, "win.edit-account", "robin@example.org");
  fixture.dialog = app_test_find (fixture.test.window, APP_TYPE_ACCOUNT_DIALOG);

  gtk_editable_set_text (field (&fixture, "Server"), "");
  app_test_press (fixture.dialog, "Save");
  scripted_probe_add (phone_get_probe (phone), "wss://new.example.org/", "Named by DNS.", NULL);
  scripted_probe_end (phone_get_probe (phone));
  app_test_wait (is_closed, &fixture);
  g_assert_cmpstr (phone_account_get_server (account), ==, "wss://new.example.org/");
  app_test_close (&fixture.test);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/account-dialog/incomplete", test_incomplete);
  ADD ("/app/account-dialog/bad-address", test_bad_address);
  ADD ("/app/account-dialog/bad-server", test_bad_server);
  ADD ("/app/account-dialog/add", test_add);
  ADD ("/app/account-dialog/only-plain", test_only_plain);
  ADD ("/app/account-dialog/nothing-found", test_nothing_found);
  g_test_add_func ("/app/account-dialog/edit", test_edit);
  g_test_add_func ("/app/account-dialog/edit-without-server", test_edit_without_server);
  return g_test_run ();
}
