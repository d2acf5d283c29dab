/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Offer and answer: the table, and what becomes of a handler that is slow, unwilling or too late. */

#include "ua-negotiation.h"

#include "doubles-description-handler.h"
#include "doubles-wait.h"
#include "ua-error.h"

typedef struct
{
  DoublesDescriptionHandler *handler;
  UaNegotiation             *negotiation;
  DoublesAnswer              answer;
} Fixture;

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  self->handler = doubles_description_handler_new ();
  self->negotiation = ua_negotiation_new (UA_DESCRIPTION_HANDLER (self->handler));
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  ua_negotiation_close (self->negotiation);
  doubles_wait_settle ();
  doubles_answer_clear (&self->answer);
  g_assert_finalize_object (self->negotiation);
  g_assert_finalize_object (self->handler);
}

static void
expect_state (Fixture           *self,
              UaNegotiationState state)
{
  g_assert_cmpint (ua_negotiation_get_state (self->negotiation), ==, state);
}

static void
offer (Fixture *self)
{
  ua_negotiation_offer_async (self->negotiation, doubles_answer_cb, &self->answer);
}

static void
expect_offer (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
    ua_negotiation_offer_finish (self->negotiation, doubles_answer_wait (&self->answer), &error);

  g_assert_no_error (error);
  g_assert_nonnull (text);
  doubles_answer_clear (&self->answer);
}

static void
expect_offer_error (Fixture *self,
                    UaError  code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
    ua_negotiation_offer_finish (self->negotiation, doubles_answer_wait (&self->answer), &error);

  g_assert_null (text);
  g_assert_error (error, UA_ERROR, (int) code);
  doubles_answer_clear (&self->answer);
}

static void
settle (Fixture *self)
{
  ua_negotiation_settle_async (self->negotiation, "v=0", doubles_answer_cb, &self->answer);
}

static void
test_machine (void)
{
  g_autofree char *wrong = sip_machine_prove (ua_negotiation_get_machine (), UA_NEGOTIATION_STATE_CLOSED);

  g_assert_cmpstr (wrong, ==, NULL);
}

static void
test_we_offer (Fixture      *self,
               gconstpointer data)
{
  offer (self);
  expect_state (self, UA_NEGOTIATION_STATE_OFFERED_BY_US);
  expect_offer (self);
  expect_state (self, UA_NEGOTIATION_STATE_OFFERED_BY_US);
  settle (self);
  expect_state (self, UA_NEGOTIATION_STATE_SETTLING);
  g_assert_true (ua_negotiation_settle_finish (self->negotiation, doubles_answer_wait (&self->answer), NULL));
  expect_state (self, UA_NEGOTIATION_STATE_STABLE);
  doubles_description_handler_expect (self->handler, "write, read");
}

static void
test_they_offer (Fixture      *self,
                 gconstpointer data)
{
  ua_negotiation_answer_async (self->negotiation, "v=0", doubles_answer_cb, &self->answer);
  expect_state (self, UA_NEGOTIATION_STATE_OFFERED_BY_THEM);

  g_autofree char *answer =
    ua_negotiation_answer_finish (self->negotiation, doubles_answer_wait (&self->answer), NULL);

  g_assert_nonnull (answer);
  expect_state (self, UA_NEGOTIATION_STATE_STABLE);
  doubles_description_handler_expect (self->handler, "read, write");
}

static void
test_cannot_write (Fixture      *self,
                   gconstpointer data)
{
  doubles_description_handler_set_mood (self->handler, DOUBLES_HANDLER_CANNOT_WRITE);
  offer (self);
  expect_offer_error (self, UA_ERROR_MEDIA);
  expect_state (self, UA_NEGOTIATION_STATE_STABLE);
  doubles_description_handler_expect (self->handler, "write, rollback");
}

static void
test_cannot_read (Fixture      *self,
                  gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  doubles_description_handler_set_mood (self->handler, DOUBLES_HANDLER_CANNOT_READ);
  ua_negotiation_answer_async (self->negotiation, "v=0", doubles_answer_cb, &self->answer);
  g_assert_null (ua_negotiation_answer_finish (self->negotiation, doubles_answer_wait (&self->answer), &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_BAD_DESCRIPTION);
  g_clear_error (&error);
  doubles_answer_clear (&self->answer);

  offer (self);
  expect_offer (self);
  settle (self);
  g_assert_false (ua_negotiation_settle_finish (self->negotiation, doubles_answer_wait (&self->answer), &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_BAD_DESCRIPTION);
  expect_state (self, UA_NEGOTIATION_STATE_STABLE);
}

/* RFC 6337 §3.1.1: their answer counts once, however often it is repeated and however slow the handler is. */
static void
test_settle_twice (Fixture      *self,
                   gconstpointer data)
{
  g_auto (DoublesAnswer) second = { 0 };
  g_auto (DoublesAnswer) third = { 0 };

  offer (self);
  expect_offer (self);
  doubles_description_handler_set_mood (self->handler, DOUBLES_HANDLER_HANGS);
  settle (self);
  ua_negotiation_settle_async (self->negotiation, "v=0", doubles_answer_cb, &second);
  doubles_wait_settle ();
  g_assert_null (second.result);
  doubles_description_handler_set_mood (self->handler, DOUBLES_HANDLER_WILLING);
  g_assert_true (ua_negotiation_settle_finish (self->negotiation, doubles_answer_wait (&self->answer), NULL));
  g_assert_true (ua_negotiation_settle_finish (self->negotiation, doubles_answer_wait (&second), NULL));
  ua_negotiation_settle_async (self->negotiation, "v=0", doubles_answer_cb, &third);
  g_assert_true (ua_negotiation_settle_finish (self->negotiation, doubles_answer_wait (&third), NULL));
  doubles_description_handler_expect (self->handler, "write, read");
}

/* What the handler finishes too late is thrown away. */
static void
test_too_late (Fixture      *self,
               gconstpointer data)
{
  doubles_description_handler_set_mood (self->handler, DOUBLES_HANDLER_HANGS);
  offer (self);
  ua_negotiation_rollback (self->negotiation);
  expect_offer_error (self, UA_ERROR_CANCELED);
  expect_state (self, UA_NEGOTIATION_STATE_STABLE);
  doubles_description_handler_set_mood (self->handler, DOUBLES_HANDLER_WILLING);
  doubles_wait_settle ();
  expect_state (self, UA_NEGOTIATION_STATE_STABLE);

  offer (self);
  expect_offer (self);
}

static void
test_close (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  doubles_description_handler_set_mood (self->handler, DOUBLES_HANDLER_HANGS);
  offer (self);
  ua_negotiation_close (self->negotiation);
  expect_offer_error (self, UA_ERROR_CANCELED);
  g_assert_true (doubles_description_handler_is_closed (self->handler));
  ua_negotiation_rollback (self->negotiation);
  settle (self);
  g_assert_false (ua_negotiation_settle_finish (self->negotiation, doubles_answer_wait (&self->answer), &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_CANCELED);
}

static void
test_hold (void)
{
  static const struct
  {
    const char *what;
    const char *description;
    gboolean    hold;
  } rows[] = {
    { "nothing said", "v=0\r\nm=audio 9 RTP/AVP 0\r\n", FALSE },
    { "both ways", "v=0\r\nm=audio 9 RTP/AVP 0\r\na=sendrecv\r\n", FALSE },
    { "they only send", "v=0\r\nm=audio 9 RTP/AVP 0\r\na=sendonly\r\n", TRUE },
    { "nobody sends", "v=0\nm=audio 9 RTP/AVP 0\na=inactive\n", TRUE },
    { "they only listen", "v=0\r\nm=audio 9 RTP/AVP 0\r\na=recvonly\r\n", FALSE },
    { "for the whole session", "v=0\r\na=sendonly\r\nm=audio 9 RTP/AVP 0\r\n", TRUE },
    { "the medium overrules", "v=0\r\na=sendonly\r\nm=audio 9 RTP/AVP 0\r\na=sendrecv\r\n", FALSE },
    { "one of two", "v=0\r\nm=audio 9 RTP/AVP 0\r\na=sendonly\r\nm=video 9 RTP/AVP 96\r\n", FALSE },
    { "the other is off", "v=0\r\nm=audio 9 RTP/AVP 0\r\na=sendonly\r\nm=video 0 RTP/AVP 96\r\n", TRUE },
    { "trickle's zero address", "v=0\r\nm=audio 9 RTP/AVP 0\r\nc=IN IP4 0.0.0.0\r\n", FALSE },
    { "no medium", "v=0\r\na=sendonly\r\n", FALSE },
    { "nothing", "", FALSE },
    { "half a line", "m=", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].what);
      g_assert_cmpint (ua_negotiation_reads_as_hold (rows[i].description), ==, rows[i].hold);
    }
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

  g_test_add_func ("/ua/negotiation/machine", test_machine);
  add ("/ua/negotiation/we-offer", test_we_offer);
  add ("/ua/negotiation/they-offer", test_they_offer);
  add ("/ua/negotiation/cannot-write", test_cannot_write);
  add ("/ua/negotiation/cannot-read", test_cannot_read);
  add ("/ua/negotiation/settle-twice", test_settle_twice);
  add ("/ua/negotiation/too-late", test_too_late);
  add ("/ua/negotiation/close", test_close);
  g_test_add_func ("/ua/negotiation/hold", test_hold);

  return g_test_run ();
}
