/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "app-hooks.h"

G_BEGIN_DECLS

/* In the preferences: the web addresses that are told of calls. */
#define APP_TYPE_HOOK_GROUP (app_hook_group_get_type ())
G_DECLARE_FINAL_TYPE (AppHookGroup, app_hook_group, APP, HOOK_GROUP, AdwPreferencesGroup)

void app_hook_group_set_hooks (AppHookGroup *self,
                               AppHooks     *hooks);

G_END_DECLS
