/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* What is there to be searched, and in its place everything that was found while something is looked for. Properties:
 * phone, entry (the GtkSearchEntry that is typed in), content (a widget), searching (read-only). */
#define APP_TYPE_SEARCH_PAGE (app_search_page_get_type ())
G_DECLARE_FINAL_TYPE (AppSearchPage, app_search_page, APP, SEARCH_PAGE, AdwBin)

G_END_DECLS
