/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Being reachable is not one request but a promise kept: once asked, the registerer registers, renews, and
 * registers again whenever the line comes back, until it is asked to stop or a person must mend something.
 */

#include "ua-registerer-private.h"

#include "ua-asking.h"
#include "ua-error.h"

#define DEFAULT_EXPIRES_S 600 /* CONTRACT U26 */

enum
{
  PROP_STATE = 1,
  PROP_LAST_ERROR,
  PROP_BUSY,
  N_PROPS
};

enum
{
  REGISTERED,
  UNREGISTERED,
  REGISTRATION_FAILED,
  REMOVED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (UaRegistererState, ua_registerer_state,
                    G_DEFINE_ENUM_VALUE (UA_REGISTERER_STATE_INITIAL, "initial"),
                    G_DEFINE_ENUM_VALUE (UA_REGISTERER_STATE_REGISTERED, "registered"),
                    G_DEFINE_ENUM_VALUE (UA_REGISTERER_STATE_UNREGISTERED, "unregistered"),
                    G_DEFINE_ENUM_VALUE (UA_REGISTERER_STATE_TERMINATED, "terminated"))

G_DEFINE_FINAL_TYPE (UaRegisterer, ua_registerer, G_TYPE_OBJECT)

/* initial → registered ⇄ unregistered → terminated, and from anywhere to terminated. */
static gboolean
is_legal (UaRegistererState from,
          UaRegistererState to)
{
  return from != UA_REGISTERER_STATE_TERMINATED && to != UA_REGISTERER_STATE_INITIAL;
}

void
ua_registerer_set_state (UaRegisterer      *self,
                         UaRegistererState  state)
{
  /* Who heard of something just before may have terminated it. */
  if (self->state == state || self->state == UA_REGISTERER_STATE_TERMINATED)
    return;
  if (!is_legal (self->state, state))
    {
      g_critical ("registerer: from state %d to %d", self->state, state);
      return;
    }
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

void
ua_registerer_set_last_error (UaRegisterer *self,
                              const GError *error)
{
  ua_asking_keep_error (&self->last_error, error);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LAST_ERROR]);
}

void
ua_registerer_set_busy (UaRegisterer    *self,
                        UaRegistererAsk  what)
{
  if (self->asking == what)
    return;

  self->asking = what;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

void
ua_registerer_tell_registered (UaRegisterer *self)
{
  g_signal_emit (self, signals[REGISTERED], 0);
}

void
ua_registerer_tell_unregistered (UaRegisterer *self,
                                 guint         status,
                                 const GError *error)
{
  g_signal_emit (self, signals[UNREGISTERED], 0, status, error);
}

void
ua_registerer_tell_failed (UaRegisterer *self,
                           guint         status,
                           const GError *error)
{
  g_signal_emit (self, signals[REGISTRATION_FAILED], 0, status, error);
}

void
ua_registerer_tell_removed (UaRegisterer *self,
                            const char   *event)
{
  g_signal_emit (self, signals[REMOVED], 0, event);
}

static void
ua_registerer_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  UaRegisterer *self = UA_REGISTERER (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_LAST_ERROR:
      g_value_set_boxed (value, self->last_error);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, ua_registerer_is_busy (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_registerer_dispose (GObject *object)
{
  UaRegisterer *self = UA_REGISTERER (object);

  if (self->request != NULL)
    g_signal_handlers_disconnect_by_data (self->request, self);
  g_clear_object (&self->request);
  ua_registerer_watch_end (self);
  g_clear_object (&self->refresher);
  g_clear_weak_pointer (&self->agent);
  G_OBJECT_CLASS (ua_registerer_parent_class)->dispose (object);
}

static void
ua_registerer_finalize (GObject *object)
{
  UaRegisterer *self = UA_REGISTERER (object);

  ua_waiters_free (self->registering);
  ua_waiters_free (self->unregistering);
  g_clear_pointer (&self->options, ua_options_unref);
  g_clear_error (&self->last_error);
  ua_registerer_watch_free (self);
  g_clear_pointer (&self->gruu, sip_uri_unref);
  g_clear_pointer (&self->moved, sip_uri_unref);
  g_ptr_array_unref (self->left);
  g_free (self->instance);
  g_free (self->call_id);
  G_OBJECT_CLASS (ua_registerer_parent_class)->finalize (object);
}

static void
ua_registerer_class_init (UaRegistererClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ua_registerer_get_property;
  object_class->dispose = ua_registerer_dispose;
  object_class->finalize = ua_registerer_finalize;

  props[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, UA_TYPE_REGISTERER_STATE, UA_REGISTERER_STATE_INITIAL, flags);
  props[PROP_LAST_ERROR] = g_param_spec_boxed ("last-error", NULL, NULL, G_TYPE_ERROR, flags);
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * UaRegisterer::registered:
   * @self: the registerer
   *
   * The registrar said yes, for the first time or again (U19).
   */
  signals[REGISTERED] = g_signal_new ("registered", UA_TYPE_REGISTERER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);
  /**
   * UaRegisterer::unregistered:
   * @self: the registerer
   * @status: what the registrar said last; 0: nothing
   * @error: (nullable): why; %NULL: as asked
   *
   * We cannot be reached any more (U20).
   */
  signals[UNREGISTERED] = g_signal_new ("unregistered", UA_TYPE_REGISTERER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_ERROR);
  /**
   * UaRegisterer::registration-failed:
   * @self: the registerer
   * @status: what the registrar said; 0: nothing
   * @error: why
   *
   * The registrar said no (U21).
   */
  signals[REGISTRATION_FAILED] =
    g_signal_new ("registration-failed", UA_TYPE_REGISTERER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  2, G_TYPE_UINT, G_TYPE_ERROR);
  /**
   * UaRegisterer::removed:
   * @self: the registerer
   * @event: why, in the registrar's word (RFC 3680 §5.3)
   *
   * The registrar says that our binding is gone. What comes of it is told as ever.
   */
  signals[REMOVED] = g_signal_new ("removed", UA_TYPE_REGISTERER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   1, G_TYPE_STRING);
}

static void
ua_registerer_init (UaRegisterer *self)
{
  self->expires = DEFAULT_EXPIRES_S;
  self->left = g_ptr_array_new_with_free_func ((GDestroyNotify) sip_uri_unref);
  self->registering = ua_waiters_new ();
  self->unregistering = ua_waiters_new ();
}

/**
 * ua_registerer_new:
 * @agent: who is to be reachable
 * @instance_id: (nullable): the device as "urn:uuid:…" (RFC 5626 §4.1)
 *
 * Makes a registerer that has not been asked yet.
 *
 * Returns: (transfer full): the registerer
 */
UaRegisterer *
ua_registerer_new (UaAgent    *agent,
                   const char *instance_id)
{
  g_return_val_if_fail (UA_IS_AGENT (agent), NULL);

  UaRegisterer *self = g_object_new (UA_TYPE_REGISTERER, NULL);

  g_set_weak_pointer (&self->agent, agent);
  self->refresher = ua_refresher_new (ua_agent_get_clock (agent), ua_agent_get_tokens (agent));
  self->instance = instance_id != NULL ? g_strdup_printf ("<%s>", instance_id) : NULL;
  self->call_id = sip_tokens_next (ua_agent_get_tokens (agent));
  ua_registerer_follow (self);
  return self;
}

/**
 * ua_registerer_set_expires:
 * @self: the registerer
 * @seconds: above 0; 600 by default (U26)
 *
 * Chooses what the next REGISTER asks for; the registrar decides.
 */
void
ua_registerer_set_expires (UaRegisterer *self,
                           guint         seconds)
{
  g_return_if_fail (UA_IS_REGISTERER (self) && seconds > 0);

  self->expires = seconds;
}

/**
 * ua_registerer_get_state:
 * @self: the registerer
 *
 * Tells whether we can be reached (U8).
 *
 * Returns: the state
 */
UaRegistererState
ua_registerer_get_state (UaRegisterer *self)
{
  g_return_val_if_fail (UA_IS_REGISTERER (self), UA_REGISTERER_STATE_TERMINATED);

  return self->state;
}

/**
 * ua_registerer_is_busy:
 * @self: the registerer
 *
 * Tells whether a REGISTER is in flight.
 *
 * Returns: %TRUE while an answer is to come
 */
gboolean
ua_registerer_is_busy (UaRegisterer *self)
{
  g_return_val_if_fail (UA_IS_REGISTERER (self), FALSE);

  return self->asking != UA_REGISTERER_ASK_NOTHING;
}

/**
 * ua_registerer_get_granted:
 * @self: the registerer
 *
 * Tells for how long the registrar keeps us.
 *
 * Returns: seconds; 0 unless registered
 */
guint
ua_registerer_get_granted (UaRegisterer *self)
{
  g_return_val_if_fail (UA_IS_REGISTERER (self), 0);

  return self->granted;
}

/**
 * ua_registerer_get_public_gruu:
 * @self: the registerer
 *
 * Tells which address leads to this telephone alone, from anywhere (RFC 5627). While it is granted it is the Contact of
 * our dialogs.
 *
 * Returns: (transfer none) (nullable): the URI; %NULL while none is granted
 */
SipUri *
ua_registerer_get_public_gruu (UaRegisterer *self)
{
  g_return_val_if_fail (UA_IS_REGISTERER (self), NULL);

  return self->gruu;
}

/**
 * ua_registerer_get_last_error:
 * @self: the registerer
 *
 * Tells why we cannot be reached.
 *
 * Returns: (transfer none) (nullable): the error; %NULL when registered or never asked
 */
const GError *
ua_registerer_get_last_error (UaRegisterer *self)
{
  g_return_val_if_fail (UA_IS_REGISTERER (self), NULL);

  return self->last_error;
}
