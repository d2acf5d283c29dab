/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What keeps a line up is tested by its words: this makes the world it lives in, and writes them down. */

#include "doubles-keeper.h"

#include "doubles-wait.h"

#define TURNS 6

static void
connecting_cb (UaConnection  *connection,
               guint          attempt,
               DoublesKeeper *self)
{
  g_assert_cmpuint (attempt, ==, ua_connection_get_attempt (connection));
  g_assert_cmpint (ua_connection_get_state (connection), ==, UA_CONNECTION_STATE_TRYING);
  g_string_append_printf (self->heard, "connecting:%u ", attempt);
}

static void
connected_cb (UaConnection  *connection,
              DoublesKeeper *self)
{
  g_assert_true (transport_is_connected (ua_connection_get_transport (connection)));
  g_assert_nonnull (ua_connection_get_target (connection));
  g_string_append (self->heard, "connected ");
}

static void
disconnected_cb (UaConnection  *connection,
                 const GError  *error,
                 DoublesKeeper *self)
{
  g_string_append (self->heard, error != NULL ? "lost " : "disconnected ");
}

static void
transport_error_cb (UaConnection  *connection,
                    const GError  *error,
                    DoublesKeeper *self)
{
  g_assert_nonnull (error);
  g_string_append (self->heard, "error ");
}

static void
closed_cb (UaConnection  *connection,
           DoublesKeeper *self)
{
  g_assert_cmpint (ua_connection_get_state (connection), ==, UA_CONNECTION_STATE_RESTING);
  g_assert_nonnull (ua_connection_get_last_error (connection));
  g_string_append (self->heard, "closed ");
}

DoublesKeeper *
doubles_keeper_new (const char *servers,
                    guint64     seed)
{
  DoublesKeeper *self = g_new0 (DoublesKeeper, 1);

  self->clock = doubles_clock_new ();
  doubles_clock_advance (self->clock, 1000); /* a moment of 0 means none */
  self->tokens = sip_tokens_new_seeded (seed);
  self->heard = g_string_new (NULL);
  self->source = doubles_source_new_world (SIP_CLOCK (self->clock), self->tokens);
  self->connection =
    ua_connection_new (servers, SIP_CLOCK (self->clock), self->tokens, TRANSPORT_SOURCE (self->source));
  g_signal_connect (self->connection, "connecting", G_CALLBACK (connecting_cb), self);
  g_signal_connect (self->connection, "connected", G_CALLBACK (connected_cb), self);
  g_signal_connect (self->connection, "disconnected", G_CALLBACK (disconnected_cb), self);
  g_signal_connect (self->connection, "transport-error", G_CALLBACK (transport_error_cb), self);
  g_signal_connect (self->connection, "closed", G_CALLBACK (closed_cb), self);
  return self;
}

void
doubles_keeper_free (DoublesKeeper *self)
{
  doubles_keeper_stop (self);
  doubles_keeper_advance (self, 5000);
  g_assert_finalize_object (self->connection);
  g_assert_finalize_object (self->source);
  g_assert_finalize_object (self->tokens);
  g_assert_cmpuint (doubles_clock_get_n_armed (self->clock), ==, 0);
  g_assert_finalize_object (self->clock);
  g_string_free (self->heard, TRUE);
  g_free (self);
}

void
doubles_keeper_set_recovery (DoublesKeeper *self,
                             UaRecovery     recovery)
{
  UaConnectionPolicy policy = UA_CONNECTION_POLICY_INIT;

  policy.recovery = recovery;
  ua_connection_set_policy (self->connection, &policy);
}

void
doubles_keeper_set_targets (DoublesKeeper *self,
                            const char    *server,
                            const char    *uris)
{
  g_auto (GStrv) list = g_strsplit (uris, " ", -1);

  doubles_source_set_targets (self->source, server, (const char *const *) list);
}

void
doubles_keeper_advance (DoublesKeeper *self,
                        guint          ms)
{
  doubles_clock_advance (self->clock, ms);
  for (guint i = 0; i < TURNS; i++)
    {
      doubles_wait_settle ();
      doubles_clock_advance (self->clock, 0);
    }
  doubles_wait_settle ();
}

gint64
doubles_keeper_get_now_ms (DoublesKeeper *self)
{
  return sip_clock_get_now_ms (SIP_CLOCK (self->clock));
}

guint
doubles_keeper_advance_to_try (DoublesKeeper *self)
{
  gint64 wait_ms;

  doubles_keeper_advance (self, 0);
  g_assert_cmpint (ua_connection_get_state (self->connection), ==, UA_CONNECTION_STATE_WAITING);
  wait_ms = ua_connection_get_next_try_ms (self->connection) - doubles_keeper_get_now_ms (self);
  g_assert_cmpint (wait_ms, >=, 0);
  doubles_keeper_advance (self, (guint) wait_ms);
  return (guint) wait_ms;
}

void
doubles_keeper_expect (DoublesKeeper     *self,
                       const char        *heard,
                       UaConnectionState  state)
{
  doubles_keeper_advance (self, 0);
  g_assert_cmpstr (self->heard->str, ==, heard);
  g_string_truncate (self->heard, 0);
  g_assert_cmpint (ua_connection_get_state (self->connection), ==, state);
}

void
doubles_keeper_expect_asked (DoublesKeeper *self,
                             const char    *asked)
{
  g_autofree char *heard = doubles_source_steal_heard (self->source);

  g_assert_cmpstr (heard, ==, asked);
}

void
doubles_keeper_expect_at (DoublesKeeper *self,
                          const char    *uri)
{
  TransportTarget *target = ua_connection_get_target (self->connection);

  g_assert_cmpstr (target != NULL ? transport_target_get_uri (target) : NULL, ==, uri);
}

void
doubles_keeper_break (DoublesKeeper  *self,
                      TransportError  code)
{
  g_autoptr (Transport) transport = g_object_ref (ua_connection_get_transport (self->connection));

  transport_closed (transport, 1006, g_error_new_literal (TRANSPORT_ERROR, (int) code, "the test broke the line"));
}

void
doubles_keeper_stop (DoublesKeeper *self)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  ua_connection_stop_async (self->connection, NULL, doubles_answer_cb, &answer);
  for (guint i = 0; i < 4 && answer.result == NULL; i++)
    doubles_keeper_advance (self, 2000);
  g_assert_nonnull (answer.result);
  g_assert_true (ua_connection_stop_finish (self->connection, answer.result, &error));
  g_assert_no_error (error);
}
