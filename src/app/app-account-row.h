/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* An account to be chosen: its colour, its name and its state. Property: account. */
#define APP_TYPE_ACCOUNT_ROW (app_account_row_get_type ())
G_DECLARE_FINAL_TYPE (AppAccountRow, app_account_row, APP, ACCOUNT_ROW, GtkListBoxRow)

/* @account NULL: all of them. */
GtkWidget    *app_account_row_new         (PhoneAccount  *account,
                                           gboolean       chosen);
PhoneAccount *app_account_row_get_account (AppAccountRow *self);

G_END_DECLS
