/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table of a subscription: sound, and every state with everything that can happen in it, generated. */

#include "ua-subscriber.h"

#include "doubles-watcher.h"
#include "ua-subscriber-private.h"

static void
test_table (void)
{
  g_autofree char *wrong = sip_machine_prove (ua_subscriber_get_machine (), UA_SUBSCRIBER_STATE_TERMINATED);

  g_assert_cmpstr (wrong, ==, NULL);
}

/* ---- how each state is reached ---- */

static void
reach_initial (DoublesWatcher *self)
{
  doubles_desk_open (self->desk);
}

static void
reach_offline (DoublesWatcher *self)
{
  self->desk->opening = DOUBLES_OPENING_FAILS;
  ua_agent_start (self->desk->agent);
  doubles_desk_settle (self->desk);
  ua_subscriber_subscribe (self->subscriber);
}

static void
reach_notify_wait (DoublesWatcher *self)
{
  doubles_desk_open (self->desk);
  ua_subscriber_subscribe (self->subscriber);
  doubles_notifier_hear (&self->notifier);
}

static void
reach_granted (DoublesWatcher *self)
{
  reach_notify_wait (self);
  doubles_notifier_answer (&self->notifier, 200, "n", "Expires: 3600\n");
}

static void
reach_notified_first (DoublesWatcher *self)
{
  reach_notify_wait (self);
  doubles_notifier_notify (&self->notifier, "n", "active;expires=3600", "", 200);
}

static void
reach_subscribed (DoublesWatcher *self)
{
  doubles_watcher_subscribe (self, 100);
}

static void
reach_renewing (DoublesWatcher *self)
{
  doubles_watcher_subscribe (self, 100);
  doubles_desk_advance (self->desk, 90 * 1000);
  doubles_notifier_hear (&self->notifier);
}

static void
reach_lapsed (DoublesWatcher *self)
{
  doubles_watcher_subscribe (self, 100);
  doubles_notifier_notify (&self->notifier, "n", "terminated;reason=probation;retry-after=60", "", 200);
}

static void
reach_leaving (DoublesWatcher *self)
{
  doubles_watcher_subscribe (self, 100);
  ua_subscriber_unsubscribe (self->subscriber);
  doubles_notifier_hear (&self->notifier);
}

static void
reach_leaving_early (DoublesWatcher *self)
{
  reach_notify_wait (self);
  ua_subscriber_unsubscribe (self->subscriber);
}

static void
reach_fetching (DoublesWatcher *self)
{
  doubles_desk_open (self->desk);
  ua_subscriber_fetch (self->subscriber);
  doubles_notifier_hear (&self->notifier);
}

static void
reach_terminated (DoublesWatcher *self)
{
  doubles_watcher_subscribe (self, 100);
  ua_subscriber_terminate (self->subscriber);
}

static void (*const states[]) (DoublesWatcher *) = {
  reach_initial,  reach_offline, reach_notify_wait, reach_granted,       reach_notified_first, reach_subscribed,
  reach_renewing, reach_lapsed,  reach_leaving,     reach_leaving_early, reach_fetching,       reach_terminated,
};

/* ---- what can happen ---- */

static void
answer (DoublesWatcher *self,
        guint           status,
        const char     *headers)
{
  if (self->notifier.subscribe != NULL)
    doubles_notifier_answer (&self->notifier, status, "n", headers);
}

/* Whatever it is answered with. */
static void
notify (DoublesWatcher *self,
        const char     *tag,
        const char     *state)
{
  static guint n;
  g_autofree char *text = NULL;

  if (self->notifier.subscribe == NULL || self->desk->transport == NULL)
    return;
  n++;
  text = g_strdup_printf ("NOTIFY sip:alice@h SIP/2.0\r\nVia: SIP/2.0/WSS h;branch=z9hG4bKm%u\r\n"
                          "From: <sip:bob@example.org>;tag=%s\r\nTo: %s\r\nCall-ID: %s\r\nCSeq: %u NOTIFY\r\n"
                          "Contact: <sip:n@h>\r\nEvent: dialog\r\nSubscription-State: %s\r\nContent-Length: 0\r\n\r\n",
                          n, tag, sip_message_get_header (self->notifier.subscribe, SIP_HEADER_FROM),
                          sip_message_get_call_id (self->notifier.subscribe), 1000 + n, state);
  doubles_transport_deliver (self->desk->transport, text);
  doubles_desk_settle (self->desk);
}

static const struct
{
  const char *what; /* a Subscription-State, a status with its header, or a verb */
  guint       status;
  void      (*verb) (UaSubscriber *);
  guint       seconds;
} events[] = {
  { "active;expires=50", 0, NULL, 0 },
  { "pending", 0, NULL, 0 },
  { "active;expires=0", 0, NULL, 0 },
  { "terminated", 0, NULL, 0 },
  { "terminated;reason=deactivated", 0, NULL, 0 },
  { "terminated;reason=probation", 0, NULL, 0 },
  { "terminated;reason=rejected", 0, NULL, 0 },
  { "terminated;reason=timeout", 0, NULL, 0 },
  { "terminated;reason=giveup", 0, NULL, 0 },
  { "terminated;reason=noresource", 0, NULL, 0 },
  { "terminated;reason=invariant", 0, NULL, 0 },
  { "Expires: 60\n", 200, NULL, 0 },
  { "Expires: 0\n", 200, NULL, 0 },
  { "", 202, NULL, 0 },
  { "Min-Expires: 7200\n", 423, NULL, 0 },
  { "", 401, NULL, 0 },
  { "", 403, NULL, 0 },
  { "", 481, NULL, 0 },
  { "", 489, NULL, 0 },
  { "", 500, NULL, 0 },
  { "Retry-After: 5\n", 503, NULL, 0 },
  { "subscribe", 0, ua_subscriber_subscribe, 0 },
  { "fetch", 0, ua_subscriber_fetch, 0 },
  { "refresh", 0, ua_subscriber_refresh, 0 },
  { "unsubscribe", 0, ua_subscriber_unsubscribe, 0 },
  { "terminate", 0, ua_subscriber_terminate, 0 },
  { "the line breaks", 0, NULL, 0 },
  { "time passes", 0, NULL, 31 },
  { "time passes", 0, NULL, 33 },
  { "time passes", 0, NULL, 400 },
};

static void
happen (DoublesWatcher *self,
        guint           event)
{
  if (events[event].verb != NULL)
    events[event].verb (self->subscriber);
  else if (events[event].status > 0)
    answer (self, events[event].status, events[event].what);
  else if (events[event].seconds > 0)
    doubles_desk_advance (self->desk, events[event].seconds * 1000);
  else if (g_str_has_prefix (events[event].what, "the line"))
    doubles_transport_break (self->desk->transport, 1006);
  else
    notify (self, "n", events[event].what);
  doubles_desk_settle (self->desk);
}

static void
let_all_go (DoublesWatcher *self)
{
  for (SipMessage *rest; (rest = doubles_transport_pop_message (self->desk->transport)) != NULL;)
    sip_message_unref (rest);
}

/* Must show 4: no critical, no illegal move, nothing left in memory or on the clock, and then once more with a second
 * notifier beside the first. */
static void
test_everything (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (states) * G_N_ELEMENTS (events); i++)
    {
      g_autoptr (DoublesWatcher) self = doubles_watcher_new ("dialog");

      ua_subscriber_set_forks (self->subscriber, i % 2 == 0);
      states[i / G_N_ELEMENTS (events)](self);
      happen (self, i % G_N_ELEMENTS (events));
      notify (self, "other", "active;expires=60");
      happen (self, i % G_N_ELEMENTS (events));
      let_all_go (self);
    }
}

/* Any two things, one after the other. */
static void
test_pairs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (events) * G_N_ELEMENTS (events); i++)
    {
      g_autoptr (DoublesWatcher) self = doubles_watcher_new ("dialog");

      reach_granted (self);
      happen (self, i / G_N_ELEMENTS (events));
      happen (self, i % G_N_ELEMENTS (events));
      let_all_go (self);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/subscriber-machine/table", test_table);
  g_test_add_func ("/ua/subscriber-machine/everything", test_everything);
  g_test_add_func ("/ua/subscriber-machine/pairs", test_pairs);
  return g_test_run ();
}
