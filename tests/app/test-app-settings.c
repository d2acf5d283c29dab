/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the window remembers from one run to the next. */

#include "app-settings.h"

#include "app-news.h"
#include "app-sidebar.h"
#include "app-test.h"
#include "scripted-history.h"
#include "scripted-people.h"

/* Whoever was on the keypad yesterday is there today, whatever came meanwhile. */
static void
test_section (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  g_assert_cmpstr (app_sidebar_get_section (app_test_find (test.window, APP_TYPE_SIDEBAR)), ==, "messages");
  app_test_act (&test, "win.show-section", "keypad");
  app_test_close (&test);

  app_test_open (&test, phone);
  g_assert_cmpstr (app_sidebar_get_section (app_test_find (test.window, APP_TYPE_SIDEBAR)), ==, "keypad");
  app_test_close (&test);
}

/* What was missed while the window was closed is news; what was looked at before is not. */
static void
test_missed (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppNews *news = app_news_new ();

  app_news_set_phone (news, phone);
  scripted_history_add_newest (phone_get_history (phone), PHONE_HISTORY_KIND_MISSED, NULL, "jonas@example.org");
  app_news_set_looking (news, TRUE);
  g_assert_finalize_object (news);
  scripted_history_add_newest (phone_get_history (phone), PHONE_HISTORY_KIND_MISSED, NULL, "amelie@example.org");

  news = app_news_new ();
  app_news_set_phone (news, phone);
  g_assert_cmpuint (app_news_get_missed (news), ==, 1);
  g_assert_finalize_object (news);
}

static void
test_installed (void)
{
  GSettings *settings = app_settings_new ();

  g_assert_nonnull (settings);
  g_assert_finalize_object (settings);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/settings/installed", test_installed);
  g_test_add_func ("/app/settings/section", test_section);
  g_test_add_func ("/app/settings/missed", test_missed);
  return g_test_run ();
}
