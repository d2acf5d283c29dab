/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app-sidebar.h"

G_BEGIN_DECLS

/* What stands beside the sidebar while nothing is open: what the section is for, and how to begin. */
#define APP_TYPE_HOME_PAGE (app_home_page_get_type ())
G_DECLARE_FINAL_TYPE (AppHomePage, app_home_page, APP, HOME_PAGE, AdwNavigationPage)

AppHomePage *app_home_page_new (AppSidebar *sidebar);

G_END_DECLS
