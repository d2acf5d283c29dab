/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* In a conference one hears voices; the conference can say whose they are. */

#include "config.h"

#include "phone-participant-private.h"

struct _PhoneParticipant
{
  GObject parent_instance;

  char *name;
  char *address;
  PhoneParticipantState state;
};

G_DEFINE_ENUM_TYPE (PhoneParticipantState, phone_participant_state,
                    G_DEFINE_ENUM_VALUE (PHONE_PARTICIPANT_STATE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (PHONE_PARTICIPANT_STATE_RINGING, "ringing"),
                    G_DEFINE_ENUM_VALUE (PHONE_PARTICIPANT_STATE_TALKING, "talking"),
                    G_DEFINE_ENUM_VALUE (PHONE_PARTICIPANT_STATE_HELD, "held"))

G_DEFINE_FINAL_TYPE (PhoneParticipant, phone_participant, G_TYPE_OBJECT)

enum
{
  PROP_NAME = 1,
  PROP_ADDRESS,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
phone_participant_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  PhoneParticipant *self = PHONE_PARTICIPANT (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_participant_finalize (GObject *object)
{
  PhoneParticipant *self = PHONE_PARTICIPANT (object);

  g_free (self->name);
  g_free (self->address);

  G_OBJECT_CLASS (phone_participant_parent_class)->finalize (object);
}

static void
phone_participant_class_init (PhoneParticipantClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = phone_participant_get_property;
  object_class->finalize = phone_participant_finalize;

  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, readable);
  props[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, readable);
  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PHONE_TYPE_PARTICIPANT_STATE,
                                         PHONE_PARTICIPANT_STATE_UNKNOWN, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_participant_init (PhoneParticipant *self)
{
}

PhoneParticipant *
phone_participant_new (const char *name,
                       const char *address)
{
  PhoneParticipant *self = g_object_new (PHONE_TYPE_PARTICIPANT, NULL);

  self->name = g_strdup (name);
  self->address = g_strdup (address);
  return self;
}

gboolean
phone_participant_set (PhoneParticipant      *self,
                       const char            *name,
                       PhoneParticipantState  state)
{
  gboolean renamed = g_set_str (&self->name, name);
  gboolean changed = self->state != state;

  self->state = state;
  if (renamed)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NAME]);
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
  return renamed || changed;
}

/**
 * phone_participant_get_name:
 * @self: a participant
 *
 * Who it is.
 *
 * Returns: (transfer none): the name that the conference gives them, or the address
 */
const char *
phone_participant_get_name (PhoneParticipant *self)
{
  g_return_val_if_fail (PHONE_IS_PARTICIPANT (self), NULL);

  return self->name;
}

/**
 * phone_participant_get_address:
 * @self: a participant
 *
 * Under which address they can be called.
 *
 * Returns: (transfer none) (nullable): the address; %NULL: not told
 */
const char *
phone_participant_get_address (PhoneParticipant *self)
{
  g_return_val_if_fail (PHONE_IS_PARTICIPANT (self), NULL);

  return self->address;
}

/**
 * phone_participant_get_state:
 * @self: a participant
 *
 * What they do in the conference.
 *
 * Returns: the state
 */
PhoneParticipantState
phone_participant_get_state (PhoneParticipant *self)
{
  g_return_val_if_fail (PHONE_IS_PARTICIPANT (self), PHONE_PARTICIPANT_STATE_UNKNOWN);

  return self->state;
}
