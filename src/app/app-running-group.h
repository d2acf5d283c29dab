/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* In the preferences: what the telephone does while its window is closed. Property (notify): phone. */
#define APP_TYPE_RUNNING_GROUP (app_running_group_get_type ())
G_DECLARE_FINAL_TYPE (AppRunningGroup, app_running_group, APP, RUNNING_GROUP, AdwPreferencesGroup)

G_END_DECLS
