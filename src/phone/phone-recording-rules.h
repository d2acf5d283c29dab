/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* What the person allows where calls are recorded; the same for all calls of a phone. Properties (notify, read-write, made
 * to be bound to settings): consent ("never", "ask" or "allowed"), announced. */
#define PHONE_TYPE_RECORDING_RULES (phone_recording_rules_get_type ())
G_DECLARE_FINAL_TYPE (PhoneRecordingRules, phone_recording_rules, PHONE, RECORDING_RULES, GObject)

#define PHONE_TYPE_RECORDING_CONSENT (phone_recording_consent_get_type ())
GType phone_recording_consent_get_type (void) G_GNUC_CONST;

typedef enum
{
  PHONE_RECORDING_CONSENT_NEVER,
  PHONE_RECORDING_CONSENT_ASK,     /* of each call the person must say that all agree; the default */
  PHONE_RECORDING_CONSENT_ALLOWED, /* where the law and the others leave it to the person */
} PhoneRecordingConsent;

PhoneRecordingRules  *phone_recording_rules_new           (void);
PhoneRecordingConsent phone_recording_rules_get_consent   (PhoneRecordingRules  *self);
void                  phone_recording_rules_set_consent   (PhoneRecordingRules  *self,
                                                           PhoneRecordingConsent consent);
/* Both sides hear a short tone when it begins and every 15 s; FALSE by default. */
gboolean              phone_recording_rules_get_announced (PhoneRecordingRules  *self);
void                  phone_recording_rules_set_announced (PhoneRecordingRules  *self,
                                                           gboolean              announced);

/* Those of a phone (borrowed). */
PhoneRecordingRules  *phone_get_recording_rules           (Phone                *phone);

G_END_DECLS
