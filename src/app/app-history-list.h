/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* Past calls, newest first, to be made again or forgotten. Properties: phone, search (a text). */
#define APP_TYPE_HISTORY_LIST (app_history_list_get_type ())
G_DECLARE_FINAL_TYPE (AppHistoryList, app_history_list, APP, HISTORY_LIST, AdwBin)

G_END_DECLS
