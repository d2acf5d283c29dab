/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* The colour of an account, where there are several. Property: subject, a PhoneAccount, or a PhoneCall or a
 * PhoneConversation of it. */
#define APP_TYPE_ACCOUNT_DOT (app_account_dot_get_type ())
G_DECLARE_FINAL_TYPE (AppAccountDot, app_account_dot, APP, ACCOUNT_DOT, AdwBin)

G_END_DECLS
