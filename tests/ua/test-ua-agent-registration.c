/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a registration teaches an agent, when its server is believed, and that two accounts do not learn from each other.
 * GRUU and Service-Route are in the scenes. */

#include "ua-agent.h"

#include "doubles-desk.h"
#include "ua-registerer.h"

typedef struct
{
  DoublesClock *clock;
  DoublesDesk  *desk;
  UaRegisterer *registerer;
} Fixture;

static void
begin (Fixture      *self,
       DoublesClock *clock,
       const char   *name,
       const char   *protocol)
{
  self->clock = g_object_ref (clock);
  self->desk = doubles_desk_new (clock, name, protocol);
  doubles_desk_open (self->desk);
  self->registerer = ua_registerer_new (self->desk->agent, "urn:uuid:1");
}

static void
end (Fixture *self)
{
  ua_registerer_terminate (self->registerer);
  g_assert_finalize_object (self->registerer);
  doubles_desk_free (self->desk);
  g_object_unref (self->clock);
}

static void
be_registered (Fixture    *self,
               const char *rest)
{
  ua_registerer_register_async (self->registerer, NULL, NULL, NULL, NULL);

  g_autoptr (SipMessage) request = doubles_desk_pop_request (self->desk, "REGISTER");

  doubles_desk_answer (self->desk, request, 200, "r", rest);
}

/* RFC 3325 §5: on a line that only our server can write on, and on every one when a person says so. */
static void
test_trust (void)
{
  static const struct
  {
    const char *protocol;
    gboolean    trusted;
  } rows[] = { { "WSS", TRUE }, { "TLS", TRUE }, { "WS", FALSE }, { "TCP", FALSE }, { "UDP", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (DoublesClock) clock = doubles_clock_new ();
      Fixture self;

      begin (&self, clock, "alice", rows[i].protocol);
      g_assert_false (ua_agent_trusts_identity (self.desk->agent)); /* not registered yet */
      be_registered (&self, "Expires: 600");
      g_assert_cmpint (ua_agent_trusts_identity (self.desk->agent), ==, rows[i].trusted);
      ua_agent_set_trust_identity (self.desk->agent, !rows[i].trusted);
      g_assert_cmpint (ua_agent_trusts_identity (self.desk->agent), !=, rows[i].trusted);
      ua_agent_set_trust_identity (self.desk->agent, TRUE);
      doubles_transport_break (self.desk->transport, 1006);
      doubles_desk_settle (self.desk);
      g_assert_false (ua_agent_trusts_identity (self.desk->agent));
      end (&self);
    }
}

static SipMessage *
ask (Fixture    *self,
     const char *host)
{
  g_autofree char *text = g_strdup_printf ("sip:%s", host);
  g_autoptr (SipUri) target = sip_uri_parse (text, -1, NULL);

  ua_agent_request_async (self->desk->agent, "PING", target, NULL, NULL, NULL, NULL, NULL, NULL);
  return doubles_desk_pop_request (self->desk, "PING");
}

/* U1: an agent is one address. Several accounts are several agents, and each has its own registration, way and line. */
static void
test_two_accounts (void)
{
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  Fixture alice;
  Fixture bob;

  begin (&alice, clock, "alice", NULL);
  begin (&bob, clock, "bob", NULL);
  be_registered (&alice, "Expires: 600\nService-Route: <sip:a.example.org;lr>\n"
                         "Contact: <sip:x@y.invalid>;+sip.instance=\"<urn:uuid:1>\";pub-gruu=\"sip:alice@example.org;gr=1\"");
  be_registered (&bob, "Expires: 60");
  g_assert_nonnull (ua_registerer_get_public_gruu (alice.registerer));
  g_assert_null (ua_registerer_get_public_gruu (bob.registerer));

  g_autoptr (SipMessage) from_alice = ask (&alice, "example.net");
  g_autoptr (SipMessage) from_bob = ask (&bob, "example.net");

  g_assert_cmpstr (sip_message_get_header (from_alice, SIP_HEADER_ROUTE), ==, "<sip:a.example.org;lr>");
  g_assert_null (sip_message_get_header (from_bob, SIP_HEADER_ROUTE));
  g_assert_cmpstr (sip_uri_get_user (sip_address_get_uri (sip_message_get_from (from_bob))), ==, "bob");
  doubles_desk_answer (alice.desk, from_alice, 200, "x", "");
  doubles_desk_answer (bob.desk, from_bob, 200, "x", "");

  doubles_transport_break (bob.desk->transport, 1006);
  doubles_desk_settle (bob.desk);
  g_assert_cmpint (ua_registerer_get_state (bob.registerer), ==, UA_REGISTERER_STATE_UNREGISTERED);
  g_assert_cmpint (ua_registerer_get_state (alice.registerer), ==, UA_REGISTERER_STATE_REGISTERED);
  end (&alice);
  end (&bob);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/agent-registration/trust", test_trust);
  g_test_add_func ("/ua/agent-registration/two-accounts", test_two_accounts);

  return g_test_run ();
}
