/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone-country.h"

G_BEGIN_DECLS

/* The country in which the numbers of an account are, for a page that is about that account. Its account is set once. */
#define APP_TYPE_COUNTRY_ROW (app_country_row_get_type ())
G_DECLARE_FINAL_TYPE (AppCountryRow, app_country_row, APP, COUNTRY_ROW, AdwComboRow)

G_END_DECLS
