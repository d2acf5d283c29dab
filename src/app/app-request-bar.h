/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

#define APP_TYPE_REQUEST_BAR (app_request_bar_get_type ())
G_DECLARE_FINAL_TYPE (AppRequestBar, app_request_bar, APP, REQUEST_BAR, AdwBin)

G_END_DECLS
