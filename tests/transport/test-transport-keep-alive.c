/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Keep-alives as a far end sees them: CRLF CRLF, how often, and what a missing answer means.
 */

#include "transport-keep-alive.h"

#include "doubles-clock.h"
#include "doubles-transport.h"
#include "doubles-wait.h"

typedef struct
{
  DoublesClock     *clock;
  SipTokens        *tokens;
  DoublesTransport *wire;
  Transport        *transport; /* the same */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  interval_ms)
{
  fixture->clock = doubles_clock_new ();
  fixture->tokens = sip_tokens_new_seeded (1);
  fixture->wire = doubles_transport_new (NULL, SIP_CLOCK (fixture->clock), fixture->tokens);
  fixture->transport = TRANSPORT_TRANSPORT (fixture->wire);
  if (interval_ms != NULL)
    g_object_set (fixture->wire, "keep-alive-interval-ms", GPOINTER_TO_UINT (interval_ms), NULL);
  transport_connect_async (fixture->transport, NULL, NULL, NULL);
  doubles_clock_advance (fixture->clock, 0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  interval_ms)
{
  doubles_wait_settle ();
  g_assert_finalize_object (fixture->wire);
  g_assert_cmpuint (doubles_clock_get_n_armed (fixture->clock), ==, 0);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->tokens);
}

static void
assert_pinged (Fixture *fixture)
{
  g_autoptr (GBytes) ping = doubles_transport_pop (fixture->wire);

  g_assert_nonnull (ping);
  g_assert_cmpmem (g_bytes_get_data (ping, NULL), g_bytes_get_size (ping), "\r\n\r\n", 4);
}

/* W10: off unless asked for. */
static void
test_off_by_default (Fixture       *fixture,
                     gconstpointer  data)
{
  doubles_clock_advance (fixture->clock, 24 * 60 * 60 * 1000);

  g_assert_cmpuint (doubles_transport_get_n_written (fixture->wire), ==, 0);
  g_assert_true (transport_is_connected (fixture->transport));
}

/* W23, W39, W41, W55: again and again, after 80 to 100 % of the interval, and not always the same. */
static void
test_interval (Fixture       *fixture,
               gconstpointer  data)
{
  gint64 shortest = G_MAXINT64;
  gint64 longest = 0;

  for (guint i = 0; i < 100; i++)
    {
      gint64 before = sip_clock_get_now_ms (SIP_CLOCK (fixture->clock));

      g_assert_true (doubles_clock_advance_next (fixture->clock));
      assert_pinged (fixture);
      doubles_transport_deliver (fixture->wire, "\r\n");

      gint64 waited = sip_clock_get_now_ms (SIP_CLOCK (fixture->clock)) - before;
      shortest = MIN (shortest, waited);
      longest = MAX (longest, waited);
    }

  g_assert_cmpint (shortest, >=, 24000);
  g_assert_cmpint (longest, <=, 30000);
  g_assert_cmpint (longest - shortest, >, 3000);
}

/* W42: no timer outlives the connection. */
static void
test_ends_with_connection (Fixture       *fixture,
                           gconstpointer  data)
{
  doubles_clock_advance_next (fixture->clock);
  assert_pinged (fixture);
  doubles_transport_break (fixture->wire, 1006);

  g_assert_cmpuint (doubles_clock_get_n_armed (fixture->clock), ==, 0);
}

/* W24, W39: no second one while the answer to the first is due. */
static void
test_debounced (Fixture       *fixture,
                gconstpointer  data)
{
  g_assert_true (transport_send_keep_alive (fixture->transport, NULL));
  g_assert_true (transport_send_keep_alive (fixture->transport, NULL));
  assert_pinged (fixture);
  g_assert_cmpuint (doubles_transport_get_n_written (fixture->wire), ==, 0);

  doubles_transport_deliver (fixture->wire, "\r\n");
  g_assert_true (transport_send_keep_alive (fixture->transport, NULL));
  assert_pinged (fixture);
}

/* T12, W11: ten seconds without an answer are a loss. */
static void
test_missed (Fixture       *fixture,
             gconstpointer  data)
{
  transport_send_keep_alive (fixture->transport, NULL);
  doubles_clock_advance (fixture->clock, 9999);
  g_assert_true (transport_is_connected (fixture->transport));
  doubles_clock_advance (fixture->clock, 1);

  g_assert_cmpint (transport_get_state (fixture->transport), ==, TRANSPORT_STATE_DISCONNECTED);
  g_assert_error (transport_get_last_error (fixture->transport), TRANSPORT_ERROR, TRANSPORT_ERROR_KEEP_ALIVE);
  g_assert_cmpuint (doubles_transport_get_asked_code (fixture->wire), ==, 1000);
}

/* W40, W55: any CRLF clears it, a message does not. */
static void
test_answered (Fixture       *fixture,
               gconstpointer  data)
{
  transport_send_keep_alive (fixture->transport, NULL);
  doubles_transport_deliver (fixture->wire, "\r\n");
  doubles_clock_advance (fixture->clock, 60000);
  g_assert_true (transport_is_connected (fixture->transport));

  transport_send_keep_alive (fixture->transport, NULL);
  doubles_transport_deliver (fixture->wire, "SIP/2.0 200 OK\r\n\r\n");
  doubles_clock_advance (fixture->clock, 10000);
  g_assert_false (transport_is_connected (fixture->transport));
}

/* T19 holds for keep-alives too. */
static void
test_refused_when_down (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  doubles_transport_break (fixture->wire, 1006);
  g_assert_false (transport_send_keep_alive (fixture->transport, &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_NOT_CONNECTED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, interval_ms, func) \
  g_test_add ("/transport-keep-alive/" name, Fixture, GUINT_TO_POINTER (interval_ms), set_up, func, tear_down)
  ADD ("off-by-default", 0, test_off_by_default);
  ADD ("interval", 30000, test_interval);
  ADD ("ends-with-connection", 30000, test_ends_with_connection);
  ADD ("debounced", 0, test_debounced);
  ADD ("missed", 0, test_missed);
  ADD ("answered", 0, test_answered);
  ADD ("refused-when-down", 0, test_refused_when_down);

  return g_test_run ();
}
