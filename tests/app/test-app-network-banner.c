/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Without a network one is told once, and only where that is the reason. */

#include "app-network-banner.h"

#include "app-test.h"
#include "scripted-phone.h"

typedef struct
{
  AppTest test;
  PhoneAccount *account;
  gpointer banner;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneAccount) practice = scripted_account_new ("you@practice.invalid", TRUE);

  fixture->account = scripted_account_new ("robin@example.org", FALSE);
  scripted_account_set_state (fixture->account, PHONE_ACCOUNT_STATE_REGISTERED, NULL);
  scripted_account_set_state (practice, PHONE_ACCOUNT_STATE_REGISTERED, NULL);
  scripted_phone_add_account (phone, fixture->account);
  scripted_phone_add_account (phone, practice);
  app_test_open (&fixture->test, phone);
  fixture->banner = app_test_find (fixture->test.window, APP_TYPE_NETWORK_BANNER);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_close (&fixture->test);
  g_assert_finalize_object (fixture->account);
}

static gboolean
tells (Fixture *fixture)
{
  return adw_banner_get_revealed (ADW_BANNER (adw_bin_get_child (fixture->banner)));
}

static void
test_when (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (PhoneAccount) second = scripted_account_new ("robin@example.com", FALSE);

  /* Trouble of one account is that account's. */
  scripted_account_set_state (fixture->account, PHONE_ACCOUNT_STATE_WAITING, "The server cannot be found.");
  g_assert_false (tells (fixture));
  g_object_set (fixture->banner, "available", FALSE, NULL);
  g_assert_true (tells (fixture));
  /* A server in the same room needs no network the system knows of. */
  scripted_account_set_state (second, PHONE_ACCOUNT_STATE_REGISTERED, NULL);
  scripted_phone_add_account (fixture->test.phone, second);
  g_assert_false (tells (fixture));
  scripted_account_set_state (second, PHONE_ACCOUNT_STATE_OFFLINE, NULL);
  g_assert_true (tells (fixture));
  /* What was turned off is not missed. */
  scripted_account_set_state (fixture->account, PHONE_ACCOUNT_STATE_OFFLINE, NULL);
  g_assert_false (tells (fixture));
}

static void
test_try (Fixture       *fixture,
          gconstpointer  data)
{
  g_object_set (fixture->banner, "available", FALSE, NULL);
  scripted_account_set_state (fixture->account, PHONE_ACCOUNT_STATE_WAITING, "The line was cut.");
  app_test_settle ();
  app_test_press (fixture->banner, "Try Now");
  g_assert_cmpuint (scripted_account_get_tries (fixture->account), ==, 1);
  scripted_account_set_state (fixture->account, PHONE_ACCOUNT_STATE_REGISTERED, NULL);
  g_assert_false (tells (fixture));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/network-banner/when", test_when);
  ADD ("/app/network-banner/try", test_try);
  return g_test_run ();
}
