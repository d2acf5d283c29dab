/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* Whether one is heard and hears, before anybody calls. Opens nothing when nothing is tested, and closes all when it is
 * disposed of. Properties (read-only): level (0 to 1, ten times a second), error-text (a sentence; NULL: well). */
#define PHONE_TYPE_SOUND_CHECK (phone_sound_check_get_type ())
G_DECLARE_FINAL_TYPE (PhoneSoundCheck, phone_sound_check, PHONE, SOUND_CHECK, GObject)

PhoneSoundCheck *phone_sound_check_new              (Phone           *phone);
void             phone_sound_check_start_microphone (PhoneSoundCheck *self);
void             phone_sound_check_stop_microphone  (PhoneSoundCheck *self);
/* A short melody, once. */
void             phone_sound_check_play_speaker     (PhoneSoundCheck *self);
/* What will ring, on what will ring, over and over; @ringtone: as PhoneSounds has it; NULL: the first of our own. */
void             phone_sound_check_play_ringtone    (PhoneSoundCheck *self,
                                                     const char      *ringtone);
void             phone_sound_check_stop_ringtone    (PhoneSoundCheck *self);
/* Reads its file beforehand. */
void             phone_sound_check_prepare_ringtone (PhoneSoundCheck *self,
                                                     const char      *ringtone);
double           phone_sound_check_get_level        (PhoneSoundCheck *self);
const char      *phone_sound_check_get_error_text   (PhoneSoundCheck *self); /* NULL: well */

G_END_DECLS
