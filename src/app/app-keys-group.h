/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "app-global-shortcuts.h"

G_BEGIN_DECLS

/* In the preferences: whether keys of the desktop are wanted, which they are, and why there are none. */
#define APP_TYPE_KEYS_GROUP (app_keys_group_get_type ())
G_DECLARE_FINAL_TYPE (AppKeysGroup, app_keys_group, APP, KEYS_GROUP, AdwPreferencesGroup)

void app_keys_group_set_keys (AppKeysGroup       *self,
                              AppGlobalShortcuts *keys);

G_END_DECLS
