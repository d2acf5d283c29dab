/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person allows where calls are recorded, for the screen that asks for it. */

#include "scripted-phone.h"

#include "phone-recording-rules.h"

struct _PhoneRecordingRules
{
  GObject parent_instance;

  PhoneRecordingConsent consent;
  gboolean announced;
};

G_DEFINE_FINAL_TYPE (PhoneRecordingRules, phone_recording_rules, G_TYPE_OBJECT)
G_DEFINE_ENUM_TYPE (PhoneRecordingConsent, phone_recording_consent,
                    G_DEFINE_ENUM_VALUE (PHONE_RECORDING_CONSENT_NEVER, "never"),
                    G_DEFINE_ENUM_VALUE (PHONE_RECORDING_CONSENT_ASK, "ask"),
                    G_DEFINE_ENUM_VALUE (PHONE_RECORDING_CONSENT_ALLOWED, "allowed"))

enum
{
  PROP_CONSENT = 1,
  PROP_ANNOUNCED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
phone_recording_rules_get_property (GObject    *object,
                                    guint       id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  if (id == PROP_CONSENT)
    g_value_set_enum (value, PHONE_RECORDING_RULES (object)->consent);
  else
    g_value_set_boolean (value, PHONE_RECORDING_RULES (object)->announced);
}

static void
phone_recording_rules_set_property (GObject      *object,
                                    guint         id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  if (id == PROP_CONSENT)
    phone_recording_rules_set_consent (PHONE_RECORDING_RULES (object), (PhoneRecordingConsent) g_value_get_enum (value));
  else
    phone_recording_rules_set_announced (PHONE_RECORDING_RULES (object), g_value_get_boolean (value));
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

PhoneRecordingConsent
phone_recording_rules_get_consent (PhoneRecordingRules *self)
{
  return self->consent;
}

void
phone_recording_rules_set_consent (PhoneRecordingRules  *self,
                                   PhoneRecordingConsent consent)
{
  self->consent = consent;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CONSENT]);
}

gboolean
phone_recording_rules_get_announced (PhoneRecordingRules *self)
{
  return self->announced;
}

void
phone_recording_rules_set_announced (PhoneRecordingRules *self,
                                     gboolean             announced)
{
  self->announced = announced;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ANNOUNCED]);
}

PhoneRecordingRules *
phone_get_recording_rules (Phone *phone)
{
  PhoneRecordingRules *rules = g_object_get_data (G_OBJECT (phone), "scripted-rules");

  if (rules == NULL)
    {
      rules = g_object_new (PHONE_TYPE_RECORDING_RULES, NULL);
      g_object_set_data_full (G_OBJECT (phone), "scripted-rules", rules, g_object_unref);
    }
  return rules;
}
