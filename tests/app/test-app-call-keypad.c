/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Keys for machines at the other end. */

#include "app-call-keypad.h"

#include "app-call-page.h"
#include "app-test.h"
#include "scripted-people.h"

typedef struct
{
  AppTest test;
  PhoneCall *call;
  AppCallKeypad *keypad;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  fixture->call = scripted_call_new (phone_get_default_account (phone), "Bank", "bank@example.org", FALSE);
  app_test_open (&fixture->test, phone);
  scripted_phone_add_call (phone, fixture->call);
  app_test_act (&fixture->test, "win.show-call", phone_call_get_id (fixture->call));
  fixture->keypad = app_test_find (fixture->test.window, APP_TYPE_CALL_KEYPAD);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  scripted_phone_remove_call (fixture->test.phone, fixture->call);
  app_test_close (&fixture->test);
  g_assert_finalize_object (fixture->call);
}

static void
test_type (Fixture       *fixture,
           gconstpointer  data)
{
  /* Nobody would hear it. */
  g_assert_false (app_call_keypad_type (fixture->keypad, GDK_KEY_5, 0));
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_ACTIVE);
  g_assert_true (app_call_keypad_type (fixture->keypad, GDK_KEY_5, 0));
  g_assert_true (app_call_keypad_type (fixture->keypad, GDK_KEY_asterisk, GDK_SHIFT_MASK));
  g_assert_false (app_call_keypad_type (fixture->keypad, GDK_KEY_x, 0));
  g_assert_false (app_call_keypad_type (fixture->keypad, GDK_KEY_1, GDK_CONTROL_MASK));
  g_assert_cmpstr (scripted_call_get_digits (fixture->call), ==, "5*");
}

/* W22: keys that do not arrive are said, and the line to write them anew is empty. */
static void
test_failed (Fixture       *fixture,
             gconstpointer  data)
{
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_ACTIVE);
  app_call_keypad_toggle (fixture->keypad);
  app_test_settle ();
  app_test_press (fixture->keypad, "7");
  g_assert_true (app_test_reads (fixture->keypad, "7"));
  scripted_call_fail_digits (fixture->call, "415 Unsupported Media Type");
  app_test_settle ();
  g_assert_true (app_test_reads (fixture->test.window, "Not all keys arrived. Press them again."));
  g_assert_false (app_test_reads (fixture->test.window, "415"));
  app_test_press (fixture->keypad, "8");
  g_assert_false (app_test_reads (fixture->keypad, "78"));
}

/* The pad closes with the call. */
static void
test_over (Fixture       *fixture,
           gconstpointer  data)
{
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_ACTIVE);
  app_call_keypad_toggle (fixture->keypad);
  app_test_settle ();
  g_assert_nonnull (app_test_named (fixture->keypad, "9"));
  scripted_call_set_end_text (fixture->call, "They hung up");
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_ENDED);
  app_test_settle ();
  g_assert_null (app_test_named (fixture->keypad, "9"));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/call-keypad/type", test_type);
  ADD ("/app/call-keypad/failed", test_failed);
  ADD ("/app/call-keypad/over", test_over);
  return g_test_run ();
}
