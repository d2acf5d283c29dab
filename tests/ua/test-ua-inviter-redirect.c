/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Being sent on: the order of what is offered, nonsense in it, and letting go in the middle. The flows are in the scenes
 * named call-out-redirected. */

#include "ua-inviter.h"

#include "doubles-description-handler.h"
#include "doubles-desk.h"
#include "ua-error.h"

typedef struct
{
  DoublesClock              *clock;
  DoublesDesk               *desk;
  DoublesDescriptionHandler *handler;
  UaInviter                 *inviter;
  GString                   *offered;
  gboolean                   releases;
  gboolean                   follows;  /* from within the signal */
  gboolean                   hangs_up; /* likewise, and does not take it */
} Fixture;

static gboolean
inviter_redirected_cb (UaInviter *inviter,
                       GPtrArray *contacts,
                       Fixture   *self)
{
  for (guint i = 0; i < contacts->len; i++)
    g_string_append_printf (self->offered, "%s%s", i > 0 ? " " : "",
                            sip_uri_get_user (sip_address_get_uri (g_ptr_array_index (contacts, i))));
  if (self->releases)
    g_clear_object (&self->inviter);
  if (self->follows)
    g_assert_true (ua_inviter_follow (inviter, sip_address_get_uri (g_ptr_array_index (contacts, 0)), NULL));
  if (self->hangs_up)
    ua_session_hang_up_async (UA_SESSION (inviter), NULL, NULL, NULL);
  return !self->hangs_up;
}

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (SipUri) target = sip_uri_parse ("sip:bob@example.org", -1, NULL);

  self->clock = doubles_clock_new ();
  self->desk = doubles_desk_new (self->clock, "alice", NULL);
  doubles_desk_open (self->desk);
  self->handler = doubles_description_handler_new ();
  self->inviter = ua_inviter_new (self->desk->agent, target, UA_DESCRIPTION_HANDLER (self->handler), NULL);
  self->offered = g_string_new (NULL);
  g_signal_connect (self->inviter, "redirected", G_CALLBACK (inviter_redirected_cb), self);
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  if (self->inviter != NULL)
    ua_session_hang_up_async (UA_SESSION (self->inviter), NULL, NULL, NULL);
  doubles_desk_advance (self->desk, 40 * 1000);
  g_clear_object (&self->inviter);
  doubles_desk_free (self->desk);
  g_assert_finalize_object (self->handler);
  g_assert_cmpuint (doubles_clock_get_n_armed (self->clock), ==, 0);
  g_assert_finalize_object (self->clock);
  g_string_free (self->offered, TRUE);
}

static void
be_sent_on (Fixture    *self,
            const char *contacts)
{
  g_autofree char *line = g_strdup_printf ("Contact: %s", contacts);

  ua_inviter_invite_async (self->inviter, NULL, NULL, NULL);

  g_autoptr (SipMessage) invite = doubles_desk_pop_request (self->desk, "INVITE");

  doubles_desk_answer (self->desk, invite, 302, "b", line);

  g_autoptr (SipMessage) ack = doubles_desk_pop_request (self->desk, "ACK");
}

/* RFC 3261 §20.10: the best first; those alike as they were written; nonsense last. */
static void
test_order (Fixture      *self,
            gconstpointer data)
{
  be_sent_on (self, "<sip:c@e>;q=0.5, <sip:x@e>;q=lots, <sip:a@e>, <sip:d@e>;q=0.5, <sip:y@e>;q=7, <sip:b@e>;q=0.999");
  g_assert_cmpstr (self->offered->str, ==, "a b c d x y");
}

static void
test_many (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (GString) contacts = g_string_new ("<sip:u@e>");

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (contacts, ", <sip:u@e%u>", i);
  be_sent_on (self, contacts->str);
  g_assert_cmpuint (self->offered->len, ==, 16 * 2 - 1);
}

/* Nobody looks at the call any more; the agent keeps it until somebody hangs up or the line is gone. */
static void
test_released (Fixture      *self,
               gconstpointer data)
{
  self->releases = TRUE;
  be_sent_on (self, "<sip:a@e>");
  g_assert_null (self->inviter);
  g_assert_cmpuint (ua_agent_get_n_sessions (self->desk->agent), ==, 1);
  doubles_transport_break (self->desk->transport, 1006);
  doubles_desk_settle (self->desk);
  g_assert_cmpuint (ua_agent_get_n_sessions (self->desk->agent), ==, 0);
}

/* Decided on the spot. */
static void
test_follow_at_once (Fixture      *self,
                     gconstpointer data)
{
  self->follows = TRUE;
  ua_inviter_invite_async (self->inviter, NULL, NULL, NULL);

  g_autoptr (SipMessage) invite = doubles_desk_pop_request (self->desk, "INVITE");

  doubles_desk_answer (self->desk, invite, 302, "b", "Contact: <sip:a@e>");

  g_autoptr (SipMessage) ack = NULL;
  g_autoptr (SipMessage) second = doubles_transport_pop_message (self->desk->transport);

  /* The ACK and the INVITE are of two transactions, and may leave in either order. */
  if (sip_message_get_method (second) == SIP_METHOD_ACK)
    {
      ack = g_steal_pointer (&second);
      second = doubles_desk_pop_request (self->desk, "INVITE");
    }
  else
    ack = doubles_desk_pop_request (self->desk, "ACK");
  g_assert_cmpstr (sip_uri_get_user (sip_message_get_request_uri (second)), ==, "a");
  doubles_desk_answer (self->desk, second, 486, "c", "");
  g_assert_cmpint (ua_session_get_end (UA_SESSION (self->inviter)), ==, UA_SESSION_END_FAILED);

  g_autoptr (SipMessage) last = doubles_desk_pop_request (self->desk, "ACK");

  g_assert_nonnull (last);
}

static void
test_hang_up_at_once (Fixture      *self,
                      gconstpointer data)
{
  self->hangs_up = TRUE;
  be_sent_on (self, "<sip:a@e>");
  g_assert_cmpint (ua_session_get_state (UA_SESSION (self->inviter)), ==, UA_SESSION_STATE_TERMINATED);
  g_assert_cmpint (ua_session_get_end (UA_SESSION (self->inviter)), ==, UA_SESSION_END_LOCAL);
}

static void
test_follow_nothing (Fixture      *self,
                     gconstpointer data)
{
  g_autoptr (SipUri) target = sip_uri_parse ("sip:a@e", -1, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (ua_inviter_follow (self->inviter, target, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_WRONG_STATE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)   g_test_add ("/ua/inviter-redirect/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("order", test_order);
  ADD ("many", test_many);
  ADD ("released", test_released);
  ADD ("follow-at-once", test_follow_at_once);
  ADD ("hang-up-at-once", test_hang_up_at_once);
  ADD ("follow-nothing", test_follow_nothing);
#undef ADD

  return g_test_run ();
}
