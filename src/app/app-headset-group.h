/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "app-headset.h"

G_BEGIN_DECLS

/* In the preferences: whether buttons of a headset are used, and what works here. */
#define APP_TYPE_HEADSET_GROUP (app_headset_group_get_type ())
G_DECLARE_FINAL_TYPE (AppHeadsetGroup, app_headset_group, APP, HEADSET_GROUP, AdwPreferencesGroup)

void app_headset_group_set_headset (AppHeadsetGroup *self,
                                    AppHeadset      *headset);

G_END_DECLS
