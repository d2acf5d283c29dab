/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A lamp on an office telephone: one glance says whether a colleague can be called, and a ringing one can be helped out.
 * What a pick-up must name is kept here and shown to nobody. */

#include "config.h"

#include "phone-lamp-private.h"

struct _PhoneLamp
{
  GObject parent_instance;

  PhoneLampState state;
  char *with;
  char *call_id;
  char *local_tag;
  char *remote_tag;
  char *target;
  char *caller;
};

G_DEFINE_ENUM_TYPE (PhoneLampState, phone_lamp_state,
                    G_DEFINE_ENUM_VALUE (PHONE_LAMP_STATE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (PHONE_LAMP_STATE_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (PHONE_LAMP_STATE_CALLING, "calling"),
                    G_DEFINE_ENUM_VALUE (PHONE_LAMP_STATE_RINGING, "ringing"),
                    G_DEFINE_ENUM_VALUE (PHONE_LAMP_STATE_TALKING, "talking"),
                    G_DEFINE_ENUM_VALUE (PHONE_LAMP_STATE_HELD, "held"))

G_DEFINE_FINAL_TYPE (PhoneLamp, phone_lamp, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  PROP_WITH,
  PROP_CAN_PICK_UP,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
phone_lamp_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  PhoneLamp *self = PHONE_LAMP (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_WITH:
      g_value_set_string (value, self->with);
      break;
    case PROP_CAN_PICK_UP:
      g_value_set_boolean (value, phone_lamp_can_pick_up (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_lamp_finalize (GObject *object)
{
  PhoneLamp *self = PHONE_LAMP (object);

  g_free (self->with);
  g_free (self->call_id);
  g_free (self->local_tag);
  g_free (self->remote_tag);
  g_free (self->target);
  g_free (self->caller);

  G_OBJECT_CLASS (phone_lamp_parent_class)->finalize (object);
}

static void
phone_lamp_class_init (PhoneLampClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = phone_lamp_get_property;
  object_class->finalize = phone_lamp_finalize;

  props[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, PHONE_TYPE_LAMP_STATE, PHONE_LAMP_STATE_UNKNOWN, readable);
  props[PROP_WITH] = g_param_spec_string ("with", NULL, NULL, NULL, readable);
  props[PROP_CAN_PICK_UP] = g_param_spec_boolean ("can-pick-up", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_lamp_init (PhoneLamp *self)
{
}

PhoneLamp *
phone_lamp_new (void)
{
  return g_object_new (PHONE_TYPE_LAMP, NULL);
}

void
phone_lamp_set (PhoneLamp            *self,
                const PhoneLampFacts *facts)
{
  static const PhoneLampFacts nothing = { PHONE_LAMP_STATE_UNKNOWN };
  const PhoneLampFacts *shown = facts != NULL ? facts : &nothing;
  gboolean could_pick_up = phone_lamp_can_pick_up (self);
  PhoneLampState before = self->state;
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  self->state = shown->state;
  g_set_str (&self->call_id, shown->call_id);
  g_set_str (&self->local_tag, shown->local_tag);
  g_set_str (&self->remote_tag, shown->remote_tag);
  g_set_str (&self->target, shown->target);
  g_set_str (&self->caller, shown->caller);
  if (g_set_str (&self->with, shown->with))
    g_object_notify_by_pspec (object, props[PROP_WITH]);
  if (could_pick_up != phone_lamp_can_pick_up (self))
    g_object_notify_by_pspec (object, props[PROP_CAN_PICK_UP]);
  if (before != self->state)
    g_object_notify_by_pspec (object, props[PROP_STATE]);
  g_object_thaw_notify (object);
}

/**
 * phone_lamp_get_state:
 * @self: a lamp
 *
 * What the telephone does.
 *
 * Returns: the state
 */
PhoneLampState
phone_lamp_get_state (PhoneLamp *self)
{
  g_return_val_if_fail (PHONE_IS_LAMP (self), PHONE_LAMP_STATE_UNKNOWN);

  return self->state;
}

/**
 * phone_lamp_get_with:
 * @self: a lamp
 *
 * Who is at the other end of the call, if it was told.
 *
 * Returns: (transfer none) (nullable): a name or an address; %NULL: not told
 */
const char *
phone_lamp_get_with (PhoneLamp *self)
{
  g_return_val_if_fail (PHONE_IS_LAMP (self), NULL);

  return self->with;
}

/**
 * phone_lamp_can_pick_up:
 * @self: a lamp
 *
 * Whether it rings there, and enough was told to answer the call from here.
 *
 * Returns: %TRUE when it can be tried
 */
gboolean
phone_lamp_can_pick_up (PhoneLamp *self)
{
  g_return_val_if_fail (PHONE_IS_LAMP (self), FALSE);

  return self->state == PHONE_LAMP_STATE_RINGING && self->call_id != NULL && self->local_tag != NULL
         && self->remote_tag != NULL;
}

/**
 * phone_lamp_get_replaces:
 * @self: a lamp
 * @call_id: (out) (transfer none): of the call that rings
 * @local_tag: (out) (transfer none): of the watched telephone
 * @remote_tag: (out) (transfer none): of who calls it
 *
 * What a call must name to take the place of the one that rings there (RFC 3891 §3). Valid until the lamp changes.
 *
 * Returns: %FALSE when there is nothing to pick up
 */
gboolean
phone_lamp_get_replaces (PhoneLamp   *self,
                         const char **call_id,
                         const char **local_tag,
                         const char **remote_tag)
{
  g_return_val_if_fail (PHONE_IS_LAMP (self), FALSE);
  g_return_val_if_fail (call_id != NULL && local_tag != NULL && remote_tag != NULL, FALSE);

  if (!phone_lamp_can_pick_up (self))
    return FALSE;

  *call_id = self->call_id;
  *local_tag = self->local_tag;
  *remote_tag = self->remote_tag;
  return TRUE;
}

/**
 * phone_lamp_get_target:
 * @self: a lamp
 *
 * The very telephone that rings, among all that its owner may have.
 *
 * Returns: (transfer none) (nullable): an address; %NULL: not told
 */
const char *
phone_lamp_get_target (PhoneLamp *self)
{
  g_return_val_if_fail (PHONE_IS_LAMP (self), NULL);

  return self->target;
}

/**
 * phone_lamp_get_caller:
 * @self: a lamp
 *
 * Who calls the telephone, as the call names them rather than as they are shown.
 *
 * Returns: (transfer none) (nullable): an address; %NULL: not told
 */
const char *
phone_lamp_get_caller (PhoneLamp *self)
{
  g_return_val_if_fail (PHONE_IS_LAMP (self), NULL);

  return self->caller;
}
