/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One call at a time is talked to: the others wait, and come back by the person's deed alone. */

#include "phone-practice.h"

#include "phone-call-private.h"

typedef struct
{
  PhoneCall *one;
  PhoneCall *two;
} Pair;

/* Two calls to the echo line; the second has the floor. */
static void
pair_up (World *world,
         Pair  *pair)
{
  world_practise (world);
  pair->one = g_object_ref (world_call (world, "echo"));
  wait_until (world_has_state (pair->one, PHONE_CALL_STATE_ACTIVE));
  pair->two = g_object_ref (world_call (world, "echo"));
  wait_until (world_has_state (pair->one, PHONE_CALL_STATE_HELD));
  wait_until (world_has_state (pair->two, PHONE_CALL_STATE_ACTIVE));
}

static void
pair_clear (Pair *pair)
{
  g_clear_object (&pair->one);
  g_clear_object (&pair->two);
}

static void
test_second_holds_first (World         *world,
                         gconstpointer  data)
{
  Pair pair;

  pair_up (world, &pair);
  g_assert_true (phone_call_is_waiting (pair.one));
  g_assert_false (phone_call_is_waiting (pair.two));
  phone_call_set_hold_async (pair.one, FALSE, NULL, NULL, NULL);
  wait_until (world_has_state (pair.one, PHONE_CALL_STATE_ACTIVE) &&
              world_has_state (pair.two, PHONE_CALL_STATE_HELD));
  pair_clear (&pair);
}

static void
test_swap (World         *world,
           gconstpointer  data)
{
  Pair pair;
  g_autoptr (GError) error = NULL;

  g_assert_false (phone_swap (world->phone, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  pair_up (world, &pair);
  for (guint n = 0; n < 2; n++)
    {
      PhoneCall *waiting = n == 0 ? pair.one : pair.two;
      PhoneCall *talking = n == 0 ? pair.two : pair.one;

      g_assert_true (phone_swap (world->phone, &error));
      wait_until (world_has_state (waiting, PHONE_CALL_STATE_ACTIVE) &&
                  world_has_state (talking, PHONE_CALL_STATE_HELD));
    }
  pair_clear (&pair);
}

/* Hanging up does not open the microphone to whoever has waited: that is the person's to do. */
static void
test_end_takes_nobody_back (World         *world,
                            gconstpointer  data)
{
  Pair pair;
  g_autoptr (GError) error = NULL;

  pair_up (world, &pair);
  phone_call_hang_up (pair.two);
  wait_until (world_has_state (pair.two, PHONE_CALL_STATE_ENDED));
  g_assert_cmpint (phone_call_get_state (pair.one), ==, PHONE_CALL_STATE_HELD);
  g_assert_true (phone_swap (world->phone, &error));
  wait_until (world_has_state (pair.one, PHONE_CALL_STATE_ACTIVE));
  pair_clear (&pair);
}

/* The one that is to wait hangs up while it is asked to: the other is talked to all the same. */
static void
test_swap_loses_the_first (World         *world,
                           gconstpointer  data)
{
  Pair pair;

  pair_up (world, &pair);
  g_assert_true (phone_swap (world->phone, NULL));
  phone_call_hang_up (pair.two);
  wait_until (world_has_state (pair.one, PHONE_CALL_STATE_ACTIVE) &&
              world_has_state (pair.two, PHONE_CALL_STATE_ENDED));
  pair_clear (&pair);
}

/* The one that is to come back is gone by then: nobody is left waiting for nothing. */
static void
test_swap_loses_the_second (World         *world,
                            gconstpointer  data)
{
  Pair pair;

  pair_up (world, &pair);
  g_assert_true (phone_swap (world->phone, NULL));
  phone_call_hang_up (pair.one);
  wait_until (world_has_state (pair.one, PHONE_CALL_STATE_ENDED));
  wait_until (world_has_state (pair.two, PHONE_CALL_STATE_ACTIVE) && !phone_call_is_waiting (pair.two));
  pair_clear (&pair);
}

#define add(name, func) g_test_add ("/phone/focus/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("second-holds-first", test_second_holds_first);
  add ("swap", test_swap);
  add ("end-takes-nobody-back", test_end_takes_nobody_back);
  add ("swap-loses-the-first", test_swap_loses_the_first);
  add ("swap-loses-the-second", test_swap_loses_the_second);
  return g_test_run ();
}
