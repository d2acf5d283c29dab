/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person has decided about calls once and for all, so that nobody has to be asked while it rings. */

#include "config.h"

#include "phone-policy-private.h"

/* Four rings, as exchanges do it. */
#define NO_ANSWER_S 20

struct _PhonePolicy
{
  GObject parent_instance;

  StorePolicy record;
};

G_DEFINE_FINAL_TYPE (PhonePolicy, phone_policy, G_TYPE_OBJECT)

enum
{
  PROP_DO_NOT_DISTURB = 1,
  PROP_FORWARD_ALWAYS, /* these three in the order of PhoneForward */
  PROP_FORWARD_BUSY,
  PROP_FORWARD_NO_ANSWER,
  PROP_AUTO_ANSWER,
  PROP_ANONYMOUS,
  PROP_REFUSE_ANONYMOUS,
  PROP_TRUST_IDENTITY,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
phone_policy_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  PhonePolicy *self = PHONE_POLICY (object);

  switch (prop_id)
    {
    case PROP_DO_NOT_DISTURB:
      g_value_set_boolean (value, self->record.do_not_disturb);
      break;
    case PROP_FORWARD_ALWAYS:
    case PROP_FORWARD_BUSY:
    case PROP_FORWARD_NO_ANSWER:
      g_value_set_string (value, phone_policy_get_forward (self, (PhoneForward) (prop_id - PROP_FORWARD_ALWAYS)));
      break;
    case PROP_AUTO_ANSWER:
      g_value_set_boxed (value, phone_policy_get_auto_answer (self));
      break;
    case PROP_ANONYMOUS:
      g_value_set_boolean (value, self->record.anonymous);
      break;
    case PROP_REFUSE_ANONYMOUS:
      g_value_set_boolean (value, self->record.refuse_anonymous);
      break;
    case PROP_TRUST_IDENTITY:
      g_value_set_boolean (value, phone_policy_trusts_identity (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_policy_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  PhonePolicy *self = PHONE_POLICY (object);

  switch (prop_id)
    {
    case PROP_DO_NOT_DISTURB:
      phone_policy_set_do_not_disturb (self, g_value_get_boolean (value));
      break;
    case PROP_FORWARD_ALWAYS:
    case PROP_FORWARD_BUSY:
    case PROP_FORWARD_NO_ANSWER:
      phone_policy_set_forward (self, (PhoneForward) (prop_id - PROP_FORWARD_ALWAYS), g_value_get_string (value));
      break;
    case PROP_AUTO_ANSWER:
      phone_policy_set_auto_answer (self, g_value_get_boxed (value));
      break;
    case PROP_ANONYMOUS:
      phone_policy_set_anonymous (self, g_value_get_boolean (value));
      break;
    case PROP_REFUSE_ANONYMOUS:
      phone_policy_set_refuse_anonymous (self, g_value_get_boolean (value));
      break;
    case PROP_TRUST_IDENTITY:
      phone_policy_set_trust_identity (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_policy_finalize (GObject *object)
{
  store_policy_clear (&PHONE_POLICY (object)->record);

  G_OBJECT_CLASS (phone_policy_parent_class)->finalize (object);
}

static void
phone_policy_class_init (PhonePolicyClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = phone_policy_finalize;
  object_class->get_property = phone_policy_get_property;
  object_class->set_property = phone_policy_set_property;

  props[PROP_DO_NOT_DISTURB] = g_param_spec_boolean ("do-not-disturb", NULL, NULL, FALSE, flags);
  props[PROP_FORWARD_ALWAYS] = g_param_spec_string ("forward-always", NULL, NULL, NULL, flags);
  props[PROP_FORWARD_BUSY] = g_param_spec_string ("forward-busy", NULL, NULL, NULL, flags);
  props[PROP_FORWARD_NO_ANSWER] = g_param_spec_string ("forward-no-answer", NULL, NULL, NULL, flags);
  props[PROP_AUTO_ANSWER] = g_param_spec_boxed ("auto-answer", NULL, NULL, G_TYPE_STRV, flags);
  props[PROP_ANONYMOUS] = g_param_spec_boolean ("anonymous", NULL, NULL, FALSE, flags);
  props[PROP_REFUSE_ANONYMOUS] = g_param_spec_boolean ("refuse-anonymous", NULL, NULL, FALSE, flags);
  props[PROP_TRUST_IDENTITY] = g_param_spec_boolean ("trust-identity", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_policy_init (PhonePolicy *self)
{
}

PhonePolicy *
phone_policy_new (const StorePolicy *record)
{
  PhonePolicy *self = g_object_new (PHONE_TYPE_POLICY, NULL);

  store_policy_copy_into (record, &self->record);
  return self;
}

const StorePolicy *
phone_policy_get_record (PhonePolicy *self)
{
  return &self->record;
}

static void
set_switch (PhonePolicy *self,
            gboolean    *place,
            gboolean     value,
            guint        prop_id)
{
  if (*place == !!value)
    return;

  *place = !!value;
  g_object_notify_by_pspec (G_OBJECT (self), props[prop_id]);
}

/**
 * phone_policy_get_do_not_disturb:
 * @self: a policy
 *
 * Whether nothing rings.
 *
 * Returns: %TRUE when it is so
 */
gboolean
phone_policy_get_do_not_disturb (PhonePolicy *self)
{
  g_return_val_if_fail (PHONE_IS_POLICY (self), FALSE);

  return self->record.do_not_disturb;
}

/**
 * phone_policy_set_do_not_disturb:
 * @self: a policy
 * @do_not_disturb: whether it is to be so
 *
 * Lets nothing ring: callers hear that nobody is available.
 */
void
phone_policy_set_do_not_disturb (PhonePolicy *self,
                                  gboolean     do_not_disturb)
{
  g_return_if_fail (PHONE_IS_POLICY (self));

  set_switch (self, &self->record.do_not_disturb, do_not_disturb, PROP_DO_NOT_DISTURB);
}

static char **
get_forward_place (PhonePolicy  *self,
                   PhoneForward  when)
{
  switch (when)
    {
    case PHONE_FORWARD_ALWAYS:
      return &self->record.forward_always;
    case PHONE_FORWARD_BUSY:
      return &self->record.forward_busy;
    case PHONE_FORWARD_NO_ANSWER:
      return &self->record.forward_no_answer;
    }
  g_return_val_if_reached (&self->record.forward_always);
}

/**
 * phone_policy_get_forward:
 * @self: a policy
 * @when: on which occasion
 *
 * To whom calls are sent on.
 *
 * Returns: (transfer none) (nullable): the address or number, as a person wrote it; %NULL: to nobody
 */
const char *
phone_policy_get_forward (PhonePolicy  *self,
                          PhoneForward  when)
{
  g_return_val_if_fail (PHONE_IS_POLICY (self), NULL);

  return *get_forward_place (self, when);
}

/**
 * phone_policy_set_forward:
 * @self: a policy
 * @when: on which occasion
 * @target: (nullable): an address or a number; %NULL or "": nobody
 *
 * Sends calls on. Whether the target can be called shows with the next call; until then it rings here.
 */
void
phone_policy_set_forward (PhonePolicy  *self,
                          PhoneForward  when,
                          const char   *target)
{
  g_return_if_fail (PHONE_IS_POLICY (self));

  if (target != NULL && *target == '\0')
    target = NULL;
  if (g_set_str (get_forward_place (self, when), target))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FORWARD_ALWAYS + when]);
}

/**
 * phone_policy_get_no_answer_s:
 * @self: a policy
 *
 * For how long it rings before nobody has answered.
 *
 * Returns: seconds
 */
guint
phone_policy_get_no_answer_s (PhonePolicy *self)
{
  g_return_val_if_fail (PHONE_IS_POLICY (self), NO_ANSWER_S);

  return self->record.no_answer_s > 0 ? MIN (self->record.no_answer_s, PHONE_POLICY_MAX_NO_ANSWER_S) : NO_ANSWER_S;
}

/**
 * phone_policy_set_no_answer_s:
 * @self: a policy
 * @seconds: how long; 0: as long as exchanges do
 *
 * Chooses for how long it rings before nobody has answered. More than
 * %PHONE_POLICY_MAX_NO_ANSWER_S are taken for that many: then the exchange on the way gives up (RFC 3261 §16.6, Timer C).
 */
void
phone_policy_set_no_answer_s (PhonePolicy *self,
                              guint        seconds)
{
  g_return_if_fail (PHONE_IS_POLICY (self));

  seconds = MIN (seconds, PHONE_POLICY_MAX_NO_ANSWER_S);
  if (self->record.no_answer_s == seconds)
    return;

  self->record.no_answer_s = seconds;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FORWARD_NO_ANSWER]);
}

/**
 * phone_policy_get_auto_answer:
 * @self: a policy
 *
 * Whose calls are answered by themselves when they ask for it.
 *
 * Returns: (transfer none): addresses as a person wrote them; none: nobody's
 */
const char *const *
phone_policy_get_auto_answer (PhonePolicy *self)
{
  static const char *const nobody[] = { NULL };

  g_return_val_if_fail (PHONE_IS_POLICY (self), nobody);

  return self->record.auto_answer != NULL ? (const char *const *) self->record.auto_answer : nobody;
}

/**
 * phone_policy_set_auto_answer:
 * @self: a policy
 * @addresses: (nullable): whose; %NULL: nobody's
 *
 * Lets calls be answered by themselves (RFC 5373): those of these people alone, and only when they ask for it.
 */
void
phone_policy_set_auto_answer (PhonePolicy       *self,
                              const char *const *addresses)
{
  g_auto (GStrv) copy = NULL;

  g_return_if_fail (PHONE_IS_POLICY (self));

  if (addresses != NULL && addresses[0] != NULL)
    copy = g_strdupv ((char **) addresses);
  if (copy == NULL ? self->record.auto_answer == NULL
                   : g_strv_equal (phone_policy_get_auto_answer (self), (const char *const *) copy))
    return;

  g_strfreev (self->record.auto_answer);
  self->record.auto_answer = g_steal_pointer (&copy);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AUTO_ANSWER]);
}

/**
 * phone_policy_is_anonymous:
 * @self: a policy
 *
 * Whether calls out do not say who calls.
 *
 * Returns: %TRUE when it is so
 */
gboolean
phone_policy_is_anonymous (PhonePolicy *self)
{
  g_return_val_if_fail (PHONE_IS_POLICY (self), FALSE);

  return self->record.anonymous;
}

/**
 * phone_policy_set_anonymous:
 * @self: a policy
 * @anonymous: whether it is to be so
 *
 * Lets calls out say, or not say, who calls (RFC 3323).
 */
void
phone_policy_set_anonymous (PhonePolicy *self,
                             gboolean     anonymous)
{
  g_return_if_fail (PHONE_IS_POLICY (self));

  set_switch (self, &self->record.anonymous, anonymous, PROP_ANONYMOUS);
}

/**
 * phone_policy_refuses_anonymous:
 * @self: a policy
 *
 * Whether who does not say who they are is refused.
 *
 * Returns: %TRUE when it is so
 */
gboolean
phone_policy_refuses_anonymous (PhonePolicy *self)
{
  g_return_val_if_fail (PHONE_IS_POLICY (self), FALSE);

  return self->record.refuse_anonymous;
}

/**
 * phone_policy_set_refuse_anonymous:
 * @self: a policy
 * @refuse: whether it is to be so
 *
 * Refuses, or takes, calls that do not say whose they are (RFC 5079).
 */
void
phone_policy_set_refuse_anonymous (PhonePolicy *self,
                                    gboolean     refuse)
{
  g_return_if_fail (PHONE_IS_POLICY (self));

  set_switch (self, &self->record.refuse_anonymous, refuse, PROP_REFUSE_ANONYMOUS);
}

/**
 * phone_policy_trusts_identity:
 * @self: a policy
 *
 * Whether what our own server says about callers is believed, where the line to it is safe.
 *
 * Returns: %TRUE when it is so
 */
gboolean
phone_policy_trusts_identity (PhonePolicy *self)
{
  g_return_val_if_fail (PHONE_IS_POLICY (self), FALSE);

  return !self->record.distrust_identity;
}

/**
 * phone_policy_set_trust_identity:
 * @self: a policy
 * @trust: whether it is to be so
 *
 * Believes, or does not, what our own server says about callers (RFC 3325).
 */
void
phone_policy_set_trust_identity (PhonePolicy *self,
                                  gboolean     trust)
{
  g_return_if_fail (PHONE_IS_POLICY (self));

  set_switch (self, &self->record.distrust_identity, !trust, PROP_TRUST_IDENTITY);
}
