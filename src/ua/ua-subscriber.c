/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* To be told is, like to be reachable, a promise kept: once asked, the subscriber subscribes, renews, and subscribes
 * again whenever the notifier or the line lost it, until it is asked to stop or told that there is no point.
 */

#include "ua-subscriber-private.h"

#include "ua-agent-private.h"
#include "ua-asking.h"

enum
{
  PROP_STATE = 1,
  PROP_LAST_ERROR,
  N_PROPS
};

enum
{
  NOTIFIED,
  ENDED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (UaSubscriberState, ua_subscriber_state,
                    G_DEFINE_ENUM_VALUE (UA_SUBSCRIBER_STATE_INITIAL, "initial"),
                    G_DEFINE_ENUM_VALUE (UA_SUBSCRIBER_STATE_NOTIFY_WAIT, "notify-wait"),
                    G_DEFINE_ENUM_VALUE (UA_SUBSCRIBER_STATE_SUBSCRIBED, "subscribed"),
                    G_DEFINE_ENUM_VALUE (UA_SUBSCRIBER_STATE_LEAVING, "leaving"),
                    G_DEFINE_ENUM_VALUE (UA_SUBSCRIBER_STATE_TERMINATED, "terminated"))

G_DEFINE_FINAL_TYPE (UaSubscriber, ua_subscriber, G_TYPE_OBJECT)

void
ua_subscriber_notify_state (UaSubscriber *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

void
ua_subscriber_tell_notified (UaSubscriber        *self,
                             SipMessage          *notify,
                             UaSubscriptionPhase  phase,
                             guint                fork)
{
  GBytes *body = sip_message_get_body (notify);
  const char *type =
    g_bytes_get_size (body) > 0 ? sip_message_get_header (notify, SIP_HEADER_CONTENT_TYPE) : NULL;

  g_signal_emit (self, signals[NOTIFIED], 0, type, body, (guint) phase, fork);
}

void
ua_subscriber_tell_ended (UaSubscriber *self,
                          const GError *error)
{
  g_signal_emit (self, signals[ENDED], 0, error);
}

static void
ua_subscriber_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  UaSubscriber *self = UA_SUBSCRIBER (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_LAST_ERROR:
      g_value_set_boxed (value, self->last_error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_subscriber_dispose (GObject *object)
{
  UaSubscriber *self = UA_SUBSCRIBER (object);

  if (self->retry != NULL)
    ua_subscriber_forget (self);
  g_clear_object (&self->retry);
  g_clear_object (&self->clock);
  g_clear_weak_pointer (&self->registerer);
  g_clear_weak_pointer (&self->agent);
  G_OBJECT_CLASS (ua_subscriber_parent_class)->dispose (object);
}

static void
ua_subscriber_finalize (GObject *object)
{
  UaSubscriber *self = UA_SUBSCRIBER (object);

  g_ptr_array_unref (self->subscriptions);
  g_clear_pointer (&self->target, sip_uri_unref);
  g_clear_pointer (&self->terms.options, ua_options_unref);
  g_free (self->terms.event);
  g_free (self->terms.accept);
  g_clear_error (&self->last_error);
  G_OBJECT_CLASS (ua_subscriber_parent_class)->finalize (object);
}

static void
ua_subscriber_class_init (UaSubscriberClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ua_subscriber_get_property;
  object_class->dispose = ua_subscriber_dispose;
  object_class->finalize = ua_subscriber_finalize;

  props[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, UA_TYPE_SUBSCRIBER_STATE, UA_SUBSCRIBER_STATE_INITIAL, flags);
  props[PROP_LAST_ERROR] = g_param_spec_boxed ("last-error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * UaSubscriber::notified:
   * @self: the subscriber
   * @content_type: (nullable): the whole value of Content-Type; %NULL: there is no body
   * @body: octets of a stranger
   * @phase: a #UaSubscriptionPhase
   * @fork: which notifier speaks, from 0
   *
   * A NOTIFY came, and was answered with 200.
   */
  signals[NOTIFIED] =
    g_signal_new ("notified", UA_TYPE_SUBSCRIBER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                  G_TYPE_STRING, G_TYPE_BYTES, G_TYPE_UINT, G_TYPE_UINT);
  /**
   * UaSubscriber::ended:
   * @self: the subscriber
   * @error: (nullable): why; %NULL: as asked, or all was told
   *
   * Nobody tells us any more; the state says whether it will be tried again.
   */
  signals[ENDED] = g_signal_new ("ended", UA_TYPE_SUBSCRIBER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_ERROR);
}

static void
ua_subscriber_init (UaSubscriber *self)
{
  self->terms.expires_s = UA_SUBSCRIBER_MIN_EXPIRES_S;
  self->subscriptions = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ua_subscriber_new:
 * @agent: who wants to know
 * @target: about whom or what
 * @event: the package, as in the Event header
 * @options: (nullable): what else every SUBSCRIBE says
 *
 * Makes a subscriber that has not been asked yet (CONTRACT U12).
 *
 * Returns: (transfer full): the subscriber
 */
UaSubscriber *
ua_subscriber_new (UaAgent    *agent,
                   SipUri     *target,
                   const char *event,
                   UaOptions  *options)
{
  g_return_val_if_fail (UA_IS_AGENT (agent) && target != NULL && event != NULL, NULL);

  UaSubscriber *self = g_object_new (UA_TYPE_SUBSCRIBER, NULL);
  g_autofree char *package = ua_event_dup_package (event);

  g_set_weak_pointer (&self->agent, agent);
  self->clock = g_object_ref (ua_agent_get_clock (agent));
  self->target = sip_uri_ref (target);
  self->terms.event = g_strdup (event);
  self->terms.accept = g_strdup (ua_event_get_content_type (package));
  self->terms.options = options != NULL ? ua_options_ref (options) : NULL;
  self->retry = ua_refresher_new (self->clock, ua_agent_get_tokens (agent));
  ua_subscriber_follow (self);
  return self;
}

/**
 * ua_subscriber_set_expires:
 * @self: the subscriber
 * @seconds: for how long the next SUBSCRIBE asks; 3600 by default, and what is less is raised to it (U12)
 *
 * Chooses what is asked for; the notifier decides.
 */
void
ua_subscriber_set_expires (UaSubscriber *self,
                           guint         seconds)
{
  g_return_if_fail (UA_IS_SUBSCRIBER (self));

  self->terms.expires_s = MAX (seconds, UA_SUBSCRIBER_MIN_EXPIRES_S);
}

/**
 * ua_subscriber_set_exact_expires:
 * @self: the subscriber
 * @seconds: above 0
 *
 * Chooses what is asked for without the floor of U12 (CONTRACT A.6 item 8).
 */
void
ua_subscriber_set_exact_expires (UaSubscriber *self,
                                 guint         seconds)
{
  g_return_if_fail (UA_IS_SUBSCRIBER (self) && seconds > 0);

  self->terms.expires_s = seconds;
}

/**
 * ua_subscriber_set_accept:
 * @self: the subscriber
 * @accept: the value of an Accept header
 *
 * Chooses which bodies are wanted, where the package knows several, or is not known here.
 */
void
ua_subscriber_set_accept (UaSubscriber *self,
                          const char   *accept)
{
  g_return_if_fail (UA_IS_SUBSCRIBER (self) && accept != NULL);

  g_set_str (&self->terms.accept, accept);
}

/**
 * ua_subscriber_set_lists:
 * @self: the subscriber
 * @lists: whether lists are taken
 *
 * Says that the target may be a list of resources (RFC 4662 §4.1); then NOTIFYs bring what
 * ua_resource_list_parse() reads.
 */
void
ua_subscriber_set_lists (UaSubscriber *self,
                         gboolean      lists)
{
  g_return_if_fail (UA_IS_SUBSCRIBER (self));

  self->terms.lists = lists;
}

/**
 * ua_subscriber_set_forks:
 * @self: the subscriber
 * @forks: whether several notifiers are heard
 *
 * Chooses what becomes of NOTIFYs from further places (RFC 6665 §4.4.1): dialogs of their own, eight at most, or 481.
 */
void
ua_subscriber_set_forks (UaSubscriber *self,
                         gboolean      forks)
{
  g_return_if_fail (UA_IS_SUBSCRIBER (self));

  self->forks = forks;
}

static void
registerer_registered_cb (UaRegisterer *registerer,
                          UaSubscriber *self)
{
  /* Every renewal comes here, too, and must not overtake a notifier that asked for time. */
  if (!ua_refresher_is_running (self->retry))
    ua_subscriber_begin_if_possible (self);
}

/**
 * ua_subscriber_set_registerer:
 * @self: the subscriber
 * @registerer: (nullable): who makes us reachable; held weakly
 *
 * Lets the subscriber wait for a registration, for many servers take a SUBSCRIBE only from who is registered.
 */
void
ua_subscriber_set_registerer (UaSubscriber *self,
                              UaRegisterer *registerer)
{
  g_return_if_fail (UA_IS_SUBSCRIBER (self) && (registerer == NULL || UA_IS_REGISTERER (registerer)));

  ua_asking_follow_registerer (self, &self->registerer, registerer, G_CALLBACK (registerer_registered_cb));
}

/**
 * ua_subscriber_get_state:
 * @self: the subscriber
 *
 * Tells whether anybody tells us.
 *
 * Returns: the state
 */
UaSubscriberState
ua_subscriber_get_state (UaSubscriber *self)
{
  g_return_val_if_fail (UA_IS_SUBSCRIBER (self), UA_SUBSCRIBER_STATE_TERMINATED);

  return self->state;
}

/**
 * ua_subscriber_get_last_error:
 * @self: the subscriber
 *
 * Tells why nobody tells us.
 *
 * Returns: (transfer none) (nullable): the error of the last end; %NULL: none
 */
const GError *
ua_subscriber_get_last_error (UaSubscriber *self)
{
  g_return_val_if_fail (UA_IS_SUBSCRIBER (self), NULL);

  return self->last_error;
}

/**
 * ua_subscriber_subscribe:
 * @self: the subscriber
 *
 * Subscribes as soon as that is possible, and again whenever it was lost. Does nothing once it is terminated.
 */
void
ua_subscriber_subscribe (UaSubscriber *self)
{
  g_return_if_fail (UA_IS_SUBSCRIBER (self));

  if (self->state != UA_SUBSCRIBER_STATE_INITIAL)
    return;
  self->wanted = TRUE;
  ua_subscriber_begin_if_possible (self);
}

/**
 * ua_subscriber_fetch:
 * @self: the subscriber
 *
 * Asks once, as soon as that is possible, with Expires 0 (RFC 6665 §4.4.3); ends after the answer.
 */
void
ua_subscriber_fetch (UaSubscriber *self)
{
  g_return_if_fail (UA_IS_SUBSCRIBER (self));

  if (self->state == UA_SUBSCRIBER_STATE_INITIAL)
    self->once = TRUE;
  ua_subscriber_subscribe (self);
}

/**
 * ua_subscriber_refresh:
 * @self: the subscriber
 *
 * Asks every notifier for the whole state again. Does nothing unless subscribed.
 */
void
ua_subscriber_refresh (UaSubscriber *self)
{
  g_return_if_fail (UA_IS_SUBSCRIBER (self));

  for (guint i = 0; self->state == UA_SUBSCRIBER_STATE_SUBSCRIBED && i < self->subscriptions->len; i++)
    ua_subscription_refresh (g_ptr_array_index (self->subscriptions, i));
}

/**
 * ua_subscriber_unsubscribe:
 * @self: the subscriber
 *
 * Wants to be told no more, and says so; ends when that is confirmed, after 32 s at most.
 */
void
ua_subscriber_unsubscribe (UaSubscriber *self)
{
  g_return_if_fail (UA_IS_SUBSCRIBER (self));

  g_autoptr (UaSubscriber) hold = g_object_ref (self);

  self->wanted = FALSE;
  if (self->state == UA_SUBSCRIBER_STATE_INITIAL)
    ua_subscriber_end (self, NULL);
  else if (self->state == UA_SUBSCRIBER_STATE_NOTIFY_WAIT || self->state == UA_SUBSCRIBER_STATE_SUBSCRIBED)
    ua_subscriber_step (self, UA_SUBSCRIBER_EVENT_LEAVE);
}

/**
 * ua_subscriber_terminate:
 * @self: the subscriber
 *
 * Asks nothing more and tells nothing more. What was granted runs out by itself; NOTIFYs hear 481.
 */
void
ua_subscriber_terminate (UaSubscriber *self)
{
  g_return_if_fail (UA_IS_SUBSCRIBER (self));

  self->wanted = FALSE;
  if (self->state != UA_SUBSCRIBER_STATE_TERMINATED)
    ua_subscriber_step (self, UA_SUBSCRIBER_EVENT_END);
}
