/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone-line-step.h"

G_BEGIN_DECLS

/* One step of a test of the line, as it goes; where only the person knows, it asks. Property: step (construct only). */
#define APP_TYPE_LINE_STEP_ROW (app_line_step_row_get_type ())
G_DECLARE_FINAL_TYPE (AppLineStepRow, app_line_step_row, APP, LINE_STEP_ROW, AdwActionRow)

GtkWidget *app_line_step_row_new (PhoneLineStep *step);

G_END_DECLS
