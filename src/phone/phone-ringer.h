/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-tones.h"
#include "phone-calls.h"
#include "phone-sounds.h"

G_BEGIN_DECLS

/* Private to the room: which sound the telephone itself makes, given the calls there are. */
#define PHONE_TYPE_RINGER (phone_ringer_get_type ())
G_DECLARE_FINAL_TYPE (PhoneRinger, phone_ringer, PHONE, RINGER, GObject)

PhoneRinger *phone_ringer_new  (PhoneCalls  *calls,
                                MediaTones  *tones);
void         phone_ringer_stop (PhoneRinger *self);
PhoneSounds *phone_ringer_get_sounds (PhoneRinger *self); /* borrowed */

G_END_DECLS
