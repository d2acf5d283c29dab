/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* The same in small, for a page that stands before the sidebar. Property: phone. */
#define APP_TYPE_STATUS_BUTTON (app_status_button_get_type ())
G_DECLARE_FINAL_TYPE (AppStatusButton, app_status_button, APP, STATUS_BUTTON, AdwBin)


G_END_DECLS
