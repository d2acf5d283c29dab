/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* A live call in the sidebar. Property: call. */
#define APP_TYPE_CALL_ROW (app_call_row_get_type ())
G_DECLARE_FINAL_TYPE (AppCallRow, app_call_row, APP, CALL_ROW, GtkListBoxRow)

GtkWidget *app_call_row_new      (PhoneCall  *call);
PhoneCall *app_call_row_get_call (AppCallRow *self);

G_END_DECLS
