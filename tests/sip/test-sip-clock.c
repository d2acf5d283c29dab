/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The clock contract, held against the clock that all tests of the core rely on. */

#include "doubles-clock.h"

typedef struct
{
  SipClock *clock;
  GString  *order;
  guint     id;
} Fixture;

static void
note_a_cb (gpointer user_data)
{
  g_string_append_c (((Fixture *) user_data)->order, 'a');
}

static void
note_b_cb (gpointer user_data)
{
  g_string_append_c (((Fixture *) user_data)->order, 'b');
}

static void
disarm_self_cb (gpointer user_data)
{
  Fixture *fixture = user_data;

  sip_clock_disarm (fixture->clock, &fixture->id);
  g_string_append_c (fixture->order, 'd');
}

static void
arm_again_cb (gpointer user_data)
{
  Fixture *fixture = user_data;

  g_string_append_c (fixture->order, 'r');
  sip_clock_arm (fixture->clock, 0, note_a_cb, fixture);
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->clock = SIP_CLOCK (doubles_clock_new ());
  fixture->order = g_string_new (NULL);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->clock);
  g_string_free (fixture->order, TRUE);
}

static void
test_fires_in_order (Fixture       *fixture,
                     gconstpointer  data)
{
  sip_clock_arm (fixture->clock, 20, note_b_cb, fixture);
  sip_clock_arm (fixture->clock, 10, note_a_cb, fixture);
  sip_clock_arm (fixture->clock, 10, note_b_cb, fixture);

  doubles_clock_advance (DOUBLES_CLOCK (fixture->clock), 9);
  g_assert_cmpstr (fixture->order->str, ==, "");
  doubles_clock_advance (DOUBLES_CLOCK (fixture->clock), 1);
  g_assert_cmpstr (fixture->order->str, ==, "ab");
  doubles_clock_advance (DOUBLES_CLOCK (fixture->clock), 100);
  g_assert_cmpstr (fixture->order->str, ==, "abb");
  g_assert_cmpint (sip_clock_get_now_ms (fixture->clock), ==, 110);
}

static void
test_zero_waits_for_the_caller (Fixture       *fixture,
                                gconstpointer  data)
{
  g_assert_cmpuint (sip_clock_arm (fixture->clock, 0, arm_again_cb, fixture), >, 0);
  g_assert_cmpstr (fixture->order->str, ==, "");
  doubles_clock_advance (DOUBLES_CLOCK (fixture->clock), 0);
  g_assert_cmpstr (fixture->order->str, ==, "ra");
}

static void
test_disarmed_is_silent (Fixture       *fixture,
                         gconstpointer  data)
{
  guint id = sip_clock_arm (fixture->clock, 5, note_a_cb, fixture);

  sip_clock_disarm (fixture->clock, &id);
  g_assert_cmpuint (id, ==, 0);
  sip_clock_disarm (fixture->clock, &id);
  g_assert_cmpuint (doubles_clock_get_n_armed (DOUBLES_CLOCK (fixture->clock)), ==, 0);
  g_assert_false (doubles_clock_advance_next (DOUBLES_CLOCK (fixture->clock)));
  g_assert_cmpstr (fixture->order->str, ==, "");
}

static void
test_may_disarm_itself (Fixture       *fixture,
                        gconstpointer  data)
{
  fixture->id = sip_clock_arm (fixture->clock, 5, disarm_self_cb, fixture);
  sip_clock_arm (fixture->clock, 5, note_a_cb, fixture);

  g_assert_true (doubles_clock_advance_next (DOUBLES_CLOCK (fixture->clock)));
  g_assert_cmpuint (fixture->id, ==, 0);
  g_assert_cmpstr (fixture->order->str, ==, "da");
}

static void
add (const char *path,
     void       (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/sip/clock/fires-in-order", test_fires_in_order);
  add ("/sip/clock/zero-waits-for-the-caller", test_zero_waits_for_the_caller);
  add ("/sip/clock/disarmed-is-silent", test_disarmed_is_silent);
  add ("/sip/clock/may-disarm-itself", test_may_disarm_itself);

  return g_test_run ();
}
