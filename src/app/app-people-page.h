/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* The page of the preferences about people. Property: phone, set once. */
#define APP_TYPE_PEOPLE_PAGE (app_people_page_get_type ())
G_DECLARE_FINAL_TYPE (AppPeoplePage, app_people_page, APP, PEOPLE_PAGE, AdwPreferencesPage)

G_END_DECLS
