/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One request through to its end: challenged, called off, answered twice. Flows are scenes. */

#include "ua-request.h"

#include "doubles-desk.h"
#include "ua-agent-private.h"
#include "ua-error.h"

#define CHALLENGE "WWW-Authenticate: Digest realm=\"example.org\", nonce=\"n%u\", qop=\"auth\"\n"

typedef struct
{
  DoublesClock *clock;
  DoublesDesk  *desk;
  UaRequest    *request;
  GString      *heard;
} Fixture;

static void
request_provisional_cb (UaRequest  *request,
                        SipMessage *response,
                        GString    *heard)
{
  g_string_append_printf (heard, "provisional:%u ", sip_message_get_status (response));
}

static void
request_answered_cb (UaRequest  *request,
                     SipMessage *response,
                     GString    *heard)
{
  g_string_append_printf (heard, "answered:%u ", sip_message_get_status (response));
}

static void
request_failed_cb (UaRequest    *request,
                   const GError *error,
                   GString      *heard)
{
  g_assert_cmpuint (error->domain, ==, UA_ERROR);
  g_string_append_printf (heard, "failed:%d ", error->code);
}

static void
send (Fixture    *self,
      const char *method)
{
  g_autoptr (SipUri) target = sip_uri_parse ("sip:bob@example.org", -1, NULL);
  g_autoptr (SipMessageBuilder) builder = ua_agent_begin_request (self->desk->agent, method, target, NULL);

  self->request = ua_request_new (self->desk->agent, NULL);
  g_signal_connect (self->request, "provisional", G_CALLBACK (request_provisional_cb), self->heard);
  g_signal_connect (self->request, "answered", G_CALLBACK (request_answered_cb), self->heard);
  g_signal_connect (self->request, "failed", G_CALLBACK (request_failed_cb), self->heard);
  g_assert_cmpuint (ua_request_get_cseq (self->request), ==, 0);
  ua_request_send (self->request, builder);
  g_assert_true (ua_request_is_pending (self->request));
}

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  self->clock = doubles_clock_new ();
  self->desk = doubles_desk_new (self->clock, "alice", NULL);
  self->heard = g_string_new (NULL);
  doubles_desk_fall_silent (self->desk, TRUE); /* each OPTIONS is the test's own */
  doubles_desk_open (self->desk);
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  doubles_desk_advance (self->desk, 40 * 1000);
  g_assert_finalize_object (self->request);
  doubles_desk_free (self->desk);
  g_assert_finalize_object (self->clock);
  g_string_free (self->heard, TRUE);
}

static void
expect_heard (Fixture    *self,
              const char *heard)
{
  g_assert_cmpstr (self->heard->str, ==, heard);
  g_string_truncate (self->heard, 0);
}

static void
answer_next (Fixture    *self,
             const char *method,
             guint       status,
             const char *headers)
{
  g_autoptr (SipMessage) request = doubles_desk_pop_request (self->desk, method);

  doubles_desk_answer (self->desk, request, status, "b", headers);
}

/* TRUST 3: a server that never has enough is answered twice, whatever nonce it invents. */
static void
test_endless_challenge (Fixture      *self,
                        gconstpointer data)
{
  send (self, "OPTIONS");
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *challenge = g_strdup_printf (CHALLENGE, i);

      answer_next (self, "OPTIONS", 401, challenge);
    }
  doubles_desk_expect_silence (self->desk);
  g_assert_cmpuint (ua_request_get_cseq (self->request), ==, 3);
  g_assert_false (ua_request_is_pending (self->request));

  g_autofree char *failed = g_strdup_printf ("failed:%d ", UA_ERROR_AUTHENTICATION);

  expect_heard (self, failed);
}

/* A challenge without a scheme we know, or without any, is a stranger's. */
static void
test_odd_challenges (Fixture      *self,
                     gconstpointer data)
{
  g_autofree char *failed = g_strdup_printf ("failed:%d ", UA_ERROR_AUTHENTICATION);

  send (self, "OPTIONS");
  answer_next (self, "OPTIONS", 401, data);
  doubles_desk_expect_silence (self->desk);
  expect_heard (self, failed);
}

/* Called off, and then challenged: the secret is not shown for a call that nobody wants any more. */
static void
test_challenged_after_cancel (Fixture      *self,
                              gconstpointer data)
{
  g_autofree char *challenge = g_strdup_printf (CHALLENGE, 1);

  send (self, "INVITE");
  g_autoptr (SipMessage) invite = doubles_desk_pop_request (self->desk, "INVITE");
  doubles_desk_answer (self->desk, invite, 180, "b", "");
  ua_request_cancel (self->request, "SIP;cause=200");
  ua_request_cancel (self->request, NULL);
  g_autoptr (SipMessage) cancel = doubles_desk_pop_request (self->desk, "CANCEL");
  g_assert_cmpstr (sip_message_get_header (cancel, SIP_HEADER_REASON), ==, "SIP;cause=200");
  doubles_desk_answer (self->desk, invite, 401, "b", challenge);
  g_autoptr (SipMessage) ack = doubles_desk_pop_request (self->desk, "ACK");
  doubles_desk_expect_silence (self->desk);
  expect_heard (self, "provisional:180 answered:401 ");
}

/* A 2xx that nobody acknowledges is refused, and its repetition gets the very same ACK. */
static void
test_refused_and_repeated (Fixture      *self,
                           gconstpointer data)
{
  send (self, "INVITE");
  g_autoptr (SipMessage) invite = doubles_desk_pop_request (self->desk, "INVITE");
  doubles_desk_answer (self->desk, invite, 200, "b", "Contact: <sip:bob@far.example>\n");
  g_autoptr (SipMessage) ack = doubles_desk_pop_request (self->desk, "ACK");
  g_autoptr (SipMessage) bye = doubles_desk_pop_request (self->desk, "BYE");
  doubles_desk_answer (self->desk, invite, 200, "b", "Contact: <sip:bob@far.example>\n");
  g_autoptr (SipMessage) again = doubles_desk_pop_request (self->desk, "ACK");
  g_assert_cmpstr (sip_via_get_branch (sip_message_get_via (ack, 0)), ==,
                   sip_via_get_branch (sip_message_get_via (again, 0)));
  expect_heard (self, "answered:200 ");
}

static void
add (const char   *path,
     gconstpointer data,
     void        (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/ua/request/endless-challenge", NULL, test_endless_challenge);
  add ("/ua/request/no-challenge", "", test_odd_challenges);
  add ("/ua/request/basic", "WWW-Authenticate: Basic realm=\"example.org\"\n", test_odd_challenges);
  add ("/ua/request/unknown-algorithm",
       "WWW-Authenticate: Digest realm=\"example.org\", nonce=\"n\", algorithm=ROT13\n", test_odd_challenges);
  add ("/ua/request/challenged-after-cancel", NULL, test_challenged_after_cancel);
  add ("/ua/request/refused-and-repeated", NULL, test_refused_and_repeated);

  return g_test_run ();
}
