/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* In the preferences: the sentences that decline a call with one press. */
#define APP_TYPE_REPLY_GROUP (app_reply_group_get_type ())
G_DECLARE_FINAL_TYPE (AppReplyGroup, app_reply_group, APP, REPLY_GROUP, AdwPreferencesGroup)

G_END_DECLS
