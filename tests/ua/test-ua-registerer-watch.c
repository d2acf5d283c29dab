/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* When the registrar is asked who removes our binding, and when not. What comes of it is in scenes/register-removed. */

#include "ua-registerer.h"

#include "doubles-desk.h"

typedef struct
{
  DoublesClock *clock;
  DoublesDesk  *desk;
  UaRegisterer *registerer;
} Fixture;

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  self->clock = doubles_clock_new ();
  self->desk = doubles_desk_new (self->clock, "alice", NULL);
  doubles_desk_open (self->desk);
  self->registerer = ua_registerer_new (self->desk->agent, NULL);
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  ua_registerer_terminate (self->registerer);
  doubles_desk_advance (self->desk, 40 * 1000);
  g_assert_finalize_object (self->registerer);
  doubles_desk_free (self->desk);
  g_assert_cmpuint (doubles_clock_get_n_armed (self->clock), ==, 0);
  g_assert_finalize_object (self->clock);
}

static void
be_registered (Fixture    *self,
               const char *rest)
{
  ua_registerer_register_async (self->registerer, NULL, NULL, NULL, NULL);

  g_autoptr (SipMessage) request = doubles_desk_pop_request (self->desk, "REGISTER");

  doubles_desk_answer (self->desk, request, 200, "r", rest);
  g_assert_cmpint (ua_registerer_get_state (self->registerer), ==, UA_REGISTERER_STATE_REGISTERED);
}

/* RFC 3680 §4.1: of ourselves, at our registrar. */
static void
test_offered (Fixture      *self,
              gconstpointer data)
{
  be_registered (self, "Expires: 600\nAllow-Events: presence, reg");

  g_autoptr (SipMessage) subscribe = doubles_desk_pop_request (self->desk, "SUBSCRIBE");
  g_autofree char *uri = sip_uri_to_string (sip_message_get_request_uri (subscribe));

  g_assert_cmpstr (uri, ==, "sip:alice@example.org");
  g_assert_cmpstr (sip_message_get_header (subscribe, SIP_HEADER_EVENT), ==, "reg");
  doubles_desk_answer (self->desk, subscribe, 200, "r", "Expires: 3600");
}

static void
test_not_offered (Fixture      *self,
                  gconstpointer data)
{
  be_registered (self, "Expires: 600\nAllow-Events: presence");
  doubles_desk_expect_silence (self->desk);
}

static void
test_not_wanted (Fixture      *self,
                 gconstpointer data)
{
  ua_registerer_set_watching (self->registerer, FALSE);
  be_registered (self, "Expires: 600\nAllow-Events: reg");
  doubles_desk_expect_silence (self->desk);
}

/* Nothing is watched any more once it is not wanted, or we are not registered. */
static void
test_ended (Fixture      *self,
            gconstpointer data)
{
  ua_registerer_set_watching (self->registerer, TRUE);
  be_registered (self, "Expires: 600");

  g_autoptr (SipMessage) subscribe = doubles_desk_pop_request (self->desk, "SUBSCRIBE");

  doubles_desk_answer (self->desk, subscribe, 200, "r", "Expires: 3600\nContact: <sip:r@far.example>");
  ua_registerer_unregister_async (self->registerer, FALSE, NULL, NULL, NULL, NULL);

  g_autoptr (SipMessage) leaving = doubles_desk_pop_request (self->desk, "REGISTER");

  doubles_desk_answer (self->desk, leaving, 200, "r", "");
  doubles_desk_advance (self->desk, 3600 * 1000);
  doubles_desk_expect_silence (self->desk);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)   g_test_add ("/ua/registerer-watch/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("offered", test_offered);
  ADD ("not-offered", test_not_offered);
  ADD ("not-wanted", test_not_wanted);
  ADD ("ended", test_ended);
#undef ADD

  return g_test_run ();
}
