/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Being told, as the person sees it: asked for, lost, given up. */

#include "ua-subscriber.h"

#include "doubles-watcher.h"
#include "ua-error.h"
#include "ua-subscriber-private.h"

#define CHALLENGE "WWW-Authenticate: Digest realm=\"example.org\", nonce=\"n1\", algorithm=SHA-256, qop=\"auth\"\n"

/* U12: 3600 is default and minimum; a challenge is answered as everywhere. */
static void
test_subscribe (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("message-summary");
  SipMessage *request;
  g_autofree char *first_id = NULL;

  doubles_desk_open (self->desk);
  ua_subscriber_set_expires (self->subscriber, 60);
  ua_subscriber_subscribe (self->subscriber);
  request = doubles_notifier_hear (&self->notifier);
  doubles_watcher_expect_header (request, SIP_HEADER_EVENT, "message-summary");
  doubles_watcher_expect_header (request, SIP_HEADER_ACCEPT, "application/simple-message-summary");
  doubles_watcher_expect_header (request, SIP_HEADER_EXPIRES, "3600");
  g_assert_nonnull (sip_message_get_header (request, SIP_HEADER_CONTACT));
  g_assert_true (sip_message_has_token (request, SIP_HEADER_ALLOW, "NOTIFY"));
  first_id = g_strdup (sip_message_get_call_id (request));
  doubles_notifier_answer (&self->notifier, 401, "n", CHALLENGE);

  request = doubles_notifier_hear (&self->notifier);
  g_assert_cmpstr (sip_message_get_call_id (request), ==, first_id);
  g_assert_nonnull (sip_message_get_header (request, SIP_HEADER_AUTHORIZATION));
  doubles_watcher_expect_state (self, UA_SUBSCRIBER_STATE_NOTIFY_WAIT);
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 3600\n");
  doubles_watcher_expect_state (self, UA_SUBSCRIBER_STATE_NOTIFY_WAIT);
  doubles_notifier_notify (&self->notifier, "n", "pending;expires=3600", "", 200);
  doubles_watcher_expect_state (self, UA_SUBSCRIBER_STATE_SUBSCRIBED);
  doubles_notifier_notify (&self->notifier, "n", "active;expires=3600",
                           "Content-Type: application/simple-message-summary\n\nMessages-Waiting: yes", 200);
  doubles_watcher_expect_heard (self, "pending0: active0:Messages-Waiting: yes ");
}

/* A.6 item 8: the packages of the house have no floor. */
static void
test_exact (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("conference");

  doubles_desk_open (self->desk);
  ua_subscriber_set_exact_expires (self->subscriber, 60);
  ua_subscriber_subscribe (self->subscriber);
  doubles_watcher_expect_header (doubles_notifier_hear (&self->notifier), SIP_HEADER_EXPIRES, "60");
}

static void
test_too_brief (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("presence");

  doubles_desk_open (self->desk);
  ua_subscriber_subscribe (self->subscriber);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_answer (&self->notifier, 423, "n", "Min-Expires: 7200\n");
  doubles_watcher_expect_header (doubles_notifier_hear (&self->notifier), SIP_HEADER_EXPIRES, "7200");
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 100\n");
  doubles_notifier_notify (&self->notifier, "n", "active", "", 200);

  doubles_desk_advance (self->desk, 90 * 1000);
  doubles_watcher_expect_header (doubles_notifier_hear (&self->notifier), SIP_HEADER_EXPIRES, "7200");
  doubles_notifier_answer (&self->notifier, 423, "n", "Min-Expires: 9000\n");
  doubles_watcher_expect_header (doubles_notifier_hear (&self->notifier), SIP_HEADER_EXPIRES, "9000");
  /* Believed once in a row. */
  doubles_notifier_answer (&self->notifier, 423, "n", "Min-Expires: 9999\n");
  doubles_desk_expect_silence (self->desk);
  doubles_watcher_expect_heard (self, "active0: ");
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
  { 482, "", "ended:status482 ", 0 },
  { 503, "Retry-After: 100\n", "ended:status503:again ", 99 },
  { 480, "", "ended:status480:again ", 1 },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (DoublesWatcher) self = doubles_watcher_new ("dialog");

      doubles_desk_open (self->desk);
      ua_subscriber_subscribe (self->subscriber);
      doubles_notifier_hear (&self->notifier);
      doubles_notifier_answer (&self->notifier, refusals[i].status, "n", refusals[i].headers);
      doubles_watcher_expect_heard (self, refusals[i].ended);
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

/* RFC 6665 §4.1.2.4: Timer N. */
static void
test_no_notify (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("dialog");

  doubles_desk_open (self->desk);
  ua_subscriber_subscribe (self->subscriber);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 3600\n");
  doubles_desk_advance (self->desk, 31900);
  doubles_watcher_expect_heard (self, "");
  doubles_desk_advance (self->desk, 200);
  doubles_watcher_expect_heard (self, "ended:ua5:again ");
  doubles_desk_advance (self->desk, 3000);
  doubles_notifier_hear (&self->notifier);
}

/* T13: with the line goes the subscription, at once; with the line it comes back. */
static void
test_line_lost (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("dialog");

  doubles_watcher_subscribe (self, 3600);
  doubles_transport_break (self->desk->transport, 1006);
  doubles_watcher_expect_heard (self, "ended:ua1:again ");
  doubles_watcher_expect_state (self, UA_SUBSCRIBER_STATE_INITIAL);
  doubles_desk_advance (self->desk, 3000);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_answer (&self->notifier, 200, "o", "Expires: 3600\n");
  doubles_notifier_notify (&self->notifier, "o", "active;expires=3600", "", 200);
  doubles_watcher_expect_state (self, UA_SUBSCRIBER_STATE_SUBSCRIBED);
}

/* T13: and where registration comes first, it is waited for, both times. */
static void
test_registered_first (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("dialog");
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
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("dialog");

  ua_subscriber_subscribe (self->subscriber);
  doubles_watcher_expect_state (self, UA_SUBSCRIBER_STATE_INITIAL);
  doubles_desk_open (self->desk);
  doubles_notifier_hear (&self->notifier);
  doubles_watcher_expect_state (self, UA_SUBSCRIBER_STATE_NOTIFY_WAIT);
}

static void
test_unsubscribe (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("dialog");

  doubles_watcher_subscribe (self, 3600);
  ua_subscriber_unsubscribe (self->subscriber);
  doubles_watcher_expect_header (doubles_notifier_hear (&self->notifier), SIP_HEADER_EXPIRES, "0");
  doubles_watcher_expect_state (self, UA_SUBSCRIBER_STATE_LEAVING);
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 0\n");
  doubles_notifier_notify (&self->notifier, "n", "terminated;reason=timeout", "", 200);
  doubles_watcher_expect_heard (self, "terminated0: ended:0 ");
  doubles_watcher_expect_state (self, UA_SUBSCRIBER_STATE_TERMINATED);
  doubles_notifier_notify (&self->notifier, "n", "active", "", 481);
}

/* Given up before anybody answered; refused; and without a last word. */
static void
test_unsubscribe_early (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("dialog");

  doubles_desk_open (self->desk);
  ua_subscriber_subscribe (self->subscriber);
  doubles_notifier_hear (&self->notifier);
  ua_subscriber_unsubscribe (self->subscriber);
  doubles_desk_expect_silence (self->desk);
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 3600\n");
  doubles_watcher_expect_header (doubles_notifier_hear (&self->notifier), SIP_HEADER_EXPIRES, "0");
  doubles_notifier_notify (&self->notifier, "n", "active;expires=3600", "", 200);
  doubles_desk_expect_silence (self->desk);
  doubles_desk_advance (self->desk, 33 * 1000);
  doubles_watcher_expect_heard (self, "active0: ended:0 ");
}

static void
test_unsubscribe_refused (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("dialog");

  doubles_watcher_subscribe (self, 3600);
  ua_subscriber_unsubscribe (self->subscriber);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_answer (&self->notifier, 481, "n", "");
  doubles_watcher_expect_heard (self, "ended:0 ");

  g_autoptr (DoublesWatcher) never = doubles_watcher_new ("dialog");
  ua_subscriber_unsubscribe (never->subscriber);
  doubles_watcher_expect_heard (never, "ended:0 ");
}

/* RFC 6665 §4.4.3: one question, one answer. */
static void
test_fetch (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("presence");

  doubles_desk_open (self->desk);
  ua_subscriber_fetch (self->subscriber);
  doubles_watcher_expect_header (doubles_notifier_hear (&self->notifier), SIP_HEADER_EXPIRES, "0");
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 0\n");
  doubles_notifier_notify (&self->notifier, "n", "terminated;reason=timeout", "Content-Type: x/y\n\nso", 200);
  doubles_watcher_expect_heard (self, "terminated0:so ended:0 ");

  g_autoptr (DoublesWatcher) other = doubles_watcher_new ("presence");
  doubles_desk_open (other->desk);
  ua_subscriber_fetch (other->subscriber);
  doubles_notifier_hear (&other->notifier);
  doubles_notifier_answer (&other->notifier, 404, "n", "");
  doubles_watcher_expect_heard (other, "ended:status404 ");
}

/* A package that is not known here can be watched all the same; what it brings is the caller's to name, and to read. */
static void
test_other_package (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("moonlight;id=1");
  g_autoptr (DoublesWatcher) named = doubles_watcher_new ("moonlight");
  SipMessage *request;

  doubles_desk_open (self->desk);
  ua_subscriber_subscribe (self->subscriber);
  request = doubles_notifier_hear (&self->notifier);
  doubles_watcher_expect_header (request, SIP_HEADER_EVENT, "moonlight;id=1");
  doubles_watcher_expect_header (request, SIP_HEADER_ACCEPT, NULL);
  doubles_notifier_notify (&self->notifier, "n", "active", "Content-Type: x/y\n\nnew", 200);
  doubles_watcher_expect_heard (self, "active0:new ");

  doubles_desk_open (named->desk);
  ua_subscriber_set_accept (named->subscriber, "text/moon");
  ua_subscriber_subscribe (named->subscriber);
  doubles_watcher_expect_header (doubles_notifier_hear (&named->notifier), SIP_HEADER_ACCEPT, "text/moon");
}

static void
test_lists (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("presence");
  SipMessage *request;

  doubles_desk_open (self->desk);
  ua_subscriber_set_lists (self->subscriber, TRUE);
  ua_subscriber_subscribe (self->subscriber);
  request = doubles_notifier_hear (&self->notifier);
  g_assert_true (sip_message_has_token (request, SIP_HEADER_SUPPORTED, "eventlist"));
  doubles_watcher_expect_header (request, SIP_HEADER_ACCEPT, "application/pidf+xml");
  g_assert_cmpstr (sip_message_get_header_nth (request, SIP_HEADER_ACCEPT, 2), ==, "multipart/related");

  /* RFC 4662 §4.1: news of a list MUST require it. */
  doubles_notifier_notify (&self->notifier, "n", "active", "Require: eventlist\nContent-Type: x/y\n\nall", 200);
  doubles_watcher_expect_heard (self, "active0:all ");
  doubles_notifier_notify (&self->notifier, "n", "active", "Require: moonlight\nContent-Type: x/y\n\nall", 420);
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
      g_autoptr (DoublesWatcher) self = doubles_watcher_new ("dialog");

      doubles_desk_open (self->desk);
      ua_subscriber_subscribe (self->subscriber);
      doubles_notifier_hear (&self->notifier);
      g_signal_connect (self->subscriber, names[i % 3], G_CALLBACK (i / 6 == 0 ? dispose_cb : unsubscribe_cb), NULL);
      doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 3600\n");
      doubles_notifier_notify (&self->notifier, "n", states[i / 3 % 2], "", 200);
      g_signal_handlers_disconnect_by_func (self->subscriber, i / 6 == 0 ? dispose_cb : unsubscribe_cb, NULL);
    }
}

/* Whoever hears of the reason may end it all, before anybody hears of the state. */
static void
test_from_last_error (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (DoublesWatcher) self = doubles_watcher_new ("dialog");

      doubles_watcher_subscribe (self, 3600);
      g_signal_connect (self->subscriber, "notify::last-error", G_CALLBACK (dispose_cb), NULL);
      doubles_notifier_notify (&self->notifier, "n",
                               i == 0 ? "terminated;reason=probation" : "terminated;reason=rejected", "", 200);
      doubles_watcher_expect_state (self, UA_SUBSCRIBER_STATE_TERMINATED);
      doubles_watcher_expect_heard (self, i == 0 ? "terminated0: " : "terminated0: ended:status403 ");
      doubles_desk_advance (self->desk, 600 * 1000);
      doubles_desk_expect_silence (self->desk);
      g_signal_handlers_disconnect_by_func (self->subscriber, dispose_cb, NULL);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/subscriber/subscribe", test_subscribe);
  g_test_add_func ("/ua/subscriber/exact", test_exact);
  g_test_add_func ("/ua/subscriber/too-brief", test_too_brief);
  g_test_add_func ("/ua/subscriber/refused", test_refused);
  g_test_add_func ("/ua/subscriber/no-notify", test_no_notify);
  g_test_add_func ("/ua/subscriber/line-lost", test_line_lost);
  g_test_add_func ("/ua/subscriber/registered-first", test_registered_first);
  g_test_add_func ("/ua/subscriber/asked-before-line", test_asked_before_line);
  g_test_add_func ("/ua/subscriber/unsubscribe", test_unsubscribe);
  g_test_add_func ("/ua/subscriber/unsubscribe-early", test_unsubscribe_early);
  g_test_add_func ("/ua/subscriber/unsubscribe-refused", test_unsubscribe_refused);
  g_test_add_func ("/ua/subscriber/fetch", test_fetch);
  g_test_add_func ("/ua/subscriber/other-package", test_other_package);
  g_test_add_func ("/ua/subscriber/lists", test_lists);
  g_test_add_func ("/ua/subscriber/from-signals", test_from_signals);
  g_test_add_func ("/ua/subscriber/from-last-error", test_from_last_error);
  return g_test_run ();
}
