/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The line about an account: its words in every state, and the one thing to do about it. */

#include "app-test.h"

#include "app-account-dialog.h"
#include "app-status-bar.h"
#include "scripted-phone.h"

typedef struct
{
  AppTest test;
  PhoneAccount *account;
  gpointer bar;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  fixture->account = scripted_account_new ("robin@example.org", FALSE);
  scripted_phone_add_account (phone, fixture->account);
  app_test_open (&fixture->test, phone);
  fixture->bar = app_test_find (fixture->test.window, APP_TYPE_STATUS_BAR);
  g_assert_nonnull (fixture->bar);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_close (&fixture->test);
  g_assert_finalize_object (fixture->account);
}

static gboolean
offers_help (Fixture *fixture)
{
  return app_test_named (fixture->bar, "Go Online") != NULL || app_test_named (fixture->bar, "Try Now") != NULL
         || app_test_named (fixture->bar, "Edit Account…") != NULL;
}

static void
test_words (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    PhoneAccountState state;
    const char *text;
    const char *says;
    const char *button;
  } rows[] = {
    { PHONE_ACCOUNT_STATE_OFFLINE, "Offline", "Offline", "Go Online" },
    { PHONE_ACCOUNT_STATE_CONNECTING, NULL, "Connecting…", NULL },
    { PHONE_ACCOUNT_STATE_WAITING, "The server cannot be found.", "The server cannot be found", "Try Now" },
    { PHONE_ACCOUNT_STATE_CONNECTED, NULL, "Connected\u00a0· Signing in…", NULL },
    { PHONE_ACCOUNT_STATE_REGISTERED, NULL, "Ready", NULL },
    { PHONE_ACCOUNT_STATE_REFUSED, "The password is wrong.", "The password is wrong", "Edit Account…" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      scripted_account_set_state (fixture->account, rows[i].state, rows[i].text);
      app_test_settle ();
      g_assert_true (app_test_reads (fixture->bar, "robin@example.org"));
      g_assert_true (app_test_reads (fixture->bar, rows[i].says));
      if (rows[i].button != NULL)
        g_assert_nonnull (app_test_named (fixture->bar, rows[i].button));
      else
        g_assert_false (offers_help (fixture));
    }
}

static void
test_try_now (Fixture       *fixture,
              gconstpointer  data)
{
  scripted_account_set_waiting (fixture->account, 2, 30);
  scripted_account_set_state (fixture->account, PHONE_ACCOUNT_STATE_WAITING, "The line was cut.");
  app_test_press (fixture->bar, "Try Now");
  g_assert_cmpuint (scripted_account_get_tries (fixture->account), ==, 1);
  g_assert_true (app_test_reads (fixture->bar, "Try number 2"));
}

static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  scripted_account_set_state (fixture->account, PHONE_ACCOUNT_STATE_REFUSED, "The password is wrong.");
  app_test_press (fixture->bar, "Edit Account…");
  g_assert_nonnull (app_test_find (fixture->test.window, APP_TYPE_ACCOUNT_DIALOG));
}

static gboolean
counts_twelve (gpointer data)
{
  return app_test_reads (data, "Next try in 12 seconds");
}

/* The seconds pass without the phone saying so. */
static void
test_countdown (Fixture       *fixture,
                gconstpointer  data)
{
  scripted_account_set_waiting (fixture->account, 2, 13);
  scripted_account_set_state (fixture->account, PHONE_ACCOUNT_STATE_WAITING, "The line was cut.");
  g_assert_true (app_test_reads (fixture->bar, "Next try in 13 seconds"));
  scripted_account_pass_second (fixture->account);
  app_test_wait (counts_twelve, fixture->bar);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/status-bar/words", test_words);
  ADD ("/app/status-bar/try-now", test_try_now);
  ADD ("/app/status-bar/edit", test_edit);
  ADD ("/app/status-bar/countdown", test_countdown);
  return g_test_run ();
}
