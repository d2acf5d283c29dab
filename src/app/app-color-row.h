/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* The colour of an account, to be changed. Property: account. */
#define APP_TYPE_COLOR_ROW (app_color_row_get_type ())
G_DECLARE_FINAL_TYPE (AppColorRow, app_color_row, APP, COLOR_ROW, AdwComboRow)

G_END_DECLS
