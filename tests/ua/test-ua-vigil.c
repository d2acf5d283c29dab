/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* When a line is doubted, when it is given up, and what an agent does about it. */

#include "ua-vigil.h"

#include "doubles-desk.h"
#include "doubles-wait.h"
#include "ua-messager.h"
#include "ua-registerer.h"

typedef struct
{
  DoublesClock *clock;
  SipTokens    *tokens;
  UaVigil      *vigil;
  guint         n_questions;
  guint         n_again;
  guint         n_deaths;
  guint         silent_ms;
} Fixture;

static void
vigil_question_cb (UaVigil *vigil,
                   guint    nth,
                   Fixture *self)
{
  if (nth == 1)
    self->n_questions++;
  else
    self->n_again++;
  ua_vigil_sent (vigil, "question");
}

static void
vigil_dead_cb (UaVigil *vigil,
               guint    silent_ms,
               Fixture *self)
{
  self->n_deaths++;
  self->silent_ms = silent_ms;
}

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  self->clock = doubles_clock_new ();
  self->tokens = sip_tokens_new_seeded (7);
  self->vigil = ua_vigil_new (SIP_CLOCK (self->clock), self->tokens);
  g_signal_connect (self->vigil, "question", G_CALLBACK (vigil_question_cb), self);
  g_signal_connect (self->vigil, "dead", G_CALLBACK (vigil_dead_cb), self);
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  g_assert_finalize_object (self->vigil);
  g_assert_cmpuint (doubles_clock_get_n_armed (self->clock), ==, 0);
  g_assert_finalize_object (self->clock);
  g_object_unref (self->tokens);
}

static void
expect (Fixture *self,
        guint    n_questions,
        guint    n_deaths)
{
  g_assert_cmpuint (self->n_questions, ==, n_questions);
  g_assert_cmpuint (self->n_deaths, ==, n_deaths);
}

/* TRUST F3: at most five seconds when a request is pending, whatever else is sent meanwhile. */
static void
test_pending (Fixture      *self,
              gconstpointer data)
{
  ua_vigil_begin (self->vigil, TRUE, 0);
  ua_vigil_sent (self->vigil, "a");
  doubles_clock_advance (self->clock, 1999);
  expect (self, 0, 0);
  doubles_clock_advance (self->clock, 1);
  expect (self, 1, 0);
  ua_vigil_sent (self->vigil, "b");
  doubles_clock_advance (self->clock, 2799);
  expect (self, 1, 0);
  doubles_clock_advance (self->clock, 1);
  expect (self, 1, 1);
  g_assert_cmpuint (self->silent_ms, ==, 4800);

  /* It is over: nothing more is asked or told. */
  ua_vigil_sent (self->vigil, "c");
  doubles_clock_advance (self->clock, 100 * 1000);
  expect (self, 1, 1);
}

static void
test_heard (Fixture      *self,
            gconstpointer data)
{
  ua_vigil_begin (self->vigil, TRUE, 0);
  g_assert_false (ua_vigil_has_heard (self->vigil));
  ua_vigil_sent (self->vigil, "a");
  doubles_clock_advance (self->clock, 1000);
  ua_vigil_heard (self->vigil);
  g_assert_true (ua_vigil_has_heard (self->vigil));
  doubles_clock_advance (self->clock, 100 * 1000);
  expect (self, 0, 0);

  ua_vigil_sent (self->vigil, "b");
  doubles_clock_advance (self->clock, 4000);
  expect (self, 1, 0);
  ua_vigil_heard (self->vigil);
  doubles_clock_advance (self->clock, 100 * 1000);
  expect (self, 1, 0);
}

static void
test_datagrams (Fixture      *self,
                gconstpointer data)
{
  ua_vigil_begin (self->vigil, FALSE, 0);
  ua_vigil_sent (self->vigil, "a");
  doubles_clock_advance (self->clock, 9999);
  expect (self, 1, 0);
  doubles_clock_advance (self->clock, 1);
  expect (self, 1, 1);
}

/* TRUST F3, F7: every 20 to 25 seconds of silence; dead ten seconds later, so in 35 at most. */
static void
test_idle (Fixture      *self,
           gconstpointer data)
{
  ua_vigil_begin (self->vigil, TRUE, UA_VIGIL_IDLE_MS);
  for (guint i = 1; i <= 20; i++)
    {
      doubles_clock_advance (self->clock, 19999);
      expect (self, i - 1, 0);
      doubles_clock_advance (self->clock, 5001);
      expect (self, i, 0);
      ua_vigil_heard (self->vigil);
    }
  doubles_clock_advance (self->clock, 35 * 1000);
  expect (self, 21, 1);
  g_assert_cmpuint (self->silent_ms, >=, 30 * 1000);
  g_assert_cmpuint (self->silent_ms, <=, 35 * 1000);
}

/* A request in the middle of an idle question brings the end nearer and never puts it off. */
static void
test_earliest (Fixture      *self,
               gconstpointer data)
{
  ua_vigil_begin (self->vigil, TRUE, 0);
  ua_vigil_check (self->vigil, 3000);
  expect (self, 1, 0);
  doubles_clock_advance (self->clock, 1000);
  ua_vigil_sent (self->vigil, "a");
  ua_vigil_check (self->vigil, 3000);
  doubles_clock_advance (self->clock, 2000);
  expect (self, 1, 1);

  ua_vigil_begin (self->vigil, TRUE, 0);
  ua_vigil_check (self->vigil, 60 * 1000);
  ua_vigil_sent (self->vigil, "b");
  doubles_clock_advance (self->clock, 4800);
  expect (self, 2, 2);
}

/* RFC 5626 §4.4: the shortest interval that anybody asks for. */
static void
test_limit (Fixture      *self,
            gconstpointer data)
{
  ua_vigil_limit_idle (self->vigil, 1000); /* there is no line yet */
  ua_vigil_begin (self->vigil, TRUE, 0);
  ua_vigil_limit_idle (self->vigil, 60 * 1000);
  ua_vigil_limit_idle (self->vigil, 90 * 1000);
  doubles_clock_advance (self->clock, 60 * 1000);
  g_assert_cmpuint (self->n_questions, ==, 1);
  ua_vigil_end (self->vigil);
  ua_vigil_check (self->vigil, 1000);
  ua_vigil_heard (self->vigil);
  g_assert_cmpuint (doubles_clock_get_n_armed (self->clock), ==, 0);
}

/* Half of the time for an answer is over: asked once more, something else. */
static void
test_again (Fixture      *self,
            gconstpointer data)
{
  ua_vigil_begin (self->vigil, TRUE, 0);
  ua_vigil_sent (self->vigil, "a");
  doubles_clock_advance (self->clock, 3399);
  g_assert_cmpuint (self->n_again, ==, 0);
  doubles_clock_advance (self->clock, 1);
  g_assert_cmpuint (self->n_again, ==, 1);
  doubles_clock_advance (self->clock, 1399);
  expect (self, 1, 0);
  ua_vigil_heard (self->vigil);

  ua_vigil_check (self->vigil, 3000);
  doubles_clock_advance (self->clock, 1000);
  ua_vigil_heard (self->vigil);
  doubles_clock_advance (self->clock, 3000);
  g_assert_cmpuint (self->n_again, ==, 1);
  expect (self, 2, 0);
}

static void
test_round_trip (Fixture      *self,
                 gconstpointer data)
{
  ua_vigil_begin (self->vigil, FALSE, 0);
  g_assert_cmpint (ua_vigil_get_round_trip_ms (self->vigil), ==, -1);
  ua_vigil_sent (self->vigil, "a");
  doubles_clock_advance (self->clock, 30);
  ua_vigil_sent (self->vigil, "b"); /* one at a time is measured */
  ua_vigil_answered (self->vigil, "b");
  g_assert_cmpint (ua_vigil_get_round_trip_ms (self->vigil), ==, -1);
  ua_vigil_answered (self->vigil, "a");
  g_assert_cmpint (ua_vigil_get_round_trip_ms (self->vigil), ==, 30);

  /* Sent twice: nobody knows which is answered, so it says nothing. */
  ua_vigil_sent (self->vigil, "c");
  doubles_clock_advance (self->clock, 500);
  ua_vigil_sent (self->vigil, "c");
  ua_vigil_answered (self->vigil, "c");
  g_assert_cmpint (ua_vigil_get_round_trip_ms (self->vigil), ==, 30);

  /* One that is never answered is in nobody's way for ever. */
  ua_vigil_sent (self->vigil, "d");
  ua_vigil_heard (self->vigil);
  doubles_clock_advance (self->clock, 32 * 1000);
  ua_vigil_sent (self->vigil, "e");
  doubles_clock_advance (self->clock, 10);
  ua_vigil_answered (self->vigil, "e");
  g_assert_cmpint (ua_vigil_get_round_trip_ms (self->vigil), ==, 10);

  ua_vigil_begin (self->vigil, FALSE, 0);
  g_assert_cmpint (ua_vigil_get_round_trip_ms (self->vigil), ==, -1);
}

/* An agent measures what it asks, and forgets it with the line. */
static void
test_agent_round_trip (void)
{
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (DoublesDesk) desk = doubles_desk_new (clock, "alice", NULL);
  g_autoptr (SipUri) target = sip_uri_parse ("sip:bob@example.org", -1, NULL);
  g_autoptr (GBytes) body = g_bytes_new_static ("hi", 2);
  g_auto (DoublesAnswer) answer = { 0 };

  doubles_desk_open (desk);
  g_assert_cmpint (ua_agent_get_round_trip_ms (desk->agent), ==, -1);
  ua_messager_send_async (desk->agent, target, NULL, body, NULL, NULL, doubles_answer_cb, &answer);
  g_autoptr (SipMessage) request = doubles_desk_pop_request (desk, "MESSAGE");
  doubles_clock_advance (clock, 25);
  doubles_desk_answer (desk, request, 200, "b", "");
  g_assert_true (ua_messager_send_finish (desk->agent, answer.result, NULL));
  g_assert_cmpint (ua_agent_get_round_trip_ms (desk->agent), ==, 25);

  doubles_transport_break (desk->transport, 1006);
  doubles_desk_advance (desk, 3000);
  g_assert_true (ua_agent_is_connected (desk->agent));
  g_assert_cmpint (ua_agent_get_round_trip_ms (desk->agent), ==, -1);
}

/* The line that is given up is told as what it is, and made again at once. */
static void
test_agent_dead_line (void)
{
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (DoublesDesk) desk = doubles_desk_new (clock, "alice", "TLS");

  doubles_desk_fall_silent (desk, TRUE);
  doubles_desk_open (desk);
  desk->opening = DOUBLES_OPENING_HANGS;
  ua_agent_check_line (desk->agent);
  g_autoptr (SipMessage) question = doubles_desk_pop_request (desk, "OPTIONS");
  doubles_desk_advance (desk, 3000);
  g_assert_false (ua_agent_is_connected (desk->agent));
  g_assert_cmpint (ua_connection_get_state (desk->connection), ==, UA_CONNECTION_STATE_TRYING);
  g_assert_error (ua_connection_get_last_error (desk->connection), TRANSPORT_ERROR, TRANSPORT_ERROR_KEEP_ALIVE);
  ua_agent_check_line (desk->agent); /* means nothing while there is none */

  desk->opening = DOUBLES_OPENING_SUCCEEDS;
  doubles_desk_advance (desk, 10 * 1000);
  g_assert_true (ua_agent_is_connected (desk->agent));
}

/* RFC 5626 §4.4: a Flow-Timer becomes the interval of the line. */
static void
test_agent_flow_timer (void)
{
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (DoublesDesk) desk = doubles_desk_new (clock, "alice", "TCP");
  UaRegisterer *registerer = ua_registerer_new (desk->agent, "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
  g_auto (DoublesAnswer) answer = { 0 };
  guint interval_ms = 0;

  doubles_desk_open (desk);
  ua_registerer_register_async (registerer, NULL, NULL, doubles_answer_cb, &answer);
  g_autoptr (SipMessage) request = doubles_desk_pop_request (desk, "REGISTER");
  doubles_desk_answer (desk, request, 200, "r", "Require: outbound\nFlow-Timer: 120\n");
  g_assert_true (ua_registerer_register_finish (registerer, answer.result, NULL));
  g_object_get (desk->transport, "keep-alive-interval-ms", &interval_ms, NULL);
  g_assert_cmpuint (interval_ms, ==, 120 * 1000);
  ua_registerer_terminate (registerer);
  doubles_answer_clear (&answer);
  doubles_desk_settle (desk);
  g_assert_finalize_object (registerer);
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

  add ("/ua/vigil/pending", test_pending);
  add ("/ua/vigil/heard", test_heard);
  add ("/ua/vigil/datagrams", test_datagrams);
  add ("/ua/vigil/idle", test_idle);
  add ("/ua/vigil/earliest", test_earliest);
  add ("/ua/vigil/limit", test_limit);
  add ("/ua/vigil/again", test_again);
  add ("/ua/vigil/round-trip", test_round_trip);
  g_test_add_func ("/ua/vigil/agent/round-trip", test_agent_round_trip);
  g_test_add_func ("/ua/vigil/agent/dead-line", test_agent_dead_line);
  g_test_add_func ("/ua/vigil/agent/flow-timer", test_agent_flow_timer);

  return g_test_run ();
}
