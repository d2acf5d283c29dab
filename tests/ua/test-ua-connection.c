/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The stubborn one: attempts, waits, and never two sockets. */

#include "ua-connection-private.h"

#include "doubles-clock.h"
#include "doubles-source.h"
#include "doubles-transport.h"
#include "doubles-wait.h"

typedef struct
{
  DoublesClock     *clock;
  SipTokens        *tokens;
  DoublesTransport *transport;
  DoublesOpening    opening;
  gboolean          cannot_make;
  guint             n_made;
  UaConnection     *connection;
  DoublesSource    *source;
  GString          *heard;
} Fixture;

static Transport *
make (TransportTarget  *target,
      gpointer          user_data,
      GError          **error)
{
  Fixture *self = user_data;

  g_assert_cmpstr (transport_target_get_uri (target), ==, "wss://double.invalid");
  self->n_made++;
  g_clear_object (&self->transport);
  if (self->cannot_make)
    {
      g_set_error_literal (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL, "no such thing");
      return NULL;
    }
  self->transport = doubles_transport_new (NULL, SIP_CLOCK (self->clock), self->tokens);
  doubles_transport_set_opening (self->transport, self->opening);
  return TRANSPORT_TRANSPORT (g_object_ref (self->transport));
}

static void
connecting_cb (UaConnection *connection,
               guint         attempt,
               Fixture      *self)
{
  g_string_append_printf (self->heard, "connecting:%u ", attempt);
}

static void
connected_cb (UaConnection *connection,
              Fixture      *self)
{
  g_assert_nonnull (ua_connection_get_transport (connection));
  g_string_append (self->heard, "connected ");
}

static void
disconnected_cb (UaConnection *connection,
                 const GError *error,
                 Fixture      *self)
{
  g_string_append (self->heard, error != NULL ? "lost " : "closed ");
}

static void
transport_error_cb (UaConnection *connection,
                    const GError *error,
                    Fixture      *self)
{
  g_string_append (self->heard, "error ");
}

static void
connection_closed_cb (UaConnection *connection,
                      Fixture      *self)
{
  g_string_append (self->heard, "over ");
}

static void
listen (Fixture *self)
{
  g_signal_connect (self->connection, "transport-error", G_CALLBACK (transport_error_cb), self);
  g_signal_connect (self->connection, "closed", G_CALLBACK (connection_closed_cb), self);
  g_signal_connect (self->connection, "connecting", G_CALLBACK (connecting_cb), self);
  g_signal_connect (self->connection, "connected", G_CALLBACK (connected_cb), self);
  g_signal_connect (self->connection, "disconnected", G_CALLBACK (disconnected_cb), self);
}

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  self->clock = doubles_clock_new ();
  self->tokens = sip_tokens_new_seeded (1);
  self->heard = g_string_new (NULL);
  self->source = doubles_source_new (make, self);
  self->connection = ua_connection_new ("wss://double.invalid", SIP_CLOCK (self->clock), self->tokens,
                                        TRANSPORT_SOURCE (self->source));
  listen (self);
}

static void
advance (Fixture *self,
         guint    ms)
{
  doubles_clock_advance (self->clock, ms);
  for (guint i = 0; i < 4; i++)
    {
      doubles_wait_settle ();
      doubles_clock_advance (self->clock, 0);
    }
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  advance (self, 0);
  g_assert_finalize_object (self->connection);
  g_assert_finalize_object (self->source);
  g_clear_object (&self->transport);
  g_clear_object (&self->tokens);
  advance (self, 0);
  g_assert_finalize_object (self->clock);
  g_string_free (self->heard, TRUE);
}

static void
expect (Fixture          *self,
        const char       *heard,
        UaConnectionState state)
{
  advance (self, 0);
  g_assert_cmpstr (self->heard->str, ==, heard);
  g_string_truncate (self->heard, 0);
  g_assert_cmpint (ua_connection_get_state (self->connection), ==, state);
}

/* W28, W29, W49, U16, U17: attempts are told, and forgotten when the line is up. */
static void
test_connect (Fixture      *self,
              gconstpointer data)
{
  expect (self, "", UA_CONNECTION_STATE_RESTING);
  g_assert_null (ua_connection_get_transport (self->connection));
  ua_connection_start (self->connection);
  g_assert_cmpint (ua_connection_get_state (self->connection), ==, UA_CONNECTION_STATE_TRYING);
  g_assert_cmpuint (ua_connection_get_attempt (self->connection), ==, 1);
  expect (self, "connecting:1 connected ", UA_CONNECTION_STATE_ONLINE); /* U16, U17 */
  g_assert_cmpuint (ua_connection_get_attempt (self->connection), ==, 0);
  ua_connection_start (self->connection);
  expect (self, "", UA_CONNECTION_STATE_ONLINE);
  g_assert_cmpstr (ua_connection_get_server (self->connection), ==, "wss://double.invalid"); /* W16 */
}

/* W15, W26, W45: the old words for the socket behind each state; T8, T9: asked for, and by nobody else. */
static void
test_states_of_socket (Fixture      *self,
                       gconstpointer data)
{
  g_autoptr (Transport) transport = NULL;

  g_assert_null (ua_connection_get_transport (self->connection));
  doubles_source_set_silent (self->source, TRUE);
  ua_connection_start (self->connection);
  g_assert_null (ua_connection_get_transport (self->connection));
  doubles_source_set_silent (self->source, FALSE);
  doubles_wait_settle ();
  ua_connection_retry_now (self->connection);
  doubles_wait_settle ();
  transport = g_object_ref (ua_connection_get_transport (self->connection));
  g_assert_cmpint (transport_get_state (transport), ==, TRANSPORT_STATE_CONNECTING);
  advance (self, 0);
  g_assert_cmpint (transport_get_state (transport), ==, TRANSPORT_STATE_CONNECTED);
  ua_connection_stop_async (self->connection, NULL, NULL, NULL);
  g_assert_cmpint (transport_get_state (transport), ==, TRANSPORT_STATE_DISCONNECTING);
  g_assert_null (ua_connection_get_transport (self->connection));
  advance (self, 0);
  g_assert_cmpint (transport_get_state (transport), ==, TRANSPORT_STATE_DISCONNECTED);
}

/* W14: what was loaded can be asked for. */
static void
test_policy (Fixture      *self,
             gconstpointer data)
{
  UaConnectionPolicy policy = UA_CONNECTION_POLICY_INIT;

  g_assert_cmpint (ua_connection_get_policy (self->connection)->recovery, ==, UA_RECOVERY_BACKOFF);
  g_assert_cmpuint (ua_connection_get_policy (self->connection)->max_reconnection_attempts, ==, 3); /* W8 */
  g_assert_cmpuint (ua_connection_get_policy (self->connection)->reconnection_timeout_ms, ==, 4000); /* W9 */
  policy.max_reconnection_attempts = 7;
  ua_connection_set_policy (self->connection, &policy);
  g_assert_cmpuint (ua_connection_get_policy (self->connection)->max_reconnection_attempts, ==, 7);
}

/* W26: the table is sound, and what is not in it is refused, loudly, in every state. */
static void
test_machine (Fixture      *self,
              gconstpointer data)
{
  const SipMachine *machine = ua_connection_get_machine ();
  g_autofree char *fault = sip_machine_prove (machine, machine->n_states);
  guint n_legal = 0;

  g_assert_cmpstr (fault, ==, NULL);
  for (guint state = 0; state < machine->n_states; state++)
    {
      for (guint event = 0; event < machine->n_events; event++)
        {
          g_autofree char *complaint =
            g_strdup_printf ("connection: %s means nothing when %s", machine->event_names[event], machine->state_names[state]);

          if (sip_machine_step (machine, state, event) != NULL)
            {
              n_legal++;
              continue;
            }
          self->connection->state = state;
          g_test_expect_message ("ua", G_LOG_LEVEL_CRITICAL, complaint);
          ua_connection_step (self->connection, event);
          g_test_assert_expected_messages ();
          g_assert_cmpuint (self->connection->state, ==, state);
        }
    }
  g_assert_cmpuint (n_legal, ==, machine->n_rows);
  self->connection->state = UA_CONNECTION_STATE_RESTING;
}

/* U18, W31: a failed attempt is told and followed by the next, for ever, ever more slowly (J11). */
static void
test_back_off (Fixture      *self,
               gconstpointer data)
{
  static const guint longest_ms[] = { 2000, 4000, 8000, 16000, 30000, 30000, 30000 };

  self->opening = DOUBLES_OPENING_FAILS;
  ua_connection_start (self->connection);
  expect (self, "connecting:1 lost ", UA_CONNECTION_STATE_WAITING);
  g_assert_error ((GError *) ua_connection_get_last_error (self->connection), TRANSPORT_ERROR,
                  TRANSPORT_ERROR_REFUSED);
  for (guint i = 0; i < G_N_ELEMENTS (longest_ms); i++)
    {
      gint64 wait = ua_connection_get_next_try_ms (self->connection)
                    - sip_clock_get_now_ms (SIP_CLOCK (self->clock));
      g_autofree char *heard = g_strdup_printf ("connecting:%u lost ", i + 2);

      g_assert_cmpint (wait, >=, 2000);
      g_assert_cmpint (wait, <=, longest_ms[i]);
      advance (self, (guint) wait);
      expect (self, heard, UA_CONNECTION_STATE_WAITING);
    }
}

static void
test_cannot_make (Fixture      *self,
                  gconstpointer data)
{
  self->cannot_make = TRUE;
  ua_connection_start (self->connection);
  expect (self, "connecting:1 lost ", UA_CONNECTION_STATE_WAITING);
  g_assert_error ((GError *) ua_connection_get_last_error (self->connection), TRANSPORT_ERROR,
                  TRANSPORT_ERROR_BAD_URL);
}

/* W31, TRUST F1: two seconds after a loss a fresh transport is tried (T14: the old one does not come back). */
static void
test_lost (Fixture      *self,
           gconstpointer data)
{
  ua_connection_start (self->connection);
  expect (self, "connecting:1 connected ", UA_CONNECTION_STATE_ONLINE);
  doubles_transport_break (self->transport, 1006);
  expect (self, "error lost ", UA_CONNECTION_STATE_WAITING); /* W51 */
  g_assert_null (ua_connection_get_transport (self->connection));
  advance (self, 2000);
  expect (self, "connecting:1 connected ", UA_CONNECTION_STATE_ONLINE);
  g_assert_cmpuint (self->n_made, ==, 2);
  g_assert_null (ua_connection_get_last_error (self->connection));
}

static void
test_retry_now (Fixture      *self,
                gconstpointer data)
{
  self->opening = DOUBLES_OPENING_FAILS;
  ua_connection_start (self->connection);
  expect (self, "connecting:1 lost ", UA_CONNECTION_STATE_WAITING);
  self->opening = DOUBLES_OPENING_SUCCEEDS;
  ua_connection_retry_now (self->connection);
  expect (self, "connecting:2 connected ", UA_CONNECTION_STATE_ONLINE);
  ua_connection_retry_now (self->connection);
  expect (self, "", UA_CONNECTION_STATE_ONLINE);
}

static void
stop (Fixture       *self,
      DoublesAnswer *answer)
{
  ua_connection_stop_async (self->connection, NULL, doubles_answer_cb, answer);
}

/* W30, W50, T9: who asked to be offline is left offline. */
static void
test_stop (Fixture      *self,
           gconstpointer data)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_auto (DoublesAnswer) again = { 0 };

  ua_connection_start (self->connection);
  expect (self, "connecting:1 connected ", UA_CONNECTION_STATE_ONLINE);
  stop (self, &answer);
  expect (self, "closed ", UA_CONNECTION_STATE_RESTING);
  g_assert_true (ua_connection_stop_finish (self->connection, answer.result, NULL));
  g_assert_cmpuint (doubles_transport_get_asked_code (self->transport), ==, 1000); /* W30 */
  advance (self, 100 * 1000);
  g_assert_cmpuint (self->n_made, ==, 1);
  stop (self, &again);
  advance (self, 0);
  g_assert_true (ua_connection_stop_finish (self->connection, again.result, NULL));
}

static void
test_stop_while_trying (Fixture      *self,
                        gconstpointer data)
{
  g_auto (DoublesAnswer) answer = { 0 };

  self->opening = DOUBLES_OPENING_HANGS;
  ua_connection_start (self->connection);
  expect (self, "connecting:1 ", UA_CONNECTION_STATE_TRYING);
  stop (self, &answer);
  expect (self, "closed ", UA_CONNECTION_STATE_RESTING);
  g_assert_true (ua_connection_stop_finish (self->connection, answer.result, NULL));
}

static void
test_stop_while_waiting (Fixture      *self,
                         gconstpointer data)
{
  g_auto (DoublesAnswer) answer = { 0 };

  self->opening = DOUBLES_OPENING_FAILS;
  ua_connection_start (self->connection);
  expect (self, "connecting:1 lost ", UA_CONNECTION_STATE_WAITING);
  stop (self, &answer);
  expect (self, "", UA_CONNECTION_STATE_RESTING);
  g_assert_true (ua_connection_stop_finish (self->connection, answer.result, NULL));
  g_assert_cmpint (ua_connection_get_next_try_ms (self->connection), ==, 0);
}

/* DESIGN 1.3: never a second socket behind the first. */
static void
test_start_while_closing (Fixture      *self,
                          gconstpointer data)
{
  g_auto (DoublesAnswer) answer = { 0 };

  ua_connection_start (self->connection);
  expect (self, "connecting:1 connected ", UA_CONNECTION_STATE_ONLINE);
  stop (self, &answer);
  ua_connection_start (self->connection);
  g_assert_cmpuint (self->n_made, ==, 1);
  expect (self, "closed connecting:1 connected ", UA_CONNECTION_STATE_ONLINE);
  g_assert_cmpuint (self->n_made, ==, 2);
}

static void
test_stop_cancelled (Fixture      *self,
                     gconstpointer data)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  ua_connection_start (self->connection);
  expect (self, "connecting:1 connected ", UA_CONNECTION_STATE_ONLINE);
  ua_connection_stop_async (self->connection, cancellable, doubles_answer_cb, &answer);
  g_cancellable_cancel (cancellable);
  g_assert_false (ua_connection_stop_finish (self->connection, doubles_answer_wait (&answer), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  expect (self, "closed ", UA_CONNECTION_STATE_RESTING);
}

static void
stop_at_once_cb (UaConnection *connection,
                 DoublesAnswer *answer)
{
  ua_connection_stop_async (connection, NULL, doubles_answer_cb, answer);
}

/* T9, T15: a verb from within the news is kept, only later. */
static void
test_stop_within_connected (Fixture      *self,
                            gconstpointer data)
{
  g_auto (DoublesAnswer) answer = { 0 };

  g_signal_connect (self->connection, "connected", G_CALLBACK (stop_at_once_cb), &answer);
  ua_connection_start (self->connection);
  expect (self, "connecting:1 connected closed ", UA_CONNECTION_STATE_RESTING);
  g_assert_true (ua_connection_stop_finish (self->connection, doubles_answer_wait (&answer), NULL));
  g_assert_cmpint (transport_get_state (TRANSPORT_TRANSPORT (self->transport)), ==, TRANSPORT_STATE_DISCONNECTED);
}

static void
connect_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_assert_true (transport_connect_finish (TRANSPORT_TRANSPORT (source), result, NULL));
}

/* A server's side: online from the start, and over for good when the line falls. */
static void
test_for_transport (Fixture      *self,
                    gconstpointer data)
{
  g_assert_finalize_object (self->connection);
  self->transport = doubles_transport_new (NULL, SIP_CLOCK (self->clock), self->tokens);
  transport_connect_async (TRANSPORT_TRANSPORT (self->transport), NULL, connect_cb, NULL);
  advance (self, 0);
  self->connection =
    ua_connection_new_for_transport (TRANSPORT_TRANSPORT (self->transport), SIP_CLOCK (self->clock));
  listen (self);
  ua_connection_start (self->connection);
  expect (self, "connecting:1 connected ", UA_CONNECTION_STATE_ONLINE);
  doubles_transport_break (self->transport, 1001);
  expect (self, "error lost over ", UA_CONNECTION_STATE_RESTING);
  ua_connection_start (self->connection);
  expect (self, "connecting:1 lost error over ", UA_CONNECTION_STATE_RESTING);
  g_assert_null (ua_connection_get_servers (self->connection));
}

static void
test_properties (Fixture      *self,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  UaConnectionState state;
  guint attempt;
  gint64 next_try_ms;
  g_autoptr (TransportTarget) target = NULL;

  self->opening = DOUBLES_OPENING_FAILS;
  ua_connection_start (self->connection);
  advance (self, 0);
  g_object_get (self->connection, "state", &state, "attempt", &attempt, "next-try-ms", &next_try_ms,
                "last-error", &error, NULL);
  g_assert_cmpint (state, ==, UA_CONNECTION_STATE_WAITING);
  g_assert_cmpuint (attempt, ==, 1);
  g_assert_cmpint (next_try_ms, ==, ua_connection_get_next_try_ms (self->connection));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_REFUSED); /* W25 */
  self->opening = DOUBLES_OPENING_SUCCEEDS;
  ua_connection_retry_now (self->connection);
  advance (self, 0);
  g_object_get (self->connection, "target", &target, NULL);
  g_assert_cmpstr (transport_target_get_uri (target), ==, "wss://double.invalid");
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

  add ("/ua/connection/connect", test_connect);
  add ("/ua/connection/states-of-socket", test_states_of_socket);
  add ("/ua/connection/policy", test_policy);
  add ("/ua/connection/machine", test_machine);
  add ("/ua/connection/back-off", test_back_off);
  add ("/ua/connection/cannot-make", test_cannot_make);
  add ("/ua/connection/lost", test_lost);
  add ("/ua/connection/retry-now", test_retry_now);
  add ("/ua/connection/stop", test_stop);
  add ("/ua/connection/stop-while-trying", test_stop_while_trying);
  add ("/ua/connection/stop-while-waiting", test_stop_while_waiting);
  add ("/ua/connection/start-while-closing", test_start_while_closing);
  add ("/ua/connection/stop-cancelled", test_stop_cancelled);
  add ("/ua/connection/stop-within-connected", test_stop_within_connected);
  add ("/ua/connection/for-transport", test_for_transport);
  add ("/ua/connection/properties", test_properties);

  return g_test_run ();
}
