/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Those one calls most, a press away; nothing where there are none. The phone is that of the page around it. */
#define APP_TYPE_FAVOURITES (app_favourites_get_type ())
G_DECLARE_FINAL_TYPE (AppFavourites, app_favourites, APP, FAVOURITES, AdwBin)

G_END_DECLS
