/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A provisional answer and its PRACK. */

#include "ua-reliable.h"

#include "doubles-core.h"

typedef struct
{
  DoublesCore *core;
  UaReliable  *reliable;
  guint        n_expired;
} Fixture;

static void
reliable_expired_cb (UaReliable *reliable,
                     Fixture    *self)
{
  self->n_expired++;
}

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  self->core = doubles_core_new (TRUE);
  doubles_core_receive (self->core, "INVITE", "z9hG4bK1");
  self->reliable = ua_reliable_new (self->core->server, SIP_CLOCK (self->core->clock), self->core->tokens);
  g_signal_connect (self->reliable, "expired", G_CALLBACK (reliable_expired_cb), self);
  doubles_core_expect (self->core, "request INVITE");
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  if (self->reliable != NULL)
    g_assert_finalize_object (self->reliable);
  doubles_core_free (self->core);
}

static gboolean
send (Fixture *self,
      guint    status)
{
  g_autoptr (SipMessageBuilder) builder =
    sip_message_builder_new_response (sip_transaction_get_request (self->core->server), status, NULL, "us");

  return ua_reliable_send (self->reliable, builder);
}

static gboolean
receive_prack (Fixture    *self,
               const char *rack)
{
  g_autofree char *text = g_strdup_printf ("PRACK sip:alice@example.org SIP/2.0\n"
                                           "Via: SIP/2.0/TCP far.example;branch=z9hG4bK9\n"
                                           "From: <sip:bob@example.org>;tag=peer\n"
                                           "To: <sip:alice@example.org>;tag=us\n"
                                           "Call-ID: c\n"
                                           "CSeq: 9 PRACK\n"
                                           "%s%s%s"
                                           "Max-Forwards: 70\n"
                                           "Content-Length: 0\n\n",
                                           rack != NULL ? "RAck: " : "", rack != NULL ? rack : "",
                                           rack != NULL ? "\n" : "");
  g_autoptr (SipMessage) prack = doubles_message_parse (text);

  return ua_reliable_receive_prack (self->reliable, prack);
}

/* What a PRACK to the newest that was sent says. */
static char *
make_rack (Fixture *self,
           int      off)
{
  guint32 rseq = 0;
  guint32 cseq = 0;

  g_assert_true (sip_message_get_number (self->core->sent, SIP_HEADER_RSEQ, &rseq));
  g_assert_true (sip_message_get_cseq (self->core->sent, &cseq, NULL));
  return g_strdup_printf ("%u  %u\tINVITE", rseq + off, cseq);
}

/* RFC 3262 §3: from T1, doubling without end, over a reliable line too. */
static void
test_repeats (Fixture      *self,
              gconstpointer data)
{
  g_assert_false (ua_reliable_is_running (NULL));
  g_assert_true (send (self, 180));
  g_assert_true (ua_reliable_is_running (self->reliable));
  g_assert_true (sip_message_has_token (self->core->sent, SIP_HEADER_REQUIRE, "100rel"));
  doubles_core_expect (self->core, "sent 180");
  doubles_core_advance (self->core, 499);
  doubles_core_expect (self->core, "");
  doubles_core_advance (self->core, 1);
  doubles_core_expect (self->core, "sent 180");
  doubles_core_advance (self->core, 1000 + 2000 + 4000);
  doubles_core_expect (self->core, "sent 180, sent 180, sent 180");
  doubles_core_advance (self->core, 7999);
  doubles_core_expect (self->core, "");
  doubles_core_advance (self->core, 1);
  doubles_core_expect (self->core, "sent 180");
}

static void
test_prack (Fixture      *self,
            gconstpointer data)
{
  g_assert_true (send (self, 180));

  g_autofree char *first = make_rack (self, 0);
  g_autofree char *wrong = make_rack (self, 1);

  g_assert_false (receive_prack (self, wrong));
  g_assert_false (receive_prack (self, "1 2 ACK"));
  g_assert_false (receive_prack (self, NULL));
  g_assert_true (ua_reliable_is_running (self->reliable));
  g_assert_true (receive_prack (self, first));
  g_assert_false (receive_prack (self, first));
  g_assert_false (ua_reliable_is_running (self->reliable));
  doubles_core_expect (self->core, "sent 180");
  doubles_core_advance (self->core, 40 * 1000);
  doubles_core_expect (self->core, "");
  g_assert_cmpuint (self->n_expired, ==, 0);

  /* §3: the next number is one more. */
  g_assert_true (send (self, 183));

  g_autofree char *second = make_rack (self, 0);

  g_assert_false (receive_prack (self, first));
  g_assert_true (receive_prack (self, second));
  g_assert_cmpint (g_ascii_strtoll (second, NULL, 10), ==, g_ascii_strtoll (first, NULL, 10) + 1);
}

static void
test_expires (Fixture      *self,
              gconstpointer data)
{
  g_assert_true (send (self, 180));
  doubles_core_advance (self->core, 31999);
  g_assert_cmpuint (self->n_expired, ==, 0);
  doubles_core_advance (self->core, 1);
  g_assert_cmpuint (self->n_expired, ==, 1);
  g_assert_false (ua_reliable_is_running (self->reliable));
}

/* §3: after the final answer nothing is repeated, and the PRACK is known all the same. */
static void
test_rest (Fixture      *self,
           gconstpointer data)
{
  g_assert_true (send (self, 180));

  g_autofree char *rack = make_rack (self, 0);

  doubles_core_expect (self->core, "sent 180");
  ua_reliable_rest (self->reliable);
  doubles_core_advance (self->core, 40 * 1000);
  doubles_core_expect (self->core, "");
  g_assert_cmpuint (self->n_expired, ==, 0);
  g_assert_true (receive_prack (self, rack));
}

static void
test_too_late (Fixture      *self,
               gconstpointer data)
{
  g_assert_true (doubles_core_respond (self->core, 486));
  g_assert_false (send (self, 180));
  g_assert_false (ua_reliable_is_running (self->reliable));
}

static void
release_cb (UaReliable *reliable,
            Fixture    *self)
{
  g_clear_object (&self->reliable);
}

static void
test_released (Fixture      *self,
               gconstpointer data)
{
  g_signal_connect (self->reliable, "expired", G_CALLBACK (release_cb), self);
  g_assert_true (send (self, 180));
  doubles_core_advance (self->core, 32 * 1000);
  g_assert_null (self->reliable);
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

  add ("/ua/reliable/repeats", test_repeats);
  add ("/ua/reliable/prack", test_prack);
  add ("/ua/reliable/expires", test_expires);
  add ("/ua/reliable/rest", test_rest);
  add ("/ua/reliable/too-late", test_too_late);
  add ("/ua/reliable/released", test_released);

  return g_test_run ();
}
