/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* In many countries recording somebody unasked is a crime, in some one side may agree with itself. A program cannot know; it
 * can refuse to record before a person has said which it is. */

#include "config.h"

#include "phone-recording-rules.h"

#include "phone-private.h"

struct _PhoneRecordingRules
{
  GObject parent_instance;

  PhoneRecordingConsent consent;
  gboolean announced;
};

enum
{
  PROP_CONSENT = 1,
  PROP_ANNOUNCED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ENUM_TYPE (PhoneRecordingConsent, phone_recording_consent,
                    G_DEFINE_ENUM_VALUE (PHONE_RECORDING_CONSENT_NEVER, "never"),
                    G_DEFINE_ENUM_VALUE (PHONE_RECORDING_CONSENT_ASK, "ask"),
                    G_DEFINE_ENUM_VALUE (PHONE_RECORDING_CONSENT_ALLOWED, "allowed"))

G_DEFINE_FINAL_TYPE (PhoneRecordingRules, phone_recording_rules, G_TYPE_OBJECT)

static void
phone_recording_rules_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  PhoneRecordingRules *self = PHONE_RECORDING_RULES (object);

  switch (prop_id)
    {
    case PROP_CONSENT:
      g_value_set_enum (value, self->consent);
      break;
    case PROP_ANNOUNCED:
      g_value_set_boolean (value, self->announced);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_recording_rules_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  PhoneRecordingRules *self = PHONE_RECORDING_RULES (object);

  switch (prop_id)
    {
    case PROP_CONSENT:
      phone_recording_rules_set_consent (self, (PhoneRecordingConsent) g_value_get_enum (value));
      break;
    case PROP_ANNOUNCED:
      phone_recording_rules_set_announced (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_recording_rules_class_init (PhoneRecordingRulesClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = phone_recording_rules_get_property;
  object_class->set_property = phone_recording_rules_set_property;

  props[PROP_CONSENT] = g_param_spec_enum ("consent", NULL, NULL, PHONE_TYPE_RECORDING_CONSENT,
                                           PHONE_RECORDING_CONSENT_ASK, flags);
  props[PROP_ANNOUNCED] = g_param_spec_boolean ("announced", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_recording_rules_init (PhoneRecordingRules *self)
{
  self->consent = PHONE_RECORDING_CONSENT_ASK;
}

PhoneRecordingRules *
phone_recording_rules_new (void)
{
  return g_object_new (PHONE_TYPE_RECORDING_RULES, NULL);
}

/**
 * phone_recording_rules_get_consent:
 * @self: the rules
 *
 * Whether calls may be recorded.
 *
 * Returns: never, once the others agreed, or whenever the person wants
 */
PhoneRecordingConsent
phone_recording_rules_get_consent (PhoneRecordingRules *self)
{
  g_return_val_if_fail (PHONE_IS_RECORDING_RULES (self), PHONE_RECORDING_CONSENT_NEVER);

  return self->consent;
}

/**
 * phone_recording_rules_set_consent:
 * @self: the rules
 * @consent: whether calls may be recorded
 *
 * For the recordings that begin from now on.
 */
void
phone_recording_rules_set_consent (PhoneRecordingRules  *self,
                                   PhoneRecordingConsent consent)
{
  g_return_if_fail (PHONE_IS_RECORDING_RULES (self));

  if (self->consent == consent)
    return;

  self->consent = consent;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CONSENT]);
}

/**
 * phone_recording_rules_get_announced:
 * @self: the rules
 *
 * Whether both sides hear a tone while they are recorded.
 *
 * Returns: %TRUE when they do
 */
gboolean
phone_recording_rules_get_announced (PhoneRecordingRules *self)
{
  g_return_val_if_fail (PHONE_IS_RECORDING_RULES (self), FALSE);

  return self->announced;
}

/**
 * phone_recording_rules_set_announced:
 * @self: the rules
 * @announced: whether both sides are to hear a tone while they are recorded
 *
 * For the recordings that begin from now on.
 */
void
phone_recording_rules_set_announced (PhoneRecordingRules *self,
                                     gboolean             announced)
{
  g_return_if_fail (PHONE_IS_RECORDING_RULES (self));

  if (self->announced == announced)
    return;

  self->announced = announced;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ANNOUNCED]);
}

/**
 * phone_get_recording_rules:
 * @phone: a phone
 *
 * What holds for all its calls.
 *
 * Returns: (transfer none): the rules
 */
PhoneRecordingRules *
phone_get_recording_rules (Phone *phone)
{
  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);

  return phone_calls_get_recording_rules (phone->calls);
}
