/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* When a thing that expires is renewed, and when a refusal is tried again. */

#include "ua-refresher.h"

#include "doubles-clock.h"

static void
test_delay (void)
{
  static const struct
  {
    guint granted_s;
    guint delay_s;
  } rows[] = {
    { 600, 540 }, { 3600, 3240 }, { 60, 54 }, { 50, 45 }, { 30, 25 }, { 16, 11 },
    { 15, 10 },   { 10, 10 },     { 1, 10 },  { 0, 10 }, /* TRUST 3: never more often than every ten seconds */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (ua_refresher_delay_ms (rows[i].granted_s), ==, rows[i].delay_s * 1000);
  g_assert_cmpuint (ua_refresher_delay_ms (G_MAXUINT), <=, G_MAXINT);
}

typedef struct
{
  DoublesClock *clock;
  UaRefresher  *refresher;
  guint         n_due;
} Fixture;

static void
refresher_due_cb (UaRefresher *refresher,
                  Fixture     *self)
{
  self->n_due++;
}

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (7);

  self->clock = doubles_clock_new ();
  self->refresher = ua_refresher_new (SIP_CLOCK (self->clock), tokens);
  g_signal_connect (self->refresher, "due", G_CALLBACK (refresher_due_cb), self);
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  g_assert_finalize_object (self->refresher);
  g_assert_cmpuint (doubles_clock_get_n_armed (self->clock), ==, 0);
  g_assert_finalize_object (self->clock);
}

static void
test_granted (Fixture      *self,
              gconstpointer data)
{
  ua_refresher_granted (self->refresher, 100);
  g_assert_true (ua_refresher_is_running (self->refresher));
  doubles_clock_advance (self->clock, 89999);
  g_assert_cmpuint (self->n_due, ==, 0);
  doubles_clock_advance (self->clock, 1);
  g_assert_cmpuint (self->n_due, ==, 1);
  g_assert_false (ua_refresher_is_running (self->refresher));
}

static gint64
wait_for_due (Fixture *self)
{
  gint64 begin = sip_clock_get_now_ms (SIP_CLOCK (self->clock));
  guint n_due = self->n_due;

  while (self->n_due == n_due)
    g_assert_true (doubles_clock_advance_next (self->clock));
  return sip_clock_get_now_ms (SIP_CLOCK (self->clock)) - begin;
}

/* TRUST F7: where a loss is not told, at half of the time; never more often than every ten seconds. */
static void
test_wary (Fixture      *self,
           gconstpointer data)
{
  ua_refresher_set_wary (self->refresher, TRUE);
  ua_refresher_granted (self->refresher, 100);
  g_assert_cmpint (wait_for_due (self), ==, 50 * 1000);
  ua_refresher_granted (self->refresher, 12);
  g_assert_cmpint (wait_for_due (self), ==, 10 * 1000);
  ua_refresher_granted (self->refresher, G_MAXUINT);
  g_assert_cmpint (wait_for_due (self), ==, G_MAXINT / 1000 / 2 * G_GINT64_CONSTANT (1000));
  ua_refresher_set_wary (self->refresher, FALSE);
  ua_refresher_granted (self->refresher, 100);
  g_assert_cmpint (wait_for_due (self), ==, 90 * 1000);
}

static void
test_stop (Fixture      *self,
           gconstpointer data)
{
  ua_refresher_granted (self->refresher, 100);
  ua_refresher_stop (self->refresher);
  doubles_clock_advance (self->clock, 1000 * 1000);
  g_assert_cmpuint (self->n_due, ==, 0);
}

/* TRUST F6: 2 to 120 seconds, doubling, a fifth to either side; and from the beginning after a success. */
static void
test_refused (Fixture      *self,
              gconstpointer data)
{
  static const guint seconds[] = { 2, 4, 8, 16, 32, 64, 120, 120 };

  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      ua_refresher_refused (self->refresher, 0);
      gint64 waited = wait_for_due (self);

      g_assert_cmpint (waited, >=, seconds[i] * 800);
      g_assert_cmpint (waited, <=, seconds[i] * 1200);
    }
  ua_refresher_granted (self->refresher, 100);
  ua_refresher_refused (self->refresher, 0);
  g_assert_cmpint (wait_for_due (self), <=, 2400);
}

/* TRUST F6: as long as the server says, at most an hour. */
static void
test_told (Fixture      *self,
           gconstpointer data)
{
  ua_refresher_refused (self->refresher, 30);
  gint64 waited = wait_for_due (self);
  g_assert_cmpint (waited, >=, 30000);
  g_assert_cmpint (waited, <=, 36000);

  ua_refresher_refused (self->refresher, G_MAXUINT);
  g_assert_cmpint (wait_for_due (self), <=, 3600 * 1200);
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/refresher/delay", test_delay);
  add ("/ua/refresher/granted", test_granted);
  add ("/ua/refresher/wary", test_wary);
  add ("/ua/refresher/stop", test_stop);
  add ("/ua/refresher/refused", test_refused);
  add ("/ua/refresher/told", test_told);

  return g_test_run ();
}
