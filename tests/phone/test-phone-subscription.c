/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Being told as long as one is registered, whatever becomes of the line. */

#include "phone-desk.h"

#include "phone-subscription.h"

typedef struct
{
  Bench bench;
  PhoneSubscription *subscription;
  GString *heard;
} Fixture;

static void
told_cb (PhoneSubscription *subscription,
         const char        *content_type,
         GBytes            *body,
         guint              phase,
         GString           *heard)
{
  g_string_append_printf (heard, "%.*s ", (int) g_bytes_get_size (body), (const char *) g_bytes_get_data (body, NULL));
}

static void
ended_cb (PhoneSubscription *subscription,
          GString           *heard)
{
  g_string_append (heard, "ended ");
}

static void
expect (Fixture    *fixture,
        const char *heard)
{
  g_assert_cmpstr (fixture->heard->str, ==, heard);
  g_string_truncate (fixture->heard, 0);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (SipUri) bob = bench_uri ("sip:bob@example.org");

  bench_set_up (&fixture->bench, NULL);
  fixture->heard = g_string_new (NULL);
  fixture->subscription = phone_subscription_new (bob, "presence");
  g_signal_connect (fixture->subscription, "told", G_CALLBACK (told_cb), fixture->heard);
  g_signal_connect (fixture->subscription, "ended", G_CALLBACK (ended_cb), fixture->heard);
  phone_subscription_attach (fixture->subscription, fixture->bench.desk->agent, fixture->bench.registerer);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->subscription);
  bench_tear_down (&fixture->bench, NULL);
  g_string_free (fixture->heard, TRUE);
}

/* CONTRACT T13, and "subscriptions renewed" (issue 3, point 6): void with the line, and asked anew with the next. */
/* T13, U12 */
static void
test_line_lost (Fixture       *fixture,
                gconstpointer  data)
{
  doubles_desk_expect_silence (fixture->bench.desk);
  bench_register (&fixture->bench);
  bench_grant (&fixture->bench, "sip:bob@example.org", "presence");
  bench_tell (&fixture->bench, "x/y", "one");
  expect (fixture, "one ");

  bench_lose_line (&fixture->bench);
  g_assert_true (g_str_has_prefix (fixture->heard->str, "ended "));
  g_string_truncate (fixture->heard, 0);
  bench_regain_line (&fixture->bench);
  bench_grant (&fixture->bench, "sip:bob@example.org", "presence");
  bench_tell (&fixture->bench, "x/y", "two");
  expect (fixture, "two ");
}

/* A server that does not know the package is left in peace until the next registration. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  bench_register (&fixture->bench);
  doubles_notifier_hear (&fixture->bench.notifier);
  doubles_notifier_answer (&fixture->bench.notifier, 489, "n", "");
  expect (fixture, "ended ");
  g_assert_true (phone_subscription_is_refused (fixture->subscription));
  doubles_desk_advance (fixture->bench.desk, 600 * 1000);
  doubles_desk_expect_silence (fixture->bench.desk);

  bench_lose_line (&fixture->bench);
  bench_regain_line (&fixture->bench);
  g_assert_false (phone_subscription_is_refused (fixture->subscription));
  bench_grant (&fixture->bench, "sip:bob@example.org", "presence");
}

/* One in its turn waits for it, and one that is not wanted any more does not come. */
static void
test_turn (Fixture       *fixture,
           gconstpointer  data)
{
  phone_subscription_set_turn (fixture->subscription, 20);
  bench_register (&fixture->bench);
  doubles_desk_advance (fixture->bench.desk, 20 * PHONE_SUBSCRIPTION_SPACING_MS - 100);
  doubles_desk_expect_silence (fixture->bench.desk);
  doubles_desk_advance (fixture->bench.desk, 100);
  bench_grant (&fixture->bench, "sip:bob@example.org", "presence");

  phone_subscription_attach (fixture->subscription, fixture->bench.desk->agent, fixture->bench.registerer);
  phone_subscription_detach (fixture->subscription, TRUE);
  doubles_desk_advance (fixture->bench.desk, 60 * 1000);
  doubles_desk_expect_silence (fixture->bench.desk);
}

/* RFC 6665 §4.1.2.3: what is not wanted any more is given up, and nothing of it is told. */
static void
test_goodbye (Fixture       *fixture,
              gconstpointer  data)
{
  bench_register (&fixture->bench);
  bench_grant (&fixture->bench, "sip:bob@example.org", "presence");
  bench_tell (&fixture->bench, "x/y", "one");
  phone_subscription_detach (fixture->subscription, TRUE);
  expect (fixture, "one ended ");
  g_assert_cmpstr (sip_message_get_header (doubles_notifier_hear (&fixture->bench.notifier), SIP_HEADER_EXPIRES), ==, "0");
  doubles_notifier_answer (&fixture->bench.notifier, 200, "n", "Expires: 0\n");
  doubles_notifier_notify (&fixture->bench.notifier, "n", "terminated;reason=timeout", "", 200);
  expect (fixture, "");
}

#define add(name, func) g_test_add ("/phone/subscription/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("line-lost", test_line_lost);
  add ("refused", test_refused);
  add ("turn", test_turn);
  add ("goodbye", test_goodbye);
  return g_test_run ();
}
