/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A line tried from the network to the speaker: one that is well, one with a wrong password, one that leads nowhere. */

#include "phone-exchange.h"
#include "phone-practice.h"

#include "phone-line-test.h"

static PhoneLineStep *
get_step (PhoneLineTest     *test,
          PhoneLineStepKind  kind)
{
  g_autoptr (PhoneLineStep) step = g_list_model_get_item (G_LIST_MODEL (test), kind);

  return step; /* the list holds it */
}

static PhoneLineStepState
get_state (PhoneLineTest     *test,
           PhoneLineStepKind  kind)
{
  return phone_line_step_get_state (get_step (test, kind));
}

static void
assert_state (PhoneLineTest      *test,
              PhoneLineStepKind   kind,
              PhoneLineStepState  state)
{
  if (get_state (test, kind) != state)
    g_error ("%s: %s: %s", phone_line_step_get_title (get_step (test, kind)),
             phone_line_step_get_state_text (get_step (test, kind)), phone_line_step_get_sentence (get_step (test, kind)));
}

/* Everything is well at the practice exchange, and the person says so of the speaker. */
static void
test_well (World         *world,
           gconstpointer  data)
{
  PhoneAccount *account = world_practise (world);
  PhoneLineTest *test = phone_line_test_new (world->phone, account);
  g_autofree char *echo = phone_line_test_dup_echo (test);
  g_autofree char *text = NULL;

  phone_set_sound (world->phone, "tone:500:-20", "none");
  phone_line_test_start (test, echo);
  g_assert_true (phone_line_test_is_running (test));
  wait_until (get_state (test, PHONE_LINE_STEP_SPEAKER) == PHONE_LINE_STEP_STATE_ASKING);
  phone_line_test_tell_heard (test, TRUE);
  g_assert_false (phone_line_test_is_running (test));
  assert_state (test, PHONE_LINE_STEP_NAME, PHONE_LINE_STEP_STATE_OK);
  assert_state (test, PHONE_LINE_STEP_CONNECTION, PHONE_LINE_STEP_STATE_WARNING); /* it is not encrypted */
  assert_state (test, PHONE_LINE_STEP_REGISTRATION, PHONE_LINE_STEP_STATE_OK);
  g_assert_nonnull (strstr (phone_line_step_get_sentence (get_step (test, PHONE_LINE_STEP_ROUND_TRIP)), " ms"));
  assert_state (test, PHONE_LINE_STEP_STUN, PHONE_LINE_STEP_STATE_NOT_TRIED);
  assert_state (test, PHONE_LINE_STEP_TURN, PHONE_LINE_STEP_STATE_NOT_TRIED);
  assert_state (test, PHONE_LINE_STEP_ECHO, PHONE_LINE_STEP_STATE_OK);
  assert_state (test, PHONE_LINE_STEP_MICROPHONE, PHONE_LINE_STEP_STATE_OK);
  assert_state (test, PHONE_LINE_STEP_SPEAKER, PHONE_LINE_STEP_STATE_OK);
  text = phone_line_steps_dup_text (G_LIST_MODEL (test), FALSE);
  g_assert_nonnull (strstr (text, "Speaker: well. You heard it."));
  g_assert_finalize_object (test);
}

/* Somebody has to be called by name, and what was asked in vain stays unasked. */
static void
test_wrong_password (World         *world,
                     gconstpointer  data)
{
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  PhoneAccount *account = world_add_at (world, exchange, "not it");
  g_autoptr (PhoneLineTest) test = phone_line_test_new (world->phone, account);
  g_autofree char *masked = NULL;

  g_assert_null (phone_line_test_dup_echo (test));
  phone_line_test_start (test, NULL);
  wait_until (get_state (test, PHONE_LINE_STEP_ECHO) == PHONE_LINE_STEP_STATE_NOT_TRIED);
  assert_state (test, PHONE_LINE_STEP_CONNECTION, PHONE_LINE_STEP_STATE_WARNING);
  assert_state (test, PHONE_LINE_STEP_REGISTRATION, PHONE_LINE_STEP_STATE_FAILED);
  g_assert_cmpstr (phone_line_step_get_sentence (get_step (test, PHONE_LINE_STEP_REGISTRATION)), ==,
                   "The server does not accept the user name or the password.");
  phone_line_test_cancel (test);
  g_assert_false (phone_line_test_is_running (test));
  assert_state (test, PHONE_LINE_STEP_SPEAKER, PHONE_LINE_STEP_STATE_NOT_TRIED);
  masked = phone_line_steps_dup_text (G_LIST_MODEL (test), TRUE);
  g_assert_null (strstr (masked, phone_account_get_address (account)));
}

/* Where nobody listens nothing further is tried over it, and the sound of this machine still is. */
static void
test_nowhere (World         *world,
              gconstpointer  data)
{
  DemoExchange *exchange = world_start_exchange (0);
  PhoneAccount *account = world_add_at (world, exchange, demo_exchange_get_password (exchange));
  PhoneLineTest *test = NULL;

  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
  g_object_unref (exchange);
  wait_until (world_is (account, PHONE_ACCOUNT_STATE_WAITING));
  test = phone_line_test_new (world->phone, account);
  phone_line_test_start (test, "echo");
  wait_until (get_state (test, PHONE_LINE_STEP_ECHO) == PHONE_LINE_STEP_STATE_NOT_TRIED);
  assert_state (test, PHONE_LINE_STEP_NAME, PHONE_LINE_STEP_STATE_OK);
  assert_state (test, PHONE_LINE_STEP_CONNECTION, PHONE_LINE_STEP_STATE_FAILED);
  assert_state (test, PHONE_LINE_STEP_REGISTRATION, PHONE_LINE_STEP_STATE_NOT_TRIED);
  assert_state (test, PHONE_LINE_STEP_ROUND_TRIP, PHONE_LINE_STEP_STATE_NOT_TRIED);
  /* Thrown away in the middle: nothing is left open. */
  g_assert_finalize_object (test);
}

#define add(name, func) g_test_add ("/phone/line-test/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE));
  g_test_init (&argc, &argv, NULL);
  add ("well", test_well);
  add ("wrong-password", test_wrong_password);
  add ("nowhere", test_nowhere);
  return g_test_run ();
}
