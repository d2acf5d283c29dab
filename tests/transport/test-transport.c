/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The promises of the abstract transport, on a transport without a wire: when it changes its state, who is told
 * what and when, and what passes while it is up.
 */

#include "transport.h"

#include "doubles-clock.h"
#include "doubles-transport.h"
#include "doubles-wait.h"

#include "sip-limits.h"

typedef struct
{
  DoublesClock     *clock;
  SipTokens        *tokens;
  DoublesTransport *wire;
  Transport        *transport; /* the same */
  GString          *states;    /* the first letters of those notified */
  GPtrArray        *received;  /* of char * */
} Fixture;

static void
notify_state_cb (Transport  *transport,
                 GParamSpec *pspec,
                 Fixture    *fixture)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (TRANSPORT_TYPE_STATE);

  g_string_append (fixture->states, g_enum_get_value (klass, transport_get_state (transport))->value_nick);
  g_string_append_c (fixture->states, ' ');
}

static void
received_cb (Transport *transport,
             GBytes    *message,
             Fixture   *fixture)
{
  g_ptr_array_add (fixture->received, g_strndup (g_bytes_get_data (message, NULL), g_bytes_get_size (message)));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->clock = doubles_clock_new ();
  fixture->tokens = sip_tokens_new_seeded (1);
  fixture->wire = doubles_transport_new (NULL, SIP_CLOCK (fixture->clock), fixture->tokens);
  fixture->transport = TRANSPORT_TRANSPORT (fixture->wire);
  fixture->states = g_string_new (NULL);
  fixture->received = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (fixture->wire, "notify::state", G_CALLBACK (notify_state_cb), fixture);
  g_signal_connect (fixture->wire, "received", G_CALLBACK (received_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  doubles_wait_settle ();
  g_assert_finalize_object (fixture->wire);
  g_assert_cmpuint (doubles_clock_get_n_armed (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
  g_assert_finalize_object (fixture->tokens);
  g_string_free (fixture->states, TRUE);
  g_ptr_array_unref (fixture->received);
}

static void
connect_now (Fixture *fixture)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  transport_connect_async (fixture->transport, NULL, doubles_answer_cb, &answer);
  doubles_clock_advance (fixture->clock, 0);
  g_assert_true (transport_connect_finish (fixture->transport, doubles_answer_wait (&answer), &error));
  g_assert_no_error (error);
}

static void
assert_connect_failed (Fixture       *fixture,
                       DoublesAnswer *answer,
                       int            code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (transport_connect_finish (fixture->transport, doubles_answer_wait (answer), &error));
  g_assert_error (error, TRANSPORT_ERROR, code);
}

static void
assert_disconnected (Fixture       *fixture,
                     DoublesAnswer *answer)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (transport_disconnect_finish (fixture->transport, doubles_answer_wait (answer), &error));
  g_assert_no_error (error);
}

/* T4, T6, T7, D3 */
static void
test_begins_disconnected (Fixture       *fixture,
                          gconstpointer  data)
{
  g_assert_cmpint (transport_get_state (fixture->transport), ==, TRANSPORT_STATE_DISCONNECTED);
  g_assert_false (transport_is_connected (fixture->transport));
  g_assert_null (transport_get_last_error (fixture->transport));
}

/* T22, W2, W7, W10, W11, W14: the options of the documents are properties, each with the default of the documents. */
static void
test_defaults (Fixture       *fixture,
               gconstpointer  data)
{
  guint timeout_ms = 0;
  guint interval_ms = 1;
  guint debounce_ms = 0;

  g_object_get (fixture->transport, "connection-timeout-ms", &timeout_ms, "keep-alive-interval-ms", &interval_ms,
                "keep-alive-debounce-ms", &debounce_ms, NULL);
  g_assert_cmpuint (timeout_ms, ==, 5000);
  g_assert_cmpuint (interval_ms, ==, 0);
  g_assert_cmpuint (debounce_ms, ==, 10000);
}

/* T1, T5, T10, T17, W18, W28, W49: CONNECTING before the call returns, CONNECTED before anybody is told. */
static void
test_connect (Fixture       *fixture,
              gconstpointer  data)
{
  g_auto (DoublesAnswer) first = { 0 };
  g_auto (DoublesAnswer) second = { 0 };

  transport_connect_async (fixture->transport, NULL, doubles_answer_cb, &first);
  g_assert_cmpstr (fixture->states->str, ==, "connecting ");
  transport_connect_async (fixture->transport, NULL, doubles_answer_cb, &second);
  g_assert_cmpstr (fixture->states->str, ==, "connecting ");

  doubles_clock_advance (fixture->clock, 0);
  g_assert_true (transport_is_connected (fixture->transport));
  g_assert_null (first.result);

  g_assert_true (transport_connect_finish (fixture->transport, doubles_answer_wait (&first), NULL));
  g_assert_true (transport_connect_finish (fixture->transport, doubles_answer_wait (&second), NULL));
  g_assert_cmpstr (fixture->states->str, ==, "connecting connected ");
}

/* T17: no transition. */
static void
test_connect_when_connected (Fixture       *fixture,
                             gconstpointer  data)
{
  connect_now (fixture);
  connect_now (fixture);

  g_assert_cmpstr (fixture->states->str, ==, "connecting connected ");
}

/* W25, W28, J5 */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_auto (DoublesAnswer) first = { 0 };
  g_auto (DoublesAnswer) second = { 0 };

  doubles_transport_set_opening (fixture->wire, DOUBLES_OPENING_FAILS);
  transport_connect_async (fixture->transport, NULL, doubles_answer_cb, &first);
  transport_connect_async (fixture->transport, NULL, doubles_answer_cb, &second);
  doubles_clock_advance (fixture->clock, 0);

  assert_connect_failed (fixture, &first, TRANSPORT_ERROR_REFUSED);
  assert_connect_failed (fixture, &second, TRANSPORT_ERROR_REFUSED);
  g_assert_error (transport_get_last_error (fixture->transport), TRANSPORT_ERROR, TRANSPORT_ERROR_REFUSED);
  g_assert_cmpstr (fixture->states->str, ==, "connecting disconnected ");
}

/* W7, W17, W54: five seconds, to the millisecond. */
static void
test_time_out (Fixture       *fixture,
               gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };

  doubles_transport_set_opening (fixture->wire, DOUBLES_OPENING_HANGS);
  transport_connect_async (fixture->transport, NULL, doubles_answer_cb, &answer);
  doubles_clock_advance (fixture->clock, 4999);
  g_assert_cmpstr (fixture->states->str, ==, "connecting ");

  doubles_clock_advance (fixture->clock, 1);
  g_assert_cmpstr (fixture->states->str, ==, "connecting disconnected ");
  assert_connect_failed (fixture, &answer, TRANSPORT_ERROR_TIMEOUT);
  g_assert_cmpuint (doubles_transport_get_asked_code (fixture->wire), ==, 1000);
}

/* T18, T23, W30: DISCONNECTING before the call returns; asked for, so no error. */
static void
test_disconnect (Fixture       *fixture,
                 gconstpointer  data)
{
  g_auto (DoublesAnswer) first = { 0 };
  g_auto (DoublesAnswer) second = { 0 };

  connect_now (fixture);
  transport_disconnect_async (fixture->transport, 0, NULL, NULL, doubles_answer_cb, &first);
  g_assert_cmpint (transport_get_state (fixture->transport), ==, TRANSPORT_STATE_DISCONNECTING);
  transport_disconnect_async (fixture->transport, 0, NULL, NULL, doubles_answer_cb, &second);
  doubles_clock_advance (fixture->clock, 0);

  assert_disconnected (fixture, &first);
  assert_disconnected (fixture, &second);
  g_assert_cmpstr (fixture->states->str, ==, "connecting connected disconnecting disconnected ");
  g_assert_null (transport_get_last_error (fixture->transport));
  g_assert_cmpuint (doubles_transport_get_asked_code (fixture->wire), ==, 1000);
}

/* T18 */
static void
test_disconnect_when_disconnected (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };

  transport_disconnect_async (fixture->transport, 3000, "why", NULL, doubles_answer_cb, &answer);
  assert_disconnected (fixture, &answer);
  g_assert_cmpstr (fixture->states->str, ==, "");
}

/* W30: the code goes to the far end; the answer that never comes does not keep us. */
static void
test_disconnect_unanswered (Fixture       *fixture,
                            gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };

  connect_now (fixture);
  doubles_transport_set_deaf (fixture->wire, TRUE);
  transport_disconnect_async (fixture->transport, 3000, "why", NULL, doubles_answer_cb, &answer);
  g_assert_cmpuint (doubles_transport_get_asked_code (fixture->wire), ==, 3000);
  doubles_clock_advance (fixture->clock, 5000);

  assert_disconnected (fixture, &answer);
}

/* T16, T17: the third way out of CONNECTING. */
static void
test_disconnect_while_connecting (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_auto (DoublesAnswer) opening = { 0 };
  g_auto (DoublesAnswer) closing = { 0 };

  transport_connect_async (fixture->transport, NULL, doubles_answer_cb, &opening);
  transport_disconnect_async (fixture->transport, 0, NULL, NULL, doubles_answer_cb, &closing);
  doubles_clock_advance (fixture->clock, 0);

  assert_connect_failed (fixture, &opening, TRANSPORT_ERROR_STATE_CHANGED);
  assert_disconnected (fixture, &closing);
  g_assert_cmpstr (fixture->states->str, ==, "connecting disconnecting disconnected ");
}

/* DESIGN 1.3: never a second socket behind the first. */
static void
test_connect_while_disconnecting (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_auto (DoublesAnswer) closing = { 0 };
  g_auto (DoublesAnswer) opening = { 0 };

  connect_now (fixture);
  transport_disconnect_async (fixture->transport, 0, NULL, NULL, doubles_answer_cb, &closing);
  transport_connect_async (fixture->transport, NULL, doubles_answer_cb, &opening);
  g_assert_cmpint (transport_get_state (fixture->transport), ==, TRANSPORT_STATE_DISCONNECTING);
  doubles_clock_advance (fixture->clock, 0);

  assert_disconnected (fixture, &closing);
  g_assert_true (transport_connect_finish (fixture->transport, doubles_answer_wait (&opening), NULL));
  g_assert_cmpstr (fixture->states->str, ==,
                   "connecting connected disconnecting disconnected connecting connected ");
}

static void
test_disconnect_calls_off_the_next_attempt (Fixture       *fixture,
                                            gconstpointer  data)
{
  g_auto (DoublesAnswer) first = { 0 };
  g_auto (DoublesAnswer) opening = { 0 };
  g_auto (DoublesAnswer) second = { 0 };

  connect_now (fixture);
  transport_disconnect_async (fixture->transport, 0, NULL, NULL, doubles_answer_cb, &first);
  transport_connect_async (fixture->transport, NULL, doubles_answer_cb, &opening);
  transport_disconnect_async (fixture->transport, 0, NULL, NULL, doubles_answer_cb, &second);
  doubles_clock_advance (fixture->clock, 0);

  assert_connect_failed (fixture, &opening, TRANSPORT_ERROR_STATE_CHANGED);
  assert_disconnected (fixture, &first);
  assert_disconnected (fixture, &second);
  g_assert_cmpstr (fixture->states->str, ==, "connecting connected disconnecting disconnected ");
}

/* T2, T11, T12, T14, W33, W49, W50, W51, J8: down at once, with the reason, and no coming back by itself. */
static void
test_lost (Fixture       *fixture,
           gconstpointer  data)
{
  connect_now (fixture);
  doubles_transport_break (fixture->wire, 1006);

  g_assert_cmpstr (fixture->states->str, ==, "connecting connected disconnected ");
  g_assert_error (transport_get_last_error (fixture->transport), TRANSPORT_ERROR, TRANSPORT_ERROR_LOST);
  g_assert_cmpuint (transport_get_close_code (fixture->transport), ==, 1006);
  g_assert_cmpuint (doubles_clock_get_n_armed (fixture->clock), ==, 0);

  connect_now (fixture);
  g_assert_null (transport_get_last_error (fixture->transport));
  g_assert_cmpuint (transport_get_close_code (fixture->transport), ==, 0);
}

static void
loop_cb (Transport  *transport,
         GParamSpec *pspec,
         gpointer    answers)
{
  DoublesAnswer *answer = answers;

  if (answer[0].result != NULL || !transport_is_connected (transport))
    return;

  transport_connect_async (transport, NULL, doubles_answer_cb, &answer[0]);
  transport_disconnect_async (transport, 0, NULL, NULL, doubles_answer_cb, &answer[1]);
}

/* T15 */
static void
test_loop (Fixture       *fixture,
           gconstpointer  data)
{
  DoublesAnswer answers[2] = { 0 };
  g_autoptr (GError) error = NULL;

  g_signal_connect (fixture->transport, "notify::state", G_CALLBACK (loop_cb), answers);
  connect_now (fixture);

  assert_connect_failed (fixture, &answers[0], TRANSPORT_ERROR_LOOP);
  g_assert_false (transport_disconnect_finish (fixture->transport, doubles_answer_wait (&answers[1]), &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_LOOP);
  g_assert_true (transport_is_connected (fixture->transport));

  g_signal_handlers_disconnect_by_data (fixture->transport, answers);
  doubles_answer_clear (&answers[0]);
  doubles_answer_clear (&answers[1]);
}

static void
connect_again_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      answer)
{
  g_assert_true (transport_disconnect_finish (TRANSPORT_TRANSPORT (source), result, NULL));
  transport_connect_async (TRANSPORT_TRANSPORT (source), NULL, doubles_answer_cb, answer);
}

/* T15: an answer is another moment, and may ask for anything. */
static void
test_connect_from_an_answer (Fixture       *fixture,
                             gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };

  connect_now (fixture);
  transport_disconnect_async (fixture->transport, 0, NULL, NULL, connect_again_cb, &answer);
  doubles_clock_advance (fixture->clock, 0);
  doubles_wait_settle ();
  doubles_clock_advance (fixture->clock, 0);

  g_assert_true (transport_connect_finish (fixture->transport, doubles_answer_wait (&answer), NULL));
}

/* Cancelling ends the wait of one, not the attempt. */
static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (DoublesAnswer) impatient = { 0 };
  g_auto (DoublesAnswer) patient = { 0 };
  g_autoptr (GError) error = NULL;

  transport_connect_async (fixture->transport, cancellable, doubles_answer_cb, &impatient);
  transport_connect_async (fixture->transport, NULL, doubles_answer_cb, &patient);
  g_cancellable_cancel (cancellable);
  g_assert_false (transport_connect_finish (fixture->transport, doubles_answer_wait (&impatient), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (transport_get_state (fixture->transport), ==, TRANSPORT_STATE_CONNECTING);

  doubles_clock_advance (fixture->clock, 0);
  g_assert_true (transport_connect_finish (fixture->transport, doubles_answer_wait (&patient), NULL));
}

static void
test_cancel_disconnect (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  connect_now (fixture);
  transport_disconnect_async (fixture->transport, 0, NULL, cancellable, doubles_answer_cb, &answer);
  g_cancellable_cancel (cancellable);
  g_assert_false (transport_disconnect_finish (fixture->transport, doubles_answer_wait (&answer), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  doubles_clock_advance (fixture->clock, 0);
  g_assert_cmpint (transport_get_state (fixture->transport), ==, TRANSPORT_STATE_DISCONNECTED);
}

static void
add_state_tests (void)
{
#define ADD(name, func) g_test_add ("/transport/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("begins-disconnected", test_begins_disconnected);
  ADD ("defaults", test_defaults);
  ADD ("connect", test_connect);
  ADD ("connect-when-connected", test_connect_when_connected);
  ADD ("refused", test_refused);
  ADD ("time-out", test_time_out);
  ADD ("disconnect", test_disconnect);
  ADD ("disconnect-when-disconnected", test_disconnect_when_disconnected);
  ADD ("disconnect-unanswered", test_disconnect_unanswered);
  ADD ("disconnect-while-connecting", test_disconnect_while_connecting);
  ADD ("connect-while-disconnecting", test_connect_while_disconnecting);
  ADD ("disconnect-calls-off-the-next-attempt", test_disconnect_calls_off_the_next_attempt);
  ADD ("lost", test_lost);
  ADD ("loop", test_loop);
  ADD ("connect-from-an-answer", test_connect_from_an_answer);
  ADD ("cancel", test_cancel);
  ADD ("cancel-disconnect", test_cancel_disconnect);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_state_tests ();

  return g_test_run ();
}
