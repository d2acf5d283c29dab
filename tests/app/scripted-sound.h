/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-devices.h"
#include "phone-sound-check.h"
#include "phone-sounds.h"

G_BEGIN_DECLS

/* Plugs, and what is tested, without a sound. */

/* @kind: a ringer is plugged as a speaker. */
void     scripted_devices_plug        (PhoneDeviceKind kind,
                                       const char     *id,
                                       const char     *name);
void     scripted_devices_unplug      (PhoneDeviceKind kind,
                                       const char     *id);
void     scripted_devices_unplug_all  (void);

/* How many microphones are open, and how often a melody was played. */
guint    scripted_sound_get_open      (void);
guint    scripted_sound_get_played    (void);
/* What rings for somebody who listens; NULL: nothing. */
const char *scripted_sound_get_ringing (void);
/* All keys that were heard. */
const char *scripted_sounds_get_heard (PhoneSounds *self);
/* To every microphone that is open. */
void     scripted_sound_speak         (double          level);
void     scripted_sound_fail          (const char     *error_text);

G_END_DECLS
