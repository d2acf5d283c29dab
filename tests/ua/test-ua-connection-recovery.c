/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What follows a loss and a failure, by each policy, and when. */

#include "ua-connection.h"

#include "doubles-keeper.h"
#include "doubles-transport.h"
#include "doubles-wait.h"

#define RESTING UA_CONNECTION_STATE_RESTING
#define TRYING  UA_CONNECTION_STATE_TRYING
#define ONLINE  UA_CONNECTION_STATE_ONLINE
#define WAITING UA_CONNECTION_STATE_WAITING

static void
open_line (DoublesKeeper *self)
{
  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "connecting:1 connected ", ONLINE);
}

static void
speak (DoublesKeeper *self)
{
  Transport *transport = ua_connection_get_transport (self->connection);

  doubles_transport_deliver (DOUBLES_TRANSPORT (transport), "SIP/2.0 200 OK\r\n\r\n");
}

/* W8, W9, W19, W20, W21, W22, W25, W31, W34, W35, W50, W51, W52, W53: the news in order, the first try at once, the others
 * four seconds apart, three of them, then it is over and all is forgotten. */
static void
test_contract (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("wss://a", 1);

  doubles_keeper_set_recovery (self, UA_RECOVERY_CONTRACT);
  open_line (self);
  doubles_source_set_opening (self->source, "wss://a", DOUBLES_OPENING_FAILS);
  doubles_keeper_break (self, TRANSPORT_ERROR_LOST);
  g_assert_cmpint (ua_connection_get_next_try_ms (self->connection), ==, doubles_keeper_get_now_ms (self));
  doubles_keeper_expect (self, "error lost connecting:1 lost ", WAITING);
  g_assert_error ((GError *) ua_connection_get_last_error (self->connection), TRANSPORT_ERROR, TRANSPORT_ERROR_REFUSED);
  g_assert_cmpuint (doubles_keeper_advance_to_try (self), ==, 4000);
  doubles_keeper_expect (self, "connecting:2 lost ", WAITING);
  g_assert_cmpuint (doubles_keeper_advance_to_try (self), ==, 4000);
  doubles_keeper_expect (self, "connecting:3 lost error closed ", RESTING);
  g_assert_false (ua_servers_none_available (ua_connection_get_servers (self->connection)));
  doubles_keeper_advance (self, 1000 * 1000);
  doubles_keeper_expect (self, "", RESTING);

  doubles_source_set_opening (self->source, "wss://a", DOUBLES_OPENING_SUCCEEDS);
  open_line (self);
}

/* W5, W16, W36, W53: the heaviest has its three tries, then the next begins anew, at once. */
static void
test_contract_next_server (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("wss://b;weight=1, wss://a;weight=10", 1);
  UaServers *servers = ua_connection_get_servers (self->connection);

  doubles_keeper_set_recovery (self, UA_RECOVERY_CONTRACT);
  doubles_source_set_opening (self->source, "wss://a", DOUBLES_OPENING_FAILS);
  doubles_source_set_opening (self->source, "wss://b", DOUBLES_OPENING_FAILS);
  ua_connection_start (self->connection);
  g_assert_cmpstr (ua_connection_get_server (self->connection), ==, "wss://a");
  doubles_keeper_expect (self, "connecting:1 lost ", WAITING);
  g_assert_cmpuint (doubles_keeper_advance_to_try (self), ==, 4000);
  doubles_keeper_expect (self, "connecting:2 lost ", WAITING);
  g_assert_cmpuint (doubles_keeper_advance_to_try (self), ==, 4000);
  doubles_keeper_expect (self, "connecting:3 lost error connecting:4 lost ", WAITING);
  g_assert_cmpstr (ua_connection_get_server (self->connection), ==, "wss://b");
  g_assert_true (ua_servers_is_error (servers, "wss://a"));
  g_assert_cmpuint (doubles_keeper_advance_to_try (self), ==, 4000);
  doubles_keeper_expect (self, "connecting:5 lost ", WAITING);
  doubles_source_set_opening (self->source, "wss://b", DOUBLES_OPENING_SUCCEEDS);
  g_assert_cmpuint (doubles_keeper_advance_to_try (self), ==, 4000);
  doubles_keeper_expect (self, "connecting:6 connected ", ONLINE);
  g_assert_false (ua_servers_is_error (servers, "wss://a")); /* W35: the story is over */

  /* Under the contract the server that was up is tried first, and three times. */
  doubles_source_set_opening (self->source, "wss://b", DOUBLES_OPENING_FAILS);
  doubles_keeper_break (self, TRANSPORT_ERROR_LOST);
  doubles_keeper_expect (self, "error lost connecting:1 lost ", WAITING);
  g_assert_cmpuint (doubles_keeper_advance_to_try (self), ==, 4000);
  g_assert_cmpuint (doubles_keeper_advance_to_try (self), ==, 4000);
  doubles_keeper_expect (self, "connecting:2 lost connecting:3 lost error connecting:4 lost ", WAITING);
  g_assert_cmpuint (doubles_keeper_advance_to_try (self), ==, 4000);
  g_assert_cmpuint (doubles_keeper_advance_to_try (self), ==, 4000);
  doubles_keeper_expect (self, "connecting:5 lost connecting:6 lost error closed ", RESTING); /* W37 */
}

/* W2, W8, W9: other numbers than those of the document. */
static void
test_contract_numbers (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("wss://a", 1);
  UaConnectionPolicy policy = UA_CONNECTION_POLICY_INIT;

  policy.recovery = UA_RECOVERY_CONTRACT;
  policy.max_reconnection_attempts = 2;
  policy.reconnection_timeout_ms = 700;
  ua_connection_set_policy (self->connection, &policy);
  doubles_source_set_opening (self->source, "wss://a", DOUBLES_OPENING_FAILS);
  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "connecting:1 lost ", WAITING);
  g_assert_cmpuint (doubles_keeper_advance_to_try (self), ==, 700);
  doubles_keeper_expect (self, "connecting:2 lost error closed ", RESTING);
}

static void
test_off (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("wss://a, wss://b", 1);
  g_autoptr (GError) why = g_error_new_literal (TRANSPORT_ERROR, TRANSPORT_ERROR_LOST, "no answer");

  doubles_keeper_set_recovery (self, UA_RECOVERY_OFF);
  open_line (self);
  doubles_keeper_break (self, TRANSPORT_ERROR_LOST);
  doubles_keeper_expect (self, "error lost closed ", RESTING);
  open_line (self);
  g_assert_false (ua_connection_pass_over (self->connection, why, 0));
  ua_connection_lose (self->connection, why);
  doubles_keeper_expect (self, "error lost closed ", RESTING);
  g_assert_cmpuint (doubles_source_count_open (self->source), ==, 0);
  doubles_source_set_opening (self->source, "wss://a", DOUBLES_OPENING_FAILS);
  doubles_source_set_opening (self->source, "wss://b", DOUBLES_OPENING_FAILS);
  ua_connection_retry_now (self->connection);
  doubles_keeper_expect (self, "connecting:1 lost error closed ", RESTING);
}

/* J11, U16, U18: for ever, ever more slowly, every server in each round, and the attempts are counted through. */
static void
test_back_off (void)
{
  static const guint longest_ms[] = { 2000, 2000, 4000, 8000, 16000, 30000, 30000, 30000, 30000 };
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("wss://b;weight=1, wss://a;weight=2", 1);
  guint attempt = 2;

  doubles_source_set_opening (self->source, "wss://a", DOUBLES_OPENING_FAILS);
  doubles_source_set_opening (self->source, "wss://b", DOUBLES_OPENING_FAILS);
  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "connecting:1 lost connecting:2 lost ", WAITING);
  for (guint i = 0; i < G_N_ELEMENTS (longest_ms); i++, attempt += 2)
    {
      guint wait_ms = doubles_keeper_advance_to_try (self);
      g_autofree char *heard = g_strdup_printf ("connecting:%u lost connecting:%u lost ", attempt + 1, attempt + 2);

      g_assert_cmpuint (wait_ms, >=, 2000);
      g_assert_cmpuint (wait_ms, <=, longest_ms[i]);
      doubles_keeper_expect (self, heard, WAITING);
    }
  doubles_source_set_opening (self->source, "wss://b", DOUBLES_OPENING_SUCCEEDS);
  doubles_keeper_advance_to_try (self);
  g_assert_cmpint (ua_connection_get_state (self->connection), ==, ONLINE);
  g_assert_cmpuint (ua_connection_get_attempt (self->connection), ==, 0);
}

/* TRUST F1, J8: a line that fell is tried again within two seconds, and not by everybody at the same moment. */
static void
test_spread (void)
{
  guint earliest_ms = G_MAXUINT;
  guint latest_ms = 0;

  for (guint seed = 1; seed <= 60; seed++)
    {
      g_autoptr (DoublesKeeper) self = doubles_keeper_new ("wss://a", seed);
      guint wait_ms;

      open_line (self);
      doubles_keeper_advance (self, 30000);
      doubles_keeper_break (self, TRANSPORT_ERROR_LOST);
      doubles_keeper_expect (self, "error lost ", WAITING);
      wait_ms = doubles_keeper_advance_to_try (self);
      doubles_keeper_expect (self, "connecting:1 connected ", ONLINE);
      earliest_ms = MIN (earliest_ms, wait_ms);
      latest_ms = MAX (latest_ms, wait_ms);
    }
  g_assert_cmpuint (earliest_ms, <, 200);
  g_assert_cmpuint (latest_ms, >, 1300);
  g_assert_cmpuint (latest_ms, <=, 1500);
}

/* Returns the attempts of ten minutes in which each line falls after @life_ms */
static guint
flap (DoublesKeeper *self,
      guint          life_ms,
      gboolean       with_words)
{
  gint64 end_ms = doubles_keeper_get_now_ms (self) + 10 * 60 * 1000;

  while (doubles_keeper_get_now_ms (self) < end_ms)
    {
      g_assert_cmpint (ua_connection_get_state (self->connection), ==, ONLINE);
      if (with_words)
        speak (self);
      doubles_keeper_advance (self, life_ms);
      doubles_keeper_break (self, TRANSPORT_ERROR_LOST);
      g_assert_cmpuint (doubles_source_count_open (self->source), ==, 0);
      doubles_keeper_advance_to_try (self);
    }
  return doubles_source_get_n_made (self->source);
}

/* TRUST F8: flapping for ten minutes is no storm, and within 40 s of its end the line is up. */
static void
test_flapping (void)
{
  static const struct
  {
    guint    life_ms;
    gboolean with_words;
    guint    most;
  } rows[] = {
    { 3000, TRUE, 200 },
    { 0, TRUE, 600 },
    { 3000, FALSE, 80 },
    { 0, FALSE, 80 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (DoublesKeeper) self = doubles_keeper_new ("wss://a", i + 1);

      open_line (self);
      g_assert_cmpuint (flap (self, rows[i].life_ms, rows[i].with_words), <=, rows[i].most);
      doubles_keeper_break (self, TRANSPORT_ERROR_LOST);
      doubles_keeper_advance (self, 0);
      for (guint s = 0; s < 40; s++)
        doubles_keeper_advance (self, 1000);
      g_assert_cmpint (ua_connection_get_state (self->connection), ==, ONLINE);
    }
}

/* TRUST F8: only a line that lasted ten seconds ends a back-off. */
static void
test_settled (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("wss://a", 1);

  doubles_source_set_opening (self->source, "wss://a", DOUBLES_OPENING_FAILS);
  ua_connection_start (self->connection);
  for (guint i = 0; i < 5; i++)
    doubles_keeper_advance_to_try (self);
  doubles_source_set_opening (self->source, "wss://a", DOUBLES_OPENING_SUCCEEDS);
  doubles_keeper_advance_to_try (self);
  speak (self);
  doubles_keeper_advance (self, 9999);
  doubles_keeper_break (self, TRANSPORT_ERROR_LOST);
  g_assert_cmpuint (doubles_keeper_advance_to_try (self), >=, 2000);
  doubles_keeper_advance (self, 10000);
  doubles_keeper_break (self, TRANSPORT_ERROR_LOST);
  g_assert_cmpuint (doubles_keeper_advance_to_try (self), <=, 1500);
  g_assert_cmpint (ua_connection_get_state (self->connection), ==, ONLINE);
}

/* TRUST F2: who is told 403, or 1008 later, stops and says so; a person may try again. */
static void
test_forbidden (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("wss://a", 1);

  doubles_source_set_refusal (self->source, "wss://a", TRANSPORT_ERROR_FORBIDDEN);
  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "connecting:1 lost error closed ", RESTING);
  g_assert_error ((GError *) ua_connection_get_last_error (self->connection), TRANSPORT_ERROR,
                  TRANSPORT_ERROR_FORBIDDEN);
  doubles_keeper_advance (self, 3600 * 1000);
  doubles_keeper_expect (self, "", RESTING);
  ua_connection_retry_now (self->connection);
  doubles_keeper_expect (self, "connecting:1 lost error closed ", RESTING);
  doubles_source_set_opening (self->source, "wss://a", DOUBLES_OPENING_SUCCEEDS);
  ua_connection_retry_now (self->connection);
  doubles_keeper_expect (self, "connecting:1 connected ", ONLINE);
  doubles_keeper_break (self, TRANSPORT_ERROR_FORBIDDEN);
  doubles_keeper_expect (self, "error lost closed ", RESTING);
  open_line (self);
}

/* Who was stopped has nothing to retry (W50). */
static void
test_retry_after_stop (void)
{
  g_autoptr (DoublesKeeper) self = doubles_keeper_new ("wss://a", 1);

  ua_connection_retry_now (self->connection);
  doubles_keeper_expect (self, "", RESTING);
  doubles_source_set_opening (self->source, "wss://a", DOUBLES_OPENING_FAILS);
  ua_connection_start (self->connection);
  doubles_keeper_expect (self, "connecting:1 lost ", WAITING);
  doubles_keeper_stop (self);
  g_assert_null (ua_connection_get_last_error (self->connection));
  ua_connection_retry_now (self->connection);
  doubles_keeper_expect (self, "", RESTING);
}

static void
stop_cb (UaConnection *connection)
{
  ua_connection_stop_async (connection, NULL, NULL, NULL);
}

static void
restart_cb (UaConnection *connection)
{
  ua_connection_stop_async (connection, NULL, NULL, NULL);
  ua_connection_start (connection);
}

static void
stop_when_down_cb (UaConnection *connection)
{
  if (ua_connection_get_last_error (connection) != NULL)
    ua_connection_stop_async (connection, NULL, NULL, NULL);
}

/* T15: the same for those who listen to a property: they hear of it when everything has changed. */
static void
test_verbs_within_notify (void)
{
  static const char *const names[] = { "notify::state", "notify::last-error", "notify::target", "notify::attempt" };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (names); i++)
    {
      g_autoptr (DoublesKeeper) self = doubles_keeper_new ("wss://a, wss://b", 1);

      if (i % 2 == 0)
        open_line (self);
      doubles_source_set_opening (self->source, "wss://a", DOUBLES_OPENING_FAILS);
      doubles_source_set_opening (self->source, "wss://b", DOUBLES_OPENING_FAILS);
      g_signal_connect (self->connection, names[i / 2], G_CALLBACK (stop_when_down_cb), NULL);
      if (i % 2 == 0)
        doubles_keeper_break (self, TRANSPORT_ERROR_LOST);
      else
        ua_connection_start (self->connection);
      for (guint s = 0; s < 10; s++)
        doubles_keeper_advance (self, 1000);
      g_assert_cmpint (ua_connection_get_state (self->connection), ==, RESTING);
      g_assert_null (ua_connection_get_last_error (self->connection));
    }
}

/* T15: whatever a listener does in the middle of the news, the rest of the old story is left undone. */
static void
test_verbs_within_news (void)
{
  static const char *const names[] = { "connecting", "connected", "disconnected", "transport-error", "closed" };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (names); i++)
    {
      g_autoptr (DoublesKeeper) self = doubles_keeper_new ("wss://a, wss://b", 1);
      GCallback callback = i % 2 ? G_CALLBACK (restart_cb) : G_CALLBACK (stop_cb);
      gulong id;

      doubles_keeper_set_recovery (self, i % 3 == 0 ? UA_RECOVERY_BACKOFF : UA_RECOVERY_CONTRACT);
      open_line (self);
      doubles_source_set_opening (self->source, "wss://a", DOUBLES_OPENING_FAILS);
      id = g_signal_connect (self->connection, names[i / 2], callback, NULL);
      doubles_keeper_break (self, TRANSPORT_ERROR_LOST);
      for (guint s = 0; s < 40 && i % 2 == 0; s++)
        doubles_keeper_advance (self, 1000);
      g_signal_handler_disconnect (self->connection, id);
      for (guint s = 0; s < 40; s++)
        doubles_keeper_advance (self, 1000);
      g_assert_cmpuint (doubles_source_count_open (self->source), <=, 1);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/connection/recovery/contract", test_contract);
  g_test_add_func ("/ua/connection/recovery/contract-next-server", test_contract_next_server);
  g_test_add_func ("/ua/connection/recovery/contract-numbers", test_contract_numbers);
  g_test_add_func ("/ua/connection/recovery/off", test_off);
  g_test_add_func ("/ua/connection/recovery/back-off", test_back_off);
  g_test_add_func ("/ua/connection/recovery/spread", test_spread);
  g_test_add_func ("/ua/connection/recovery/flapping", test_flapping);
  g_test_add_func ("/ua/connection/recovery/settled", test_settled);
  g_test_add_func ("/ua/connection/recovery/forbidden", test_forbidden);
  g_test_add_func ("/ua/connection/recovery/retry-after-stop", test_retry_after_stop);
  g_test_add_func ("/ua/connection/recovery/verbs-within-news", test_verbs_within_news);
  g_test_add_func ("/ua/connection/recovery/verbs-within-notify", test_verbs_within_notify);

  return g_test_run ();
}
