/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone-ladder.h"

G_BEGIN_DECLS

/* A row that says what something on the line was about and how it ended. Property: ladder (nullable). */
#define APP_TYPE_LADDER_ROW (app_ladder_row_get_type ())
G_DECLARE_FINAL_TYPE (AppLadderRow, app_ladder_row, APP, LADDER_ROW, AdwBin)

/* "Call", "Message"… */
const char *app_ladder_row_get_kind_text (PhoneLadderKind kind);
/* All that the row shows (transfer full). */
char       *app_ladder_row_dup_name      (AppLadderRow   *self);

G_END_DECLS
