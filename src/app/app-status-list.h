/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* Whether one can be reached, a line for each account; of many, those that need somebody. Property: phone. */
#define APP_TYPE_STATUS_LIST (app_status_list_get_type ())
G_DECLARE_FINAL_TYPE (AppStatusList, app_status_list, APP, STATUS_LIST, AdwBin)

G_END_DECLS
