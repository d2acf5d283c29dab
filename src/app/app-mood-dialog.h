/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* What others see of the person: how they are, in their own words, and for how long. */
#define APP_TYPE_MOOD_DIALOG (app_mood_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AppMoodDialog, app_mood_dialog, APP, MOOD_DIALOG, AdwDialog)

AppMoodDialog *app_mood_dialog_new       (Phone     *phone);
/* When today is over, in seconds since 1970. */
gint64         app_mood_dialog_get_night (GDateTime *now);

G_END_DECLS
