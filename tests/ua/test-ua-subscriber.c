/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Being told, as the notifier and the person see it. */

#include "ua-subscriber.h"

#include "doubles-notifier.h"
#include "ua-error.h"
#include "ua-subscriber-private.h"

#define CHALLENGE "WWW-Authenticate: Digest realm=\"example.org\", nonce=\"n1\", algorithm=SHA-256, qop=\"auth\"\n"

typedef struct
{
  DoublesClock   *clock;
  DoublesDesk    *desk;
  UaSubscriber   *subscriber;
  DoublesNotifier notifier;
  GString        *heard;
} Fixture;

static void
subscriber_notified_cb (UaSubscriber *subscriber,
                        const char   *content_type,
                        GBytes       *body,
                        guint         phase,
                        guint         fork,
                        GString      *heard)
{
  static const char *const phases[] = { "pending", "active", "terminated" };

  g_string_append_printf (heard, "%s%u:%.*s ", phases[phase], fork, (int) g_bytes_get_size (body),
                          (const char *) g_bytes_get_data (body, NULL));
  g_assert_true ((content_type == NULL) == (g_bytes_get_size (body) == 0));
}

static void
subscriber_ended_cb (UaSubscriber *subscriber,
                     const GError *error,
                     GString      *heard)
{
  gboolean again = ua_subscriber_get_state (subscriber) == UA_SUBSCRIBER_STATE_INITIAL;

  g_string_append_printf (heard, "ended:%s%d%s ", error == NULL ? "" : error->domain == UA_ERROR ? "ua" : "status",
                          error != NULL ? error->code : 0, again ? ":again" : "");
}

static Fixture *
fixture_new (const char *event)
{
  Fixture *self = g_new0 (Fixture, 1);
  g_autoptr (SipUri) target = sip_uri_parse ("sip:bob@example.org", -1, NULL);

  self->clock = doubles_clock_new ();
  self->desk = doubles_desk_new (self->clock, "alice", NULL);
  self->subscriber = ua_subscriber_new (self->desk->agent, target, event, NULL);
  self->heard = g_string_new (NULL);
  doubles_notifier_init (&self->notifier, self->desk);
  g_signal_connect (self->subscriber, "notified", G_CALLBACK (subscriber_notified_cb), self->heard);
  g_signal_connect (self->subscriber, "ended", G_CALLBACK (subscriber_ended_cb), self->heard);
  return self;
}

static void
fixture_free (Fixture *self)
{
  ua_subscriber_terminate (self->subscriber);
  doubles_notifier_clear (&self->notifier);
  doubles_desk_advance (self->desk, 40 * 1000);
  g_assert_finalize_object (self->subscriber);
  doubles_desk_free (self->desk);
  /* Nothing left behind that would still call back. */
  g_assert_cmpuint (doubles_clock_get_n_armed (self->clock), ==, 0);
  g_assert_finalize_object (self->clock);
  g_string_free (self->heard, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static void
expect_heard (Fixture    *self,
              const char *heard)
{
  g_assert_cmpstr (self->heard->str, ==, heard);
  g_string_truncate (self->heard, 0);
}

static void
expect_state (Fixture           *self,
              UaSubscriberState  state)
{
  g_assert_cmpint (ua_subscriber_get_state (self->subscriber), ==, state);
}

static void
expect_header (SipMessage *message,
               SipHeader   header,
               const char *value)
{
  g_assert_cmpstr (sip_message_get_header (message, header), ==, value);
}

/* Subscribed by the usual way, with @expires granted. */
static void
subscribe (Fixture *self,
           guint    expires)
{
  g_autofree char *granted = g_strdup_printf ("Expires: %u\n", expires);
  g_autofree char *state = g_strdup_printf ("active;expires=%u", expires);

  if (!ua_agent_is_connected (self->desk->agent))
    doubles_desk_open (self->desk);
  ua_subscriber_subscribe (self->subscriber);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_answer (&self->notifier, 200, "n", granted);
  doubles_notifier_notify (&self->notifier, "n", state, "", 200);
  expect_state (self, UA_SUBSCRIBER_STATE_SUBSCRIBED);
  expect_heard (self, "active0: ");
}

static void
test_machine (void)
{
  g_autofree char *wrong = sip_machine_prove (ua_subscriber_get_machine (), UA_SUBSCRIBER_STATE_TERMINATED);

  g_assert_cmpstr (wrong, ==, NULL);
}

/* U12: 3600 is default and minimum; a challenge is answered as everywhere. */
static void
test_subscribe (void)
{
  g_autoptr (Fixture) self = fixture_new ("message-summary");
  SipMessage *request;
  g_autofree char *first_id = NULL;

  doubles_desk_open (self->desk);
  ua_subscriber_set_expires (self->subscriber, 60);
  ua_subscriber_subscribe (self->subscriber);
  request = doubles_notifier_hear (&self->notifier);
  expect_header (request, SIP_HEADER_EVENT, "message-summary");
  expect_header (request, SIP_HEADER_ACCEPT, "application/simple-message-summary");
  expect_header (request, SIP_HEADER_EXPIRES, "3600");
  g_assert_nonnull (sip_message_get_header (request, SIP_HEADER_CONTACT));
  first_id = g_strdup (sip_message_get_call_id (request));
  doubles_notifier_answer (&self->notifier, 401, "n", CHALLENGE);

  request = doubles_notifier_hear (&self->notifier);
  g_assert_cmpstr (sip_message_get_call_id (request), ==, first_id);
  g_assert_nonnull (sip_message_get_header (request, SIP_HEADER_AUTHORIZATION));
  expect_state (self, UA_SUBSCRIBER_STATE_NOTIFY_WAIT);
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 3600\n");
  expect_state (self, UA_SUBSCRIBER_STATE_NOTIFY_WAIT);
  doubles_notifier_notify (&self->notifier, "n", "pending;expires=3600", "", 200);
  expect_state (self, UA_SUBSCRIBER_STATE_SUBSCRIBED);
  doubles_notifier_notify (&self->notifier, "n", "active;expires=3600",
                           "Content-Type: application/simple-message-summary\n\nMessages-Waiting: yes", 200);
  expect_heard (self, "pending0: active0:Messages-Waiting: yes ");
}

/* A.6 item 8: the packages of the house have no floor. */
static void
test_exact (void)
{
  g_autoptr (Fixture) self = fixture_new ("conference");

  doubles_desk_open (self->desk);
  ua_subscriber_set_exact_expires (self->subscriber, 60);
  ua_subscriber_subscribe (self->subscriber);
  expect_header (doubles_notifier_hear (&self->notifier), SIP_HEADER_EXPIRES, "60");
}

/* RFC 6665 §4.1.2.4: the NOTIFY may come first; the answer adds the route, and the numbers go on. */
static void
test_notify_first (void)
{
  g_autoptr (Fixture) self = fixture_new ("dialog");
  SipMessage *refresh;

  doubles_desk_open (self->desk);
  ua_subscriber_subscribe (self->subscriber);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_notify (&self->notifier, "n", "active;expires=100", "Content-Type: x/y\n\nnews", 200);
  expect_state (self, UA_SUBSCRIBER_STATE_SUBSCRIBED);
  expect_heard (self, "active0:news ");
  doubles_notifier_answer (&self->notifier, 202, "n", "Expires: 100\nRecord-Route: <sip:p2;lr>, <sip:p1;lr>\n");
  expect_heard (self, "");

  doubles_desk_advance (self->desk, 90 * 1000);
  refresh = doubles_notifier_hear (&self->notifier);
  expect_header (refresh, SIP_HEADER_CSEQ, "2 SUBSCRIBE");
  expect_header (refresh, SIP_HEADER_ROUTE, "<sip:p1;lr>");
  g_assert_cmpstr (sip_address_get_tag (sip_message_get_to (refresh)), ==, "n");
}

/* The route of the NOTIFY is the dialog's, whatever the answer says (RFC 6665 §4.4.1). */
static void
test_notify_routes (void)
{
  g_autoptr (Fixture) self = fixture_new ("dialog");

  doubles_desk_open (self->desk);
  ua_subscriber_subscribe (self->subscriber);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_notify (&self->notifier, "n", "active;expires=100", "Record-Route: <sip:p9;lr>", 200);
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 100\nRecord-Route: <sip:p1;lr>\n");
  doubles_desk_advance (self->desk, 90 * 1000);
  expect_header (doubles_notifier_hear (&self->notifier), SIP_HEADER_ROUTE, "<sip:p9;lr>");
}

/* A shorter grant is obeyed, and renewed well before its end (A.6 item 8). */
static void
test_refresh (void)
{
  g_autoptr (Fixture) self = fixture_new ("presence");
  SipMessage *refresh;

  subscribe (self, 100);
  doubles_desk_advance (self->desk, 89 * 1000);
  doubles_desk_expect_silence (self->desk);
  doubles_desk_advance (self->desk, 1000);
  refresh = doubles_notifier_hear (&self->notifier);
  expect_header (refresh, SIP_HEADER_CSEQ, "2 SUBSCRIBE");
  expect_header (refresh, SIP_HEADER_EXPIRES, "3600");
  expect_header (refresh, SIP_HEADER_EVENT, "presence");
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 200\n");
  doubles_desk_advance (self->desk, 179 * 1000);
  doubles_desk_expect_silence (self->desk);
  doubles_desk_advance (self->desk, 1000);
  doubles_notifier_hear (&self->notifier);
  /* Busy now: what was granted still holds, and it is tried again before that ends. */
  doubles_notifier_answer (&self->notifier, 503, "n", "Retry-After: 5\n");
  expect_state (self, UA_SUBSCRIBER_STATE_SUBSCRIBED);
  doubles_desk_advance (self->desk, 7000);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 3600\n");
  expect_heard (self, "");
}

/* Nobody answers the renewals: it runs out, and a new one is tried. */
static void
test_runs_out (void)
{
  g_autoptr (Fixture) self = fixture_new ("presence");
  g_autofree char *first_id = NULL;

  subscribe (self, 100);
  first_id = g_strdup (sip_message_get_call_id (self->notifier.subscribe));
  doubles_desk_advance (self->desk, 90 * 1000);
  doubles_notifier_hear (&self->notifier);
  doubles_desk_advance (self->desk, 10 * 1000);
  expect_heard (self, "ended:ua10:again ");
  g_assert_cmpstr (sip_message_get_call_id (doubles_notifier_hear (&self->notifier)), !=, first_id);
  expect_state (self, UA_SUBSCRIBER_STATE_NOTIFY_WAIT);
}

/* The notifier has lost its memory: a new subscription (RFC 6665 §4.1.2.2). */
static void
test_refresh_unknown (void)
{
  static const guint statuses[] = { 481, 500, 489 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (Fixture) self = fixture_new ("presence");
      g_autofree char *ended = g_strdup_printf ("ended:status%u:again ", statuses[i]);
      SipMessage *anew;

      subscribe (self, 100);
      doubles_desk_advance (self->desk, 90 * 1000);
      doubles_notifier_hear (&self->notifier);
      doubles_notifier_answer (&self->notifier, statuses[i], "n", "");
      expect_heard (self, ended);
      anew = doubles_notifier_hear (&self->notifier);
      g_assert_null (sip_address_get_tag (sip_message_get_to (anew)));
      expect_header (anew, SIP_HEADER_CSEQ, "1 SUBSCRIBE");
    }
}

static void
test_too_brief (void)
{
  g_autoptr (Fixture) self = fixture_new ("presence");

  doubles_desk_open (self->desk);
  ua_subscriber_subscribe (self->subscriber);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_answer (&self->notifier, 423, "n", "Min-Expires: 7200\n");
  expect_header (doubles_notifier_hear (&self->notifier), SIP_HEADER_EXPIRES, "7200");
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 100\n");
  doubles_notifier_notify (&self->notifier, "n", "active", "", 200);

  doubles_desk_advance (self->desk, 90 * 1000);
  expect_header (doubles_notifier_hear (&self->notifier), SIP_HEADER_EXPIRES, "7200");
  doubles_notifier_answer (&self->notifier, 423, "n", "Min-Expires: 9000\n");
  expect_header (doubles_notifier_hear (&self->notifier), SIP_HEADER_EXPIRES, "9000");
  /* Believed once in a row. */
  doubles_notifier_answer (&self->notifier, 423, "n", "Min-Expires: 9999\n");
  doubles_desk_expect_silence (self->desk);
  expect_heard (self, "active0: ");
}

static const struct
{
  guint       status;
  const char *headers;
  const char *ended;
  guint       silent_s; /* before it is tried again; 0: never */
} refusals[] = {
  { 403, "", "ended:status403 ", 0 },
  { 489, "Allow-Events: presence\n", "ended:status489 ", 0 },
  { 404, "", "ended:status404 ", 0 },
  { 503, "Retry-After: 100\n", "ended:status503:again ", 99 },
  { 480, "", "ended:status480:again ", 1 },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (Fixture) self = fixture_new ("dialog");

      doubles_desk_open (self->desk);
      ua_subscriber_subscribe (self->subscriber);
      doubles_notifier_hear (&self->notifier);
      doubles_notifier_answer (&self->notifier, refusals[i].status, "n", refusals[i].headers);
      expect_heard (self, refusals[i].ended);
      g_assert_error ((GError *) ua_subscriber_get_last_error (self->subscriber), SIP_STATUS_ERROR,
                      (int) refusals[i].status);
      doubles_desk_advance (self->desk, refusals[i].silent_s > 0 ? refusals[i].silent_s * 1000 : 600 * 1000);
      doubles_desk_expect_silence (self->desk);
      if (refusals[i].silent_s == 0)
        continue;
      doubles_desk_advance (self->desk, 25 * 1000);
      doubles_notifier_hear (&self->notifier);
    }
}

static const struct
{
  const char *state;
  const char *ended;
  guint       silent_s; /* G_MAXUINT: never again */
} ends[] = {
  { "terminated;reason=deactivated", "ended:ua10:again ", 0 },
  { "terminated;reason=timeout", "ended:ua10:again ", 0 },
  { "terminated;reason=probation;retry-after=60", "ended:status480:again ", 59 },
  { "terminated;reason=giveup;retry-after=120", "ended:status480:again ", 119 },
  { "terminated;reason=probation", "ended:status480:again ", 1 },
  { "terminated", "ended:ua10:again ", 1 },
  { "terminated;reason=rejected", "ended:status403 ", G_MAXUINT },
  { "terminated;reason=noresource", "ended:status404 ", G_MAXUINT },
  { "terminated;reason=invariant", "ended:0 ", G_MAXUINT },
};

/* RFC 6665 §4.1.3: what each reason asks of us. */
static void
test_reasons (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (Fixture) self = fixture_new ("dialog");
      g_autofree char *heard = g_strconcat ("terminated0: ", ends[i].ended, NULL);

      subscribe (self, 3600);
      doubles_desk_advance (self->desk, 20 * 1000);
      doubles_notifier_notify (&self->notifier, "n", ends[i].state, "", 200);
      expect_heard (self, heard);
      if (ends[i].silent_s == G_MAXUINT)
        {
          doubles_desk_advance (self->desk, 3600 * 1000);
          doubles_desk_expect_silence (self->desk);
          expect_state (self, UA_SUBSCRIBER_STATE_TERMINATED);
          continue;
        }
      doubles_desk_advance (self->desk, ends[i].silent_s * 1000);
      if (ends[i].silent_s > 0)
        doubles_desk_expect_silence (self->desk);
      doubles_desk_advance (self->desk, 30 * 1000);
      doubles_notifier_hear (&self->notifier);
    }
}

/* One that ends it again and again is asked ever more slowly. */
static void
test_no_storm (void)
{
  g_autoptr (Fixture) self = fixture_new ("dialog");
  guint n_asked = 0;

  doubles_desk_open (self->desk);
  ua_subscriber_subscribe (self->subscriber);
  for (guint second = 0; second < 600; second++)
    {
      if (doubles_transport_get_n_written (self->desk->transport) > 0)
        {
          n_asked++;
          doubles_notifier_hear (&self->notifier);
          doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 3600\n");
          doubles_notifier_notify (&self->notifier, "n", "terminated;reason=deactivated", "", 200);
        }
      doubles_desk_advance (self->desk, 1000);
    }
  g_assert_cmpuint (n_asked, >=, 5);
  g_assert_cmpuint (n_asked, <=, 14);
}

/* RFC 6665 §4.1.2.4: Timer N. */
static void
test_no_notify (void)
{
  g_autoptr (Fixture) self = fixture_new ("dialog");

  doubles_desk_open (self->desk);
  ua_subscriber_subscribe (self->subscriber);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 3600\n");
  doubles_desk_advance (self->desk, 31900);
  expect_heard (self, "");
  doubles_desk_advance (self->desk, 200);
  expect_heard (self, "ended:ua5:again ");
  doubles_desk_advance (self->desk, 3000);
  doubles_notifier_hear (&self->notifier);
}

/* Forks: refused by default, and by the first to speak the place is taken. */
static void
test_fork_refused (void)
{
  g_autoptr (Fixture) self = fixture_new ("dialog");

  doubles_desk_open (self->desk);
  ua_subscriber_subscribe (self->subscriber);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 100\n");
  doubles_notifier_notify (&self->notifier, "m", "active;expires=100", "", 200);
  doubles_notifier_notify (&self->notifier, "n", "active;expires=100", "", 481);
  expect_heard (self, "active1: ");
  doubles_desk_advance (self->desk, 90 * 1000);
  g_assert_cmpstr (sip_address_get_tag (sip_message_get_to (doubles_notifier_hear (&self->notifier))), ==, "m");
  doubles_desk_expect_silence (self->desk);
}

/* Each fork is a dialog of its own, eight at most; it goes on while one of them does. */
static void
test_forks (void)
{
  g_autoptr (Fixture) self = fixture_new ("dialog");

  doubles_desk_open (self->desk);
  ua_subscriber_set_forks (self->subscriber, TRUE);
  ua_subscriber_subscribe (self->subscriber);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_answer (&self->notifier, 200, "n0", "Expires: 100\n");
  for (guint i = 0; i < UA_SUBSCRIBER_MAX_FORKS; i++)
    {
      g_autofree char *tag = g_strdup_printf ("n%u", i);

      doubles_notifier_notify (&self->notifier, tag, "active;expires=100", "", 200);
    }
  doubles_notifier_notify (&self->notifier, "n8", "active;expires=100", "", 481);
  expect_heard (self, "active0: active1: active2: active3: active4: active5: active6: active7: ");

  for (guint i = 1; i < UA_SUBSCRIBER_MAX_FORKS; i++)
    {
      g_autofree char *tag = g_strdup_printf ("n%u", i);

      doubles_notifier_notify (&self->notifier, tag, "terminated;reason=noresource", "", 200);
    }
  expect_state (self, UA_SUBSCRIBER_STATE_SUBSCRIBED);
  g_string_truncate (self->heard, 0);
  doubles_desk_advance (self->desk, 90 * 1000);
  g_assert_cmpstr (sip_address_get_tag (sip_message_get_to (doubles_notifier_hear (&self->notifier))), ==, "n0");
  doubles_desk_expect_silence (self->desk);
}

/* T13: with the line goes the subscription, at once; with the line it comes back. */
static void
test_line_lost (void)
{
  g_autoptr (Fixture) self = fixture_new ("dialog");

  subscribe (self, 3600);
  doubles_transport_break (self->desk->transport, 1006);
  expect_heard (self, "ended:ua1:again ");
  expect_state (self, UA_SUBSCRIBER_STATE_INITIAL);
  doubles_desk_advance (self->desk, 3000);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_answer (&self->notifier, 200, "o", "Expires: 3600\n");
  doubles_notifier_notify (&self->notifier, "o", "active;expires=3600", "", 200);
  expect_state (self, UA_SUBSCRIBER_STATE_SUBSCRIBED);
}

/* T13: and where registration comes first, it is waited for, both times. */
static void
test_registered_first (void)
{
  g_autoptr (Fixture) self = fixture_new ("dialog");
  UaRegisterer *registerer = ua_registerer_new (self->desk->agent, NULL);

  doubles_desk_open (self->desk);
  ua_subscriber_set_registerer (self->subscriber, registerer);
  ua_subscriber_subscribe (self->subscriber);
  doubles_desk_expect_silence (self->desk);
  ua_registerer_register_async (registerer, NULL, NULL, NULL, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SipMessage) request = doubles_desk_pop_request (self->desk, "REGISTER");

      doubles_desk_expect_silence (self->desk);
      doubles_desk_answer (self->desk, request, 200, "r", "Expires: 600\n");
      doubles_notifier_hear (&self->notifier);
      doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 3600\n");
      doubles_notifier_notify (&self->notifier, "n", "active;expires=3600", "", 200);
      if (i == 0)
        doubles_transport_break (self->desk->transport, 1006);
      doubles_desk_advance (self->desk, 3000);
    }
  ua_registerer_terminate (registerer);
  doubles_desk_settle (self->desk);
  g_object_unref (registerer);
}

static void
test_asked_before_line (void)
{
  g_autoptr (Fixture) self = fixture_new ("dialog");

  ua_subscriber_subscribe (self->subscriber);
  expect_state (self, UA_SUBSCRIBER_STATE_INITIAL);
  doubles_desk_open (self->desk);
  doubles_notifier_hear (&self->notifier);
  expect_state (self, UA_SUBSCRIBER_STATE_NOTIFY_WAIT);
}

static void
test_unsubscribe (void)
{
  g_autoptr (Fixture) self = fixture_new ("dialog");

  subscribe (self, 3600);
  ua_subscriber_unsubscribe (self->subscriber);
  expect_header (doubles_notifier_hear (&self->notifier), SIP_HEADER_EXPIRES, "0");
  expect_state (self, UA_SUBSCRIBER_STATE_LEAVING);
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 0\n");
  doubles_notifier_notify (&self->notifier, "n", "terminated;reason=timeout", "", 200);
  expect_heard (self, "terminated0: ended:0 ");
  expect_state (self, UA_SUBSCRIBER_STATE_TERMINATED);
  doubles_notifier_notify (&self->notifier, "n", "active", "", 481);
}

/* Given up before anybody answered; refused; and without a last word. */
static void
test_unsubscribe_early (void)
{
  g_autoptr (Fixture) self = fixture_new ("dialog");

  doubles_desk_open (self->desk);
  ua_subscriber_subscribe (self->subscriber);
  doubles_notifier_hear (&self->notifier);
  ua_subscriber_unsubscribe (self->subscriber);
  doubles_desk_expect_silence (self->desk);
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 3600\n");
  expect_header (doubles_notifier_hear (&self->notifier), SIP_HEADER_EXPIRES, "0");
  doubles_notifier_notify (&self->notifier, "n", "active;expires=3600", "", 200);
  doubles_desk_expect_silence (self->desk);
  doubles_desk_advance (self->desk, 33 * 1000);
  expect_heard (self, "active0: ended:0 ");
}

static void
test_unsubscribe_refused (void)
{
  g_autoptr (Fixture) self = fixture_new ("dialog");

  subscribe (self, 3600);
  ua_subscriber_unsubscribe (self->subscriber);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_answer (&self->notifier, 481, "n", "");
  expect_heard (self, "ended:0 ");

  g_autoptr (Fixture) never = fixture_new ("dialog");
  ua_subscriber_unsubscribe (never->subscriber);
  expect_heard (never, "ended:0 ");
}

/* RFC 6665 §4.4.3: one question, one answer. */
static void
test_fetch (void)
{
  g_autoptr (Fixture) self = fixture_new ("presence");

  doubles_desk_open (self->desk);
  ua_subscriber_fetch (self->subscriber);
  expect_header (doubles_notifier_hear (&self->notifier), SIP_HEADER_EXPIRES, "0");
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 0\n");
  doubles_notifier_notify (&self->notifier, "n", "terminated;reason=timeout", "Content-Type: x/y\n\nso", 200);
  expect_heard (self, "terminated0:so ended:0 ");

  g_autoptr (Fixture) other = fixture_new ("presence");
  doubles_desk_open (other->desk);
  ua_subscriber_fetch (other->subscriber);
  doubles_notifier_hear (&other->notifier);
  doubles_notifier_answer (&other->notifier, 404, "n", "");
  expect_heard (other, "ended:status404 ");
}

static void
test_lists (void)
{
  g_autoptr (Fixture) self = fixture_new ("presence");
  SipMessage *request;

  doubles_desk_open (self->desk);
  ua_subscriber_set_lists (self->subscriber, TRUE);
  ua_subscriber_subscribe (self->subscriber);
  request = doubles_notifier_hear (&self->notifier);
  g_assert_true (sip_message_has_token (request, SIP_HEADER_SUPPORTED, "eventlist"));
  expect_header (request, SIP_HEADER_ACCEPT, "application/pidf+xml");
  g_assert_cmpstr (sip_message_get_header_nth (request, SIP_HEADER_ACCEPT, 2), ==, "multipart/related");
}

/* A change was missed: everything again, in the same dialog. */
static void
test_refresh_now (void)
{
  g_autoptr (Fixture) self = fixture_new ("dialog");

  subscribe (self, 3600);
  ua_subscriber_refresh (self->subscriber);
  ua_subscriber_refresh (self->subscriber);
  expect_header (doubles_notifier_hear (&self->notifier), SIP_HEADER_CSEQ, "2 SUBSCRIBE");
  doubles_desk_expect_silence (self->desk);
}

/* NOTIFYs that are not as they should be. */
static void
test_bad_notify (void)
{
  g_autoptr (Fixture) self = fixture_new ("dialog");
  guint cseq;

  subscribe (self, 3600);
  doubles_notifier_notify (&self->notifier, "n", "", "", 400);
  cseq = self->notifier.cseq;
  self->notifier.cseq = cseq + 100;
  doubles_notifier_notify (&self->notifier, "n", "active", "", 200);
  self->notifier.cseq = cseq + 50;
  doubles_notifier_notify (&self->notifier, "n", "active", "", 500);
  expect_heard (self, "active0: ");
}

/* Released from within each of its own signals. */
static void
dispose_cb (UaSubscriber *subscriber)
{
  ua_subscriber_terminate (subscriber);
}

static void
unsubscribe_cb (UaSubscriber *subscriber)
{
  ua_subscriber_unsubscribe (subscriber);
}

static void
test_from_signals (void)
{
  static const char *const names[] = { "notified", "ended", "notify::state" };
  static const char *const states[] = { "active;expires=3600", "terminated;reason=deactivated" };

  for (guint i = 0; i < G_N_ELEMENTS (names) * G_N_ELEMENTS (states) * 2; i++)
    {
      g_autoptr (Fixture) self = fixture_new ("dialog");

      doubles_desk_open (self->desk);
      ua_subscriber_subscribe (self->subscriber);
      doubles_notifier_hear (&self->notifier);
      g_signal_connect (self->subscriber, names[i % 3], G_CALLBACK (i / 6 == 0 ? dispose_cb : unsubscribe_cb), NULL);
      doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 3600\n");
      doubles_notifier_notify (&self->notifier, "n", states[i / 3 % 2], "", 200);
      g_signal_handlers_disconnect_by_func (self->subscriber, i / 6 == 0 ? dispose_cb : unsubscribe_cb, NULL);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/subscriber/machine", test_machine);
  g_test_add_func ("/ua/subscriber/subscribe", test_subscribe);
  g_test_add_func ("/ua/subscriber/exact", test_exact);
  g_test_add_func ("/ua/subscriber/notify-first", test_notify_first);
  g_test_add_func ("/ua/subscriber/notify-routes", test_notify_routes);
  g_test_add_func ("/ua/subscriber/refresh", test_refresh);
  g_test_add_func ("/ua/subscriber/runs-out", test_runs_out);
  g_test_add_func ("/ua/subscriber/refresh-unknown", test_refresh_unknown);
  g_test_add_func ("/ua/subscriber/too-brief", test_too_brief);
  g_test_add_func ("/ua/subscriber/refused", test_refused);
  g_test_add_func ("/ua/subscriber/reasons", test_reasons);
  g_test_add_func ("/ua/subscriber/no-storm", test_no_storm);
  g_test_add_func ("/ua/subscriber/no-notify", test_no_notify);
  g_test_add_func ("/ua/subscriber/fork-refused", test_fork_refused);
  g_test_add_func ("/ua/subscriber/forks", test_forks);
  g_test_add_func ("/ua/subscriber/line-lost", test_line_lost);
  g_test_add_func ("/ua/subscriber/registered-first", test_registered_first);
  g_test_add_func ("/ua/subscriber/asked-before-line", test_asked_before_line);
  g_test_add_func ("/ua/subscriber/unsubscribe", test_unsubscribe);
  g_test_add_func ("/ua/subscriber/unsubscribe-early", test_unsubscribe_early);
  g_test_add_func ("/ua/subscriber/unsubscribe-refused", test_unsubscribe_refused);
  g_test_add_func ("/ua/subscriber/fetch", test_fetch);
  g_test_add_func ("/ua/subscriber/lists", test_lists);
  g_test_add_func ("/ua/subscriber/refresh-now", test_refresh_now);
  g_test_add_func ("/ua/subscriber/bad-notify", test_bad_notify);
  g_test_add_func ("/ua/subscriber/from-signals", test_from_signals);
  return g_test_run ();
}
