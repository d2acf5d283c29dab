/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "app-accounts.h"

G_BEGIN_DECLS

/* Which account calls and writes, to be changed; hidden while there is nothing to choose. Property: accounts. */
#define APP_TYPE_ACCOUNT_BUTTON (app_account_button_get_type ())
G_DECLARE_FINAL_TYPE (AppAccountButton, app_account_button, APP, ACCOUNT_BUTTON, AdwBin)

G_END_DECLS
