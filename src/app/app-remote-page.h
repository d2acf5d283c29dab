/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* In the preferences: what may use the phone from beside the window. Property: phone. */
#define APP_TYPE_REMOTE_PAGE (app_remote_page_get_type ())
G_DECLARE_FINAL_TYPE (AppRemotePage, app_remote_page, APP, REMOTE_PAGE, AdwPreferencesPage)

G_END_DECLS
