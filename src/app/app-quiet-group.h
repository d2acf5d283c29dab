/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* In the preferences: whether the phone is quiet when the desktop is. Property (notify): phone. */
#define APP_TYPE_QUIET_GROUP (app_quiet_group_get_type ())
G_DECLARE_FINAL_TYPE (AppQuietGroup, app_quiet_group, APP, QUIET_GROUP, AdwPreferencesGroup)

G_END_DECLS
