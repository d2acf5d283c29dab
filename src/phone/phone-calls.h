/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-call.h"
#include "phone-recording-rules.h"

G_BEGIN_DECLS

/* Private to the room: the live calls. Signal: changed (PhoneCall *), after a call came or its state changed. */
#define PHONE_TYPE_CALLS (phone_calls_get_type ())
G_DECLARE_FINAL_TYPE (PhoneCalls, phone_calls, PHONE, CALLS, GObject)

PhoneCalls *phone_calls_new         (void);
GListModel *phone_calls_get_model   (PhoneCalls *self); /* PhoneCall */
void        phone_calls_add         (PhoneCalls *self,
                                     PhoneCall  *call);
void        phone_calls_hang_up_all (PhoneCalls *self);
/* Makes what is being recorded whole; blocks for that moment. */
void        phone_calls_finish_recordings (PhoneCalls *self);
PhoneRecordingRules *phone_calls_get_recording_rules (PhoneCalls *self); /* borrowed */
/* Lets go of every call, ended or not. */
void        phone_calls_clear       (PhoneCalls *self);

G_END_DECLS
