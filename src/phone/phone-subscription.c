/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Everything a phone wants to be told of lives and dies with a registration. This joins the two: it asks when there is
 * one, each in its turn, and what it was told is void with the line. */

#include "config.h"

#include "phone-subscription.h"

#include "ua-subscriber.h"

struct _PhoneSubscription
{
  GObject parent_instance;

  SipUri *target;
  char *event;
  gboolean lists;
  guint turn;

  UaAgent *agent; /* NULL: no line */
  UaRegisterer *registerer;
  UaSubscriber *subscriber; /* NULL: not registered, or not its turn yet */
  UaSubscriber *leaving; /* is giving up what it was told; NULL: none */
  guint timer;
  gboolean refused;
};

enum
{
  TOLD,
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PhoneSubscription, phone_subscription, G_TYPE_OBJECT)

static void
subscriber_notified_cb (UaSubscriber      *subscriber,
                        const char        *content_type,
                        GBytes            *body,
                        guint              phase,
                        guint              fork,
                        PhoneSubscription *self)
{
  g_signal_emit (self, signals[TOLD], 0, content_type, body, phase);
}

static void
subscriber_ended_cb (UaSubscriber      *subscriber,
                     const GError      *error,
                     PhoneSubscription *self)
{
  self->refused = error != NULL && ua_subscriber_get_state (subscriber) == UA_SUBSCRIBER_STATE_TERMINATED;
  if (error != NULL)
    g_info ("%s is not told: %s", self->event, error->message);
  g_signal_emit (self, signals[ENDED], 0);
}

static void
begin_cb (gpointer user_data)
{
  PhoneSubscription *self = user_data;

  self->timer = 0;
  self->subscriber = ua_subscriber_new (self->agent, self->target, self->event, NULL);
  if (self->lists)
    ua_subscriber_set_lists (self->subscriber, TRUE);
  ua_subscriber_set_registerer (self->subscriber, self->registerer);
  g_signal_connect_object (self->subscriber, "notified", G_CALLBACK (subscriber_notified_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->subscriber, "ended", G_CALLBACK (subscriber_ended_cb), self, G_CONNECT_DEFAULT);
  ua_subscriber_subscribe (self->subscriber);
}

static void
drop (PhoneSubscription *self,
      gboolean           politely)
{
  if (self->agent != NULL)
    sip_clock_disarm (ua_agent_get_clock (self->agent), &self->timer);
  if (self->subscriber == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->subscriber, self);
  g_clear_object (&self->leaving);
  self->leaving = g_steal_pointer (&self->subscriber);
  if (politely)
    ua_subscriber_unsubscribe (self->leaving);
  else
    ua_subscriber_terminate (self->leaving);
}

static void
follow (PhoneSubscription *self)
{
  gboolean registered = ua_registerer_get_state (self->registerer) == UA_REGISTERER_STATE_REGISTERED;

  drop (self, FALSE);
  self->refused = FALSE;
  if (registered)
    self->timer = sip_clock_arm (ua_agent_get_clock (self->agent), self->turn * PHONE_SUBSCRIPTION_SPACING_MS,
                                 begin_cb, self);
  else
    g_signal_emit (self, signals[ENDED], 0);
}

static void
phone_subscription_dispose (GObject *object)
{
  phone_subscription_detach (PHONE_SUBSCRIPTION (object), FALSE);
  g_clear_object (&PHONE_SUBSCRIPTION (object)->leaving);

  G_OBJECT_CLASS (phone_subscription_parent_class)->dispose (object);
}

static void
phone_subscription_finalize (GObject *object)
{
  PhoneSubscription *self = PHONE_SUBSCRIPTION (object);

  sip_uri_unref (self->target);
  g_free (self->event);

  G_OBJECT_CLASS (phone_subscription_parent_class)->finalize (object);
}

static void
phone_subscription_class_init (PhoneSubscriptionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = phone_subscription_dispose;
  object_class->finalize = phone_subscription_finalize;

  signals[TOLD] = g_signal_new ("told", PHONE_TYPE_SUBSCRIPTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                G_TYPE_STRING, G_TYPE_BYTES, G_TYPE_UINT);
  signals[ENDED] =
    g_signal_new ("ended", PHONE_TYPE_SUBSCRIPTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
phone_subscription_init (PhoneSubscription *self)
{
}

PhoneSubscription *
phone_subscription_new (SipUri     *target,
                        const char *event)
{
  PhoneSubscription *self = g_object_new (PHONE_TYPE_SUBSCRIPTION, NULL);

  self->target = sip_uri_ref (target);
  self->event = g_strdup (event);
  return self;
}

void
phone_subscription_set_lists (PhoneSubscription *self)
{
  self->lists = TRUE;
}

void
phone_subscription_set_turn (PhoneSubscription *self,
                             guint              turn)
{
  self->turn = turn;
}

void
phone_subscription_attach (PhoneSubscription *self,
                           UaAgent           *agent,
                           UaRegisterer      *registerer)
{
  phone_subscription_detach (self, FALSE);
  self->agent = g_object_ref (agent);
  self->registerer = g_object_ref (registerer);
  g_signal_connect_object (registerer, "notify::state", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  if (ua_registerer_get_state (registerer) == UA_REGISTERER_STATE_REGISTERED)
    follow (self);
}

void
phone_subscription_detach (PhoneSubscription *self,
                           gboolean           politely)
{
  if (self->agent == NULL)
    return;

  drop (self, politely);
  g_signal_handlers_disconnect_by_data (self->registerer, self);
  g_clear_object (&self->registerer);
  g_clear_object (&self->agent);
  g_signal_emit (self, signals[ENDED], 0);
}

void
phone_subscription_refresh (PhoneSubscription *self)
{
  if (self->subscriber != NULL)
    ua_subscriber_refresh (self->subscriber);
}

gboolean
phone_subscription_is_refused (PhoneSubscription *self)
{
  return self->refused;
}
