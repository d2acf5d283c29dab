/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Being called, where a person would notice: which verb is refused when, and the gate. The flows are scenes. */

#include "ua-invitation.h"

#include "doubles-description-handler.h"
#include "doubles-desk.h"
#include "doubles-wait.h"
#include "ua-error.h"

#define INVITE                                                                                                  \
  "INVITE sip:alice@somewhere.invalid;transport=ws SIP/2.0\r\n"                                                 \
  "Via: SIP/2.0/WSS far.example;branch=z9hG4bK1\r\n"                                                            \
  "Max-Forwards: 70\r\n"                                                                                        \
  "From: \"Bob\" <sip:bob@example.org>;tag=b\r\n"                                                               \
  "To: <sip:alice@example.org>\r\n"                                                                             \
  "Call-ID: c1\r\n"                                                                                             \
  "CSeq: 1 INVITE\r\n"                                                                                          \
  "Contact: <sip:bob@far.example>\r\n"                                                                          \
  "%s"                                                                                                          \
  "Content-Type: application/sdp\r\n"                                                                           \
  "Content-Length: 5\r\n\r\n"                                                                                   \
  "v=0\r\n"

typedef struct
{
  DoublesClock              *clock;
  DoublesDesk               *desk;
  DoublesDescriptionHandler *handler;
  DoublesAnswer              answer;
} Fixture;

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  self->clock = doubles_clock_new ();
  self->desk = doubles_desk_new (self->clock, "alice", NULL);
  self->handler = doubles_description_handler_new ();
  doubles_desk_open (self->desk);
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  doubles_desk_advance (self->desk, 80 * 1000);
  doubles_answer_clear (&self->answer);
  doubles_desk_free (self->desk);
  g_assert_finalize_object (self->handler);
  g_assert_finalize_object (self->clock);
}

static UaInvitation *
be_called (Fixture    *self,
           const char *headers)
{
  g_autofree char *text = g_strdup_printf (INVITE, headers);

  doubles_transport_deliver (self->desk->transport, text);
  doubles_desk_settle (self->desk);
  g_assert_nonnull (self->desk->invitation);
  return self->desk->invitation;
}

static void
accept (Fixture *self)
{
  ua_invitation_accept_async (self->desk->invitation, UA_DESCRIPTION_HANDLER (self->handler), NULL,
                              doubles_answer_cb, &self->answer);
}

static void
test_who (Fixture      *self,
          gconstpointer data)
{
  UaInvitation *invitation = be_called (self, "");
  SipAddress *remote = ua_session_get_remote (UA_SESSION (invitation));
  g_autofree char *called = sip_uri_to_string (ua_invitation_get_request_uri (invitation));

  g_assert_cmpstr (sip_address_get_display_name (remote), ==, "Bob");
  g_assert_cmpstr (called, ==, "sip:alice@somewhere.invalid;transport=ws");
  g_assert_cmpstr (ua_session_get_call_id (UA_SESSION (invitation)), ==, "c1");
}

/* TRUST 3.5: ringing, waiting and being refused touch nothing that could become a microphone. */
static void
test_gate (Fixture      *self,
           gconstpointer data)
{
  UaInvitation *invitation = be_called (self, "");

  doubles_description_handler_shut_gate (self->handler, TRUE);
  ua_invitation_ring (invitation);
  ua_invitation_ring (invitation);
  g_autoptr (SipMessage) ringing = doubles_desk_pop_response (self->desk, 180);
  doubles_desk_advance (self->desk, 30 * 1000);
  doubles_desk_expect_silence (self->desk);
  g_assert_null (ua_session_get_handler (UA_SESSION (invitation)));
  g_assert_true (ua_invitation_reject (invitation, 603, NULL));
  g_autoptr (SipMessage) refusal = doubles_desk_pop_response (self->desk, 603);
  g_assert_null (ua_session_get_handler (UA_SESSION (invitation)));
}

static void
test_wrong_state (Fixture      *self,
                  gconstpointer data)
{
  UaInvitation *invitation = be_called (self, "");
  g_autoptr (GError) error = NULL;
  g_auto (DoublesAnswer) second = { 0 };

  accept (self);
  g_assert_false (ua_invitation_reject (invitation, 486, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_WRONG_STATE);
  g_clear_error (&error);
  ua_invitation_accept_async (invitation, UA_DESCRIPTION_HANDLER (self->handler), NULL, doubles_answer_cb, &second);
  g_assert_false (ua_invitation_accept_finish (invitation, doubles_answer_wait (&second), &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_WRONG_STATE);
  doubles_desk_advance (self->desk, 40 * 1000);
  g_clear_error (&error);
  g_assert_false (ua_invitation_accept_finish (invitation, self->answer.result, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_NO_ACK);
}

/* RFC 3261 §13.3.1: the caller says how long the call may ring. */
static void
test_expires (Fixture      *self,
              gconstpointer data)
{
  UaInvitation *invitation = be_called (self, "Expires: 10\r\n");

  doubles_desk_advance (self->desk, 9900);
  g_assert_cmpint (ua_session_get_state (UA_SESSION (invitation)), ==, UA_SESSION_STATE_INITIAL);
  doubles_desk_advance (self->desk, 100);
  g_assert_error ((GError *) ua_session_get_end_error (UA_SESSION (invitation)), UA_ERROR, UA_ERROR_NO_ANSWER);
}

/* Nobody but the agent holds the call, and it hears of the loss while the call says 480. */
static void
test_expires_on_a_broken_line (Fixture      *self,
                               gconstpointer data)
{
  UaInvitation *invitation = be_called (self, "Expires: 10\r\n");

  g_object_add_weak_pointer (G_OBJECT (invitation), (gpointer *) &invitation);
  g_clear_object (&self->desk->invitation);
  doubles_desk_advance (self->desk, 9900);
  doubles_transport_set_brittle (self->desk->transport);
  g_assert_nonnull (invitation);
  doubles_desk_advance (self->desk, 100);
  g_assert_null (invitation);
}

static void
test_caller_gives_up (Fixture      *self,
                      gconstpointer data)
{
  UaInvitation *invitation = be_called (self, "");
  g_autoptr (GError) error = NULL;

  doubles_description_handler_set_mood (self->handler, DOUBLES_HANDLER_HANGS);
  accept (self);
  doubles_transport_deliver (self->desk->transport,
                             "CANCEL sip:alice@somewhere.invalid;transport=ws SIP/2.0\r\n"
                             "Via: SIP/2.0/WSS far.example;branch=z9hG4bK1\r\n"
                             "Max-Forwards: 70\r\n"
                             "From: \"Bob\" <sip:bob@example.org>;tag=b\r\n"
                             "To: <sip:alice@example.org>\r\n"
                             "Call-ID: c1\r\n"
                             "CSeq: 1 CANCEL\r\n"
                             "Content-Length: 0\r\n\r\n");
  doubles_desk_settle (self->desk);
  g_assert_false (ua_invitation_accept_finish (invitation, self->answer.result, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_CANCELED);
  g_assert_cmpint (ua_session_get_end (UA_SESSION (invitation)), ==, UA_SESSION_END_REMOTE);
  g_assert_true (doubles_description_handler_is_closed (self->handler));
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

  add ("/ua/invitation/who", test_who);
  add ("/ua/invitation/gate", test_gate);
  add ("/ua/invitation/wrong-state", test_wrong_state);
  add ("/ua/invitation/expires", test_expires);
  add ("/ua/invitation/expires-on-a-broken-line", test_expires_on_a_broken_line);
  add ("/ua/invitation/caller-gives-up", test_caller_gives_up);

  return g_test_run ();
}
