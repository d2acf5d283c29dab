/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* That calls of an account do not ring here, and the way to let them. Hidden where they do. Property: account. */
#define APP_TYPE_POLICY_BAR (app_policy_bar_get_type ())
G_DECLARE_FINAL_TYPE (AppPolicyBar, app_policy_bar, APP, POLICY_BAR, AdwBin)

const char *app_policy_bar_find_icon (PhoneAccount *account);
char       *app_policy_bar_dup_text  (PhoneAccount *account);

G_END_DECLS
