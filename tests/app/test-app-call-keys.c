/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A key far from the window acts on the call a person would mean. */

#include "app-call-keys.h"

#include "app-test.h"
#include "scripted-phone.h"

typedef struct
{
  Phone *phone;
  PhoneAccount *account;
} Fixture;

static PhoneCall *
add (Fixture        *fixture,
     const char     *name,
     gboolean        incoming,
     PhoneCallState  state)
{
  g_autoptr (PhoneCall) call = scripted_call_new (fixture->account, name, "bob@example.org", incoming);

  scripted_call_set_state (call, state);
  scripted_phone_add_call (fixture->phone, call);
  return call; /* the phone holds it */
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->phone = phone_new (NULL, NULL);
  fixture->account = scripted_account_new ("alice@example.org", FALSE);
  scripted_phone_add_account (fixture->phone, fixture->account);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->account);
  g_clear_object (&fixture->phone);
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  g_assert_false (app_call_keys_answer (fixture->phone));
  g_assert_false (app_call_keys_hang_up (fixture->phone));
  g_assert_false (app_call_keys_mute (fixture->phone));
  g_assert_false (app_call_keys_set_muted (fixture->phone, TRUE));
}

/* Whoever rings while one talks is answered; hanging up is about the talk. */
static void
test_both (Fixture       *fixture,
           gconstpointer  data)
{
  PhoneCall *talk = add (fixture, "Bob", FALSE, PHONE_CALL_STATE_ACTIVE);
  PhoneCall *ringing = add (fixture, "Carol", TRUE, PHONE_CALL_STATE_INCOMING);

  g_assert_true (app_call_keys_find_ringing (fixture->phone) == ringing);
  g_assert_true (app_call_keys_find_talk (fixture->phone) == talk);
  g_assert_true (app_call_keys_hang_up (fixture->phone));
  g_assert_cmpint (phone_call_get_state (talk), >=, PHONE_CALL_STATE_ENDING);
  g_assert_cmpint (phone_call_get_state (ringing), ==, PHONE_CALL_STATE_INCOMING);
  g_assert_true (app_call_keys_answer (fixture->phone));
  g_assert_cmpint (phone_call_get_state (ringing), !=, PHONE_CALL_STATE_INCOMING);
}

/* With nobody to talk to, the same key declines. */
static void
test_decline (Fixture       *fixture,
              gconstpointer  data)
{
  PhoneCall *ringing = add (fixture, "Carol", TRUE, PHONE_CALL_STATE_INCOMING);

  g_assert_false (app_call_keys_mute (fixture->phone));
  g_assert_true (app_call_keys_hang_up (fixture->phone));
  g_assert_cmpint (phone_call_get_state (ringing), >=, PHONE_CALL_STATE_ENDING);
}

/* A call that waits can be ended, too, and muted. */
static void
test_mute (Fixture       *fixture,
           gconstpointer  data)
{
  PhoneCall *talk = add (fixture, "Bob", FALSE, PHONE_CALL_STATE_HELD);

  g_assert_true (app_call_keys_mute (fixture->phone));
  g_assert_true (phone_call_is_muted (talk));
  g_assert_true (app_call_keys_set_muted (fixture->phone, TRUE));
  g_assert_true (phone_call_is_muted (talk));
  g_assert_true (app_call_keys_mute (fixture->phone));
  g_assert_false (phone_call_is_muted (talk));
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add ("/app/call-keys/nothing", Fixture, NULL, set_up, test_nothing, tear_down);
  g_test_add ("/app/call-keys/both", Fixture, NULL, set_up, test_both, tear_down);
  g_test_add ("/app/call-keys/decline", Fixture, NULL, set_up, test_decline, tear_down);
  g_test_add ("/app/call-keys/mute", Fixture, NULL, set_up, test_mute, tear_down);
  return g_test_run ();
}
