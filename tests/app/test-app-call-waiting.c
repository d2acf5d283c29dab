/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Somebody knocks while one talks: what stands over the page, and what becomes of the two. */

#include "app-call-waiting.h"

#include "app-call-page.h"
#include "app-incoming-dialog.h"
#include "app-test.h"
#include "phone-hush.h"
#include "scripted-people.h"

typedef struct
{
  AppTest test;
  PhoneCall *talk;
  PhoneCall *second;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  fixture->talk = scripted_call_new (phone_get_default_account (phone), "Amélie Fournier", "amelie@example.org", FALSE);
  fixture->second = scripted_call_new (phone_get_default_account (phone), "Jonas Weber", "jonas@example.org", TRUE);
  app_test_open (&fixture->test, phone);
  scripted_phone_add_call (phone, fixture->talk);
  scripted_call_set_state (fixture->talk, PHONE_CALL_STATE_ACTIVE);
  app_test_act (&fixture->test, "win.show-call", phone_call_get_id (fixture->talk));
  app_test_settle ();
  scripted_phone_add_call (phone, fixture->second);
  app_test_settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  scripted_phone_remove_call (fixture->test.phone, fixture->talk);
  scripted_phone_remove_call (fixture->test.phone, fixture->second);
  app_test_settle ();
  app_test_close (&fixture->test);
  g_assert_finalize_object (fixture->talk);
  g_assert_finalize_object (fixture->second);
}

static gpointer
find (Fixture *fixture,
      GType    type)
{
  return app_test_find (fixture->test.window, type);
}

/* Over the page, and nowhere else. */
static void
test_bar (Fixture       *fixture,
          gconstpointer  data)
{
  gpointer bar = find (fixture, APP_TYPE_CALL_WAITING);

  g_assert_nonnull (bar);
  g_assert_null (find (fixture, APP_TYPE_INCOMING_DIALOG));
  g_assert_true (app_test_reads (bar, "Jonas Weber"));
  app_test_audit (bar);
  app_test_press (bar, "Silence");
  g_assert_true (phone_call_is_hushed (fixture->second));
  g_assert_null (app_test_named (bar, "Silence"));
  scripted_call_set_state (fixture->second, PHONE_CALL_STATE_ENDED);
  app_test_settle ();
  g_assert_null (find (fixture, APP_TYPE_CALL_WAITING));
  g_assert_cmpint (phone_call_get_state (fixture->talk), ==, PHONE_CALL_STATE_ACTIVE);
}

/* The phone keeps the other waiting by itself; the page is that of the second from now on. */
static void
test_hold_and_answer (Fixture       *fixture,
                      gconstpointer  data)
{
  app_test_press (find (fixture, APP_TYPE_CALL_WAITING), "Hold and Answer");
  g_assert_cmpint (phone_call_get_state (fixture->second), ==, PHONE_CALL_STATE_ACTIVE);
  g_assert_cmpint (phone_call_get_state (fixture->talk), !=, PHONE_CALL_STATE_ENDED);
  g_assert_true (app_call_page_get_call (find (fixture, APP_TYPE_CALL_PAGE)) == fixture->second);
  g_assert_null (find (fixture, APP_TYPE_CALL_WAITING));
}

static void
test_end_and_answer (Fixture       *fixture,
                     gconstpointer  data)
{
  app_test_press (find (fixture, APP_TYPE_CALL_WAITING), "End and Answer");
  g_assert_cmpint (phone_call_get_state (fixture->talk), ==, PHONE_CALL_STATE_ENDED);
  g_assert_cmpint (phone_call_get_state (fixture->second), ==, PHONE_CALL_STATE_ACTIVE);
  g_assert_true (app_call_page_get_call (find (fixture, APP_TYPE_CALL_PAGE)) == fixture->second);
}

static void
test_decline (Fixture       *fixture,
              gconstpointer  data)
{
  app_test_press (find (fixture, APP_TYPE_CALL_WAITING), "Decline");
  g_assert_cmpint (phone_call_get_state (fixture->second), ==, PHONE_CALL_STATE_ENDED);
  g_assert_cmpint (phone_call_get_state (fixture->talk), ==, PHONE_CALL_STATE_ACTIVE);
  g_assert_null (find (fixture, APP_TYPE_CALL_WAITING));
}

/* Whoever still waits when the page is left is not forgotten. */
static void
test_left (Fixture       *fixture,
           gconstpointer  data)
{
  scripted_call_set_state (fixture->talk, PHONE_CALL_STATE_ENDED);
  app_test_settle ();
  g_assert_nonnull (app_test_named (find (fixture, APP_TYPE_CALL_WAITING), "Answer"));
  g_assert_null (app_test_named (find (fixture, APP_TYPE_CALL_WAITING), "End and Answer"));
  app_test_act (&fixture->test, "win.leave-call", NULL);
  app_test_settle ();
  g_assert_nonnull (find (fixture, APP_TYPE_INCOMING_DIALOG));
  app_test_press (find (fixture, APP_TYPE_INCOMING_DIALOG), "Decline");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/call-waiting/bar", test_bar);
  ADD ("/app/call-waiting/hold-and-answer", test_hold_and_answer);
  ADD ("/app/call-waiting/end-and-answer", test_end_and_answer);
  ADD ("/app/call-waiting/decline", test_decline);
  ADD ("/app/call-waiting/left", test_left);
  return g_test_run ();
}
