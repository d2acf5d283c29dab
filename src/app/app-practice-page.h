/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* What can be tried without an account. Property: phone. */
#define APP_TYPE_PRACTICE_PAGE (app_practice_page_get_type ())
G_DECLARE_FINAL_TYPE (AppPracticePage, app_practice_page, APP, PRACTICE_PAGE, AdwNavigationPage)

AppPracticePage *app_practice_page_new (Phone *phone);

G_END_DECLS
