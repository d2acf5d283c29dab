/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What others see of us is kept by a server for a while and no longer. So publishing, too, is a promise kept: it is
 * renewed, changed, and made again when the server forgot or the line was lost.
 */

#include "ua-publisher-private.h"

#include "ua-asking.h"

#define DEFAULT_EXPIRES_S 3600 /* RFC 3903 §6, RFC 3856 §6.4 */

enum
{
  PROP_STATE = 1,
  PROP_LAST_ERROR,
  N_PROPS
};

enum
{
  PUBLISHED,
  UNPUBLISHED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (UaPublisherState, ua_publisher_state,
                    G_DEFINE_ENUM_VALUE (UA_PUBLISHER_STATE_INITIAL, "initial"),
                    G_DEFINE_ENUM_VALUE (UA_PUBLISHER_STATE_PUBLISHED, "published"),
                    G_DEFINE_ENUM_VALUE (UA_PUBLISHER_STATE_UNPUBLISHED, "unpublished"),
                    G_DEFINE_ENUM_VALUE (UA_PUBLISHER_STATE_TERMINATED, "terminated"))

G_DEFINE_FINAL_TYPE (UaPublisher, ua_publisher, G_TYPE_OBJECT)

/* initial → published ⇄ unpublished → terminated, and from anywhere to terminated. */
static gboolean
is_legal (UaPublisherState from,
          UaPublisherState to)
{
  return from != to && to != UA_PUBLISHER_STATE_INITIAL;
}

void
ua_publisher_set_state (UaPublisher      *self,
                        UaPublisherState  state)
{
  /* Who heard of something just before may have terminated it. */
  if (self->state == state || self->state == UA_PUBLISHER_STATE_TERMINATED)
    return;
  if (!is_legal (self->state, state))
    {
      g_critical ("publisher: from state %d to %d", self->state, state);
      return;
    }
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

void
ua_publisher_set_last_error (UaPublisher  *self,
                             const GError *error)
{
  ua_asking_keep_error (&self->last_error, error);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LAST_ERROR]);
}

void
ua_publisher_tell_published (UaPublisher *self)
{
  g_signal_emit (self, signals[PUBLISHED], 0);
}

void
ua_publisher_tell_unpublished (UaPublisher  *self,
                               const GError *error)
{
  g_signal_emit (self, signals[UNPUBLISHED], 0, error);
}

static void
ua_publisher_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  UaPublisher *self = UA_PUBLISHER (object);

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
ua_publisher_dispose (GObject *object)
{
  UaPublisher *self = UA_PUBLISHER (object);

  ua_publisher_drop_request (self);
  g_clear_object (&self->refresher);
  g_clear_weak_pointer (&self->registerer);
  g_clear_weak_pointer (&self->agent);
  G_OBJECT_CLASS (ua_publisher_parent_class)->dispose (object);
}

static void
ua_publisher_finalize (GObject *object)
{
  UaPublisher *self = UA_PUBLISHER (object);

  g_clear_pointer (&self->target, sip_uri_unref);
  g_clear_pointer (&self->options, ua_options_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_error (&self->last_error);
  g_free (self->event);
  g_free (self->content_type);
  g_free (self->entity_tag);
  G_OBJECT_CLASS (ua_publisher_parent_class)->finalize (object);
}

static void
ua_publisher_class_init (UaPublisherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ua_publisher_get_property;
  object_class->dispose = ua_publisher_dispose;
  object_class->finalize = ua_publisher_finalize;

  props[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, UA_TYPE_PUBLISHER_STATE, UA_PUBLISHER_STATE_INITIAL, flags);
  props[PROP_LAST_ERROR] = g_param_spec_boxed ("last-error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * UaPublisher::published:
   * @self: the publisher
   *
   * The server has what was published last.
   */
  signals[PUBLISHED] = g_signal_new ("published", UA_TYPE_PUBLISHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
  /**
   * UaPublisher::unpublished:
   * @self: the publisher
   * @error: (nullable): why; %NULL: as asked
   *
   * The server has nothing of us, or we cannot know what it has.
   */
  signals[UNPUBLISHED] = g_signal_new ("unpublished", UA_TYPE_PUBLISHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ua_publisher_init (UaPublisher *self)
{
  self->expires_s = DEFAULT_EXPIRES_S;
}

/**
 * ua_publisher_new:
 * @agent: who publishes
 * @target: whose state it is
 * @event: the package: "presence"
 * @options: (nullable): what else every PUBLISH says
 *
 * Makes a publisher that has nothing to publish yet.
 *
 * Returns: (transfer full): the publisher
 */
UaPublisher *
ua_publisher_new (UaAgent    *agent,
                  SipUri     *target,
                  const char *event,
                  UaOptions  *options)
{
  g_return_val_if_fail (UA_IS_AGENT (agent) && target != NULL && event != NULL, NULL);

  UaPublisher *self = g_object_new (UA_TYPE_PUBLISHER, NULL);

  g_set_weak_pointer (&self->agent, agent);
  self->target = sip_uri_ref (target);
  self->event = g_strdup (event);
  self->options = options != NULL ? ua_options_ref (options) : NULL;
  self->refresher = ua_refresher_new (ua_agent_get_clock (agent), ua_agent_get_tokens (agent));
  ua_publisher_follow (self);
  return self;
}

/**
 * ua_publisher_set_expires:
 * @self: the publisher
 * @seconds: above 0; 3600 by default
 *
 * Chooses what the next PUBLISH asks for; the server decides.
 */
void
ua_publisher_set_expires (UaPublisher *self,
                          guint        seconds)
{
  g_return_if_fail (UA_IS_PUBLISHER (self) && seconds > 0);

  self->expires_s = seconds;
}

static void
registerer_registered_cb (UaRegisterer *registerer,
                          UaPublisher  *self)
{
  gboolean waiting = self->request != NULL || ua_refresher_is_running (self->refresher);

  if (self->wanted && !waiting && self->state != UA_PUBLISHER_STATE_PUBLISHED)
    ua_publisher_ask (self, UA_PUBLISHER_ASK_PUBLISH);
}

/**
 * ua_publisher_set_registerer:
 * @self: the publisher
 * @registerer: (nullable): who makes us reachable; held weakly
 *
 * Lets the publisher wait for a registration.
 */
void
ua_publisher_set_registerer (UaPublisher  *self,
                             UaRegisterer *registerer)
{
  g_return_if_fail (UA_IS_PUBLISHER (self) && (registerer == NULL || UA_IS_REGISTERER (registerer)));

  ua_asking_follow_registerer (self, &self->registerer, registerer, G_CALLBACK (registerer_registered_cb));
}

/**
 * ua_publisher_get_state:
 * @self: the publisher
 *
 * Tells whether the server has what was published.
 *
 * Returns: the state
 */
UaPublisherState
ua_publisher_get_state (UaPublisher *self)
{
  g_return_val_if_fail (UA_IS_PUBLISHER (self), UA_PUBLISHER_STATE_TERMINATED);

  return self->state;
}

/**
 * ua_publisher_get_last_error:
 * @self: the publisher
 *
 * Tells why it is not published.
 *
 * Returns: (transfer none) (nullable): the error; %NULL when published or never asked
 */
const GError *
ua_publisher_get_last_error (UaPublisher *self)
{
  g_return_val_if_fail (UA_IS_PUBLISHER (self), NULL);

  return self->last_error;
}

/**
 * ua_publisher_publish:
 * @self: the publisher
 * @content_type: the type of @body
 * @body: what is to be known
 *
 * Publishes as soon as that is possible, and again whenever it was lost; while something else is on its way, what was
 * said last is what counts. Does nothing once it is terminated.
 */
void
ua_publisher_publish (UaPublisher *self,
                      const char  *content_type,
                      GBytes      *body)
{
  g_return_if_fail (UA_IS_PUBLISHER (self) && content_type != NULL && body != NULL);

  if (self->state == UA_PUBLISHER_STATE_TERMINATED)
    return;
  g_bytes_ref (body);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = body;
  g_set_str (&self->content_type, content_type);
  self->wanted = TRUE;
  /* A server that asked for time gets it; what is said then is what was wanted last. */
  if (self->state != UA_PUBLISHER_STATE_UNPUBLISHED || !ua_refresher_is_running (self->refresher))
    ua_publisher_ask (self, UA_PUBLISHER_ASK_PUBLISH);
}

/**
 * ua_publisher_remove:
 * @self: the publisher
 *
 * Takes back what was published (RFC 3903 §4.5).
 */
void
ua_publisher_remove (UaPublisher *self)
{
  g_return_if_fail (UA_IS_PUBLISHER (self));

  gboolean was_wanted = self->wanted;

  self->wanted = FALSE;
  if (self->state == UA_PUBLISHER_STATE_TERMINATED || (!was_wanted && self->entity_tag == NULL))
    return;
  if (ua_publisher_can_ask (self))
    ua_publisher_ask (self, UA_PUBLISHER_ASK_REMOVE);
  else
    ua_publisher_forget (self, NULL);
}

/**
 * ua_publisher_terminate:
 * @self: the publisher
 *
 * Asks nothing more and tells nothing more.
 */
void
ua_publisher_terminate (UaPublisher *self)
{
  g_return_if_fail (UA_IS_PUBLISHER (self));

  self->wanted = FALSE;
  self->next = UA_PUBLISHER_ASK_NOTHING;
  ua_publisher_drop_request (self);
  ua_refresher_stop (self->refresher);
  ua_publisher_set_state (self, UA_PUBLISHER_STATE_TERMINATED);
}
