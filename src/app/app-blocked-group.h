/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone-blocked.h"

G_BEGIN_DECLS

#define APP_TYPE_BLOCKED_GROUP (app_blocked_group_get_type ())
G_DECLARE_FINAL_TYPE (AppBlockedGroup, app_blocked_group, APP, BLOCKED_GROUP, AdwPreferencesGroup)

void app_blocked_group_set_blocked (AppBlockedGroup *self,
                                    PhoneBlocked    *blocked);

G_END_DECLS
