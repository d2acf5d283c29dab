/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Somebody asks us to call somebody else. That is a question to a person, and until they have decided nothing happens; a
 * person who takes long is covered by a 202, which only means that it is being thought about (RFC 3515 §2.4.2). What
 * comes of it is an ordinary call, and whoever asked is told how it goes.
 */

#include "ua-referral-private.h"

#include "ua-agent-private.h"
#include "ua-agent-referrals.h"

enum
{
  PROP_TARGET = 1,
  PROP_REFERRED_BY,
  PROP_SESSION,
  PROP_ATTENDED,
  N_PROPS
};

enum
{
  ENDED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UaReferral, ua_referral, G_TYPE_OBJECT)

static SipMessage *
get_request (UaReferral *self)
{
  return sip_transaction_get_request (self->server);
}

/* What could not be told for want of a line is not told later: by then they have given up. */
void
ua_referral_settle (UaReferral *self)
{
  g_autoptr (UaReferral) hold = g_object_ref (self);
  gboolean offline = self->agent == NULL || !ua_agent_is_connected (self->agent);

  if (self->state != UA_REFERRAL_STATE_OVER || self->settled)
    return;
  ua_referral_drop_inviter (self);
  if (self->notify != NULL || (self->wanted && !offline))
    return;
  self->settled = TRUE;
  ua_referral_stop_news (self);
  if (self->agent != NULL)
    ua_agent_drop_errand (self->agent, self);
  g_signal_emit (self, signals[ENDED], 0);
}

void
ua_referral_abandon (UaReferral *self)
{
  g_autoptr (UaReferral) hold = g_object_ref (self);

  ua_referral_stop_news (self);
  if (self->state != UA_REFERRAL_STATE_OVER)
    ua_referral_step (self, UA_REFERRAL_EVENT_END);
  ua_referral_settle (self);
}

gboolean
ua_referral_answer (UaReferral *self,
                    guint       status,
                    gboolean    quiet)
{
  g_autoptr (SipMessageBuilder) builder =
    ua_agent_begin_response (self->agent, get_request (self), status, NULL, sip_dialog_get_local_tag (self->dialog));

  if (status < 300)
    ua_agent_introduce (self->agent, builder);
  if (quiet)
    sip_message_builder_set_header (builder, SIP_HEADER_REFER_SUB, "false");

  g_autoptr (SipMessage) response = sip_message_builder_end (builder);

  if (status < 300 && sip_dialog_get_state (self->dialog) == SIP_DIALOG_STATE_EARLY)
    sip_dialog_confirm (self->dialog, NULL);
  return sip_transaction_respond (self->server, response);
}

static void
decide_timer_cb (gpointer user_data)
{
  g_autoptr (UaReferral) self = g_object_ref (user_data);

  self->timer = 0;
  ua_referral_reject (self, SIP_STATUS_TEMPORARILY_UNAVAILABLE);
}

static void
answer_timer_cb (gpointer user_data)
{
  g_autoptr (UaReferral) self = g_object_ref (user_data);

  self->timer = 0;
  ua_referral_step (self, UA_REFERRAL_EVENT_HESITATE);
  if (self->agent == NULL || !ua_referral_answer (self, SIP_STATUS_ACCEPTED, FALSE))
    {
      ua_referral_abandon (self);
      return;
    }
  ua_referral_subscribe_for (self, UA_REFERRAL_EXPIRES_S);
  self->timer = sip_clock_arm (self->clock, UA_REFERRAL_DECIDE_MS, decide_timer_cb, self);
  ua_referral_tell (self, SIP_STATUS_TRYING, NULL);
}

static void
ua_referral_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  UaReferral *self = UA_REFERRAL (object);

  switch (prop_id)
    {
    case PROP_TARGET:
      g_value_set_boxed (value, self->target.uri);
      break;
    case PROP_REFERRED_BY:
      g_value_set_boxed (value, self->referred_by);
      break;
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_ATTENDED:
      g_value_set_boolean (value, ua_referral_is_attended (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_referral_dispose (GObject *object)
{
  UaReferral *self = UA_REFERRAL (object);

  ua_referral_stop_news (self);
  ua_referral_drop_inviter (self);
  sip_clock_disarm (self->clock, &self->timer);
  g_clear_object (&self->session);
  g_clear_object (&self->server);
  g_clear_object (&self->dialog);
  g_clear_weak_pointer (&self->agent);
  G_OBJECT_CLASS (ua_referral_parent_class)->dispose (object);
}

static void
ua_referral_finalize (GObject *object)
{
  UaReferral *self = UA_REFERRAL (object);

  g_object_unref (self->clock);
  ua_referral_target_clear (&self->target);
  g_clear_pointer (&self->referred_by, sip_address_unref);
  g_clear_pointer (&self->from, sip_address_unref);
  g_free (self->event);
  G_OBJECT_CLASS (ua_referral_parent_class)->finalize (object);
}

static void
ua_referral_class_init (UaReferralClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ua_referral_get_property;
  object_class->dispose = ua_referral_dispose;
  object_class->finalize = ua_referral_finalize;

  props[PROP_TARGET] = g_param_spec_boxed ("target", NULL, NULL, SIP_TYPE_URI, flags);
  props[PROP_REFERRED_BY] = g_param_spec_boxed ("referred-by", NULL, NULL, SIP_TYPE_ADDRESS, flags);
  props[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, UA_TYPE_SESSION, flags);
  props[PROP_ATTENDED] = g_param_spec_boolean ("attended", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * UaReferral::ended:
   * @self: the referral
   *
   * Nobody waits for what becomes of it any more. The last signal.
   */
  signals[ENDED] =
    g_signal_new ("ended", UA_TYPE_REFERRAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ua_referral_init (UaReferral *self)
{
}

UaReferral *
ua_referral_new (UaAgent          *agent,
                 UaSession        *session,
                 SipDialog        *dialog,
                 SipTransaction   *server,
                 UaReferralTarget *target)
{
  SipMessage *request = sip_transaction_get_request (server);
  g_autofree char *tag = sip_tokens_next (ua_agent_get_tokens (agent));
  g_autoptr (SipDialog) where = dialog != NULL ? g_object_ref (dialog) : sip_dialog_new_server (request, tag, NULL);
  SipAddress *referred_by = sip_message_get_address (request, SIP_HEADER_REFERRED_BY, 0);

  if (where == NULL || sip_message_get_address (request, SIP_HEADER_CONTACT, 0) == NULL)
    return NULL;

  UaReferral *self = g_object_new (UA_TYPE_REFERRAL, NULL);

  g_set_weak_pointer (&self->agent, agent);
  self->clock = g_object_ref (ua_agent_get_clock (agent));
  g_set_object (&self->session, session);
  self->server = g_object_ref (server);
  self->dialog = g_steal_pointer (&where);
  self->target = *target;
  *target = (UaReferralTarget) { NULL, NULL, FALSE };
  self->referred_by = referred_by != NULL ? sip_address_ref (referred_by) : NULL;
  self->from = sip_address_ref (sip_message_get_from (request));
  ua_referral_begin_news (self, request);
  self->timer = sip_clock_arm (self->clock, UA_REFERRAL_ANSWER_MS, answer_timer_cb, self);
  return self;
}

/**
 * ua_referral_get_target:
 * @self: the referral
 *
 * Tells whom we are asked to call.
 *
 * Returns: (transfer none): the URI, plain
 */
SipUri *
ua_referral_get_target (UaReferral *self)
{
  g_return_val_if_fail (UA_IS_REFERRAL (self), NULL);

  return self->target.uri;
}

/**
 * ua_referral_get_referred_by:
 * @self: the referral
 *
 * Tells in whose name it is asked (RFC 3892); nobody has vouched for that.
 *
 * Returns: (transfer none) (nullable): the address; %NULL: not told
 */
SipAddress *
ua_referral_get_referred_by (UaReferral *self)
{
  g_return_val_if_fail (UA_IS_REFERRAL (self), NULL);

  return self->referred_by;
}

/**
 * ua_referral_get_from:
 * @self: the referral
 *
 * Tells who asks, by their own word.
 *
 * Returns: (transfer none): From
 */
SipAddress *
ua_referral_get_from (UaReferral *self)
{
  g_return_val_if_fail (UA_IS_REFERRAL (self), NULL);

  return self->from;
}

/**
 * ua_referral_get_session:
 * @self: the referral
 *
 * Tells in which call it is asked.
 *
 * Returns: (transfer none) (nullable): the call, which may be over; %NULL: in none
 */
UaSession *
ua_referral_get_session (UaReferral *self)
{
  g_return_val_if_fail (UA_IS_REFERRAL (self), NULL);

  return self->session;
}

/**
 * ua_referral_is_attended:
 * @self: the referral
 *
 * Tells whether whoever asks has spoken with the target, and gives us that call.
 *
 * Returns: %TRUE when the new call takes the place of theirs
 */
gboolean
ua_referral_is_attended (UaReferral *self)
{
  g_return_val_if_fail (UA_IS_REFERRAL (self), FALSE);

  return self->target.replaces != NULL;
}

/**
 * ua_referral_is_waiting:
 * @self: the referral
 *
 * Tells whether a decision is still wanted.
 *
 * Returns: %TRUE before ua_referral_accept() or ua_referral_reject()
 */
gboolean
ua_referral_is_waiting (UaReferral *self)
{
  g_return_val_if_fail (UA_IS_REFERRAL (self), FALSE);

  return self->state == UA_REFERRAL_STATE_WAITING || self->state == UA_REFERRAL_STATE_HESITATING;
}

/**
 * ua_referral_reject:
 * @self: the referral
 * @status: 400–699: 603 declined …
 *
 * Refuses it. Harmless when it is not waiting.
 */
void
ua_referral_reject (UaReferral *self,
                    guint       status)
{
  g_return_if_fail (UA_IS_REFERRAL (self) && status >= 400 && status < 700);

  g_autoptr (UaReferral) hold = g_object_ref (self);
  gboolean hesitating = self->state == UA_REFERRAL_STATE_HESITATING;

  if (!ua_referral_is_waiting (self))
    return;
  ua_referral_step (self, UA_REFERRAL_EVENT_END);
  if (hesitating)
    ua_referral_tell (self, status, "rejected");
  else if (self->agent != NULL)
    ua_referral_answer (self, status, FALSE);
  ua_referral_settle (self);
}
