/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* A field for somebody who can be called. Properties (notify): account, error-text (read-only; NULL: nothing is wrong).
 * Signal: chosen (const char *), with "" when it was emptied; never with what cannot be called. */
#define APP_TYPE_TARGET_ROW (app_target_row_get_type ())
G_DECLARE_FINAL_TYPE (AppTargetRow, app_target_row, APP, TARGET_ROW, AdwEntryRow)

const char *app_target_row_get_error_text (AppTargetRow *self);
/* Fills the field without asking anybody to keep it. */
void        app_target_row_fill           (AppTargetRow *self,
                                           const char   *text);

G_END_DECLS
