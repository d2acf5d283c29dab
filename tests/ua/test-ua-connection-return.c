/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Back to the better server when it is there again, without a moment off the line and never in the middle of a call. */

#include "ua-connection.h"

#include "doubles-credentials.h"
#include "doubles-keeper.h"
#include "doubles-transport.h"
#include "doubles-wait.h"
#include "sip-message-builder.h"
#include "ua-registerer.h"

#define ONLINE  UA_CONNECTION_STATE_ONLINE
#define WAITING UA_CONNECTION_STATE_WAITING
#define RESTING UA_CONNECTION_STATE_RESTING

#define SHORTEST_MS (60 * 1000 * 8 / 10)
#define LONGEST_MS  (60 * 1000)

/* Online at tls://b, for tls://a was down a moment ago. */
static DoublesKeeper *
keeper_at_second (guint64 seed)
{
  DoublesKeeper *self = doubles_keeper_new ("x", seed);

  doubles_keeper_set_targets (self, "x", "tls://a tls://b");
  doubles_source_set_opening (self->source, "tls://a", DOUBLES_OPENING_FAILS);
  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "connecting:1 lost connecting:2 connected ", ONLINE);
  doubles_keeper_expect_asked (self, "find x make tls://a make tls://b praise tls://b ");
  return self;
}

/* To the moment when a scout is sent; returns how long that was. */
static guint
wait_for_scout (DoublesKeeper *self)
{
  guint n_made = doubles_source_get_n_made (self->source);
  guint waited_ms = 0;

  for (; doubles_source_get_n_made (self->source) == n_made; waited_ms += 100)
    {
      g_assert_cmpuint (waited_ms, <=, LONGEST_MS);
      doubles_keeper_advance (self, 100);
    }
  g_assert_cmpuint (waited_ms, >=, SHORTEST_MS);
  return waited_ms;
}

/* A server that comes back is not looked for by everybody at the same moment. */
static void
test_spread (void)
{
  guint earliest_ms = G_MAXUINT;
  guint latest_ms = 0;

  for (guint seed = 1; seed <= 20; seed++)
    {
      g_autoptr (DoublesKeeper) self = keeper_at_second (seed);
      guint waited_ms = wait_for_scout (self);

      earliest_ms = MIN (earliest_ms, waited_ms);
      latest_ms = MAX (latest_ms, waited_ms);
    }
  g_assert_cmpuint (earliest_ms, <, 51 * 1000);
  g_assert_cmpuint (latest_ms, >, 57 * 1000);
}

static void
no_change_cb (UaConnection *connection)
{
  g_assert_not_reached ();
}

/* The state stays; who used the line is told that it is another one. */
static void
test_return (void)
{
  g_autoptr (DoublesKeeper) self = keeper_at_second (1);
  gulong id = g_signal_connect (self->connection, "notify::state", G_CALLBACK (no_change_cb), NULL);

  doubles_source_set_opening (self->source, "tls://a", DOUBLES_OPENING_SUCCEEDS);
  wait_for_scout (self);
  doubles_keeper_expect (self, "disconnected connected ", ONLINE);
  doubles_keeper_expect_asked (self, "find x make tls://a praise tls://a ");
  doubles_keeper_expect_at (self, "tls://a");
  g_assert_true (ua_connection_get_transport (self->connection)
                 == TRANSPORT_TRANSPORT (doubles_source_get_transport (self->source, "tls://a")));
  g_assert_cmpuint (doubles_source_count_open (self->source), ==, 1);
  g_assert_null (doubles_source_get_transport (self->source, "tls://b")); /* closed, and gone */
  g_signal_handler_disconnect (self->connection, id);

  /* There is nothing better to look for. */
  g_assert_cmpuint (doubles_clock_get_n_armed (self->clock), ==, 0);
  doubles_keeper_break (self, TRANSPORT_ERROR_LOST);
  doubles_keeper_expect (self, "error lost ", WAITING);
  doubles_keeper_advance_to_try (self);
  doubles_keeper_expect (self, "connecting:1 connected ", ONLINE);
}

/* The old line is told goodbye (W30), and the new one is heard like any other. */
static void
test_old_line (void)
{
  g_autoptr (DoublesKeeper) self = keeper_at_second (2);
  g_autoptr (DoublesTransport) old = g_object_ref (doubles_source_get_transport (self->source, "tls://b"));

  doubles_source_set_opening (self->source, "tls://a", DOUBLES_OPENING_SUCCEEDS);
  doubles_transport_set_deaf (old, TRUE);
  wait_for_scout (self);
  doubles_keeper_expect (self, "disconnected connected ", ONLINE);
  g_assert_cmpuint (doubles_transport_get_asked_code (old), ==, 1000);
  doubles_keeper_advance (self, 5000);
  doubles_keeper_expect (self, "", ONLINE);
  g_clear_object (&old);
}

/* Every minute or a little less, for as long as it takes; nobody hears of it. */
static void
test_scout_fails (void)
{
  g_autoptr (DoublesKeeper) self = keeper_at_second (3);

  for (guint i = 0; i < 5; i++)
    {
      wait_for_scout (self);
      doubles_keeper_expect (self, "", ONLINE);
      doubles_keeper_expect_asked (self, "find x make tls://a ");
      g_assert_cmpuint (doubles_source_count_open (self->source), ==, 1);
      g_assert_null (ua_connection_get_last_error (self->connection));
    }
  doubles_keeper_expect_at (self, "tls://b");

  doubles_source_set_targets (self->source, "x", NULL);
  doubles_keeper_advance (self, LONGEST_MS);
  doubles_keeper_expect_asked (self, "find x ");
  doubles_keeper_expect (self, "", ONLINE);
}

/* Not while calls are up, and not in the middle of a look when one comes. */
static void
test_engaged (void)
{
  g_autoptr (DoublesKeeper) self = keeper_at_second (4);

  doubles_source_set_opening (self->source, "tls://a", DOUBLES_OPENING_HANGS);
  ua_connection_set_engaged (self->connection, TRUE);
  for (guint i = 0; i < 10; i++)
    doubles_keeper_advance (self, LONGEST_MS);
  doubles_keeper_expect_asked (self, "");
  ua_connection_set_engaged (self->connection, FALSE);
  wait_for_scout (self);
  g_assert_cmpuint (doubles_source_count_open (self->source), ==, 2);
  ua_connection_set_engaged (self->connection, TRUE);
  doubles_keeper_advance (self, 0);
  g_assert_cmpuint (doubles_source_count_open (self->source), ==, 1);
  doubles_keeper_expect_at (self, "tls://b");

  doubles_source_set_opening (self->source, "tls://a", DOUBLES_OPENING_SUCCEEDS);
  doubles_keeper_advance (self, LONGEST_MS);
  doubles_keeper_expect (self, "", ONLINE);
  ua_connection_set_engaged (self->connection, FALSE);
  doubles_keeper_advance (self, LONGEST_MS);
  doubles_keeper_expect (self, "disconnected connected ", ONLINE);
}

static void
lose_cb (DoublesKeeper *self)
{
  g_autoptr (GError) why = g_error_new_literal (TRANSPORT_ERROR, TRANSPORT_ERROR_LOST, "no answer");

  ua_connection_lose (self->connection, why);
  g_assert_cmpint (ua_connection_get_state (self->connection), ==, WAITING);
}

static void
break_cb (DoublesKeeper *self)
{
  doubles_keeper_break (self, TRANSPORT_ERROR_LOST);
  g_assert_cmpint (ua_connection_get_state (self->connection), ==, WAITING);
}

static void
stop_cb (DoublesKeeper *self)
{
  doubles_keeper_stop (self);
  g_assert_cmpint (ua_connection_get_state (self->connection), ==, RESTING);
}

/* Whatever ends the line ends the look for a better one, while DNS is asked as well as while a scout is out. */
static void
test_drop_scout (void)
{
  void (*const ends[]) (DoublesKeeper *) = { lose_cb, break_cb, stop_cb };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (DoublesKeeper) self = keeper_at_second (5);
      gboolean finding = i % 2 == 1;

      doubles_source_set_opening (self->source, "tls://a", DOUBLES_OPENING_HANGS);
      doubles_source_set_silent (self->source, finding);
      doubles_keeper_advance (self, LONGEST_MS);
      doubles_keeper_expect_asked (self, finding ? "find x " : "find x make tls://a ");
      ends[i / 2] (self);
      g_assert_cmpuint (doubles_source_count_open (self->source), ==, 0);
      doubles_source_set_opening (self->source, "tls://a", DOUBLES_OPENING_SUCCEEDS);
      doubles_source_set_silent (self->source, FALSE);
      ua_connection_start (self->connection);
      doubles_keeper_advance (self, 2000);
      doubles_keeper_advance (self, 5000);
      doubles_keeper_expect_at (self, "tls://a");
      g_assert_cmpuint (doubles_source_count_open (self->source), ==, 1);
    }
}

/* W5: a heavier server is better, whichever of its places answers. */
static void
test_weights (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("tls://c;weight=1, x;weight=5, tls://d;weight=1", 6);

  doubles_keeper_set_targets (self, "x", "tls://a tls://b");
  doubles_source_set_opening (self->source, "tls://a", DOUBLES_OPENING_FAILS);
  doubles_source_set_opening (self->source, "tls://b", DOUBLES_OPENING_FAILS);
  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "connecting:1 lost connecting:2 lost connecting:3 connected ", ONLINE);
  doubles_source_set_opening (self->source, "tls://b", DOUBLES_OPENING_SUCCEEDS);
  doubles_keeper_advance (self, LONGEST_MS);
  doubles_keeper_expect (self, "disconnected connected ", ONLINE);
  doubles_keeper_expect_at (self, "tls://b");
  g_assert_cmpstr (ua_connection_get_server (self->connection), ==, "x");
  doubles_source_set_opening (self->source, "tls://a", DOUBLES_OPENING_SUCCEEDS);
  doubles_keeper_advance (self, LONGEST_MS);
  doubles_keeper_expect (self, "disconnected connected ", ONLINE);
  doubles_keeper_expect_at (self, "tls://a");
  g_assert_cmpuint (doubles_clock_get_n_armed (self->clock), ==, 0);
}

/* RFC 2782: DNS shuffles what is equal; a line does not dance to that, before its return and after. */
static void
test_equals (void)
{
  static const char *const orders[] = { "tls://c tls://b tls://a", "tls://b tls://c tls://a", "tls://c tls://a tls://b" };
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("x", 7);

  doubles_keeper_set_targets (self, "x", "tls://a tls://b tls://c");
  doubles_source_set_opening (self->source, "tls://a", DOUBLES_OPENING_FAILS);
  ua_connection_start (self->connection);
  doubles_keeper_advance (self, 0);
  doubles_keeper_expect_at (self, "tls://b");
  for (guint i = 0; i < 6; i++)
    {
      doubles_keeper_set_targets (self, "x", orders[i % G_N_ELEMENTS (orders)]);
      doubles_keeper_advance (self, LONGEST_MS);
      doubles_keeper_expect_at (self, "tls://b");
    }
  doubles_source_set_opening (self->source, "tls://a", DOUBLES_OPENING_SUCCEEDS);
  for (guint i = 0; i < 6; i++)
    {
      doubles_keeper_set_targets (self, "x", orders[i % G_N_ELEMENTS (orders)]);
      doubles_keeper_advance (self, LONGEST_MS);
      doubles_keeper_expect_at (self, "tls://a");
    }
  g_assert_null (doubles_source_get_transport (self->source, "tls://c"));
}

/* By UDP every socket opens, also to a server that is down. */
static void
test_datagrams (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("x", 7);

  doubles_keeper_set_targets (self, "x", "udp://a tcp://b");
  doubles_source_set_opening (self->source, "udp://a", DOUBLES_OPENING_FAILS);
  ua_connection_start (self->connection);
  doubles_keeper_advance (self, 0);
  doubles_source_set_opening (self->source, "udp://a", DOUBLES_OPENING_SUCCEEDS);
  doubles_keeper_advance (self, LONGEST_MS);
  doubles_keeper_advance (self, LONGEST_MS);
  doubles_keeper_expect_at (self, "tcp://b");
}

/* What is encrypted stays so. */
static void
test_no_downgrade (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("x", 8);

  doubles_keeper_set_targets (self, "x", "tcp://a tls://b");
  doubles_source_set_opening (self->source, "tcp://a", DOUBLES_OPENING_FAILS);
  ua_connection_start (self->connection);
  doubles_keeper_advance (self, 0);
  doubles_source_set_opening (self->source, "tcp://a", DOUBLES_OPENING_SUCCEEDS);
  for (guint i = 0; i < 5; i++)
    doubles_keeper_advance (self, LONGEST_MS);
  doubles_keeper_expect_at (self, "tls://b");
  g_assert_cmpuint (doubles_source_get_n_made (self->source), ==, 2);
}

/* A place that was passed over is better again only when its time is over. */
static void
test_after_pass_over (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("x", 9);
  g_autoptr (GError) why = g_error_new_literal (TRANSPORT_ERROR, TRANSPORT_ERROR_BUSY, "503");

  doubles_keeper_set_targets (self, "x", "tls://a tls://b");
  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "connecting:1 connected ", ONLINE);
  g_assert_true (ua_connection_pass_over (self->connection, why, 150));
  doubles_keeper_expect (self, "error lost connecting:1 connected ", ONLINE);
  doubles_keeper_advance (self, LONGEST_MS);
  doubles_keeper_advance (self, LONGEST_MS);
  doubles_keeper_expect (self, "", ONLINE);
  doubles_keeper_advance (self, LONGEST_MS);
  doubles_keeper_advance (self, LONGEST_MS);
  doubles_keeper_expect (self, "disconnected connected ", ONLINE);
  doubles_keeper_expect_at (self, "tls://a");
}

/* The next REGISTER goes to @uri; it is granted. */
static void
expect_register (DoublesKeeper *self,
                 const char    *uri)
{
  g_autoptr (SipMessage) request = NULL;
  g_autoptr (SipMessageBuilder) builder = NULL;
  g_autoptr (SipMessage) response = NULL;
  g_autofree char *contact = NULL;
  g_autofree char *text = NULL;
  DoublesTransport *transport;

  doubles_keeper_advance (self, 0);
  transport = doubles_source_get_transport (self->source, uri);
  request = doubles_transport_pop_message (transport);
  g_assert_cmpstr (sip_message_get_method_name (request), ==, "REGISTER");
  contact = g_strdup_printf ("%s;expires=600", sip_message_get_header (request, SIP_HEADER_CONTACT));
  builder = sip_message_builder_new_response (request, 200, NULL, "t");
  sip_message_builder_add_header (builder, SIP_HEADER_CONTACT, contact);
  response = sip_message_builder_end (builder);
  text = g_strndup (g_bytes_get_data (sip_message_get_bytes (response), NULL),
                    g_bytes_get_size (sip_message_get_bytes (response)));
  doubles_transport_deliver (transport, text);
  doubles_keeper_advance (self, 0);
}

/* TRUST figure 9: who was registered at the second server is registered at the first, by the same news as ever. */
static void
test_registers_anew (void)
{
  g_autoptr (DoublesKeeper) self = keeper_at_second (11);
  g_autoptr (UaCredentials) credentials = UA_CREDENTIALS (doubles_credentials_new ("example.org", "alice", "secret"));
  g_autoptr (SipAddress) address = sip_address_parse ("<sip:alice@example.org>", -1, NULL);
  g_autoptr (UaAgent) agent =
    ua_agent_new (address, self->connection, credentials, SIP_CLOCK (self->clock), self->tokens);
  g_autoptr (UaRegisterer) registerer = ua_registerer_new (agent, NULL);

  ua_registerer_register_async (registerer, NULL, NULL, NULL, NULL);
  expect_register (self, "tls://b");
  g_assert_cmpint (ua_registerer_get_state (registerer), ==, UA_REGISTERER_STATE_REGISTERED);
  doubles_source_set_opening (self->source, "tls://a", DOUBLES_OPENING_SUCCEEDS);
  wait_for_scout (self);
  expect_register (self, "tls://a");
  g_assert_cmpint (ua_registerer_get_state (registerer), ==, UA_REGISTERER_STATE_REGISTERED);
  ua_registerer_terminate (registerer);
  doubles_keeper_advance (self, 0);
}

/* Zero: never; and the other policies stay where they are. */
static void
test_never (void)
{
  static const UaConnectionPolicy policies[] = {
    { UA_RECOVERY_BACKOFF, 3, 4000, 5000, 0, 10000, 0 },
    { UA_RECOVERY_CONTRACT, 3, 4000, 5000, 0, 10000, 60000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (policies); i++)
    {
      g_autoptr (DoublesKeeper) self = doubles_keeper_new ("x", 10);

      ua_connection_set_policy (self->connection, &policies[i]);
      doubles_keeper_set_targets (self, "x", "tls://a tls://b");
      doubles_source_set_opening (self->source, "tls://a", DOUBLES_OPENING_FAILS);
      ua_connection_start (self->connection);
      doubles_keeper_advance (self, 0);
      g_assert_cmpint (ua_connection_get_state (self->connection), ==, ONLINE);
      g_assert_cmpuint (doubles_clock_get_n_armed (self->clock), ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/connection/return/return", test_return);
  g_test_add_func ("/ua/connection/return/spread", test_spread);
  g_test_add_func ("/ua/connection/return/old-line", test_old_line);
  g_test_add_func ("/ua/connection/return/scout-fails", test_scout_fails);
  g_test_add_func ("/ua/connection/return/engaged", test_engaged);
  g_test_add_func ("/ua/connection/return/drop-scout", test_drop_scout);
  g_test_add_func ("/ua/connection/return/weights", test_weights);
  g_test_add_func ("/ua/connection/return/equals", test_equals);
  g_test_add_func ("/ua/connection/return/datagrams", test_datagrams);
  g_test_add_func ("/ua/connection/return/registers-anew", test_registers_anew);
  g_test_add_func ("/ua/connection/return/no-downgrade", test_no_downgrade);
  g_test_add_func ("/ua/connection/return/after-pass-over", test_after_pass_over);
  g_test_add_func ("/ua/connection/return/never", test_never);

  return g_test_run ();
}
