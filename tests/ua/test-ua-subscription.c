/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One dialog of a subscription: renewed well before its end, and how it ends. */

#include "ua-subscription.h"

#include "doubles-watcher.h"

/* A shorter grant is obeyed, and renewed well before its end (A.6 item 8). */
static void
test_refresh (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("presence");
  SipMessage *refresh;

  doubles_watcher_subscribe (self, 100);
  doubles_desk_advance (self->desk, 89 * 1000);
  doubles_desk_expect_silence (self->desk);
  doubles_desk_advance (self->desk, 1000);
  refresh = doubles_notifier_hear (&self->notifier);
  doubles_watcher_expect_header (refresh, SIP_HEADER_CSEQ, "2 SUBSCRIBE");
  doubles_watcher_expect_header (refresh, SIP_HEADER_EXPIRES, "3600");
  doubles_watcher_expect_header (refresh, SIP_HEADER_EVENT, "presence");
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 200\n");
  doubles_desk_advance (self->desk, 179 * 1000);
  doubles_desk_expect_silence (self->desk);
  doubles_desk_advance (self->desk, 1000);
  doubles_notifier_hear (&self->notifier);
  /* Busy now: what was granted still holds, and it is tried again before that ends. */
  doubles_notifier_answer (&self->notifier, 503, "n", "Retry-After: 5\n");
  doubles_watcher_expect_state (self, UA_SUBSCRIBER_STATE_SUBSCRIBED);
  doubles_desk_advance (self->desk, 7000);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 3600\n");
  doubles_watcher_expect_heard (self, "");
}

/* Nobody answers the renewals: it runs out, and a new one is tried. */
static void
test_runs_out (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("presence");
  g_autofree char *first_id = NULL;

  doubles_watcher_subscribe (self, 100);
  first_id = g_strdup (sip_message_get_call_id (self->notifier.subscribe));
  doubles_desk_advance (self->desk, 90 * 1000);
  doubles_notifier_hear (&self->notifier);
  doubles_desk_advance (self->desk, 10 * 1000);
  doubles_watcher_expect_heard (self, "ended:ua10:again ");
  g_assert_cmpstr (sip_message_get_call_id (doubles_notifier_hear (&self->notifier)), !=, first_id);
  doubles_watcher_expect_state (self, UA_SUBSCRIBER_STATE_NOTIFY_WAIT);
}

/* The notifier has lost its memory: a new subscription (RFC 6665 §4.1.2.2). */
static void
test_refresh_unknown (void)
{
  static const guint statuses[] = { 481, 500, 489 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (DoublesWatcher) self = doubles_watcher_new ("presence");
      g_autofree char *ended = g_strdup_printf ("ended:status%u:again ", statuses[i]);
      SipMessage *anew;

      doubles_watcher_subscribe (self, 100);
      doubles_desk_advance (self->desk, 90 * 1000);
      doubles_notifier_hear (&self->notifier);
      doubles_notifier_answer (&self->notifier, statuses[i], "n", "");
      doubles_watcher_expect_heard (self, ended);
      anew = doubles_notifier_hear (&self->notifier);
      g_assert_null (sip_address_get_tag (sip_message_get_to (anew)));
      doubles_watcher_expect_header (anew, SIP_HEADER_CSEQ, "1 SUBSCRIBE");
    }
}

/* A change was missed: everything again, in the same dialog. */
static void
test_refresh_now (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("dialog");

  doubles_watcher_subscribe (self, 3600);
  ua_subscriber_refresh (self->subscriber);
  ua_subscriber_refresh (self->subscriber);
  doubles_watcher_expect_header (doubles_notifier_hear (&self->notifier), SIP_HEADER_CSEQ, "2 SUBSCRIBE");
  doubles_desk_expect_silence (self->desk);
}

/* Seen with Kamailio: a NOTIFY shortly before the renewal names what is left, and puts nothing off. */
static void
test_told_late (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("presence");

  doubles_watcher_subscribe (self, 16);
  doubles_desk_advance (self->desk, 5 * 1000);
  doubles_notifier_notify (&self->notifier, "n", "active;expires=11", "", 200);
  doubles_desk_advance (self->desk, 5 * 1000);
  doubles_notifier_notify (&self->notifier, "n", "active;expires=6", "", 200);
  doubles_desk_advance (self->desk, 1000);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_notify (&self->notifier, "n", "active;expires=5", "", 200);
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 3600\n");
  doubles_desk_advance (self->desk, 3000 * 1000);
  doubles_watcher_expect_heard (self, "active0: active0: active0: ");
}

/* What a NOTIFY shortens is renewed sooner; and never sooner than ten seconds after the last time. */
static void
test_told_less (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("presence");

  doubles_watcher_subscribe (self, 3600);
  doubles_notifier_notify (&self->notifier, "n", "active;expires=60", "", 200);
  doubles_desk_advance (self->desk, 53 * 1000);
  doubles_desk_expect_silence (self->desk);
  doubles_desk_advance (self->desk, 1000);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 3600\n");
  doubles_notifier_notify (&self->notifier, "n", "active;expires=12", "", 200);
  doubles_desk_advance (self->desk, 9900);
  doubles_desk_expect_silence (self->desk);
  doubles_desk_advance (self->desk, 200);
  doubles_notifier_hear (&self->notifier);
}

/* A notifier whose every answer misses something is not asked without end (TRUST 3). */
static void
test_refresh_storm (void)
{
  g_autoptr (DoublesWatcher) self = doubles_watcher_new ("presence");

  doubles_watcher_subscribe (self, 3600);
  for (guint i = 0; i < 3; i++)
    {
      ua_subscriber_refresh (self->subscriber);
      doubles_notifier_hear (&self->notifier);
      doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 3600\n");
      for (guint n = 0; n < 20; n++)
        {
          doubles_notifier_notify (&self->notifier, "n", "active;expires=3600", "", 200);
          ua_subscriber_refresh (self->subscriber);
        }
      doubles_desk_advance (self->desk, 9900);
      doubles_desk_expect_silence (self->desk);
      doubles_desk_advance (self->desk, 200);
      doubles_notifier_hear (&self->notifier);
      doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 3600\n");
      doubles_desk_advance (self->desk, 20 * 1000);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/subscription/refresh", test_refresh);
  g_test_add_func ("/ua/subscription/told-late", test_told_late);
  g_test_add_func ("/ua/subscription/told-less", test_told_less);
  g_test_add_func ("/ua/subscription/runs-out", test_runs_out);
  g_test_add_func ("/ua/subscription/refresh-unknown", test_refresh_unknown);
  g_test_add_func ("/ua/subscription/refresh-now", test_refresh_now);
  g_test_add_func ("/ua/subscription/refresh-storm", test_refresh_storm);
  return g_test_run ();
}
