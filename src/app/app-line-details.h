/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* What lies behind the one sentence about an account: server, wire, time there and back, tries, the last problem and
 * what helps. Properties: phone, account. */
#define APP_TYPE_LINE_DETAILS (app_line_details_get_type ())
G_DECLARE_FINAL_TYPE (AppLineDetails, app_line_details, APP, LINE_DETAILS, AdwBin)

GtkWidget *app_line_details_new (Phone        *phone,
                                 PhoneAccount *account);

G_END_DECLS
