/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What every test of subscriptions sets up first. */

#include "doubles-watcher.h"

#include "ua-error.h"

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

DoublesWatcher *
doubles_watcher_new (const char *event)
{
  DoublesWatcher *self = g_new0 (DoublesWatcher, 1);
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

void
doubles_watcher_free (DoublesWatcher *self)
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

void
doubles_watcher_expect_heard (DoublesWatcher *self,
                              const char     *heard)
{
  g_assert_cmpstr (self->heard->str, ==, heard);
  g_string_truncate (self->heard, 0);
}

void
doubles_watcher_expect_state (DoublesWatcher   *self,
                              UaSubscriberState state)
{
  g_assert_cmpint (ua_subscriber_get_state (self->subscriber), ==, state);
}

void
doubles_watcher_expect_header (SipMessage *message,
                               SipHeader   header,
                               const char *value)
{
  g_assert_cmpstr (sip_message_get_header (message, header), ==, value);
}

void
doubles_watcher_subscribe (DoublesWatcher *self,
                           guint           expires)
{
  g_autofree char *granted = g_strdup_printf ("Expires: %u\n", expires);
  g_autofree char *state = g_strdup_printf ("active;expires=%u", expires);

  if (!ua_agent_is_connected (self->desk->agent))
    doubles_desk_open (self->desk);
  ua_subscriber_subscribe (self->subscriber);
  doubles_notifier_hear (&self->notifier);
  doubles_notifier_answer (&self->notifier, 200, "n", granted);
  doubles_notifier_notify (&self->notifier, "n", state, "", 200);
  doubles_watcher_expect_state (self, UA_SUBSCRIBER_STATE_SUBSCRIBED);
  doubles_watcher_expect_heard (self, "active0: ");
}
