/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* Whom one knows, favourites first. Properties: phone, search. */
#define APP_TYPE_PEOPLE_LIST (app_people_list_get_type ())
G_DECLARE_FINAL_TYPE (AppPeopleList, app_people_list, APP, PEOPLE_LIST, AdwBin)

G_END_DECLS
