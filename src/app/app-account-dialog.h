/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* A new account, or the details of a known one. Properties: phone, account. */
#define APP_TYPE_ACCOUNT_DIALOG (app_account_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AppAccountDialog, app_account_dialog, APP, ACCOUNT_DIALOG, AdwDialog)

AppAccountDialog *app_account_dialog_new (Phone        *phone,
                                         PhoneAccount *account);

G_END_DECLS
