/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What nobody thinks of: two hundred worlds in which lines break, servers and names come and go, and a person presses
 * every button, in any order. In each, whatever happens, some things stay true, and when the world is well again the
 * line is up.
 */

#include "ua-connection.h"

#include "doubles-keeper.h"
#include "doubles-transport.h"
#include "doubles-wait.h"

#define SEEDS 200
#define STEPS 120

typedef struct
{
  DoublesKeeper *keeper;
  SipTokens     *chance;
  guint          attempts; /* as they should be counted */
  gboolean       within_start;
} World;

static const char *const uris[] = { "tls://a1", "tls://a2", "ws://a3", "wss://b", "wss://c" };

static guint
draw (World *self,
      guint  limit)
{
  return sip_tokens_next_below (self->chance, limit);
}

/* U16: the first is 1, and each is one more, until the line is up or somebody begins anew. */
static void
connecting_cb (UaConnection *connection,
               guint         attempt,
               World        *self)
{
  self->attempts = self->within_start ? 1 : self->attempts + 1;
  self->within_start = FALSE;
  g_assert_cmpuint (attempt, ==, self->attempts);
}

static void
connected_cb (UaConnection *connection,
              World        *self)
{
  self->attempts = 0;
}

static void
change_fate (World *self)
{
  static const TransportError errors[] = {
    TRANSPORT_ERROR_FORBIDDEN, TRANSPORT_ERROR_CERTIFICATE, TRANSPORT_ERROR_BUSY, TRANSPORT_ERROR_PROTOCOL,
  };
  const char *uri = uris[draw (self, G_N_ELEMENTS (uris))];

  if (draw (self, 4) == 0)
    doubles_source_set_refusal (self->keeper->source, uri, errors[draw (self, G_N_ELEMENTS (errors))]);
  else
    doubles_source_set_opening (self->keeper->source, uri, draw (self, DOUBLES_OPENING_HANGS + 1));
}

static void
change_dns (World *self)
{
  static const char *const answers[] = { "tls://a1 tls://a2 ws://a3", "tls://a2 tls://a1", "ws://a3", "tls://a1" };
  guint which = draw (self, G_N_ELEMENTS (answers) + 2);

  doubles_source_set_silent (self->keeper->source, FALSE);
  if (which < G_N_ELEMENTS (answers))
    doubles_keeper_set_targets (self->keeper, "a", answers[which]);
  else if (which == G_N_ELEMENTS (answers))
    doubles_source_set_targets (self->keeper->source, "a", NULL);
  else
    doubles_source_set_silent (self->keeper->source, TRUE);
}

static void
change_policy (World *self)
{
  UaConnectionPolicy policy = UA_CONNECTION_POLICY_INIT;

  policy.recovery = draw (self, 4) > 0 ? UA_RECOVERY_BACKOFF : draw (self, 3);
  ua_connection_set_policy (self->keeper->connection, &policy);
}

static void
press_a_button (World *self)
{
  UaConnection *connection = self->keeper->connection;
  g_autoptr (GError) why = g_error_new_literal (TRANSPORT_ERROR, TRANSPORT_ERROR_LOST, "the test says so");

  switch (draw (self, 6))
    {
    case 0:
      ua_connection_retry_now (connection);
      break;
    case 1:
      ua_connection_lose (connection, why);
      break;
    case 2:
      ua_connection_pass_over (connection, why, draw (self, 100));
      break;
    case 3:
      ua_connection_set_engaged (connection, draw (self, 2) == 0);
      break;
    case 4:
      ua_connection_stop_async (connection, NULL, NULL, NULL);
      break;
    default:
      ua_connection_start (connection);
      break;
    }
}

static void
break_something (World *self)
{
  const char *uri = uris[draw (self, G_N_ELEMENTS (uris))];
  DoublesTransport *transport = doubles_source_get_transport (self->keeper->source, uri);

  if (transport == NULL || transport_get_state (TRANSPORT_TRANSPORT (transport)) == TRANSPORT_STATE_DISCONNECTED)
    return;
  if (draw (self, 4) == 0)
    doubles_transport_set_deaf (transport, TRUE);
  else
    doubles_transport_break (transport, 1006);
}

static void
step (World *self)
{
  guint what = draw (self, 10);

  self->within_start = ua_connection_get_state (self->keeper->connection) == UA_CONNECTION_STATE_RESTING;
  if (what < 2)
    change_fate (self);
  else if (what == 2)
    change_dns (self);
  else if (what == 3 && draw (self, 5) == 0)
    change_policy (self);
  else if (what < 6)
    press_a_button (self);
  else if (what < 8)
    break_something (self);
  else
    doubles_keeper_advance (self->keeper, draw (self, draw (self, 2) == 0 ? 3000 : 90000));
  if (draw (self, 2) == 0)
    doubles_keeper_advance (self->keeper, 0);
}

/* DESIGN 1.3: one socket, but for the scout of a line that is up; a wait has an end; what is resting is at rest. */
static void
check (World *self)
{
  UaConnection *connection = self->keeper->connection;
  UaConnectionState state = ua_connection_get_state (connection);
  guint n_open = doubles_source_count_open (self->keeper->source);
  gint64 next_try_ms = ua_connection_get_next_try_ms (connection);

  g_assert_cmpuint (n_open, <=, state == UA_CONNECTION_STATE_ONLINE ? 2 : state == UA_CONNECTION_STATE_TRYING ? 1 : 0);
  g_assert_true ((next_try_ms > 0) == (state == UA_CONNECTION_STATE_WAITING));
  g_assert_cmpint (next_try_ms, <=, doubles_keeper_get_now_ms (self->keeper) + 3600 * 1000);
  g_assert_true (state != UA_CONNECTION_STATE_WAITING || doubles_clock_get_n_armed (self->keeper->clock) > 0);
  g_assert_true (state == UA_CONNECTION_STATE_TRYING || state == UA_CONNECTION_STATE_ONLINE ||
                 ua_connection_get_target (connection) == NULL);
  g_assert_true (state != UA_CONNECTION_STATE_ONLINE ||
                 transport_is_connected (ua_connection_get_transport (connection)));
  g_assert_true (state != UA_CONNECTION_STATE_ONLINE || ua_connection_get_last_error (connection) == NULL);
  g_assert_true (state != UA_CONNECTION_STATE_WAITING || ua_connection_get_last_error (connection) != NULL);
}

static void
heal (World *self)
{
  doubles_source_set_silent (self->keeper->source, FALSE);
  doubles_keeper_set_targets (self->keeper, "a", "tls://a1 tls://a2 ws://a3");
  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    doubles_source_set_opening (self->keeper->source, uris[i], DOUBLES_OPENING_SUCCEEDS);
  ua_connection_set_engaged (self->keeper->connection, FALSE);
  doubles_keeper_set_recovery (self->keeper, UA_RECOVERY_BACKOFF);
}

static void
live_on (World *self,
         guint  seconds)
{
  for (guint s = 0; s < seconds; s++)
    {
      doubles_keeper_advance (self->keeper, 1000);
      check (self);
    }
  g_assert_cmpint (ua_connection_get_state (self->keeper->connection), ==, UA_CONNECTION_STATE_ONLINE);
  g_assert_cmpuint (ua_connection_get_attempt (self->keeper->connection), ==, 0);
}

/* Within a minute: five seconds for what hangs, thirty of a back-off. Who lasted a while and is lost then finds the
 * best server, for nothing is held against it any more. */
static void
expect_recovery (World *self)
{
  self->within_start = ua_connection_get_state (self->keeper->connection) == UA_CONNECTION_STATE_RESTING;
  ua_connection_retry_now (self->keeper->connection);
  ua_connection_start (self->keeper->connection);
  live_on (self, 60);
  live_on (self, 300);
  doubles_keeper_break (self->keeper, TRANSPORT_ERROR_LOST);
  live_on (self, 2);
  g_assert_cmpstr (ua_connection_get_server (self->keeper->connection), ==, "a");
  g_assert_cmpuint (doubles_source_count_open (self->keeper->source), ==, 1);
}

static void
live (guint64 seed)
{
  World self = { 0 };

  self.keeper = doubles_keeper_new ("a;weight=10, wss://b;weight=5, wss://c;weight=5", seed);
  self.chance = sip_tokens_new_seeded (seed + 1000);
  g_signal_connect (self.keeper->connection, "connecting", G_CALLBACK (connecting_cb), &self);
  g_signal_connect (self.keeper->connection, "connected", G_CALLBACK (connected_cb), &self);
  doubles_keeper_set_targets (self.keeper, "a", "tls://a1 tls://a2 ws://a3");
  ua_connection_start (self.keeper->connection);
  for (guint i = 0; i < STEPS; i++)
    {
      step (&self);
      check (&self);
    }
  heal (&self);
  expect_recovery (&self);

  g_signal_handlers_disconnect_by_data (self.keeper->connection, &self);
  g_object_unref (self.chance);
  doubles_keeper_free (self.keeper);
}

/* W31, W50, J8, J11, T9, T14, U16 */
static void
test_worlds (void)
{
  for (guint64 seed = 1; seed <= SEEDS; seed++)
    {
      g_test_message ("world %" G_GUINT64_FORMAT, seed);
      live (seed);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/connection/random/worlds", test_worlds);

  return g_test_run ();
}
