/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the telephone sounds like from outside a call. */

#include "phone-practice.h"

#include "phone-hush.h"
#include "phone-private.h"

static MediaTone
get_tone (World *world)
{
  return media_tones_get_tone (world->phone->tones);
}

static void
test_ringback (World         *world,
               gconstpointer  data)
{
  PhoneCall *call;

  world_practise (world);
  g_assert_cmpint (get_tone (world), ==, MEDIA_TONE_NONE);
  call = world_call (world, "echo");
  wait_until (world_has_state (call, PHONE_CALL_STATE_RINGING));
  g_assert_cmpint (get_tone (world), ==, MEDIA_TONE_RINGBACK);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ACTIVE));
  g_assert_cmpint (get_tone (world), ==, MEDIA_TONE_NONE);
}

static void
test_called_off (World         *world,
                 gconstpointer  data)
{
  PhoneCall *call;

  world_practise (world);
  call = world_call (world, "echo");
  wait_until (get_tone (world) == MEDIA_TONE_RINGBACK);
  phone_call_hang_up (call);
  g_assert_cmpint (get_tone (world), ==, MEDIA_TONE_NONE);
}

static void
test_rings_until_answered (World         *world,
                           gconstpointer  data)
{
  g_autoptr (PhoneCall) call = world_be_called (world);

  g_assert_cmpint (get_tone (world), ==, MEDIA_TONE_RINGTONE);
  phone_call_answer_async (call, NULL, NULL, NULL);
  g_assert_cmpint (get_tone (world), ==, MEDIA_TONE_NONE);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ACTIVE));
}

static void
test_rings_until_declined (World         *world,
                           gconstpointer  data)
{
  g_autoptr (PhoneCall) call = world_be_called (world);

  g_assert_cmpint (get_tone (world), ==, MEDIA_TONE_RINGTONE);
  phone_call_decline (call);
  g_assert_cmpint (get_tone (world), ==, MEDIA_TONE_NONE);
}

/* Nobody is told: the call is there to be answered, and only not heard. */
static void
test_hushed (World         *world,
             gconstpointer  data)
{
  g_autoptr (PhoneCall) call = world_be_called (world);

  g_assert_cmpint (get_tone (world), ==, MEDIA_TONE_RINGTONE);
  phone_call_hush (call);
  g_assert_true (phone_call_is_hushed (call));
  g_assert_cmpint (get_tone (world), ==, MEDIA_TONE_NONE);
  g_assert_cmpint (phone_call_get_state (call), ==, PHONE_CALL_STATE_INCOMING);
  phone_call_answer_async (call, NULL, NULL, NULL);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ACTIVE));
}

/* Somebody calls while we talk: a knock, not a ringtone. */
static void
test_knocks (World         *world,
             gconstpointer  data)
{
  g_autoptr (PhoneCall) first = NULL;
  g_autoptr (PhoneCall) second = NULL;
  g_autoptr (PhoneCall) back = NULL;

  world_practise (world);
  g_signal_connect (world->phone, "incoming-call", G_CALLBACK (world_take_call_cb), &back);
  first = g_object_ref (world_call (world, "callback"));
  wait_until (world_has_state (first, PHONE_CALL_STATE_ACTIVE));
  phone_call_hang_up (first);
  second = g_object_ref (world_call (world, "echo"));
  wait_until (world_has_state (second, PHONE_CALL_STATE_ACTIVE) && back != NULL);
  g_assert_cmpint (get_tone (world), ==, MEDIA_TONE_WAITING);
  phone_call_say_busy (back);
  g_assert_cmpint (get_tone (world), ==, MEDIA_TONE_NONE);
  g_signal_handlers_disconnect_by_data (world->phone, &back);
}

#define add(name, func) g_test_add ("/phone/ringer/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("ringback", test_ringback);
  add ("called-off", test_called_off);
  add ("rings-until-answered", test_rings_until_answered);
  add ("rings-until-declined", test_rings_until_declined);
  add ("hushed", test_hushed);
  add ("knocks", test_knocks);
  return g_test_run ();
}
