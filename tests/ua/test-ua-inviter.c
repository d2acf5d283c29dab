/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Calling, where a person would notice: who cannot be called, and what the INVITE says. The flows are scenes. */

#include "ua-inviter.h"

#include "doubles-description-handler.h"
#include "doubles-desk.h"
#include "doubles-wait.h"
#include "ua-error.h"

typedef struct
{
  DoublesClock              *clock;
  DoublesDesk               *desk;
  DoublesDescriptionHandler *handler;
  UaInviter                 *inviter;
  DoublesAnswer              answer;
} Fixture;

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  self->clock = doubles_clock_new ();
  self->desk = doubles_desk_new (self->clock, "alice", NULL);
  self->handler = doubles_description_handler_new ();
}

static void
call_somebody (Fixture    *self,
               const char *uri,
               UaOptions  *options)
{
  g_autoptr (SipUri) target = sip_uri_parse (uri, -1, NULL);

  g_assert_nonnull (target);
  self->inviter = ua_inviter_new (self->desk->agent, target, UA_DESCRIPTION_HANDLER (self->handler), options);
  ua_inviter_invite_async (self->inviter, NULL, doubles_answer_cb, &self->answer);
  doubles_desk_settle (self->desk);
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  ua_session_hang_up_async (UA_SESSION (self->inviter), NULL, NULL, NULL);
  doubles_desk_advance (self->desk, 40 * 1000);
  doubles_answer_clear (&self->answer);
  g_assert_finalize_object (self->inviter);
  g_assert_finalize_object (self->handler);
  doubles_desk_free (self->desk);
  g_assert_finalize_object (self->clock);
}

static void
expect_failure (Fixture *self,
                UaError  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (ua_inviter_invite_finish (self->inviter, doubles_answer_wait (&self->answer), &error));
  g_assert_error (error, UA_ERROR, (int) code);
  g_assert_cmpint (ua_session_get_end (UA_SESSION (self->inviter)), ==, UA_SESSION_END_FAILED);
  g_assert_true (doubles_description_handler_is_closed (self->handler));
}

static void
test_no_line (Fixture      *self,
              gconstpointer data)
{
  call_somebody (self, "sip:bob@example.org", NULL);
  expect_failure (self, UA_ERROR_CONNECTION);
}

static void
test_strange_target (Fixture      *self,
                     gconstpointer data)
{
  doubles_desk_open (self->desk);
  call_somebody (self, "mailto:bob@example.org", NULL);
  expect_failure (self, UA_ERROR_INVALID_TARGET);
}

static void
test_twice (Fixture      *self,
            gconstpointer data)
{
  g_auto (DoublesAnswer) second = { 0 };
  g_autoptr (GError) error = NULL;

  doubles_desk_open (self->desk);
  call_somebody (self, "sip:bob@example.org", NULL);
  ua_inviter_invite_async (self->inviter, NULL, doubles_answer_cb, &second);
  g_assert_false (ua_inviter_invite_finish (self->inviter, doubles_answer_wait (&second), &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_WRONG_STATE);
  g_assert_cmpint (ua_session_get_state (UA_SESSION (self->inviter)), ==, UA_SESSION_STATE_ESTABLISHING);
}

/* U14 */
static void
test_options (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (UaOptions) options = ua_options_new ();

  g_assert_true (ua_options_add_header (options, "Subject", "lunch", NULL));
  ua_options_set_anonymous (options, TRUE);
  doubles_desk_open (self->desk);
  call_somebody (self, "sip:bob@example.org", options);

  g_autoptr (SipMessage) invite = doubles_desk_pop_request (self->desk, "INVITE");

  g_assert_cmpstr (sip_message_get_header (invite, SIP_HEADER_SUBJECT), ==, "lunch");
  g_assert_cmpstr (sip_uri_get_host (sip_address_get_uri (sip_message_get_from (invite))), ==,
                   "anonymous.invalid");
  g_assert_cmpstr (sip_message_get_call_id (invite), ==, ua_session_get_call_id (UA_SESSION (self->inviter)));
  g_assert_cmpuint (sip_message_count_header (invite, SIP_HEADER_ROUTE), ==, 0); /* U26: no preloaded route */
}

/* TRUST 3: more telephones than we remember ring; the call is not harmed. */
static void
test_many_forks (Fixture      *self,
                 gconstpointer data)
{
  doubles_desk_open (self->desk);
  call_somebody (self, "sip:bob@example.org", NULL);
  g_autoptr (SipMessage) invite = doubles_desk_pop_request (self->desk, "INVITE");
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *tag = g_strdup_printf ("t%u", i);

      doubles_desk_answer (self->desk, invite, 180, tag, "Contact: <sip:bob@far.example>\n");
    }
  doubles_desk_answer (self->desk, invite, 200, "t99",
                       "Contact: <sip:bob@far.example>\n\n\nv=0\r\nm=audio 9 RTP/AVP 0\r\n");
  g_autoptr (SipMessage) ack = doubles_desk_pop_request (self->desk, "ACK");
  g_assert_true (ua_inviter_invite_finish (self->inviter, self->answer.result, NULL));
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

  add ("/ua/inviter/no-line", test_no_line);
  add ("/ua/inviter/strange-target", test_strange_target);
  add ("/ua/inviter/twice", test_twice);
  add ("/ua/inviter/options", test_options);
  add ("/ua/inviter/many-forks", test_many_forks);

  return g_test_run ();
}
