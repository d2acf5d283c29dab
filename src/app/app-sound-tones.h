/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone-sounds.h"

G_BEGIN_DECLS

/* How it rings for everybody, and whose tones are heard: two rows that choose among what the phone knows. */
#define APP_TYPE_SOUND_TONES (app_sound_tones_get_type ())
G_DECLARE_FINAL_TYPE (AppSoundTones, app_sound_tones, APP, SOUND_TONES, GObject)

AppSoundTones *app_sound_tones_new          (PhoneSounds   *sounds,
                                             AdwComboRow   *ringtone,
                                             AdwComboRow   *territory);
/* Of everybody; NULL: the first of our own (borrowed). */
const char    *app_sound_tones_get_ringtone (AppSoundTones *self);
/* Asks for a sound file to ring with. */
void           app_sound_tones_choose_file  (AppSoundTones *self,
                                             GtkWidget     *parent);

G_END_DECLS
