/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* With many accounts the list is calm, and says what needs somebody all the same. */

#include "app-status-list.h"

#include "app-test.h"
#include "scripted-phone.h"

typedef struct
{
  AppTest test;
  PhoneAccount *accounts[3];
  gpointer list;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char *const addresses[] = { "robin@example.org", "robin@example.com", "robin@example.net" };
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  for (guint n = 0; n < G_N_ELEMENTS (addresses); n++)
    {
      fixture->accounts[n] = scripted_account_new (addresses[n], FALSE);
      scripted_account_set_state (fixture->accounts[n], PHONE_ACCOUNT_STATE_REGISTERED, NULL);
      if (n < 2)
        scripted_phone_add_account (phone, fixture->accounts[n]);
    }
  app_test_open (&fixture->test, phone);
  fixture->list = app_test_find (fixture->test.window, APP_TYPE_STATUS_LIST);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_close (&fixture->test);
  for (guint n = 0; n < G_N_ELEMENTS (fixture->accounts); n++)
    g_assert_finalize_object (fixture->accounts[n]);
}

static void
add_third (Fixture *fixture)
{
  scripted_phone_add_account (fixture->test.phone, fixture->accounts[2]);
  app_test_settle ();
}

static gboolean
reads (Fixture    *fixture,
       const char *text)
{
  return app_test_reads (fixture->list, text);
}

static void
test_few (Fixture       *fixture,
          gconstpointer  data)
{
  g_assert_true (reads (fixture, "robin@example.org"));
  g_assert_true (reads (fixture, "robin@example.com"));
  g_assert_false (reads (fixture, "Accounts"));
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *summary;

  add_third (fixture);
  g_assert_true (reads (fixture, "3 Accounts"));
  g_assert_true (reads (fixture, "Ready"));
  g_assert_false (reads (fixture, "robin@example"));
  summary = app_test_named (fixture->list, "3 Accounts");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (summary), TRUE);
  for (guint n = 0; n < G_N_ELEMENTS (fixture->accounts); n++)
    g_assert_true (reads (fixture, phone_account_get_address (fixture->accounts[n])));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (summary), FALSE);
  g_assert_false (reads (fixture, "robin@example"));
}

static void
test_trouble (Fixture       *fixture,
              gconstpointer  data)
{
  add_third (fixture);
  scripted_account_set_state (fixture->accounts[1], PHONE_ACCOUNT_STATE_WAITING, "The line was cut.");
  g_assert_true (reads (fixture, "1 not ready"));
  g_assert_true (reads (fixture, "robin@example.com"));
  g_assert_nonnull (app_test_named (fixture->list, "Try Now"));
  /* Somebody worse takes its place; the number says that there is another. */
  scripted_account_set_state (fixture->accounts[2], PHONE_ACCOUNT_STATE_REFUSED, "The password is wrong.");
  g_assert_true (reads (fixture, "2 not ready"));
  g_assert_true (reads (fixture, "robin@example.net"));
  g_assert_false (reads (fixture, "robin@example.com"));
}

/* A message that waits is no trouble, and is said. */
static void
test_voicemail (Fixture       *fixture,
                gconstpointer  data)
{
  add_third (fixture);
  scripted_account_set_voicemail (fixture->accounts[0], TRUE, 3, "*97@example.org");
  g_assert_true (reads (fixture, "robin@example.org"));
  g_assert_false (reads (fixture, "robin@example.com"));
  g_assert_false (reads (fixture, "not ready"));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/status-list/few", test_few);
  ADD ("/app/status-list/many", test_many);
  ADD ("/app/status-list/trouble", test_trouble);
  ADD ("/app/status-list/voicemail", test_voicemail);
  return g_test_run ();
}
