/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The clock contract, kept by the main loop.
 */

#include "transport-clock.h"

#include "doubles-wait.h"

typedef struct
{
  SipClock *clock;
  GString  *fired;
  guint     id;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->clock = transport_clock_new ();
  fixture->fired = g_string_new (NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->clock != NULL)
    g_assert_finalize_object (fixture->clock);
  g_string_free (fixture->fired, TRUE);
}

static void
first_cb (gpointer user_data)
{
  g_string_append (((Fixture *) user_data)->fired, "first ");
}

static void
second_cb (gpointer user_data)
{
  g_string_append (((Fixture *) user_data)->fired, "second ");
}

static void
drop_clock_cb (gpointer user_data)
{
  Fixture *fixture = user_data;

  sip_clock_disarm (fixture->clock, &fixture->id);
  g_clear_object (&fixture->clock);
  g_string_append (fixture->fired, "dropped ");
}

static void
test_fires_in_order (Fixture       *fixture,
                     gconstpointer  data)
{
  gint64 before = sip_clock_get_now_ms (fixture->clock);

  sip_clock_arm (fixture->clock, 20, second_cb, fixture);
  sip_clock_arm (fixture->clock, 0, first_cb, fixture);
  g_assert_cmpstr (fixture->fired->str, ==, "");

  doubles_wait_until (g_str_has_suffix (fixture->fired->str, "second "));
  g_assert_cmpstr (fixture->fired->str, ==, "first second ");
  g_assert_cmpint (sip_clock_get_now_ms (fixture->clock) - before, >=, 20);
}

static void
test_disarm (Fixture       *fixture,
             gconstpointer  data)
{
  guint id = sip_clock_arm (fixture->clock, 0, first_cb, fixture);

  g_assert_cmpuint (id, >, 0);
  sip_clock_disarm (fixture->clock, &id);
  g_assert_cmpuint (id, ==, 0);
  sip_clock_disarm (fixture->clock, &id);

  sip_clock_arm (fixture->clock, 0, second_cb, fixture);
  doubles_wait_until (fixture->fired->len > 0);
  g_assert_cmpstr (fixture->fired->str, ==, "second ");
}

static void
test_dropped_from_inside (Fixture       *fixture,
                          gconstpointer  data)
{
  fixture->id = sip_clock_arm (fixture->clock, 0, drop_clock_cb, fixture);
  doubles_wait_until (fixture->fired->len > 0);

  g_assert_null (fixture->clock);
}

static void
test_dropped_with_alarms (Fixture       *fixture,
                          gconstpointer  data)
{
  sip_clock_arm (fixture->clock, 0, first_cb, fixture);
  g_clear_object (&fixture->clock);
  doubles_wait_settle ();

  g_assert_cmpstr (fixture->fired->str, ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/transport-clock/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("fires-in-order", test_fires_in_order);
  ADD ("disarm", test_disarm);
  ADD ("dropped-from-inside", test_dropped_from_inside);
  ADD ("dropped-with-alarms", test_dropped_with_alarms);

  return g_test_run ();
}
