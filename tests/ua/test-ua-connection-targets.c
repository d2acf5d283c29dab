/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A server can be reached at several places: which are tried, in what order, and which are not any more. */

#include "ua-connection.h"

#include "doubles-keeper.h"
#include "doubles-transport.h"
#include "doubles-wait.h"

#define RESTING UA_CONNECTION_STATE_RESTING
#define TRYING  UA_CONNECTION_STATE_TRYING
#define ONLINE  UA_CONNECTION_STATE_ONLINE
#define WAITING UA_CONNECTION_STATE_WAITING

static GError *
new_error (void)
{
  return g_error_new_literal (TRANSPORT_ERROR, TRANSPORT_ERROR_LOST, "the test says so");
}

/* W7, W17, W18, W28, W54, T8, T14, U16, U18: one place after the other, each with its own five seconds and none twice; whoever
 * does not answer is dropped. */
static void
test_fail_over (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("x", 1);

  doubles_keeper_set_targets (self, "x", "tls://a tls://b tls://c");
  doubles_source_set_opening (self->source, "tls://a", DOUBLES_OPENING_FAILS);
  doubles_source_set_opening (self->source, "tls://b", DOUBLES_OPENING_HANGS);
  ua_connection_start (self->connection);
  g_assert_null (ua_connection_get_target (self->connection));
  doubles_keeper_expect (self, "connecting:1 lost connecting:2 ", TRYING);
  doubles_keeper_expect_at (self, "tls://b");
  doubles_keeper_advance (self, 4999);
  doubles_keeper_expect (self, "", TRYING);
  doubles_keeper_advance (self, 1);
  doubles_keeper_expect (self, "lost connecting:3 connected ", ONLINE);
  doubles_keeper_expect_asked (self, "find x make tls://a make tls://b make tls://c praise tls://c ");
  doubles_keeper_expect_at (self, "tls://c");
  g_assert_null (doubles_source_get_transport (self->source, "tls://b"));
}

/* TRUST F5: each round asks anew, begins with the first place, and what DNS says meanwhile counts. */
static void
test_rounds (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("x;weight=2, y;weight=1", 1);

  doubles_keeper_set_targets (self, "x", "tls://a tls://b");
  doubles_source_set_targets (self->source, "y", NULL);
  doubles_source_set_opening (self->source, "tls://a", DOUBLES_OPENING_FAILS);
  doubles_source_set_opening (self->source, "tls://b", DOUBLES_OPENING_FAILS);
  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "connecting:1 lost connecting:2 lost connecting:3 lost ", WAITING);
  doubles_keeper_expect_asked (self, "find x make tls://a make tls://b find y ");
  g_assert_error ((GError *) ua_connection_get_last_error (self->connection), TRANSPORT_ERROR, TRANSPORT_ERROR_RESOLVE);
  doubles_keeper_expect_at (self, NULL);

  doubles_keeper_set_targets (self, "y", "tls://c");
  doubles_keeper_advance_to_try (self);
  doubles_keeper_expect (self, "connecting:4 lost connecting:5 lost connecting:6 connected ", ONLINE);
  doubles_keeper_expect_asked (self, "find x make tls://a make tls://b find y make tls://c praise tls://c ");
  g_assert_cmpstr (ua_connection_get_server (self->connection), ==, "y"); /* W16 */

  /* RFC 3263 §4.3: after a loss the first place is the first again. */
  doubles_source_set_opening (self->source, "tls://a", DOUBLES_OPENING_SUCCEEDS);
  doubles_keeper_break (self, TRANSPORT_ERROR_LOST);
  doubles_keeper_expect (self, "error lost ", WAITING);
  doubles_keeper_advance_to_try (self);
  doubles_keeper_expect (self, "connecting:1 connected ", ONLINE);
  doubles_keeper_expect_asked (self, "find x make tls://a praise tls://a ");
}

/* DNS may name a thousand places; there is an end to our patience. */
static void
test_many_places (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("x", 1);
  g_autoptr (GString) uris = g_string_new ("tls://a0");

  for (guint i = 1; i < 1000; i++)
    g_string_append_printf (uris, " tls://a%u", i);
  doubles_keeper_set_targets (self, "x", uris->str);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *uri = g_strdup_printf ("tls://a%u", i);

      doubles_source_set_opening (self->source, uri, DOUBLES_OPENING_FAILS);
    }
  ua_connection_start (self->connection);
  for (guint i = 0; i < 100; i++)
    doubles_keeper_advance (self, 0);
  g_assert_cmpint (ua_connection_get_state (self->connection), ==, WAITING);
  g_assert_cmpuint (doubles_source_get_n_made (self->source), ==, 32);
}

/* TRUST F13: no certificate is no reason to go without; only the person can name a plain place. */
static void
test_no_downgrade (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("x", 1);
  g_autoptr (DoublesKeeper) named = doubles_keeper_new ("x;weight=1, ws://b", 1);
  g_autoptr (DoublesKeeper) itself = doubles_keeper_new ("ws://b", 1);
  g_autoptr (DoublesKeeper) other = doubles_keeper_new ("x", 1);

  doubles_keeper_set_targets (self, "x", "wss://a ws://b");
  doubles_source_set_refusal (self->source, "wss://a", TRANSPORT_ERROR_CERTIFICATE);
  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "connecting:1 lost error closed ", RESTING);
  doubles_keeper_expect_asked (self, "find x make wss://a ");
  g_assert_error ((GError *) ua_connection_get_last_error (self->connection), TRANSPORT_ERROR,
                  TRANSPORT_ERROR_CERTIFICATE);
  /* DNS that leaves the secure place out now changes nothing, whoever asks for another try. */
  doubles_keeper_set_targets (self, "x", "ws://b");
  ua_connection_retry_now (self->connection);
  doubles_keeper_expect (self, "connecting:1 lost error closed ", RESTING);
  doubles_keeper_expect_asked (self, "find x ");
  g_assert_error ((GError *) ua_connection_get_last_error (self->connection), TRANSPORT_ERROR,
                  TRANSPORT_ERROR_CERTIFICATE);

  doubles_keeper_set_targets (named, "x", "wss://a ws://b");
  doubles_source_set_refusal (named->source, "wss://a", TRANSPORT_ERROR_CERTIFICATE);
  ua_connection_start (named->connection);
  doubles_keeper_expect (named, "connecting:1 lost connecting:2 connected ", ONLINE);
  doubles_keeper_expect_asked (named, "find x make wss://a find ws://b make ws://b praise ws://b ");

  doubles_keeper_set_targets (itself, "ws://b", "wss://a ws://b");
  doubles_source_set_refusal (itself->source, "wss://a", TRANSPORT_ERROR_CERTIFICATE);
  ua_connection_start (itself->connection);
  doubles_keeper_expect (itself, "connecting:1 lost connecting:2 connected ", ONLINE);
  doubles_keeper_expect_at (itself, "ws://b");

  doubles_keeper_set_targets (other, "x", "wss://a ws://b wss://c");
  doubles_source_set_refusal (other->source, "wss://a", TRANSPORT_ERROR_CERTIFICATE);
  ua_connection_start (other->connection);
  doubles_keeper_expect (other, "connecting:1 lost connecting:2 connected ", ONLINE);
  doubles_keeper_expect_at (other, "wss://c");
}

/* TRUST F2: who said no for good is not asked again while there are others. */
static void
test_final_is_skipped (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("x", 1);

  doubles_keeper_set_targets (self, "x", "wss://a wss://b");
  doubles_source_set_refusal (self->source, "wss://a", TRANSPORT_ERROR_FORBIDDEN);
  doubles_source_set_opening (self->source, "wss://b", DOUBLES_OPENING_FAILS);
  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "connecting:1 lost connecting:2 lost ", WAITING);
  doubles_keeper_expect_asked (self, "find x make wss://a make wss://b ");
  doubles_keeper_advance_to_try (self);
  doubles_keeper_expect (self, "connecting:3 lost ", WAITING);
  doubles_keeper_expect_asked (self, "find x make wss://b ");
  ua_connection_retry_now (self->connection);
  doubles_keeper_expect (self, "connecting:4 lost connecting:5 lost ", WAITING);

  /* A line that lasted ends the story, and the first place may have changed its mind. */
  doubles_source_set_opening (self->source, "wss://b", DOUBLES_OPENING_SUCCEEDS);
  doubles_source_set_opening (self->source, "wss://a", DOUBLES_OPENING_SUCCEEDS);
  doubles_keeper_advance_to_try (self);
  doubles_keeper_expect_at (self, "wss://b");
  doubles_keeper_advance (self, 10000);
  doubles_keeper_break (self, TRANSPORT_ERROR_LOST);
  doubles_keeper_advance_to_try (self);
  doubles_keeper_expect_at (self, "wss://a");
}

/* RFC 3263 §4.3: a server that answers 503 is left for the next place at once, and is not asked again too soon. */
static void
test_pass_over (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("x", 1);
  g_autoptr (GError) why = new_error ();

  doubles_keeper_set_targets (self, "x", "wss://a wss://b");
  g_assert_false (ua_connection_pass_over (self->connection, why, 0));
  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "connecting:1 connected ", ONLINE);
  g_assert_true (ua_connection_pass_over (self->connection, why, 0));
  doubles_keeper_expect (self, "error lost connecting:1 connected ", ONLINE);
  doubles_keeper_expect_at (self, "wss://b");
  g_assert_cmpuint (doubles_source_count_open (self->source), ==, 1);
  g_assert_false (ua_connection_pass_over (self->connection, why, 0)); /* the other is no better yet */
  doubles_keeper_expect (self, "", ONLINE);
  doubles_keeper_break (self, TRANSPORT_ERROR_LOST);
  doubles_keeper_advance_to_try (self);
  doubles_keeper_expect_at (self, "wss://b");
  doubles_keeper_advance (self, 60 * 1000);
  doubles_keeper_expect_at (self, "wss://a");

  /* The second time it is given two minutes. */
  g_assert_true (ua_connection_pass_over (self->connection, why, 0));
  doubles_keeper_advance (self, 0);
  doubles_keeper_expect_at (self, "wss://b");
  doubles_keeper_advance (self, 60 * 1000);
  doubles_keeper_advance (self, 59 * 1000);
  doubles_keeper_expect_at (self, "wss://b");
  doubles_keeper_advance (self, 62 * 1000);
  doubles_keeper_expect_at (self, "wss://a");
}

/* TRUST F2, section 3: as long as was asked, an hour at most; and when all ask for time, they are given it. */
static void
test_retry_after (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("x", 1);
  g_autoptr (GError) why = new_error ();
  guint wait_ms;

  doubles_keeper_set_targets (self, "x", "wss://a wss://b");
  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "connecting:1 connected ", ONLINE);
  g_assert_true (ua_connection_pass_over (self->connection, why, G_MAXUINT));
  doubles_keeper_expect (self, "error lost connecting:1 connected ", ONLINE);
  doubles_keeper_set_targets (self, "x", "wss://a");
  doubles_keeper_break (self, TRANSPORT_ERROR_LOST);
  doubles_keeper_advance_to_try (self);
  doubles_keeper_expect (self, "error lost connecting:1 lost ", WAITING);
  g_assert_error ((GError *) ua_connection_get_last_error (self->connection), TRANSPORT_ERROR, TRANSPORT_ERROR_LOST);
  wait_ms = doubles_keeper_advance_to_try (self);
  g_assert_cmpuint (wait_ms, >, 3590 * 1000);
  g_assert_cmpuint (wait_ms, <=, 3600 * 1000);
  doubles_keeper_expect (self, "connecting:2 connected ", ONLINE);
}

/* Who presses "Retry now" does not have to wait for what the server asked. */
static void
test_retry_now_when_barred (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("x", 1);
  g_autoptr (GError) why = new_error ();

  doubles_keeper_set_targets (self, "x", "wss://a wss://b");
  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "connecting:1 connected ", ONLINE);
  g_assert_true (ua_connection_pass_over (self->connection, why, 3600));
  doubles_keeper_set_targets (self, "x", "wss://a");
  doubles_keeper_expect (self, "error lost connecting:1 lost ", WAITING);
  g_assert_cmpint (ua_connection_get_next_try_ms (self->connection), ==, doubles_keeper_get_now_ms (self) + 3600 * 1000);
  ua_connection_retry_now (self->connection);
  doubles_keeper_expect (self, "connecting:2 connected ", ONLINE);
}

static void
test_pass_over_servers (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("wss://a;weight=2, wss://b;weight=1", 1);
  g_autoptr (GError) why = new_error ();

  doubles_keeper_set_recovery (self, UA_RECOVERY_CONTRACT);
  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "connecting:1 connected ", ONLINE);
  g_assert_true (ua_connection_pass_over (self->connection, why, 30));
  doubles_keeper_expect (self, "error lost connecting:1 connected ", ONLINE);
  doubles_keeper_expect_at (self, "wss://b");

  doubles_keeper_set_recovery (self, UA_RECOVERY_BACKOFF);
  doubles_keeper_advance (self, 30 * 1000);
  g_assert_true (ua_connection_pass_over (self->connection, why, 30));
  doubles_keeper_expect (self, "error lost connecting:1 connected ", ONLINE);
  doubles_keeper_expect_at (self, "wss://a");
  g_assert_true (ua_connection_pass_over (self->connection, why, 10) == FALSE);
}

/* TRUST F3, F9, F11: a line that is not trusted any more is left at once, though it is deaf to its own end. */
static void
test_lose (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("wss://a", 1);
  g_autoptr (GError) why = new_error ();

  ua_connection_lose (self->connection, why);
  doubles_keeper_expect (self, "", RESTING);
  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "connecting:1 connected ", ONLINE);
  doubles_transport_set_deaf (doubles_source_get_transport (self->source, NULL), TRUE);
  ua_connection_lose (self->connection, why);
  g_assert_cmpint (ua_connection_get_next_try_ms (self->connection), ==, doubles_keeper_get_now_ms (self));
  g_assert_null (ua_connection_get_transport (self->connection));
  g_assert_cmpstr (ua_connection_get_last_error (self->connection)->message, ==, why->message);
  doubles_keeper_expect (self, "error lost connecting:1 connected ", ONLINE);
  g_assert_cmpuint (doubles_source_count_open (self->source), ==, 1);
}

/* Stopping does not wait for DNS, and what DNS says later is not heard. */
static void
test_stop_while_finding (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("x", 1);

  doubles_source_set_silent (self->source, TRUE);
  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "connecting:1 ", TRYING);
  doubles_keeper_stop (self);
  doubles_keeper_expect (self, "disconnected ", RESTING);
  doubles_source_set_silent (self->source, FALSE);
  ua_connection_start (self->connection);
  doubles_keeper_stop (self);
  doubles_keeper_expect (self, "connecting:1 disconnected ", RESTING);
  g_assert_cmpuint (doubles_source_get_n_made (self->source), ==, 0);
}

/* DESIGN 1.3: no second socket, however often a person changes their mind while the first one closes. */
static void
test_stop_start_stop_start (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("wss://a", 1);

  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "connecting:1 connected ", ONLINE);
  doubles_transport_set_deaf (doubles_source_get_transport (self->source, NULL), TRUE);
  ua_connection_stop_async (self->connection, NULL, NULL, NULL);
  ua_connection_start (self->connection);
  ua_connection_stop_async (self->connection, NULL, NULL, NULL);
  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "disconnected connecting:1 disconnected connecting:1 ", TRYING);
  g_assert_cmpuint (doubles_source_get_n_made (self->source), ==, 1);
  doubles_keeper_advance (self, 5000);
  doubles_keeper_expect (self, "connected ", ONLINE);
  g_assert_cmpuint (doubles_source_get_n_made (self->source), ==, 2);
}

/* W2, W7, W10, W11: what the policy says of transports holds for the next one. */
static void
test_transport_options (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("wss://a", 1);
  UaConnectionPolicy policy = UA_CONNECTION_POLICY_INIT;
  guint timeout_ms, interval_ms, debounce_ms;
  g_autoptr (GError) why = new_error ();

  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "connecting:1 connected ", ONLINE);
  g_object_get (ua_connection_get_transport (self->connection), "connection-timeout-ms", &timeout_ms,
                "keep-alive-interval-ms", &interval_ms, "keep-alive-debounce-ms", &debounce_ms, NULL);
  g_assert_cmpuint (timeout_ms, ==, 5000);
  g_assert_cmpuint (interval_ms, ==, 0);
  g_assert_cmpuint (debounce_ms, ==, 10000);

  policy.connection_timeout_ms = 1234;
  policy.keep_alive_interval_ms = 30000;
  policy.keep_alive_debounce_ms = 7000;
  ua_connection_set_policy (self->connection, &policy);
  ua_connection_lose (self->connection, why);
  doubles_keeper_expect (self, "error lost connecting:1 connected ", ONLINE);
  g_object_get (ua_connection_get_transport (self->connection), "connection-timeout-ms", &timeout_ms,
                "keep-alive-interval-ms", &interval_ms, "keep-alive-debounce-ms", &debounce_ms, NULL);
  g_assert_cmpuint (timeout_ms, ==, 1234);
  g_assert_cmpuint (interval_ms, ==, 30000);
  g_assert_cmpuint (debounce_ms, ==, 7000);
}

/* W4: a list that is none is one server, so that its source may say what is wrong with it. */
static void
test_no_list (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("wss://a b;weight=x", 1);

  doubles_source_set_targets (self->source, "wss://a b;weight=x", NULL);
  g_assert_cmpstr (ua_connection_get_server (self->connection), ==, "wss://a b;weight=x");
  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "connecting:1 lost ", WAITING);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/connection/targets/fail-over", test_fail_over);
  g_test_add_func ("/ua/connection/targets/rounds", test_rounds);
  g_test_add_func ("/ua/connection/targets/many-places", test_many_places);
  g_test_add_func ("/ua/connection/targets/no-downgrade", test_no_downgrade);
  g_test_add_func ("/ua/connection/targets/final-is-skipped", test_final_is_skipped);
  g_test_add_func ("/ua/connection/targets/pass-over", test_pass_over);
  g_test_add_func ("/ua/connection/targets/retry-after", test_retry_after);
  g_test_add_func ("/ua/connection/targets/retry-now-when-barred", test_retry_now_when_barred);
  g_test_add_func ("/ua/connection/targets/pass-over-servers", test_pass_over_servers);
  g_test_add_func ("/ua/connection/targets/lose", test_lose);
  g_test_add_func ("/ua/connection/targets/stop-while-finding", test_stop_while_finding);
  g_test_add_func ("/ua/connection/targets/stop-start-stop-start", test_stop_start_stop_start);
  g_test_add_func ("/ua/connection/targets/transport-options", test_transport_options);
  g_test_add_func ("/ua/connection/targets/no-list", test_no_list);

  return g_test_run ();
}
