/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the notifier says, in order and out of it, from one place and from many. */

#include "ua-subscriber.h"

#include "doubles-watcher.h"

/* RFC 6665 §4.1.2.4: the NOTIFY may come first; the answer adds the route, and the numbers go on. */
static void
test_notify_first (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("dialog");
  SipMessage *refresh;

  doubles_desk_open (self->desk);
  ua_subscriber_subscribe (self->subscriber);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_notify (&self->notifier, "n", "active;expires=100", "Content-Type: x/y\n\nnews", 200);
  doubles_watcher_expect_state (self, UA_SUBSCRIBER_STATE_SUBSCRIBED);
  doubles_watcher_expect_heard (self, "active0:news ");
  doubles_notifier_answer (&self->notifier, 202, "n", "Expires: 100\nRecord-Route: <sip:p2;lr>, <sip:p1;lr>\n");
  doubles_watcher_expect_heard (self, "");

  doubles_desk_advance (self->desk, 90 * 1000);
  refresh = doubles_notifier_hear (&self->notifier);
  doubles_watcher_expect_header (refresh, SIP_HEADER_CSEQ, "2 SUBSCRIBE");
  doubles_watcher_expect_header (refresh, SIP_HEADER_ROUTE, "<sip:p1;lr>");
  g_assert_cmpstr (sip_address_get_tag (sip_message_get_to (refresh)), ==, "n");
}

/* The route of the NOTIFY is the dialog's, whatever the answer says (RFC 6665 §4.4.1). */
static void
test_notify_routes (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("dialog");

  doubles_desk_open (self->desk);
  ua_subscriber_subscribe (self->subscriber);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_notify (&self->notifier, "n", "active;expires=100", "Record-Route: <sip:p9;lr>", 200);
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 100\nRecord-Route: <sip:p1;lr>\n");
  doubles_desk_advance (self->desk, 90 * 1000);
  doubles_watcher_expect_header (doubles_notifier_hear (&self->notifier), SIP_HEADER_ROUTE, "<sip:p9;lr>");
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
      g_autoptr (DoublesWatcher) self = doubles_watcher_new ("dialog");
      g_autofree char *heard = g_strconcat ("terminated0: ", ends[i].ended, NULL);

      doubles_watcher_subscribe (self, 3600);
      doubles_desk_advance (self->desk, 20 * 1000);
      doubles_notifier_notify (&self->notifier, "n", ends[i].state, "", 200);
      doubles_watcher_expect_heard (self, heard);
      if (ends[i].silent_s == G_MAXUINT)
        {
          doubles_desk_advance (self->desk, 3600 * 1000);
          doubles_desk_expect_silence (self->desk);
          doubles_watcher_expect_state (self, UA_SUBSCRIBER_STATE_TERMINATED);
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
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("dialog");
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

/* Forks: refused by default, and by the first to speak the place is taken. */
static void
test_fork_refused (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("dialog");

  doubles_desk_open (self->desk);
  ua_subscriber_subscribe (self->subscriber);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 100\n");
  doubles_notifier_notify (&self->notifier, "m", "active;expires=100", "", 200);
  doubles_notifier_notify (&self->notifier, "n", "active;expires=100", "", 481);
  doubles_watcher_expect_heard (self, "active1: ");
  doubles_desk_advance (self->desk, 90 * 1000);
  g_assert_cmpstr (sip_address_get_tag (sip_message_get_to (doubles_notifier_hear (&self->notifier))), ==, "m");
  doubles_desk_expect_silence (self->desk);
}

/* Each fork is a dialog of its own, eight at most; it goes on while one of them does. */
static void
test_forks (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("dialog");

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
  doubles_watcher_expect_heard (self, "active0: active1: active2: active3: active4: active5: active6: active7: ");

  for (guint i = 1; i < UA_SUBSCRIBER_MAX_FORKS; i++)
    {
      g_autofree char *tag = g_strdup_printf ("n%u", i);

      doubles_notifier_notify (&self->notifier, tag, "terminated;reason=noresource", "", 200);
    }
  doubles_watcher_expect_state (self, UA_SUBSCRIBER_STATE_SUBSCRIBED);
  g_string_truncate (self->heard, 0);
  doubles_desk_advance (self->desk, 90 * 1000);
  g_assert_cmpstr (sip_address_get_tag (sip_message_get_to (doubles_notifier_hear (&self->notifier))), ==, "n0");
  doubles_desk_expect_silence (self->desk);
}

/* NOTIFYs that are not as they should be. */
static void
test_bad_notify (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("dialog");
  guint cseq;

  doubles_watcher_subscribe (self, 3600);
  doubles_notifier_notify (&self->notifier, "n", "", "", 400);
  cseq = self->notifier.cseq;
  self->notifier.cseq = cseq + 100;
  doubles_notifier_notify (&self->notifier, "n", "active", "", 200);
  self->notifier.cseq = cseq + 50;
  doubles_notifier_notify (&self->notifier, "n", "active", "", 500);
  doubles_watcher_expect_heard (self, "active0: ");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/subscriber-receive/notify-first", test_notify_first);
  g_test_add_func ("/ua/subscriber-receive/notify-routes", test_notify_routes);
  g_test_add_func ("/ua/subscriber-receive/reasons", test_reasons);
  g_test_add_func ("/ua/subscriber-receive/no-storm", test_no_storm);
  g_test_add_func ("/ua/subscriber-receive/fork-refused", test_fork_refused);
  g_test_add_func ("/ua/subscriber-receive/forks", test_forks);
  g_test_add_func ("/ua/subscriber-receive/bad-notify", test_bad_notify);
  return g_test_run ();
}
