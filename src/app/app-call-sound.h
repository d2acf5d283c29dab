/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* A button that opens what there is to speak into and to hear from. Property: phone. */
#define APP_TYPE_CALL_SOUND (app_call_sound_get_type ())
G_DECLARE_FINAL_TYPE (AppCallSound, app_call_sound, APP, CALL_SOUND, AdwBin)

G_END_DECLS
