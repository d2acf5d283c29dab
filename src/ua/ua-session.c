/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One call, whoever began it. Calling and being called differ until the ACK and are the same afterwards;
 * what is the same lives here. This file is the object; the other
 * files of the class say what happens to it.
 */

#include "ua-session-private.h"

#include "ua-error.h"
#include "ua-inviter.h"
#include "ua-session-digits.h"

enum
{
  PROP_STATE = 1,
  PROP_REMOTE,
  PROP_HELD_BY_US,
  PROP_HELD_BY_THEM,
  PROP_STRANDED,
  PROP_END_ERROR,
  N_PROPS
};

enum
{
  PROGRESS,
  EARLY_MEDIA,
  ENDED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (UaSessionState, ua_session_state,
                    G_DEFINE_ENUM_VALUE (UA_SESSION_STATE_INITIAL, "initial"),
                    G_DEFINE_ENUM_VALUE (UA_SESSION_STATE_ESTABLISHING, "establishing"),
                    G_DEFINE_ENUM_VALUE (UA_SESSION_STATE_ESTABLISHED, "established"),
                    G_DEFINE_ENUM_VALUE (UA_SESSION_STATE_TERMINATING, "terminating"),
                    G_DEFINE_ENUM_VALUE (UA_SESSION_STATE_TERMINATED, "terminated"))

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (UaSession, ua_session, G_TYPE_OBJECT)

UaSessionPrivate *
ua_session_get_private (UaSession *self)
{
  return ua_session_get_instance_private (self);
}

void
ua_session_emit_progress (UaSession *self,
                          guint      status)
{
  g_signal_emit (self, signals[PROGRESS], 0, status);
}

void
ua_session_emit_early_media (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_instance_private (self);

  g_signal_emit (self, signals[EARLY_MEDIA], 0, priv->handler);
}

void
ua_session_emit_ended (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_instance_private (self);

  g_signal_emit (self, signals[ENDED], 0, priv->end_error);
}

void
ua_session_set_held_by_us (UaSession *self,
                           gboolean   held)
{
  UaSessionPrivate *priv = ua_session_get_instance_private (self);

  if (priv->held_by_us == held)
    return;

  priv->held_by_us = held;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HELD_BY_US]);
}

void
ua_session_set_held_by_them (UaSession *self,
                             gboolean   held)
{
  UaSessionPrivate *priv = ua_session_get_instance_private (self);

  if (priv->held_by_them == held)
    return;

  priv->held_by_them = held;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HELD_BY_THEM]);
}

void
ua_session_set_remote (UaSession  *self,
                       SipAddress *remote)
{
  UaSessionPrivate *priv = ua_session_get_instance_private (self);

  sip_address_ref (remote);
  g_clear_pointer (&priv->remote, sip_address_unref);
  priv->remote = remote;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REMOTE]);
}

void
ua_session_set_stranded (UaSession *self,
                         gboolean   stranded)
{
  UaSessionPrivate *priv = ua_session_get_instance_private (self);

  if (priv->stranded == stranded)
    return;

  priv->stranded = stranded;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STRANDED]);
}

void
ua_session_set_dialog (UaSession *self,
                       SipDialog *dialog)
{
  UaSessionPrivate *priv = ua_session_get_instance_private (self);

  g_assert (priv->dialog == NULL);
  priv->dialog = g_object_ref (dialog);
  if (priv->agent != NULL)
    ua_dialogs_add (ua_agent_get_dialogs (priv->agent), dialog, self);
}

/* The agent keeps the session from its first sign of life until it has terminated. */
void
ua_session_begin (UaSession  *self,
                  UaAgent    *agent,
                  SipAddress *remote,
                  const char *call_id)
{
  UaSessionPrivate *priv = ua_session_get_instance_private (self);

  g_set_weak_pointer (&priv->agent, agent);
  priv->clock = g_object_ref (ua_agent_get_clock (agent));
  priv->remote = sip_address_ref (remote);
  priv->call_id = g_strdup (call_id);
  priv->ours = UA_IS_INVITER (self);
}

static void
ua_session_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (object));

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, priv->state);
      break;
    case PROP_REMOTE:
      g_value_set_boxed (value, priv->remote);
      break;
    case PROP_HELD_BY_US:
      g_value_set_boolean (value, priv->held_by_us);
      break;
    case PROP_HELD_BY_THEM:
      g_value_set_boolean (value, priv->held_by_them);
      break;
    case PROP_STRANDED:
      g_value_set_boolean (value, priv->stranded);
      break;
    case PROP_END_ERROR:
      g_value_set_boxed (value, priv->end_error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_session_dispose (GObject *object)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (object));

  if (priv->state != UA_SESSION_STATE_TERMINATED && priv->clock != NULL)
    ua_session_forget (UA_SESSION (object));
  if (priv->negotiation != NULL)
    ua_negotiation_close (priv->negotiation);
  ua_session_free_digits (UA_SESSION (object));
  ua_session_trickle_stop (UA_SESSION (object));
  g_clear_object (&priv->confirmation);
  g_clear_object (&priv->change);
  g_clear_object (&priv->changing);
  g_clear_object (&priv->unanswered);
  g_clear_pointer (&priv->unconfirmed, sip_message_unref);
  g_clear_object (&priv->replacement);
  g_clear_object (&priv->timer.request);
  g_clear_object (&priv->replaced);
  g_clear_object (&priv->successor);
  g_clear_object (&priv->negotiation);
  g_clear_object (&priv->handler);
  g_clear_object (&priv->dialog);
  g_clear_weak_pointer (&priv->agent);
  g_clear_object (&priv->clock);
  G_OBJECT_CLASS (ua_session_parent_class)->dispose (object);
}

static void
ua_session_finalize (GObject *object)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (object));

  ua_waiters_free (priv->beginning);
  ua_waiters_free (priv->leaving);
  ua_waiters_free (priv->holding);
  g_clear_error (&priv->end_error);
  g_clear_pointer (&priv->remote, sip_address_unref);
  g_free (priv->call_id);
  g_free (priv->far.end_reason);
  G_OBJECT_CLASS (ua_session_parent_class)->finalize (object);
}

static void
ua_session_class_init (UaSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ua_session_get_property;
  object_class->dispose = ua_session_dispose;
  object_class->finalize = ua_session_finalize;

  props[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, UA_TYPE_SESSION_STATE, UA_SESSION_STATE_INITIAL, flags);
  props[PROP_REMOTE] = g_param_spec_boxed ("remote", NULL, NULL, SIP_TYPE_ADDRESS, flags);
  props[PROP_HELD_BY_US] = g_param_spec_boolean ("held-by-us", NULL, NULL, FALSE, flags);
  props[PROP_HELD_BY_THEM] = g_param_spec_boolean ("held-by-them", NULL, NULL, FALSE, flags);
  props[PROP_STRANDED] = g_param_spec_boolean ("stranded", NULL, NULL, FALSE, flags);
  props[PROP_END_ERROR] = g_param_spec_boxed ("end-error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * UaSession::progress:
   * @self: the session
   * @status: 101–199
   *
   * A provisional answer passed.
   */
  signals[PROGRESS] = g_signal_new ("progress", UA_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_UINT);
  /**
   * UaSession::early-media:
   * @self: the session
   * @handler: whose sound is to be heard now
   *
   * A telephone that rings has agreed on sound before it answers (RFC 3960 §3).
   */
  signals[EARLY_MEDIA] = g_signal_new ("early-media", UA_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, UA_TYPE_DESCRIPTION_HANDLER);
  /**
   * UaSession::ended:
   * @self: the session
   * @error: (nullable): why; %NULL for an ordinary hang-up by either side
   *
   * The last signal.
   */
  signals[ENDED] = g_signal_new ("ended", UA_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_ERROR);
  ua_session_install_digits (klass);
}

static void
ua_session_init (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_instance_private (self);

  priv->beginning = ua_waiters_new ();
  priv->leaving = ua_waiters_new ();
  priv->holding = ua_waiters_new ();
}

/**
 * ua_session_get_state:
 * @self: the session
 *
 * Tells how far the call is.
 *
 * Returns: the state
 */
UaSessionState
ua_session_get_state (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), UA_SESSION_STATE_TERMINATED);

  return ua_session_get_private (self)->state;
}

/**
 * ua_session_get_end:
 * @self: the session
 *
 * Tells who ended the call.
 *
 * Returns: %UA_SESSION_END_NONE while it is not ending
 */
UaSessionEnd
ua_session_get_end (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), UA_SESSION_END_NONE);

  return ua_session_get_private (self)->end;
}

/**
 * ua_session_get_end_error:
 * @self: the session
 *
 * Tells why the call failed.
 *
 * Returns: (transfer none) (nullable): the error; %NULL for an ordinary end
 */
const GError *
ua_session_get_end_error (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  return ua_session_get_private (self)->end_error;
}

/**
 * ua_session_get_remote:
 * @self: the session
 *
 * Tells who is at the far end, which may become somebody else while the call lasts (RFC 4916).
 *
 * Returns: (transfer none): whom we called, or who says to be calling
 */
SipAddress *
ua_session_get_remote (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  return ua_session_get_private (self)->remote;
}

/**
 * ua_session_get_call_id:
 * @self: the session
 *
 * Names the call for logs. It changes when a new dialog takes the place of one that was lost.
 *
 * Returns: (transfer none) (nullable): the Call-ID; %NULL before an outgoing call was sent
 */
const char *
ua_session_get_call_id (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  return ua_session_get_private (self)->call_id;
}

/**
 * ua_session_get_agent:
 * @self: the session
 *
 * Gives the agent.
 *
 * Returns: (transfer none) (nullable): the agent; %NULL once it is gone
 */
UaAgent *
ua_session_get_agent (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  return ua_session_get_private (self)->agent;
}

/**
 * ua_session_get_handler:
 * @self: the session
 *
 * Gives the description handler.
 *
 * Returns: (transfer none) (nullable): the handler; %NULL before a call was accepted
 */
UaDescriptionHandler *
ua_session_get_handler (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  return ua_session_get_private (self)->handler;
}

/**
 * ua_session_is_held_by_us:
 * @self: the session
 *
 * Tells whether we keep them waiting.
 *
 * Returns: %TRUE once they agreed to it
 */
gboolean
ua_session_is_held_by_us (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), FALSE);

  return ua_session_get_private (self)->held_by_us;
}

/**
 * ua_session_is_held_by_them:
 * @self: the session
 *
 * Tells whether they keep us waiting (RFC 3264 §8.4).
 *
 * Returns: %TRUE while their description says so
 */
gboolean
ua_session_is_held_by_them (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), FALSE);

  return ua_session_get_private (self)->held_by_them;
}

/**
 * ua_session_is_stranded:
 * @self: the session
 *
 * Tells whether the line was lost under the call, which has not been moved to a new one since. Sound may go on flowing.
 *
 * Returns: %TRUE from the loss until the far end knows where we are
 */
gboolean
ua_session_is_stranded (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), FALSE);

  return ua_session_get_private (self)->stranded;
}
