/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* Microphone, speaker, ringer and tones, each to be chosen and tried. Property: phone. */
#define APP_TYPE_SOUND_PAGE (app_sound_page_get_type ())
G_DECLARE_FINAL_TYPE (AppSoundPage, app_sound_page, APP, SOUND_PAGE, AdwPreferencesPage)

G_END_DECLS
