/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* What the telephone itself sounds like, as the person likes it. Properties (notify, read-write, made to be bound to
 * settings):
 *   territory   two letters, as "GB": whose tones are heard; "": of the country the person lives in
 *   key-sounds  whether keys are heard when they are pressed
 *   ringtones   a{ss}: for whom, and what: see phone_sounds_set_ringtone() */
#define PHONE_TYPE_SOUNDS (phone_sounds_get_type ())
G_DECLARE_FINAL_TYPE (PhoneSounds, phone_sounds, PHONE, SOUNDS, GObject)

const char  *phone_sounds_get_territory      (PhoneSounds *self);
void         phone_sounds_set_territory      (PhoneSounds *self,
                                              const char  *territory);
gboolean     phone_sounds_get_key_sounds     (PhoneSounds *self);
void         phone_sounds_set_key_sounds     (PhoneSounds *self,
                                              gboolean     key_sounds);
/* Those whose tones are known (transfer full). */
char       **phone_sounds_list_territories   (void);
/* The names of our own melodies (transfer full). */
char       **phone_sounds_list_ringtones     (void);
/* @whose: the address of a caller, the id of an account, or "" for everybody else. */
const char  *phone_sounds_get_ringtone       (PhoneSounds *self,
                                              const char  *whose);
/* @ringtone: one of our own, or the URI of a sound file; NULL: as if nobody had chosen. */
void         phone_sounds_set_ringtone       (PhoneSounds *self,
                                              const char  *whose,
                                              const char  *ringtone);

/* Keys that somebody presses one by one are heard, a number that is sent at once is not. */
void         phone_sounds_press              (PhoneSounds *self,
                                              const char  *keys);

/* Those of a phone (borrowed). */
PhoneSounds *phone_get_sounds                (Phone       *phone);

G_END_DECLS
