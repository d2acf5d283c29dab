/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* A past call in the sidebar, or several that are one row. Properties: group; entry (read-only), the newest of its calls.
 * Signals: deleted, toggled. */
#define APP_TYPE_HISTORY_ROW (app_history_row_get_type ())
G_DECLARE_FINAL_TYPE (AppHistoryRow, app_history_row, APP, HISTORY_ROW, AdwBin)

GtkWidget *app_history_row_new (GListModel *accounts);

G_END_DECLS
