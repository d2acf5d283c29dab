/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A server that vouches for itself: shown to be compared, trusted after a yes. */

#include "app-test.h"

#include "app-certificate-view.h"
#include "scripted-phone.h"

#define NEW_KEY "sha256:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define OLD_KEY "sha256:ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100"

typedef struct
{
  AppTest test;
  PhoneAccount *account;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  fixture->account = scripted_account_new ("robin@example.org", FALSE);
  scripted_phone_add_account (phone, fixture->account);
  app_test_open (&fixture->test, phone);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_close (&fixture->test);
  g_object_unref (fixture->account);
}

static gpointer
ask (Fixture    *fixture,
     const char *trusted_key)
{
  scripted_account_show_certificate (fixture->account, NEW_KEY, trusted_key);
  app_certificate_view_ask (GTK_WIDGET (fixture->test.window), fixture->account);
  app_test_settle ();
  return app_test_find (fixture->test.window, ADW_TYPE_ALERT_DIALOG);
}

static void
test_first_time (Fixture       *fixture,
                 gconstpointer  data)
{
  gpointer question = ask (fixture, NULL);

  g_assert_true (app_test_reads (question, "Trust It?"));
  g_assert_true (app_test_reads (question, "pbx.example.org:5061"));
  g_assert_true (app_test_reads (question, "0011 2233 4455 6677"));
  g_assert_false (app_test_reads (question, "Trusted Before"));

  app_test_press (question, "Trust This Key");
  g_assert_cmpstr (scripted_account_get_trusted (fixture->account), ==, NEW_KEY);
}

/* Both keys side by side, and nothing happens without a yes. */
static void
test_changed (Fixture       *fixture,
              gconstpointer  data)
{
  gpointer question = ask (fixture, OLD_KEY);

  g_assert_true (app_test_reads (question, "Key Changed"));
  g_assert_true (app_test_reads (question, "Trusted Before"));
  g_assert_true (app_test_reads (question, "FFEE DDCC BBAA 9988"));
  g_assert_true (app_test_reads (question, "0011 2233 4455 6677"));

  app_test_press (question, "Cancel");
  g_assert_null (scripted_account_get_trusted (fixture->account));
}

static void
test_no_question (Fixture       *fixture,
                  gconstpointer  data)
{
  app_certificate_view_ask (GTK_WIDGET (fixture->test.window), fixture->account);
  app_test_settle ();
  g_assert_null (app_test_find (fixture->test.window, ADW_TYPE_ALERT_DIALOG));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/certificate-view/first-time", test_first_time);
  ADD ("/app/certificate-view/changed", test_changed);
  ADD ("/app/certificate-view/no-question", test_no_question);
  return g_test_run ();
}
