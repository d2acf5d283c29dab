/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which contacts a REGISTER names, and which of those in its answer is ours (TRUST 2.2: one binding). */

#include "ua-registerer.h"

#include "doubles-desk.h"
#include "doubles-wait.h"

typedef struct
{
  DoublesClock  *clock;
  DoublesDesk   *desk;
  UaRegisterer  *registerer;
  DoublesAnswer  answer;
} Fixture;

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  self->clock = doubles_clock_new ();
  self->desk = doubles_desk_new (self->clock, "alice", data);
  self->registerer = ua_registerer_new (self->desk->agent, "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
  doubles_desk_open (self->desk);
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  ua_registerer_terminate (self->registerer);
  doubles_desk_settle (self->desk);
  doubles_answer_clear (&self->answer);
  doubles_desk_settle (self->desk);
  g_assert_finalize_object (self->registerer);
  doubles_desk_free (self->desk);
  g_assert_cmpuint (doubles_clock_get_n_armed (self->clock), ==, 0);
  g_assert_finalize_object (self->clock);
}

/* Asks, and gives what was sent. */
static SipMessage *
ask (Fixture *self)
{
  doubles_answer_clear (&self->answer);
  ua_registerer_register_async (self->registerer, NULL, NULL, doubles_answer_cb, &self->answer);
  return doubles_desk_pop_request (self->desk, "REGISTER");
}

static SipUri *
get_contact (SipMessage *request,
             guint       nth)
{
  SipAddress *contact = sip_message_get_address (request, SIP_HEADER_CONTACT, nth);

  return contact != NULL ? sip_address_get_uri (contact) : NULL;
}

static SipMessage *
ask_on_a_new_line (Fixture *self)
{
  doubles_transport_break (self->desk->transport, 1006);
  for (guint i = 0; i < 400 && !ua_agent_is_connected (self->desk->agent); i++)
    doubles_desk_advance (self->desk, 100);
  return doubles_desk_pop_request (self->desk, "REGISTER");
}

/* RFC 3261 §10.2.4: a registrar may write our contact as it sees it; what it grants to that one is ours. An older one of
 * ours, which it has not forgotten yet, does not count. */
static void
test_rewritten (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (SipMessage) request = ask (self);
  g_autofree char *ours = sip_uri_to_string (get_contact (request, 0));
  const char *user = sip_uri_get_user (get_contact (request, 0));
  g_autofree char *rewritten = g_strdup_printf (
    "Contact: <sip:carol@192.0.2.8>;expires=20, <sip:%s@192.0.2.9:4711>;expires=120\n", user);
  g_autofree char *both =
    g_strdup_printf ("Contact: <sip:%s@192.0.2.9:4711>;expires=120, <%s>;expires=300\n", user, ours);

  doubles_desk_answer (self->desk, request, 200, "r", rewritten);
  g_assert_cmpuint (ua_registerer_get_granted (self->registerer), ==, 120);

  g_autoptr (SipMessage) again = ask (self);

  doubles_desk_answer (self->desk, again, 200, "r", both);
  g_assert_cmpuint (ua_registerer_get_granted (self->registerer), ==, 300);
}

/* As long as nobody answers, what may have been obeyed is remembered, up to four; an answer ends that. */
static void
test_left_behind (Fixture      *self,
                  gconstpointer data)
{
  g_autoptr (SipMessage) request = ask (self);
  SipMessage *last = NULL;

  for (guint i = 0; i < 8; i++)
    {
      g_clear_pointer (&last, sip_message_unref);
      last = ask_on_a_new_line (self);
      g_assert_cmpuint (sip_message_count_header (last, SIP_HEADER_CONTACT), ==, MIN (i + 2, 5));
      g_assert_true (sip_uri_equal (get_contact (last, 0), ua_agent_get_contact (self->desk->agent)));
      g_assert_cmpstr (sip_address_get_param (sip_message_get_address (last, SIP_HEADER_CONTACT, 1), "expires"), ==,
                       "0");
    }
  doubles_desk_answer (self->desk, last, 200, "r", "");
  g_clear_pointer (&last, sip_message_unref);

  g_autoptr (SipMessage) next = ask_on_a_new_line (self);

  g_assert_cmpuint (sip_message_count_header (next, SIP_HEADER_CONTACT), ==, 2);
  doubles_desk_answer (self->desk, next, 200, "r", "");

  g_autoptr (SipMessage) refresh = ask (self);

  g_assert_cmpuint (sip_message_count_header (refresh, SIP_HEADER_CONTACT), ==, 1);
  doubles_desk_answer (self->desk, refresh, 200, "r", "");
}

/* Going for good, everything of ours is taken along; all of it at once where that is wished for (U7). */
static void
test_unregister (Fixture      *self,
                 gconstpointer data)
{
  g_autoptr (SipMessage) first = ask (self);
  g_auto (DoublesAnswer) gone = { 0 };

  doubles_desk_answer (self->desk, first, 200, "r", "");

  g_autoptr (SipMessage) second = ask_on_a_new_line (self);

  ua_registerer_unregister_async (self->registerer, FALSE, NULL, NULL, doubles_answer_cb, &gone);
  doubles_desk_answer (self->desk, second, 503, "r", "");

  g_autoptr (SipMessage) last = doubles_desk_pop_request (self->desk, "REGISTER");
  guint32 expires = 1;

  g_assert_true (sip_message_get_number (last, SIP_HEADER_EXPIRES, &expires));
  g_assert_cmpuint (expires, ==, 0);
  g_assert_cmpuint (sip_message_count_header (last, SIP_HEADER_CONTACT), ==, 2);
  doubles_desk_answer (self->desk, last, 200, "r", "");
  g_assert_true (ua_registerer_unregister_finish (self->registerer, gone.result, NULL));
}

/* RFC 5626 §4.2, §6: a registrar that replaces by itself is not helped. */
static void
test_outbound (Fixture      *self,
               gconstpointer data)
{
  static const char *const words[] = { "Require: outbound\n", "Supported: path, outbound\n" };

  g_autoptr (SipMessage) request = ask (self);

  doubles_desk_answer (self->desk, request, 200, "r", "");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (SipMessage) before = ask (self);

      doubles_desk_answer (self->desk, before, 200, "r", words[i]);

      g_autoptr (SipMessage) next = ask_on_a_new_line (self);

      g_assert_cmpuint (sip_message_count_header (next, SIP_HEADER_CONTACT), ==, 1);
      g_assert_cmpstr (sip_address_get_param (sip_message_get_address (next, SIP_HEADER_CONTACT, 0), "reg-id"), ==, "1");
      doubles_desk_answer (self->desk, next, 200, "r", "");
    }
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, "TCP", fixture_set_up, test, fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/ua/registerer-binding/rewritten", test_rewritten);
  add ("/ua/registerer-binding/left-behind", test_left_behind);
  add ("/ua/registerer-binding/unregister", test_unregister);
  add ("/ua/registerer-binding/outbound", test_outbound);

  return g_test_run ();
}
