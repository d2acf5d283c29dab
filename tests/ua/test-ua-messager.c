/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One message, and whether it got there. */

#include "ua-messager.h"

#include "doubles-desk.h"
#include "doubles-wait.h"
#include "ua-error.h"

#include <string.h>

typedef struct
{
  DoublesClock *clock;
  DoublesDesk  *alice;
  DoublesDesk  *bob;
  DoublesAnswer answer;
} Fixture;

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  self->clock = doubles_clock_new ();
  self->alice = doubles_desk_new (self->clock, "alice", NULL);
  self->bob = doubles_desk_new (self->clock, "bob", NULL);
  doubles_desk_open (self->alice);
  doubles_desk_open (self->bob);
  doubles_desk_join (self->alice, self->bob);
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  doubles_answer_clear (&self->answer);
  doubles_desk_free (self->alice);
  doubles_desk_free (self->bob);
  g_assert_finalize_object (self->clock);
}

static void
write_to_bob (Fixture      *self,
              const char   *text,
              GCancellable *cancellable)
{
  g_autoptr (SipUri) target = sip_uri_parse_target ("bob", "example.org", NULL); /* U11 */
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  ua_messager_send_async (self->alice->agent, target, NULL, body, NULL, cancellable, doubles_answer_cb,
                          &self->answer);
}

/* U10, U23 */
static void
test_sent (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_to_bob (self, "Grüße, 你好 👋", NULL);
  doubles_desk_settle (self->alice);
  g_assert_true (ua_messager_send_finish (self->alice->agent, self->answer.result, &error));
  g_assert_no_error (error);
  doubles_desk_expect (self->bob, "text Grüße, 你好 👋");
}

static void
test_refused (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->bob->take_messages = FALSE;
  write_to_bob (self, "hello", NULL);
  doubles_desk_settle (self->alice);
  g_assert_false (ua_messager_send_finish (self->alice->agent, self->answer.result, &error));
  g_assert_error (error, SIP_STATUS_ERROR, 405);
}

/* What an answer says beside no (RFC 3428 §8: a 415 names what would be taken). */
static void
test_answer (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (SipUri) target = sip_uri_parse_target ("bob", "example.org", NULL);
  g_autoptr (GBytes) body = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;
  UaMessageAnswer answer = { 0 };

  ua_agent_accept_type (self->bob->agent, "message/cpim");
  ua_messager_send_async (self->alice->agent, target, "image/png", body, NULL, NULL, doubles_answer_cb, &self->answer);
  doubles_desk_settle (self->alice);
  g_assert_false (ua_messager_send_finish_full (self->alice->agent, self->answer.result, &answer, &error));
  g_assert_error (error, SIP_STATUS_ERROR, 415);
  g_assert_cmpuint (answer.status, ==, 415);
  g_assert_cmpstr (answer.accept, ==, "application/sdp, text/plain, message/cpim");
  ua_message_answer_clear (&answer);
}

/* WISHES D10: what a telephone says of itself. */
static void
test_asked (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (SipUri) target = sip_uri_parse_target ("bob", "example.org", NULL);
  g_autoptr (GError) error = NULL;
  UaMessageAnswer answer = { 0 };

  ua_agent_accept_type (self->bob->agent, "message/cpim");
  ua_messager_ask_async (self->alice->agent, target, NULL, doubles_answer_cb, &self->answer);
  doubles_desk_settle (self->alice);
  g_assert_true (ua_messager_send_finish_full (self->alice->agent, self->answer.result, &answer, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (answer.accept, ==, "application/sdp, text/plain, message/cpim");
  ua_message_answer_clear (&answer);
}

static void
test_no_line (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  doubles_transport_break (self->alice->transport, 1006);
  write_to_bob (self, "hello", NULL);
  doubles_desk_settle (self->alice);
  g_assert_false (ua_messager_send_finish (self->alice->agent, self->answer.result, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_CONNECTION);
}

static void
test_cancelled (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  write_to_bob (self, "hello", cancellable);
  g_cancellable_cancel (cancellable);
  doubles_desk_settle (self->alice);
  g_assert_false (ua_messager_send_finish (self->alice->agent, self->answer.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  doubles_desk_expect (self->bob, "text hello");
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

  add ("/ua/messager/sent", test_sent);
  add ("/ua/messager/refused", test_refused);
  add ("/ua/messager/answer", test_answer);
  add ("/ua/messager/asked", test_asked);
  add ("/ua/messager/no-line", test_no_line);
  add ("/ua/messager/cancelled", test_cancelled);

  return g_test_run ();
}
