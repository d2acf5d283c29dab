/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two calls become three people in one conversation, which goes on when one of them leaves. */

#include "phone-office-calls.h"

#include "phone-call-private.h"
#include "phone-practice.h"
#include "ua-error.h"

typedef struct
{
  PhoneCall *bob;
  PhoneCall *carol;
} Calls;

/* Everybody says a tone of their own: Anna 1000, Bob 700, Carol 1500. */
static PhoneConference *
confer (Office *office,
        Calls  *calls)
{
  g_autoptr (GError) error = NULL;
  PhoneConference *conference;

  phone_set_sound (office->bob.phone, "tone:700", NULL);
  phone_set_sound (office->carol.phone, "tone:1500", NULL);
  calls->bob = office_talk (&office->anna, &office->bob, "bob");
  calls->carol = office_talk (&office->anna, &office->carol, "carol");
  g_assert_true (phone_call_is_waiting (calls->bob));
  conference = phone_merge (office->anna.phone, calls->bob, calls->carol, &error);
  g_assert_no_error (error);
  wait_until (world_has_state (calls->bob, PHONE_CALL_STATE_ACTIVE) &&
              world_has_state (calls->carol, PHONE_CALL_STATE_ACTIVE));
  return conference;
}

static void
calls_clear (Calls *calls)
{
  g_clear_object (&calls->bob);
  g_clear_object (&calls->carol);
}

static void
test_everybody_hears (Office        *office,
                      gconstpointer  data)
{
  Calls calls;
  PhoneConference *conference = confer (office, &calls);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (conference)), ==, 2);
  g_assert_true (phone_conference_has (conference, calls.bob));
  phone_conference_set_muted (conference, TRUE);
  g_assert_true (phone_conference_is_muted (conference));
  wait_until (world_hears (office_last_call (&office->bob), 1500));
  wait_until (world_hears (office_last_call (&office->carol), 700));
  calls_clear (&calls);
}

/* Bob hangs up: Anna and Carol have an ordinary call. */
static void
test_one_leaves (Office        *office,
                 gconstpointer  data)
{
  Calls calls;

  confer (office, &calls);
  phone_call_hang_up (office_last_call (&office->bob));
  wait_until (phone_call_is_over (calls.bob) && phone_get_conference (office->anna.phone) == NULL);
  wait_until (world_has_state (calls.carol, PHONE_CALL_STATE_ACTIVE));
  wait_until (world_hears (office_last_call (&office->carol), 1000));
  calls_clear (&calls);
}

static void
count_cb (Phone *phone,
          guint *n_times)
{
  (*n_times)++;
}

/* Who shows the conference is told when it has one member less, and once that it is over. */
static void
test_leaving_is_told (Office        *office,
                      gconstpointer  data)
{
  Calls calls;
  guint n_times = 0;

  confer (office, &calls);
  g_signal_connect (office->anna.phone, "conference-changed", G_CALLBACK (count_cb), &n_times);
  phone_call_hang_up (office_last_call (&office->bob));
  wait_until (phone_get_conference (office->anna.phone) == NULL);
  g_assert_cmpuint (n_times, ==, 1);
  g_signal_handlers_disconnect_by_data (office->anna.phone, &n_times);
  calls_clear (&calls);
}

static void
test_split (Office        *office,
            gconstpointer  data)
{
  Calls calls;
  g_autoptr (GError) error = NULL;

  confer (office, &calls);
  phone_split (office->anna.phone, calls.carol);
  g_assert_null (phone_get_conference (office->anna.phone));
  wait_until (world_has_state (calls.bob, PHONE_CALL_STATE_HELD) && phone_call_is_waiting (calls.bob));
  g_assert_cmpint (phone_call_get_state (calls.carol), ==, PHONE_CALL_STATE_ACTIVE);
  g_assert_true (phone_swap (office->anna.phone, &error));
  wait_until (world_has_state (calls.bob, PHONE_CALL_STATE_ACTIVE) &&
              world_has_state (calls.carol, PHONE_CALL_STATE_HELD));
  calls_clear (&calls);
}

/* W19: whoever has turned the microphone off is not heard because calls are merged, or apart again. */
static void
test_mute_outlives (Office        *office,
                    gconstpointer  data)
{
  g_autoptr (PhoneCall) bob = office_talk (&office->anna, &office->bob, "bob");
  g_autoptr (PhoneCall) carol = office_talk (&office->anna, &office->carol, "carol");
  PhoneConference *conference;

  phone_call_set_muted (carol, TRUE);
  conference = phone_merge (office->anna.phone, bob, carol, NULL);
  g_assert_true (phone_conference_is_muted (conference));
  g_assert_false (phone_call_is_muted (carol));
  phone_split (office->anna.phone, carol);
  g_assert_true (phone_call_is_muted (carol));
  g_assert_true (phone_call_is_muted (bob));
}

static void
test_hold (Office        *office,
           gconstpointer  data)
{
  Calls calls;
  PhoneConference *conference = confer (office, &calls);

  phone_conference_set_hold (conference, TRUE);
  wait_until (phone_call_is_waiting (calls.bob) && phone_call_is_waiting (calls.carol));
  phone_conference_set_hold (conference, FALSE);
  wait_until (!phone_call_is_waiting (calls.bob) && !phone_call_is_waiting (calls.carol));
  calls_clear (&calls);
}

static void
test_needs_two (Office        *office,
                gconstpointer  data)
{
  g_autoptr (PhoneCall) call = office_talk (&office->anna, &office->bob, "bob");
  g_autoptr (PhoneCall) ringing = office_call (&office->anna, "carol");

  g_assert_null (phone_merge (office->anna.phone, call, call, NULL));
  g_assert_null (phone_merge (office->anna.phone, call, ringing, NULL));
  g_assert_null (phone_get_conference (office->anna.phone));
  phone_split (office->anna.phone, NULL);
}

/* What cannot be merged stays as it was: nobody waits for a conversation that did not come about. */
static void
test_no_sound (Office        *office,
               gconstpointer  data)
{
  g_autoptr (PhoneCall) bob = office_talk (&office->anna, &office->bob, "bob");
  g_autoptr (PhoneCall) carol = office_talk (&office->anna, &office->carol, "carol");
  g_autoptr (GError) error = NULL;
  MediaSession *media = g_steal_pointer (&bob->media);

  g_assert_null (phone_merge (office->anna.phone, carol, bob, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_WRONG_STATE);
  bob->media = media;
  g_assert_cmpint (carol->waits_since_us, ==, 0);
  g_assert_null (phone_get_conference (office->anna.phone));
}

#define add(name, func) g_test_add ("/phone/conference/" name, Office, NULL, office_open, func, office_close)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("everybody-hears", test_everybody_hears);
  add ("one-leaves", test_one_leaves);
  add ("leaving-is-told", test_leaving_is_told);
  add ("split", test_split);
  add ("mute-outlives", test_mute_outlives);
  add ("hold", test_hold);
  add ("needs-two", test_needs_two);
  add ("no-sound", test_no_sound);
  return g_test_run ();
}
