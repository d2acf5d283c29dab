/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-device.h"

G_BEGIN_DECLS

/* What a person reads where sounds are chosen (all transfer full). */

char *app_sound_words_for_device    (PhoneDevice *device);
/* @ringtone: as PhoneSounds has it; NULL: the first of our own. */
char *app_sound_words_for_ringtone  (const char  *ringtone);
/* @territory: two letters; one that has no name here is named by them. */
char *app_sound_words_for_territory (const char  *territory);

G_END_DECLS
