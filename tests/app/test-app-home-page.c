/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where nothing is open, there is something to learn and a way to begin. */

#include "app-home-page.h"

#include "app-person-editor.h"
#include "app-test.h"
#include "scripted-people.h"

static void
test_lessons (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;
  gpointer page;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  page = app_test_find (test.window, APP_TYPE_HOME_PAGE);
  g_assert_true (app_test_reads (page, "Your Conversations"));
  app_test_press (page, "Start a Conversation");
  g_assert_true (app_test_reads (page, "Call or Write"));
  g_assert_nonnull (app_test_find (test.window, APP_TYPE_DIAL_PAGE));
  app_test_act (&test, "win.show-section", "calls");
  g_assert_true (app_test_reads (page, "Your Calls"));
  app_test_press (page, "Call Somebody");
  g_assert_nonnull (app_test_find (test.window, APP_TYPE_DIAL_PAGE));
  app_test_act (&test, "win.show-section", "people");
  g_assert_true (app_test_reads (page, "People You Know"));
  app_test_audit (page);
  app_test_press (page, "Add a Person…");
  g_assert_nonnull (app_test_find (test.window, APP_TYPE_PERSON_EDITOR));
  app_test_close (&test);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/home-page/lessons", test_lessons);
  return g_test_run ();
}
