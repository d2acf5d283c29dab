/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* What becomes of the calls of an account, as a page of the preferences; not there while there is no account.
 * Properties (notify): phone, account (the one the page is about, chosen by the person). */
#define APP_TYPE_POLICY_PAGE (app_policy_page_get_type ())
G_DECLARE_FINAL_TYPE (AppPolicyPage, app_policy_page, APP, POLICY_PAGE, AdwPreferencesPage)

/* Shows the account of that id, where there is one. */
void app_policy_page_choose (AppPolicyPage *self,
                             const char    *id);

G_END_DECLS
