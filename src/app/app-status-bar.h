/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* One account's line: whether it can be reached, why not, and what to do. Properties: phone, account. */
#define APP_TYPE_STATUS_BAR (app_status_bar_get_type ())
G_DECLARE_FINAL_TYPE (AppStatusBar, app_status_bar, APP, STATUS_BAR, AdwBin)

GtkWidget *app_status_bar_new (Phone        *phone,
                               PhoneAccount *account);

G_END_DECLS
