/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A 2xx and its ACK. */

#include "ua-confirmation.h"

#include "doubles-core.h"

typedef struct
{
  DoublesCore    *core;
  UaConfirmation *confirmation;
  SipMessage     *response;
  guint           n_confirmed;
  guint           n_expired;
} Fixture;

static void
confirmation_confirmed_cb (UaConfirmation *confirmation,
                           SipMessage     *ack,
                           Fixture        *self)
{
  g_assert_cmpint (sip_message_get_method (ack), ==, SIP_METHOD_ACK);
  self->n_confirmed++;
}

static void
confirmation_expired_cb (UaConfirmation *confirmation,
                         Fixture        *self)
{
  self->n_expired++;
}

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  self->core = doubles_core_new (TRUE);
  doubles_core_receive (self->core, "INVITE", "z9hG4bK1");
  self->response = doubles_message_answer (sip_transaction_get_request (self->core->server), 200, "us");
  self->confirmation = ua_confirmation_new (self->core->transactions, SIP_CLOCK (self->core->clock));
  g_signal_connect (self->confirmation, "confirmed", G_CALLBACK (confirmation_confirmed_cb), self);
  g_signal_connect (self->confirmation, "expired", G_CALLBACK (confirmation_expired_cb), self);
  doubles_core_expect (self->core, "request INVITE");
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  g_assert_finalize_object (self->confirmation);
  sip_message_unref (self->response);
  doubles_core_free (self->core);
}

static SipMessage *
make_ack (guint cseq)
{
  g_autofree char *text = g_strdup_printf ("ACK sip:alice@example.org SIP/2.0\n"
                                           "Via: SIP/2.0/TCP far.example;branch=z9hG4bK9\n"
                                           "From: <sip:bob@example.org>;tag=peer\n"
                                           "To: <sip:alice@example.org>;tag=us\n"
                                           "Call-ID: c\n"
                                           "CSeq: %u ACK\n"
                                           "Max-Forwards: 70\n"
                                           "Content-Length: 0\n\n",
                                           cseq);

  return doubles_message_parse (text);
}

static guint
get_cseq (SipMessage *message)
{
  guint32 number = 0;

  g_assert_true (sip_message_get_cseq (message, &number, NULL));
  return number;
}

/* RFC 3261 §13.3.1.4: over a reliable line too, from T1 doubling to T2. */
static void
test_repeats (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (SipMessage) strange = make_ack (get_cseq (self->response) + 7);
  g_autoptr (SipMessage) ack = make_ack (get_cseq (self->response));

  g_assert_true (ua_confirmation_begin (self->confirmation, self->core->server, self->response));
  g_assert_true (ua_confirmation_is_running (self->confirmation));
  doubles_core_expect (self->core, "sent 200");
  doubles_core_advance (self->core, 499);
  doubles_core_expect (self->core, "");
  doubles_core_advance (self->core, 1);
  doubles_core_expect (self->core, "sent 200");
  doubles_core_advance (self->core, 1000);
  doubles_core_expect (self->core, "sent 200");
  g_assert_false (ua_confirmation_receive_ack (self->confirmation, strange));
  g_assert_true (ua_confirmation_receive_ack (self->confirmation, ack));
  g_assert_false (ua_confirmation_receive_ack (self->confirmation, ack));
  g_assert_cmpuint (self->n_confirmed, ==, 1);
  g_assert_false (ua_confirmation_is_running (self->confirmation));
  doubles_core_advance (self->core, 60 * 1000);
  doubles_core_expect (self->core, "terminated");
  g_assert_cmpuint (self->n_expired, ==, 0);
}

static void
test_expires (Fixture      *self,
              gconstpointer data)
{
  g_assert_true (ua_confirmation_begin (self->confirmation, self->core->server, self->response));
  doubles_core_advance (self->core, 31999);
  g_assert_cmpuint (self->n_expired, ==, 0);
  doubles_core_advance (self->core, 1);
  g_assert_cmpuint (self->n_expired, ==, 1);
  g_assert_false (ua_confirmation_is_running (self->confirmation));
}

static void
test_too_late (Fixture      *self,
               gconstpointer data)
{
  g_assert_true (doubles_core_respond (self->core, 486));
  g_assert_false (ua_confirmation_begin (self->confirmation, self->core->server, self->response));
  g_assert_false (ua_confirmation_is_running (self->confirmation));
  g_assert_false (ua_confirmation_is_running (NULL));
}

static void
test_stop (Fixture      *self,
           gconstpointer data)
{
  g_assert_true (ua_confirmation_begin (self->confirmation, self->core->server, self->response));
  doubles_core_expect (self->core, "sent 200");
  ua_confirmation_stop (self->confirmation);
  doubles_core_advance (self->core, 31 * 1000);
  doubles_core_expect (self->core, "");
  g_assert_cmpuint (self->n_expired, ==, 0);
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

  add ("/ua/confirmation/repeats", test_repeats);
  add ("/ua/confirmation/expires", test_expires);
  add ("/ua/confirmation/too-late", test_too_late);
  add ("/ua/confirmation/stop", test_stop);

  return g_test_run ();
}
